import { compact, type Mapped, type MapTools, type Records, updateKey } from '../../src/kit/index.ts'
import { readText } from './footer.ts'
import type { Tables } from './tables.ts'
import { plain, publicText } from './text.ts'
import type { TopicRow } from './topics.ts'
import type { Attachment, Disposition, FollowUp, Stream } from './wire.ts'

type Complaint = Records['complaints']
type Update = NonNullable<Complaint['updates']>[number]
type Reading = MapTools & { tables: Tables }

export function mapComplaint(given: Stream, tools: MapTools, tables: Tables): Mapped<'complaints'> {
  const row = withFooter(given)
  const { read, id } = tools
  const reading = { ...tools, tables }
  if (row.rahasia === '1') throw new Error('is confidential, which pull should leave out')
  const key = read.text('id', row.trackingid)
  if (key === undefined) throw new Error('has no tracking id')
  const description = read.text('description', publicText(row.isi), { lines: true, maxLength: 4000 })
  if (description === undefined) throw new Error('has no text')
  const submittedAt = read.dateTime('submitted_at', row.tanggal)
  const updatedAt =
    (isNoDate(row.tanggal_update) ? undefined : read.dateTime('source.updated_at', row.tanggal_update)) ?? submittedAt
  if (updatedAt === undefined) throw new Error('has no date')
  const updates = readUpdates(row.tindak_lanjut, key, reading)
  const dispositions = readDispositions(row.disposisi, reading)

  return {
    key,
    updatedAt,
    record: compact<Mapped<'complaints'>['record']>({
      identifiers: [{ scheme: 'tracking_id', value: key }],
      status: readStatus(row, updates, dispositions, reading),
      service_code: isNone(row.topik_id) ? undefined : id(String(row.topik_id)),
      classification: readClassification(row.klasifikasi, reading),
      title: read.text('title', publicText(row.judul), { maxLength: 300 }),
      description,
      location: readLocation(row, reading),
      reporter: { anonymous: row.anonim !== '0', confidential: false },
      media: readMedia(row.lampiran, reading),
      agency_id: readAgency('agency_id', row.instansi, reading),
      dispositions,
      updates,
      submitted_at: submittedAt,
      due_at: endOfDay(isNoDate(row.batas_waktu) ? undefined : read.date('due_at', row.batas_waktu)),
      duplicate_of: isNone(row.induk) ? undefined : id(String(row.induk))
    })
  }
}

export function mapTopic({ id, name, group, line }: TopicRow, tools: MapTools, tables: Tables): Mapped<'services'> {
  const agency = line.map(topic => tables.topicAgencies[topic]).find(found => found !== undefined) ?? tables.ownAgency
  if (agency === undefined) throw new Error('has no agency: name one in topic_agencies, or the agency of the system')
  if (name === '') throw new Error('has no name')
  return {
    key: id,
    updatedAt: `${tables.topicsAsOf}T00:00:00+07:00`,
    record: compact<Mapped<'services'>['record']>({
      identifiers: [{ scheme: 'topic_id', value: id }],
      code: tools.id(id),
      name,
      agency_id: agency,
      domain: 'complaint',
      group: tools.read.text('group', group, { maxLength: 100 }),
      attributes: [],
      active: true
    })
  }
}

/** What the hub itself wrote below the text, wherever the moderators have not yet filled in their own field. */
function withFooter(row: Stream): Stream {
  const isi = plain(row.isi)
  if (typeof isi !== 'string') return row
  const { text, footer: { judul, topik, jenis, lokasi, kelurahan, kecamatan, posisi, lampiran } } = readText(isi)
  const or = (own: string | null, below: string | undefined): string | null => (isNone(own) ? (below ?? own) : own)
  return {
    ...row,
    isi: text,
    judul: or(row.judul, judul),
    topik_id: or(row.topik_id, topik?.id),
    klasifikasi: or(row.klasifikasi, jenis),
    lokasi: or(row.lokasi, lokasi),
    kelurahan: or(row.kelurahan, kelurahan),
    kecamatan: or(row.kecamatan, kecamatan),
    lat: or(row.lat, posisi?.lat),
    lng: or(row.lng, posisi?.lng),
    lampiran: [...listOf(row.lampiran), ...(lampiran ?? [])]
  }
}

/** A time of the contract in LAPOR's words; the next second when it has a fraction, as LAPOR knows none. */
export function toSejak(time: string): string {
  const wib = Math.ceil(Date.parse(time) / 1000) * 1000 + 7 * 3_600_000
  return new Date(wib).toISOString().slice(0, 19).replace('T', ' ')
}

/**
 * The moderator's last action says where a report stands, until it is with an agency: then the public status does.
 * The other way round, an archived report would pass for resolved: its public status is Selesai as well.
 */
function readStatus(
  row: Stream,
  updates: readonly Update[],
  dispositions: Complaint['dispositions'],
  { read, tables }: Reading
): Complaint['status'] {
  const action = read.text('status.raw_code', publicText(row.aksi), { maxLength: 100 })
  const shown = read.text('status.raw_code', publicText(row.status), { maxLength: 100 })
  const raw = (action === undefined || action === 'Disposisi' ? (shown ?? action) : action) ?? ''
  const closed = (raw === 'Selesai' || raw === 'Ditutup') && !isNoDate(row.tanggal_tutup)
    ? read.dateTime('status.changed_at', row.tanggal_tutup)
    : undefined
  const answer = updates.findLast(update => update.status !== undefined)
  const word = closed !== undefined ? 'Ditutup' : raw === 'Proses' && answer !== undefined ? 'Tindak Lanjut' : raw
  return compact<Complaint['status']>({
    code: read.code('status', word, tables.status, { required: true }),
    raw_code: raw,
    raw_label: word === raw ? undefined : word,
    changed_at: closed ??
      (word === 'Tindak Lanjut' ? answer?.at : raw === 'Belum' ? dispositions?.at(-1)?.at : undefined)
  })
}

