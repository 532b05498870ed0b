import { createHash } from 'node:crypto'
import { Type } from 'typebox'
import { type Call, createFiles, defineAdapter, filesOptions, FilesSettings, reader, SystemFault,
  toWib } from '../../src/kit/index.ts'
import { createSimdaClient, type SimdaClient } from './client.ts'
import { mapUnit } from './map.ts'
import { createRegister, type Register } from './register.ts'
import { joinYears } from './units.ts'
import type { UnitRow } from './wire.ts'

interface Simda {
  client: SimdaClient
  register: Register
  firstYear: number
  today(): string
}

/** SIMDA Keuangan, the finance system: of it only how it numbers and names the agencies, by files of its databases. */
export const adapter = defineAdapter({
  product: 'simda',
  title: 'SIMDA finance',
  version: 1,
  needsUrl: false,
  settings: Type.Object(
    {
      files: FilesSettings,
      first_year: Type.Integer({ minimum: 2000, maximum: 2100,
        description:
          'Budget year of the oldest file. Nothing is read unless there is one for each year from then on.' }),
      names: Type.Record(Type.String(), Type.String({ minLength: 1 }), {
        default: {},
        description: "Names of agencies that only this system uses, each with the code of the city's agency."
      })
    },
    { additionalProperties: false }
  ),
  connect: ({ files, first_year, names }, { tls, city, today }): Simda => ({
    client: createSimdaClient(createFiles(filesOptions(files, tls))),
    register: createRegister(city, names),
    firstYear: first_year,
    today
  }),
  probe: async ({ client }: Simda, call) => void (await client.databases(call)),
  close: ({ client }: Simda) => client.close(),
  resources: {
    agencies: reader('agencies', {
      order: 'canonical',
      pageSize: 100,
      // The job runs each month.
      freshness: { fresh: 35 * 86_400, revalidate: 0, on_error: 0 },
      snapshot: {
        async newest({ client }: Simda, call) {
          const databases = await client.databases(call)
          if (databases.length === 0) return undefined
          const producedAt = databases.map(({ modifiedAt }) => modifiedAt).sort().at(-1) ?? ''
          return { version: createHash('sha256').update(JSON.stringify(databases)).digest('base64url'),
            producedAt: toWib(new Date(producedAt)) }
        },
        rows: (simda: Simda, _version, call) => rowsOf(simda, call)
      },
      map: (row: UnitRow, tools, { register }: Simda) => mapUnit(row, tools, register)
    })
  }
})

/** Each unit under each code that it had, but for the present ones that the city's register tells of itself. */
async function* rowsOf({ client, register, firstYear, today }: Simda, call: Call): AsyncGenerator<UnitRow> {
  const databases = await client.databases(call)
  const found = new Set(databases.map(({ year }) => year))
  // Keys begin with the oldest year; what a year in between would say of names and codes must not be guessed.
  for (let year = firstYear; year <= Number(today().slice(0, 4)); year++) {
    if (!found.has(year))
      throw new SystemFault('truncated', { stage: 'read the databases',
        detail: `has no file of the budget year ${year}` })
  }
  const years = []
  for (const database of databases) years.push({ year: database.year, rows: await client.refSubUnit(database, call) })
  for (const row of joinYears(years, register.identify)) if (register.teller(row) === undefined) yield row
}
