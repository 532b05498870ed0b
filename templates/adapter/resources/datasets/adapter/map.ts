import { compact, needed, type Mapped, type MapTools } from '../../../../../src/kit/index.ts'
import type { Kumpulan } from './wire.ts'

type Distribution = Mapped<'datasets'>['record']['distributions'][number]

/** What the mapping knows beside the row. */
export interface Surroundings {
  /** The agency that owns the system. */
  agencyId: string | undefined
}

export function mapDataset(row: Kumpulan, tools: MapTools, { agencyId }: Surroundings): Mapped<'datasets'> {
  const { read } = tools
  const name = needed(read.text('name', row.NAMA)?.toLowerCase(), 'has no name (NAMA)')
  if (!/^[a-z0-9_-]{2,100}$/.test(name)) throw new Error('has a name that no address can have (NAMA)')
  const changed = needed(read.dateTime('source.updated_at', row.TGL_UBAH), 'has no date of change (TGL_UBAH)')
  return {
    key: name,
    updatedAt: changed,
    record: compact<Mapped<'datasets'>['record']>({
      identifiers: [],
      name,
      title: needed(read.text('title', row.JUDUL, { maxLength: 300 }), 'has no title (JUDUL)'),
      notes: read.text('notes', row.URAIAN, { lines: true, maxLength: 10_000 }),
      agency_id: agencyId,
      metadata_modified: changed,
      distributions: readFiles(row, name, tools)
      // what more the contract has
    })
  }
}

/** Its one file. A system that has several for each data set knows them by numbers of their own. */
function readFiles(row: Kumpulan, name: string, { read, notes, id }: MapTools): Distribution[] {
  const raw = read.text('distributions.0.url', row.TAUTAN)
  const url = raw === undefined ? null : URL.parse(raw)
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    if (raw !== undefined) notes.add('distributions.0.url', 'invalid_value')
    return []
  }
  const format = read.text('distributions.0.format', row.FORMAT, { maxLength: 40 })?.toUpperCase()
  return [compact<Distribution>({ id: id(`${name}.1`), url: url.href, format })]
}
