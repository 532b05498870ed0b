import { type AgencyFinder, compact, type Mapped, type MapTools, needed,
  redactPersonalNumbers } from '../../src/kit/index.ts'
import { articles17, decisions, deliveries, type ObjectionGround, objectionGrounds, otherGrounds, type RefusalGround,
  type StatusCode } from './tables.ts'
import type { Permohonan } from './wire.ts'

type InformationRequest = Mapped<'information-requests'>['record']

/** What one deployment's mapping looks things up in. */
export interface Tables {
  status: Readonly<Record<string, StatusCode>>
  findAgency: AgencyFinder
}

export function mapRequest(row: Permohonan, tools: MapTools, tables: Tables): Mapped<'information-requests'> {
  const { read } = tools
  const updatedAt = needed(read.dateTime('source.updated_at', row.diubah), 'has no date of last change')
  const raw = read.text('status.raw_code', row.status, { maxLength: 100 }) ?? ''
  return {
    key: needed(read.text('id', row.id), 'has no link to its details'),
    updatedAt,
    record: compact<InformationRequest>({
      identifiers: [],
      status: { code: read.code('status', raw, tables.status, { required: true }), raw_code: raw },
      number: needed(read.text('number', row.nomor, { maxLength: 64 }), 'has no registration number'),
      agency_id: readAgency(row.skpd, tools, tables),
      requester: readRequester(row, tools),
      // People write their numbers into texts, where nothing masks them.
      detail: needed(read.text('detail', redactPersonalNumbers(row.rincian), { lines: true, maxLength: 4000 }),
        'does not say what is asked for'),
      purpose: needed(read.text('purpose', redactPersonalNumbers(row.tujuan), { maxLength: 1000 }),
        'does not say what it is asked for'),
      delivery: lookUp('delivery', row.cara, deliveries, tools),
      received_on: needed(read.date('received_on', row.tanggal), 'has no date of receipt'),
      due_on: needed(read.date('due_on', row.batas), 'has no due date'),
      extended_to: read.date('extended_to', row.perpanjangan, { optional: true }),
      decision: lookUp('decision', row.keputusan, decisions, tools),
      decided_on: read.date('decided_on', row.tanggalKeputusan, { optional: true }),
      grounds: readGrounds(row.alasan, tools),
      objection: readObjection(row, tools)
    })
  }
}

function readRequester(
  { nama, nik, hp, email, alamat }: Permohonan,
  { read, notes }: MapTools
): InformationRequest['requester'] {
  const name = needed(read.personName('requester.name', nama), 'has no requester')
  const address = read.text('requester.email', email)
  const isEmail = address === undefined || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address)
  if (!isEmail) notes.add('requester.email', 'invalid_value')
  return compact<InformationRequest['requester']>({
    name: name.fullName,
    name_raw: name.raw,
    titles: name.titles.length > 0 ? name.titles : undefined,
    nik: read.nik('requester.nik', nik),
    phone: read.phone('requester.phone', hp),
    email: isEmail ? address : undefined,
    location: read.location('requester.location', { address: alamat })
  })
}

function readAgency(raw: string, { read, notes }: MapTools, { findAgency }: Tables): string | undefined {
  const name = read.text('agency_id', raw)
  const id = name && findAgency(name)
  if (name !== undefined && id === undefined)
    notes.add('agency_id', 'invalid_value', { severity: 'warning', raw: name })
  return id
}

/** `Pasal 17 huruf h: mengungkap rahasia pribadi`; several are lines of one text. */
function readGrounds(raw: string | undefined, { read, notes }: MapTools): RefusalGround[] | undefined {
  const lines = (read.text('grounds', raw, { lines: true }) ?? '').split('\n').filter(line => line !== '')
  const grounds = lines.flatMap(line => {
    const letter = /huruf\s+([a-j])\b/i.exec(line)?.[1]?.toLowerCase()
    const ground = letter === undefined ? valueOf(line, otherGrounds) : articles17[letter as keyof typeof articles17]
    if (ground === undefined) notes.add('grounds', 'invalid_value', { raw: line })
    return ground ?? []
  })
  return grounds.length > 0 ? [...new Set(grounds)] : undefined
}

function readObjection(
  { alasanKeberatan, tanggalKeberatan, tanggalTanggapan }: Permohonan,
  tools: MapTools
): InformationRequest['objection'] {
  const { read } = tools
  const filedOn = read.date('objection.filed_on', tanggalKeberatan, { optional: true })
  const ground: ObjectionGround | undefined = lookUp('objection.ground', alasanKeberatan, objectionGrounds, tools)
  if (ground === undefined || filedOn === undefined) return undefined
  return compact<NonNullable<InformationRequest['objection']>>({
    ground,
    filed_on: filedOn,
    answered_on: read.date('objection.answered_on', tanggalTanggapan, { optional: true })
  })
}

/** The contract has no word for "other" here: what is not in the table is left out, with a note. */
function lookUp<T extends string>(
  field: string,
  raw: string | undefined,
  table: Readonly<Record<string, T>>,
  { read, notes }: MapTools
): T | undefined {
  const text = read.text(field, raw)
  if (text === undefined) return undefined
  const value = valueOf(text, table)
  if (value === undefined) notes.add(field, 'invalid_value', { raw: text })
  return value
}

function valueOf<T extends string>(text: string, table: Readonly<Record<string, T>>): T | undefined {
  return Object.entries(table).find(([word]) => word.toLowerCase() === text.toLowerCase())?.[1]
}
