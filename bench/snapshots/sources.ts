import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { adapter } from '../../adapters/pbb/index.ts'
import { taxDistricts } from '../../demo/systems/tax-tables.ts'
import type { AnyReader } from '../../src/gateway/systems/supply.ts'
import type { City, Mapped, MapTools, SnapshotSource } from '../../src/kit/adapter.ts'
import { createFiles } from '../../src/kit/connectors/files/files.ts'
import { compact } from '../../src/kit/fields.ts'
import { readers, type Row } from './readers.ts'

export interface LoadedSource {
  client: unknown
  source: SnapshotSource<unknown, unknown>
  map: AnyReader['map']
  /** The legacy key of a row that was kept. */
  keyOf: (row: Record<string, unknown>) => string
}

/** Where a million tax objects come from: the export of the adapter `pbb`, or one file of a format. */
export function openSource(format: string, folder: string, city: City): LoadedSource {
  return format === 'export' ? openExport(folder, city) : openFile(format, folder)
}

function openExport(folder: string, city: City): LoadedSource {
  const context = { system: { id: 'tax', name: 'PBB', prefix: 'PBBX', agencyId: undefined }, url: '', city,
    today: () => '2026-11-21' }
  const settings = {
    files: { url: pathToFileURL(folder).href },
    district_codes: Object.fromEntries(Object.entries(taxDistricts).map(([code, tax]) => [tax, code])),
    codes: { status: {}, bank: {} }
  }
  const reader = adapter.resources['tax-objects'] as unknown as AnyReader
  if (reader.snapshot === undefined) throw new Error('the adapter reads no snapshots')
  return { client: adapter.connect(settings, context), source: reader.snapshot, map: reader.map,
    keyOf: row => String(row['NOP']) }
}

function openFile(format: string, folder: string): LoadedSource {
  const read = readers[format]
  if (read === undefined) throw new Error(`there is no format ${format}`)
  const files = createFiles({ url: pathToFileURL(folder).href })
  return {
    client: files,
    source: {
      newest: () => Promise.resolve({ version: join(folder, format), producedAt: '2026-11-20T01:40:00+07:00' }),
      async *rows(_client, _version, call) {
        yield* read(await files.open(format, call))
      }
    },
    map: (row, tools) => mapRow(row as Row, tools),
    keyOf: row => String(row['NOP'])
  }
}

function mapRow(row: Row, { read }: MapTools): Mapped<'tax-objects'> {
  const nop = read.nop('nop', row['NOP'])
  if (nop === undefined) throw new Error('has no number')
  return {
    key: nop,
    updatedAt: read.dateTime('source.updated_at', row['TGL_TEMPO']) ?? '2026-11-20T00:00:00+07:00',
    record: compact<Mapped<'tax-objects'>['record']>({
      identifiers: [],
      nop,
      owner_name: read.name('owner_name', row['NM_WP'], { width: 30 }),
      land_m2: read.number('land_m2', row['LUAS_BUMI']),
      building_m2: read.number('building_m2', row['LUAS_BNG']),
      njop_land_idr: read.rupiah('njop_land_idr', row['NJOP'])
    })
  }
}
