import { createRandom, type Random } from '../city/random.ts'
import { formats, frequencies, groupTitles, licences, organizations, type Subject,
  subjects } from './open-data-texts.ts'

/** A data set as CKAN's API shows it. */
export interface Package {
  id: string
  name: string
  title: string
  type: string
  state: string
  private: boolean
  notes: string | null
  license_id: string | null
  license_title: string | null
  owner_org: string
  organization: Record<string, unknown>
  author: string
  author_email: string
  maintainer: string | null
  maintainer_email: string | null
  metadata_created: string
  metadata_modified: string
  tags: { id: string; name: string; display_name: string; state: string; vocabulary_id?: null }[]
  groups: { id: string; name: string; title: string; display_name: string; description: string;
    image_display_url: string }[]
  extras: { key: string; value: string }[]
  num_resources: number
  num_tags: number
  resources: Resource[]
  isopen: boolean
  url: string | null
  version: string | null
  [more: string]: unknown
}

export interface Resource {
  id: string
  package_id: string
  position: number
  name: string | null
  description: string | null
  url: string
  url_type: string | null
  format: string
  mimetype: string | null
  size: number | string | null
  hash: string
  state: string
  created: string
  last_modified: string | null
  datastore_active: boolean
  [more: string]: unknown
}

export const SITE = 'https://data.bandung.example'
const COUNT = 164
/** One evening's import: all of it has one date of change. */
const IMPORTED_AT = '2018-12-07T11:42:09.000000'

/** The catalogue, the same at every start. */
export function createPackages(): Package[] {
  const random = createRandom('open-data')
  const names = new Map<string, number>()
  const packages = Array.from({ length: COUNT }, (_, index) => {
    const made = createPackage(random, random.pick(subjects), index < 36)
    // A name that is taken gets a number.
    const count = names.get(made.name) ?? 0
    names.set(made.name, count + 1)
    return count === 0 ? made : { ...made, name: `${made.name}_${count}` }
  })
  for (const [index, spoil] of spoiled) spoil(packages[index]!)
  return packages
}

function createPackage(random: Random, about: Subject, isImported: boolean): Package {
  const id = uuid(random)
  const [from, to] = [random.integer(2012, 2020), random.integer(2020, 2025)]
  const title = `${random.pick(['Jumlah', 'Data', 'Rekapitulasi'])} ${about.subject} Menurut Kecamatan di Kota Bandung`
  const created = isImported ? IMPORTED_AT : micros(random, '2019-01-07', '2025-06-30')
  const modified = isImported ? IMPORTED_AT : micros(random, `${created}Z`, '2026-11-20')
  const organization = organizations.find(({ name }) => name === about.organization)!
  const owner = uuidOf(about.organization)
  const name = title.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  const resources = Array.from({ length: random.integer(1, 4) },
    (_, position) => createResource(random, { id, name, position, year: to - position, created, modified }))
  const [license_id, license_title] = random.pick(licences)
  return {
    id,
    name,
    title,
    type: 'dataset',
    state: 'active',
    private: false,
    notes: `${title}, tahun ${from} sampai ${to}.\r\n\r\n**Definisi**: ${about.definition}\r\nSatuan: ${about.unit}.`,
    license_id,
    license_title,
    isopen: license_id === 'cc-by' || license_id === 'odc-odbl',
    owner_org: owner,
    organization: { id: owner, name: organization.name, title: organization.title, type: 'organization',
      description: '', image_url: '', created: '2015-02-03T02:00:00.000000', is_organization: true,
      approval_status: 'approved', state: 'active' },
    author: organization.title,
    author_email: `data.${about.organization}@surel.example`,
    maintainer: null,
    maintainer_email: null,
    url: null,
    version: null,
    creator_user_id: uuidOf('admin'),
    metadata_created: created,
    metadata_modified: modified,
    tags: about.tags.map(tag => ({ id: uuidOf(`tag ${tag}`), name: tag, display_name: tag, state: 'active',
      vocabulary_id: null })
    ),
    groups: [{ id: uuidOf(`group ${about.group}`), name: about.group, title: groupTitles[about.group]!,
      display_name: groupTitles[about.group]!, description: '', image_display_url: '' }],
    extras: extrasOf(random, about, from, to),
    num_resources: resources.length,
    num_tags: about.tags.length,
    resources,
    relationships_as_subject: [],
    relationships_as_object: []
  }
}