function readClassification(raw: string | null, { read, notes, tables }: Reading): Complaint['classification'] {
  const word = read.text('classification', publicText(raw), { maxLength: 100 })
  if (word === undefined) return undefined
  const known = Object.entries(tables.classification).find(([name]) => name.toLowerCase() === word.toLowerCase())
  if (known === undefined) notes.add('classification', 'invalid_value', { raw: word })
  return known?.[1]
}

function readLocation({ lokasi, kecamatan, kelurahan, lat, lng }: Stream, { read }: Reading): Complaint['location'] {
  // "0" and "0" stand for "no position".
  const positioned = Number(lat) !== 0 || Number(lng) !== 0
  const location = read.location('location', {
    address: publicText(lokasi),
    district: isNone(kecamatan) ? undefined : publicText(kecamatan),
    village: isNone(kelurahan) ? undefined : publicText(kelurahan),
    ...(positioned ? { lat: publicText(lat), long: publicText(lng) } : {})
  })
  // A village's code begins with its district's.
  const village = isNone(kecamatan) ? location?.village_code : undefined
  return village === undefined ? location : { ...location, district_code: village.slice(0, 8) }
}

function readMedia(attachments: Attachment[] | null, { read, notes }: Reading, field = 'media'): Complaint['media'] {
  const media = listOf(attachments).flatMap(({ nama, url }, index) => {
    if (!/^https?:\/\/\S+$/.test(url) || !URL.canParse(url)) {
      notes.add(`${field}.${index}.url`, 'invalid_value')
      return []
    }
    return [compact({ url, title: read.text(`${field}.${index}.title`, publicText(nama), { maxLength: 200 }) })]
  })
  return media.length > 0 ? media : undefined
}

function readDispositions(rows: Disposition[] | null, reading: Reading): Complaint['dispositions'] {
  const { read } = reading
  const dispositions = listOf(rows).flatMap(({ dari, kepada, tanggal, catatan }, index) => {
    const field = `dispositions.${index}`
    const to = readAgency(`${field}.to`, kepada, reading)
    const at = read.dateTime(`${field}.at`, tanggal)
    if (to === undefined || at === undefined) return []
    const from = readAgency(`${field}.from`, dari, reading)
    return [compact({ from, to, at, note: read.text(`${field}.note`, publicText(catatan), { maxLength: 1000 }) })]
  })
  return dispositions.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

/** Where a report stands after a follow-up, in the words of the table. */
const updateWords: Readonly<Record<string, string>> = { Jawaban: 'Tindak Lanjut', Penutupan: 'Ditutup' }

/** What officials wrote to each other is left out. */
function readUpdates(rows: FollowUp[] | null, key: string, reading: Reading): Update[] {
  const { read, id, tables } = reading
  const seen = new Set<string>()
  const updates = listOf(rows).flatMap((row, index) => {
    const field = `updates.${index}`
    if (row.publik !== '1' || isNone(row.id)) return []
    const at = read.dateTime(`${field}.at`, row.tanggal)
    const isi = plain(row.isi)
    const sent = typeof isi === 'string' ? readText(isi) : undefined
    const text = read.text(`${field}.text`, publicText(sent?.text ?? isi), { lines: true, maxLength: 4000 })
    if (at === undefined || text === undefined) return []
    const word = updateWords[row.jenis ?? '']
    const status = word === undefined ? undefined : tables.status[word]
    const media = readMedia(sent?.footer.lampiran ?? null, reading, `${field}.media`)
    const agency_id = readAgency(`${field}.agency_id`, row.instansi, reading)
    // Its sender knows it again by this; who copies a text with its mark has sent something else.
    const receipt = sent?.receipt
    const update = receipt === undefined || seen.has(receipt) ? `${key}-${row.id}` : updateKey(key, receipt)
    if (receipt !== undefined) seen.add(receipt)
    return [compact<Update>({ id: id(update), at, status, text, public: true, agency_id, media })]
  })
  return updates.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

/** An agency that the city's register does not have is left out with a note: a wrong one would be asked in vain. */
function readAgency(field: string, raw: string | null, { read, notes, tables }: Reading): string | undefined {
  const name = read.text(field, plain(raw), { maxLength: 200 })
  const found = name === undefined ? undefined : tables.findAgency(name)
  if (name !== undefined && found === undefined)
    notes.add(field, 'invalid_value', { severity: 'warning', raw: String(publicText(name)) })
  return found
}

function endOfDay(date: string | undefined): string | undefined {
  return date === undefined ? undefined : `${date}T23:59:59+07:00`
}

/** Empty, null or the `"0"` that stands for no row of another table. */
function isNone(value: string | null | undefined): boolean {
  return value == null || /^\s*0?\s*$/.test(value)
}

function isNoDate(value: string | null): boolean {
  return value == null || /^\s*$/.test(value) || value.startsWith('0000-00-00')
}

/** PHP gives null, false or "" for an empty list. */
function listOf<T>(value: T[] | null): T[] {
  return Array.isArray(value) ? value.filter(item => typeof item === 'object' && item !== null) : []
}
