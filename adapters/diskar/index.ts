import { type Call, createFiles, defineAdapter, filesOptions, reader, toWib } from '../../src/kit/index.ts'
import { createDiskarClient, type DiskarClient } from './client.ts'
import { mapKejadian, type Surroundings } from './map.ts'
import { settingsSchema } from './settings.ts'
import type { Kejadian } from './wire.ts'

interface Diskar extends Surroundings {
  client: DiskarClient
  notIncidents: readonly string[]
}

/** The register of the fire and rescue agency's turn-outs: a CSV file on an FTP server. */
export const adapter = defineAdapter({
  product: 'diskar',
  title: 'Diskar turn-outs',
  version: 1,
  needsUrl: false,
  settings: settingsSchema,
  connect: ({ files, not_incidents, public_objects, codes }, { tls, system }): Diskar => ({
    client: createDiskarClient({ files: createFiles(filesOptions(files, tls)), publicObjects: public_objects }),
    notIncidents: not_incidents,
    codes,
    agencyId: system.agencyId
  }),
  probe: async ({ client }: Diskar, call) => void (await client.newest(call)),
  close: ({ client }: Diskar) => client.close(),
  resources: {
    incidents: reader('incidents', {
      order: 'canonical',
      pageSize: 100,
      onlyOwnAgency: true,
      // Written after each change, and once a night in any case.
      freshness: { fresh: 26 * 3_600, revalidate: 0, on_error: 0 },
      snapshot: {
        async newest({ client }: Diskar, call) {
          const file = await client.newest(call)
          return file && { version: `${file.size}@${file.writtenAt}`, producedAt: toWib(new Date(file.writtenAt)) }
        },
        rows: (diskar: Diskar, _version, call) => incidentsOf(diskar, call)
      },
      map: (row: Kejadian, tools, diskar: Diskar) => mapKejadian(row, tools, diskar)
    })
  }
})

async function* incidentsOf({ client, notIncidents }: Diskar, call: Call): AsyncGenerator<Kejadian> {
  for (const row of await client.kejadian(call)) if (!notIncidents.includes(row.KD_JENIS)) yield row
}