/** Each office fills in what it knows, under the names that its form had. */
function extrasOf(
  random: Random,
  { subject, definition, unit }: Subject,
  from: number,
  to: number
): { key: string; value: string }[] {
  const frequency = random.pick(frequencies)
  const older = random.chance(0.4)
  return [
    { key: older ? 'Frekuensi Penerbitan' : 'frequency', value: frequency },
    { key: older ? 'Tahun Awal' : 'temporal_start', value: older ? String(from) : `${from}-01-01` },
    { key: older ? 'Tahun Akhir' : 'temporal_end',
      value: older ? String(to) : random.pick([`${to}-12-31`, `${to}-12`, String(to)]) },
    ...(random.chance(0.7)
      ? [
        { key: 'konsep', value: subject },
        { key: 'definisi', value: definition },
        { key: 'klasifikasi', value: 'Kecamatan' },
        { key: older ? 'Ukuran' : 'ukuran', value: 'Jumlah' },
        { key: older ? 'Satuan Data' : 'satuan', value: unit },
        { key: 'kode_referensi', value: 'Kode wilayah Kemendagri' },
        { key: 'walidata', value: random.pick(['Diskominfo', 'DISKOMINFO', 'Walidata Kota']) }
      ]
      : [{ key: 'satuan', value: random.chance(0.2) ? '-' : unit }]),
    { key: 'Kontak', value: '(022) 4210101' }
  ]
}

function createResource(
  random: Random,
  { id, name, position, year, created, modified }: { id: string; name: string; position: number; year: number;
    created: string; modified: string }
): Resource {
  const [format, extension, mimetype] = random.pick(formats)
  const resource = uuid(random)
  return {
    id: resource,
    package_id: id,
    position,
    name: random.chance(0.1) ? null : `${name.replaceAll('-', ' ')} ${year}`,
    description: random.chance(0.5) ? '' : `Satu baris untuk setiap kecamatan, tahun ${year}.`,
    url: `${SITE}/dataset/${id}/resource/${resource}/download/${name.slice(0, 40)}-${year}.${extension}`,
    url_type: 'upload',
    format,
    mimetype,
    size: random.pick([null, random.integer(900, 90_000), random.integer(900, 90_000),
      String(random.integer(900, 90_000))]),
    hash: '',
    state: 'active',
    created,
    // Files stay as they were while their data set is edited around them.
    last_modified: random.chance(0.3) ? null : random.chance(0.5) ? created : modified,
    datastore_active: extension === 'csv' && random.chance(0.5),
    cache_url: null,
    cache_last_updated: null,
    mimetype_inner: null,
    resource_type: null
  }
}

/** Between two days, as Python prints UTC: with microseconds unless they are zero, and no zone. */
function micros(random: Random, from: string, to: string): string {
  const instant = random.date(from, to).toISOString().slice(0, 19)
  const fraction = random.chance(0.1) ? '' : `.${String(random.integer(1, 999_999)).padStart(6, '0')}`
  return instant + fraction
}

function uuid(random: Random): string {
  const hex = Array.from({ length: 8 }, () => random.integer(0, 0xffff).toString(16).padStart(4, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** The same name has the same id. */
export function uuidOf(name: string): string {
  return uuid(createRandom(name))
}

const addExtra = (key: string, value: string) => (dataset: Package): void => {
  dataset.extras = [...dataset.extras.filter(extra => extra.key !== key), { key, value }]
}

/** What is wrong, or not for everybody, by number. */
const spoiled: readonly (readonly [number, (dataset: Package) => void])[] = [
  [40, dataset => {
    dataset.private = true
  }],
  [41, dataset => {
    dataset.state = 'deleted'
  }],
  [42, dataset => {
    Object.assign(dataset, { type: 'harvest', title: 'Panen metadata provinsi', resources: [], num_resources: 0 })
  }],
  [43, dataset => {
    dataset.title = ''
  }],
  [44, dataset => {
    dataset.notes =
      '<p>Data taman&nbsp;kota.</p><script>alert(1)</script><p>Sumber: <a href="javascript:x()">Dinas</a> &amp; ' +
      'warga</p>'
  }],
  [45, dataset => {
    dataset.notes = null
  }],
  [46, dataset => {
    dataset.resources[0]!.url = 'data.bandung.example/unduh/lama.csv'
  }],
  [47, dataset => {
    dataset.resources[0]!.url = ''
  }],
  [48, dataset => {
    Object.assign(dataset.resources[0]!, { url: 'http://arsip.bandung.example/berkas lama/taman 2015.xls',
      url_type: null, size: '12 KB' })
  }],
  [49, dataset => {
    dataset.resources[0]!.state = 'deleted'
  }],
  [50, dataset => {
    dataset.metadata_modified = '0000-00-00 00:00:00'
  }],
  // The file is gone from the server; the catalogue does not know.
  [51, dataset => {
    dataset.resources[0]!.url = dataset.resources[0]!.url.replace('/resource/', '/hilang/')
  }],
  [52, dataset => {
    dataset.tags = [...dataset.tags, { id: uuidOf('x'), name: ' Taman ', display_name: ' Taman ', state: 'active' }, {
      id: uuidOf('y'),
      name: 'taman',
      display_name: 'taman',
      state: 'active'
    }]
  }],
  [53, addExtra('frequency', '"Tahunan"')],
  [54, addExtra('temporal_start', 'sejak dulu')],
  [55, dataset => {
    Object.assign(dataset, { resources: [], num_resources: 0 })
  }],
  [56, dataset => {
    Object.assign(dataset, { organization: null, owner_org: '' })
  }],
  [57, dataset => {
    dataset.name = 'Jumlah Taman'
  }]
]
