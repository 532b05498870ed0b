import { type Call, createFiles, defineAdapter, filesOptions, reader, toWib } from '../../src/kit/index.ts'
import { readBills } from './bills.ts'
import { createPbbClient, type PbbClient, type Table } from './client.ts'
import { mapBill, mapObject } from './map.ts'
import { readObjects } from './objects.ts'
import { createTables, settingsSchema } from './settings.ts'
import type { Tables } from './tables.ts'
import type { BillRow, ObjectRow } from './wire.ts'

interface Pbb {
  client: PbbClient
  tables: Tables
  today(): string
}

/** A night and the hours that an export may be late. */
const FRESHNESS = { fresh: 26 * 3_600, revalidate: 0, on_error: 0 }

/** SISMIOP, the register and ledger of the property tax (PBB-P2), by the files that it exports each night. */
export const adapter = defineAdapter({
  product: 'pbb',
  title: 'SISMIOP property tax',
  version: 1,
  needsUrl: false,
  settings: settingsSchema,
  connect: (settings, { tls, city, today }): Pbb => ({
    client: createPbbClient(createFiles(filesOptions(settings.files, tls))),
    tables: createTables(settings, city),
    today
  }),
  probe: async ({ client }: Pbb, call) => void (await client.newest(call)),
  close: ({ client }: Pbb) => client.close(),
  resources: {
    'tax-objects': reader('tax-objects', {
      order: 'canonical',
      pageSize: 100,
      freshness: FRESHNESS,
      snapshot: {
        newest: ({ client }: Pbb, call) => newest(client, ['DAT_OBJEK_PAJAK', 'DAT_SUBJEK_PAJAK'], '', call),
        rows: ({ client }: Pbb, version, call) => readObjects(client, version.slice(0, 8), call)
      },
      map: (row: ObjectRow, tools, { tables }: Pbb) => mapObject(row, tools, tables)
    }),
    'tax-bills': reader('tax-bills', {
      order: 'canonical',
      pageSize: 100,
      numbers: [{
        name: { id: 'nomor objek pajak (NOP) PBB', en: 'number of a tax object (NOP)' },
        example: '32.73.060.001.002-0030.0',
        pattern: /^\d{18}$/,
        keys: ([nop], today) => lastYears(today).map(year => `${nop}-${year}`)
      }],
      freshness: FRESHNESS,
      snapshot: {
        // Each day is a version of its own: bills become overdue without a change in any file.
        newest: ({ client, today }: Pbb, call) => newest(client, ['SPPT', 'PEMBAYARAN_SPPT'], today(), call),
        rows: ({ client }: Pbb, version, call) => readBills(client, version.slice(0, 8), version.slice(-10), call)
      },
      map: (row: BillRow, tools, { tables }: Pbb) => mapBill(row, tools, tables)
    })
  }
})

/** As many as can still be claimed (UU 28/2009, article 166: five years). */
function lastYears(today: string): number[] {
  const year = Number(today.slice(0, 4))
  return Array.from({ length: 6 }, (_, ago) => year - ago)
}

async function newest(
  client: PbbClient,
  tables: readonly Table[],
  day: string,
  call: Call
): Promise<{ version: string; producedAt: string } | undefined> {
  const found = await client.newest(call)
  if (found === undefined) return undefined
  const { stamp, writtenAt, mark } = found
  return { version: [stamp, mark(tables), day].join(' ').trim(), producedAt: toWib(new Date(writtenAt)) }
}
