import { Type } from 'typebox'
import { createFiles, defineAdapter, filesOptions, FilesSettings, reader } from '../../../../../src/kit/index.ts'
import { codesSchema, type Codes } from '../../../resources/licences/adapter/codes.ts' // only: codes
import { mapLicence } from '../../../resources/licences/adapter/map.ts'
import { createContohClient, type ContohClient } from './client.ts'
import { PATTERN } from './format.ts'

/** One system of this product, as its readers are given it. */
interface Deployment {
  client: ContohClient
  codes: Codes // only: codes
  agencyId: string | undefined // only: agency
}

/** Contoh: say in a line what it is, and whose. */
export const adapter = defineAdapter({
  product: 'contoh',
  title: 'Contoh licences',
  version: 1,
  needsUrl: false,
  settings: Type.Object(
    {
      codes: codesSchema, // only: codes
      files: FilesSettings,
      pattern: Type.String({ default: PATTERN, description: 'Names of its files, with * and ?; the newest of them is read.' })
    },
    { additionalProperties: false }
  ),
  // Nothing is sent here: a system that is down must not stop the hub.
  connect: (settings, context): Deployment => ({
    codes: settings.codes, // only: codes
    agencyId: context.system.agencyId, // only: agency
    client: createContohClient(createFiles(filesOptions(settings.files, context.tls)), settings.pattern)
  }),
  probe: async ({ client }: Deployment, call) => void (await client.terbaru(call)),
  close: ({ client }: Deployment) => client.close(),
  resources: {
    licences: reader('licences', {
      // The hub keeps what came last, sorts it and answers from there.
      order: 'canonical',
      pageSize: 100,
      onlyOwnAgency: true, // only: agency
      // A file is dropped every night: one of the day before yesterday is overdue.
      freshness: { fresh: 2 * 86_400, revalidate: 0, on_error: 30 * 86_400 },
      snapshot: {
        newest: ({ client }: Deployment, call) => client.terbaru(call),
        rows: ({ client }: Deployment, version, call) => client.baris(version, call)
      },
      map: mapLicence
    })
  }
})
