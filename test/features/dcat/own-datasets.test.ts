import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import t from 'tap'
import { column, createDataset, untilDataset } from '../../suites/core/dataset.ts'
import { startHub } from '../../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../../suites/core/legacy.ts'
import { day } from '../../suites/core/random-city.ts'
import { canonical, officialShapes, readGraph, valuesOf, violations, violationsOf } from './rdf.ts'

const DCAT = 'http://www.w3.org/ns/dcat#'
const DCT = 'http://purl.org/dc/terms/'
const SCHEMA = 'http://schema.org/'
const legacy = createLegacy({ id: 'a', prefix: 'AAAA', order: 'updated',
  rows: Array.from({ length: 12 },
    (_, i) =>
      complaintRow(String(100_012 - i), day(20 - i), { agency_id: 'SKPD-DPU',
        location: { lat: -6.9, long: 107.6 } })) })
const hub = await startHub(t, [legacy], {
  hub: { public_url: 'https://data.example.go.id/satu' },
  datasets: {
    complaints: createDataset({
      resource: 'complaints',
      title: { id: 'Pengaduan "warga" & <kota>', en: 'Complaints' },
      description: { id: 'Baris satu.\nBaris dua.', en: 'Two lines.' },
      contact: { name: 'Meja data', email: 'data@example.go.id' },
      tags: ['pengaduan'],
      theme: 'HEAL',
      refresh_seconds: 86_400,
      sdi: { concept: 'Pengaduan', unit: 'pengaduan', reference_code: 'Kode wilayah Kemendagri' },
      columns: [column('id'),
        column('location.lat', { name: 'lat', unit: '°', definition: { id: 'Lintang.', en: 'Latitude.' } }),
        column('location.long', { name: 'long' })]
    })
  }
})
await untilDataset(hub, 'complaints')
const fetchGraph = async (path: string): ReturnType<typeof readGraph> => {
  const response = await hub.get(path)
  return readGraph(await response.text(), response.headers.get('content-type') ?? '', hub.url)
}

t.test('a dataset of the hub says the same in every form, and holds to DCAT-AP', async t => {
  const graphs = await Promise.all(
    ['ttl', 'rdf', 'jsonld'].map(async format => canonical(await fetchGraph(`/dataset/complaints.${format}`)))
  )
  t.equal(new Set(graphs).size, 1)
  const catalogue = await fetchGraph('/catalog.ttl')
  t.same(await violations(catalogue, readFileSync(new URL('dcat-ap.shapes.ttl', import.meta.url), 'utf8')), [])
  for (const [name, shapes] of officialShapes) t.same(violationsOf(await violations(catalogue, shapes)), [], name)
})

t.test('it has its words in both languages, its people, its pace and its columns', async t => {
  const quads = await fetchGraph('/dataset/complaints.ttl')
  const [iri = ''] = quads.filter(({ object }) => object.value === `${DCAT}Dataset`).map(({ subject }) => subject.value)
  t.match(iri, /^https:\/\/data\.example\.go\.id\/satu\/dataset\/[0-9a-f-]{36}$/)
  const value = (predicate: string, of = iri): string[] => valuesOf(quads, of, predicate)
  const languages = quads.filter(({ subject, predicate }) => subject.value === iri && predicate.value === `${DCT}title`)
    .map(({ object }) => String((object as { language?: string }).language))
  t.same(languages.sort(), ['en', 'id'])
  t.same(value(`${DCT}title`), ['Complaints', 'Pengaduan "warga" & <kota>'])
  t.same(value(`${DCT}description`), ['Baris satu.\nBaris dua.', 'Two lines.'])
  t.same(value(`${DCT}accrualPeriodicity`), ['http://publications.europa.eu/resource/authority/frequency/DAILY'])
  t.same(value(`${DCAT}theme`), ['http://publications.europa.eu/resource/authority/data-theme/HEAL'])
  t.same(value(`${DCT}publisher`), ['https://data.example.go.id/satu/v1/agencies/SKPD-DPU'])
  t.same(value(`${DCAT}contactPoint`).flatMap(contact => value('http://www.w3.org/2006/vcard/ns#hasEmail', contact)), [
    'mailto:data@example.go.id'
  ])
  const [attribution = ''] = value('http://www.w3.org/ns/prov#qualifiedAttribution')
  t.same(value('http://www.w3.org/ns/prov#agent', attribution), [
    'https://data.example.go.id/satu/v1/agencies/SKPD-DISHUB'
  ])
  t.same(value('https://data.example.go.id/satu/ns/sdi#konsep'), ['Pengaduan'])
  t.same(value('https://data.example.go.id/satu/ns/sdi#walidata'), ['Dinas Perhubungan'])
  const columns = value(`${SCHEMA}variableMeasured`)
  t.same(columns.flatMap(one => value(`${SCHEMA}name`, one)).sort(), ['id', 'lat', 'long'])
  t.same(columns.flatMap(one => value(`${SCHEMA}unitText`, one)), ['°'])
})

t.test('its files are what they say: address, size, hash, type and licence', async t => {
  const quads = await fetchGraph('/dataset/complaints.jsonld')
  const files = quads.filter(({ object }) => object.value === `${DCAT}Distribution`).map(({ subject }) => subject.value)
  t.equal(files.length, 5)
  for (const file of files) {
    const one = (predicate: string, of = file): string => valuesOf(quads, of, predicate)[0] ?? ''
    const url = one(`${DCAT}downloadURL`)
    t.equal(one(`${DCAT}accessURL`), url)
    t.ok(url.startsWith('https://data.example.go.id/satu/data/complaints.'))
    const body = Buffer.from(
      await (await hub.get(new URL(url).pathname.replace(/^\/satu/, ''), {
        headers: { 'accept-encoding': 'identity' }
      })).arrayBuffer()
    )
    t.equal(one(`${DCAT}byteSize`), String(body.length))
    t.equal(one('http://spdx.org/rdf/terms#checksumValue', one('http://spdx.org/rdf/terms#checksum')),
      createHash('sha256').update(body).digest('hex'))
    t.match(one(`${DCT}format`), /\/file-type\/(?:CSV|JSON|XLSX|GEOJSON|PARQUET)$/)
    t.match(one(`${DCAT}mediaType`), /^https:\/\/www\.iana\.org\/assignments\/media-types\/[a-z]+\/[a-z.+-]+$/)
    t.equal(one(`${DCT}license`), 'https://creativecommons.org/licenses/by/4.0/')
  }
})
