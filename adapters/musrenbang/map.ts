import { type CityAgency, compact, type LocationFields, type Mapped, type MapTools,
  needed } from '../../src/kit/index.ts'
import type { Surroundings } from './client.ts'
import type { Codes } from './settings.ts'
import type { Usulan } from './wire.ts'

type Proposal = Mapped<'proposals'>['record']

export function mapProposal(
  row: Usulan,
  tools: MapTools,
  { codes, regency, agencies }: Surroundings
): Mapped<'proposals'> {
  const { read } = tools
  const place = placeOf(row, tools, regency)
  return {
    key: String(row.ID_USULAN),
    updatedAt: needed(read.dateTime('source.updated_at', row.BERUBAH), 'has no date of change (TGL_INPUT, TGL_UBAH)'),
    record: compact<Proposal>({
      identifiers: [],
      kind: kindOf(row.JENIS, tools, codes),
      title: needed(read.text('title', row.USULAN, { maxLength: 300 }), 'has no title (USULAN)'),
      description: read.text('description', row.KETERANGAN, { lines: true, maxLength: 4_000 }),
      rw: place?.rw,
      location: place,
      agency_id: agencyOf(row.KD_SKPD, tools, agencies),
      amount_idr: read.rupiah('amount_idr', row.ANGGARAN),
      year: read.integer('year', row.TAHUN, { min: 1900, max: 2200 })
    })
  }
}

/** A village number says which village only within its district: 1004 there is in each. */
function placeOf(row: Usulan, { read }: MapTools, regency: string): LocationFields | undefined {
  const district = row.KD_KEC === null
    ? undefined
    : read.district('location.district_code', codeIn(regency, row.KD_KEC, 2), 'kemendagri')
  const isPlaced = district !== undefined && row.KD_KEL !== null
  const village = isPlaced
    ? read.village('location.village_code', codeIn(district, row.KD_KEL, 4), { district, scheme: 'kemendagri' })
    : undefined
  return read.location('location', { rt: row.RT, rw: row.RW, village, district })
}

/** `2` and `"02"` are the district 32.73.02. */
function codeIn(whole: string, part: string | number | null, width: number): string {
  return `${whole}.${String(part).trimEnd().padStart(width, '0')}`
}

function kindOf(raw: string | null, { read, notes }: MapTools, { kind }: Codes): Proposal['kind'] {
  const text = read.text('kind', raw)?.toUpperCase()
  if (text === undefined) return undefined
  if (Object.hasOwn(kind, text)) return kind[text]
  notes.add('kind', 'invalid_value', { raw: text })
  return undefined
}

function agencyOf(raw: string | null, { read, notes }: MapTools, agencies: readonly CityAgency[]): string | undefined {
  const code = read.text('agency_id', raw)
  if (code === undefined) return undefined
  const agency = agencies.find(({ skpd_codes = [] }) => skpd_codes.includes(code))
  if (agency === undefined) notes.add('agency_id', 'invalid_value', { raw: code })
  return agency?.id
}
