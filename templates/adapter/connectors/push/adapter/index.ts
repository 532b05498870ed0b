import { Type } from 'typebox'
import { defineAdapter, reader } from '../../../../../src/kit/index.ts'
import { codesSchema, type Codes } from '../../../resources/licences/adapter/codes.ts' // only: codes
import { mapLicence } from '../../../resources/licences/adapter/map.ts'
import { receiveIzin } from './client.ts'
import type { Izin } from '../../../resources/licences/adapter/wire.ts'

/** One system of this product, as its readers are given it. */
interface Deployment {
  key: string
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
      key: Type.String({ minLength: 16, writeOnly: true, description: 'Key that the pusher sends with each message.' })
    },
    { additionalProperties: false }
  ),
  connect: (settings, context): Deployment => ({ // only: agency, else: connect: (settings): Deployment => ({
    codes: settings.codes, // only: codes
    agencyId: context.system.agencyId, // only: agency
    key: settings.key
  }),
  // It cannot be asked.
  probe: async () => {},
  resources: {
    licences: reader('licences', {
      // The hub keeps what was pushed, sorts it and answers from there.
      order: 'canonical',
      pageSize: 100,
      onlyOwnAgency: true, // only: agency
      freshness: { fresh: 1, revalidate: 0, on_error: 0 },
      inbox: {
        receive: ({ key }: Deployment, message) => receiveIzin(message, key),
        // The same state of a record, said again within a minute: a sender that missed the answer.
        repeat: { of: ({ NO_IZIN, TGL_UBAH }: Izin) => `${NO_IZIN} ${TGL_UBAH}`, seconds: 60 }
      },
      map: mapLicence
    })
  }
})
