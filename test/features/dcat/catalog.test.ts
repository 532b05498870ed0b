import type { Quad } from '@rdfjs/types'
import { readFileSync } from 'node:fs'
import t from 'tap'
import { impatient, type Item, startCityWith, walk } from '../../suites/public-list.ts'
import { canonical, officialShapes, readGraph, valuesOf, violations, violationsOf } from './rdf.ts'

interface Dataset extends Item {
  name: string
  notes?: string
  tags?: string[]
  frequency?: string
  metadata_modified: string
  sdi?: Record<string, string>
  distributions: { url: string; format?: string; size?: number }[]
}

const DCAT = 'http://www.w3.org/ns/dcat#'
const DCT = 'http://purl.org/dc/terms/'
const HYDRA = 'http://www.w3.org/ns/hydra/core#'
const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type'
const FORMATS = ['jsonld', 'ttl', 'rdf', 'xml', 'n3'] as const
const types = { jsonld: 'application/ld+json', ttl: 'text/turtle', rdf: 'application/rdf+xml',
  xml: 'application/rdf+xml', n3: 'text/n3' }

const city = await startCityWith('open-data')
t.teardown(() => city.close())
const all = await walk<Dataset>(city, '/v1/datasets')

interface Graph {
  status: number
  headers: Headers
  text: string
  quads: Quad[]
}

async function fetchGraph(path: string, headers: Record<string, string> = {}): Promise<Graph> {
  const response = await fetch(new URL(path, city.url), { headers })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text,
    quads: response.status === 200 ? await readGraph(text, response.headers.get('content-type') ?? '', city.url) : [] }
}
const subjects = (quads: readonly Quad[], type: string): string[] =>
  quads.filter(({ predicate, object }) => predicate.value === TYPE && object.value === type).map(({ subject }) =>
    subject.value
  )
/** Links lead to the same form: the only thing in which forms differ. */
const formless = (text: string): string => text.replaceAll(/catalog\.(?:jsonld|ttl|rdf|xml|n3)/g, 'catalog.*')

/** As the harvester of ckanext-dcat goes on: from a page to the one that it names. */
async function walkPages(path: string): Promise<Quad[][]> {
  const pages: Quad[][] = []
  for (let next: string | undefined = path; next !== undefined;) {
    const { quads } = await fetchGraph(next)
    pages.push(quads)
    const [view] = subjects(quads, `${HYDRA}PagedCollection`)
    next = valuesOf(quads, view ?? '', `${HYDRA}nextPage`)[0]
    if (pages.length > 50) throw new Error('it does not end')
  }
  return pages
}

t.test('every form says the same, and says what it is', async t => {
  for (const page of [1, 2]) {
    let first: string | undefined
    for (const format of FORMATS) {
      const { status, headers, quads } = await fetchGraph(`/catalog.${format}?page=${page}`)
      t.equal(status, 200)
      t.equal(headers.get('content-type'), `${types[format]}; charset=utf-8`)
      const graph = formless(await canonical(quads))
      t.equal(graph, first ??= graph, `${format}, page ${page}`)
    }
  }
})

t.test('the graph holds to what DCAT-AP asks, and would be found out if it did not', async t => {
  const shapes = readFileSync(new URL('dcat-ap.shapes.ttl', import.meta.url), 'utf8')
  let count = 0
  for (const page of await walkPages('/catalog.ttl')) {
    count += page.length
    t.same(await violations(page, shapes), [])
    for (const [name, text] of officialShapes) t.same(violationsOf(await violations(page, text)), [], name)
  }
  t.comment(`${count} triples, 0 violations, ${officialShapes.length + 1} files of shapes`)
  const [page = []] = await walkPages('/catalog.ttl?q=taman')
  for (const lost of [`${DCT}title`, `${DCT}description`, `${DCAT}accessURL`, `${DCT}publisher`,
    'http://xmlns.com/foaf/0.1/name', 'http://www.w3.org/2004/02/skos/core#inScheme'])
  {
    t.not((await violations(page.filter(({ predicate }) => predicate.value !== lost), shapes)).length, 0,
      `without ${lost}`)
  }
  for (const lost of officialShapes.length > 0 ? [`${DCT}title`, `${DCT}description`, `${DCAT}accessURL`] : []) {
    const found = await Promise.all(
      officialShapes.map(async ([, text]) =>
        violationsOf(await violations(page.filter(({ predicate }) => predicate.value !== lost), text))
      )
    )
    t.not(found.flat().length, 0, `the standard's own shapes find it out without ${lost}`)
  }
  for (const type of [`${DCT}Frequency`, `${DCT}MediaType`, `${DCT}MediaTypeOrExtent`, `${DCT}LicenseDocument`,
    `${DCT}LinguisticSystem`])
  {
    t.not(
      (await violations(page.filter(({ predicate, object }) => predicate.value !== TYPE || object.value !== type),
        shapes)).length,
      0,
      `without the type ${type}`
    )
  }
})

t.test('the pages hold every dataset once, each with what its record says', async t => {
  const pages = await walkPages('/catalog.jsonld')
  t.equal(pages.length, Math.ceil(all.length / 100))
  const quads = pages.flat()
  const datasets = pages.flatMap(page => subjects(page, `${DCAT}Dataset`))
  t.equal(datasets.length, all.length)
  t.equal(new Set(datasets).size, all.length)
  for (const record of all) {
    const iri = datasets.find(one => valuesOf(quads, one, `${DCT}identifier`).includes(record.id)) ?? ''
    const value = (predicate: string): string[] => valuesOf(quads, iri, predicate)
    t.same(value(`${DCT}title`), [record.title])
    t.same(value(`${DCAT}keyword`), (record.tags ?? []).toSorted())
    t.same(value(`${DCT}modified`).map(Date.parse), [Date.parse(record.metadata_modified)])
    const files = value(`${DCAT}distribution`)
    t.same(files.flatMap(file => valuesOf(quads, file, `${DCAT}accessURL`)).sort(),
      record.distributions.map(({ url }) => url).sort())
    t.same(files.flatMap(file => valuesOf(quads, file, `${DCAT}byteSize`)).sort(),
      record.distributions.flatMap(({ size }) => (size === undefined ? [] : String(size))).sort())
    // Satu Data Indonesia, in its own words.
    for (const [name, word] of [['concept', 'konsep'], ['definition', 'definisi'], ['classification', 'klasifikasi'], [
      'measure',
      'ukuran'
    ], ['unit', 'satuan'], ['reference_code', 'kodeReferensi']] as const) {
      t.same(value(`${city.url}/ns/sdi#${word}`), record.sdi?.[name] === undefined ? [] : [record.sdi[name]],
        `${record.id} ${name}`)
    }
    t.equal(value(`${city.url}/ns/sdi#walidata`).length, record.sdi?.['steward'] === undefined ? 0 : 1)
  }
})

t.test('pages say where they are, and lead on in their own form', async t => {
  const owners = ['dinkes', 'dpu', 'disdik', 'dishub', 'disdukcapil', 'diskominfo'].map(name => `organization:${name}`)
  const { quads } = await fetchGraph(`/catalog.rdf?page=2&fq=${owners.join('%20OR%20')}`)
  const [view = ''] = subjects(quads, `${HYDRA}PartialCollectionView`)
  const link = (name: string): URL => new URL(valuesOf(quads, view, `${HYDRA}${name}`)[0] ?? 'urn:none')
  t.equal(new URL(view).searchParams.get('page'), '2')
  t.same([link('first'), link('previous')].map(({ pathname, searchParams }) => [pathname, searchParams.get('page')]), [[
    '/catalog.rdf',
    '1'
  ], ['/catalog.rdf', '1']])
  t.match(link('first').searchParams.get('fq'), /^organization:dinkes OR /)
  t.same(valuesOf(quads, view, `${HYDRA}next`), [])
  t.ok(Number(valuesOf(quads, view, `${HYDRA}totalItems`)[0]) > 100)
  const beyond = await fetchGraph('/catalog.ttl?page=70')
  t.same(subjects(beyond.quads, `${DCAT}Dataset`), [])
  t.equal(subjects(beyond.quads, `${DCAT}Catalog`).length, 1)
})

t.test('a catalogue is narrowed as that of ckanext-dcat is', async t => {
  const found = async (query: string): Promise<number> =>
    (await walkPages(`/catalog.ttl?${query}`)).flatMap(quads => subjects(quads, `${DCAT}Dataset`)).length
  const since = all.filter(({ metadata_modified: at }) => Date.parse(at) >= Date.parse('2026-01-01T00:00:00Z')).length
  for (const text of ['2026-01-01', '2026-01-01T00:00:00', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000000Z',
    '2026-01-01T07:00:00%2B07:00', '2026-01-01T07:00:00+07:00', '2026-01-01T07:00:00%2B0700'])
    t.equal(await found(`modified_since=${text}`), since, text)
  t.equal(await found('fq=organization:dinkes'),
    (await city.get('/api/3/action/package_search?rows=0&fq=organization:dinkes')).body.result.count)
  t.equal(await found('q=sampah'), (await city.get('/api/3/action/package_search?rows=0&q=sampah')).body.result.count)
  t.equal(await found('q=sampah&profiles=euro_dcat_ap_3&page=&fq='), await found('q=sampah'),
    "what is empty or not known is nobody's concern")
})

t.test('a dataset is found by its id, its name, and the id of its record, in every form', async t => {
  const [record] = all as [Dataset]
  const { id } = (await city.get(`/api/3/action/package_show?id=${record.name}`)).body.result as { id: string }
  const graphs = await Promise.all(
    [id, record.name, record.id, record.source.record_id].flatMap(name =>
      FORMATS.map(async format => {
        const { quads } = await fetchGraph(`/dataset/${encodeURIComponent(name)}.${format}`)
        return canonical(quads)
      })
    )
  )
  t.equal(new Set(graphs).size, 1)
  const { quads } = await fetchGraph(`/dataset/${id}.ttl`)
  t.same(subjects(quads, `${DCAT}Dataset`), [`${city.url}/dataset/${id}`])
  t.same(subjects(quads, `${DCAT}Catalog`), [])
})

t.test('the IRI of a thing leads to what describes it, in the form that is asked for', async t => {
  const { quads } = await fetchGraph('/catalog.ttl')
  const [dataset = ''] = subjects(quads, `${DCAT}Dataset`)
  const [file = ''] = subjects(quads, `${DCAT}Distribution`)
  const [catalog = ''] = subjects(quads, `${DCAT}Catalog`)
  for (const [iri, type] of [[dataset, `${DCAT}Dataset`], [file, `${DCAT}Distribution`], [catalog,
    `${DCAT}Catalog`]] as const)
  {
    for (const [accept, expected] of [['text/turtle', types.ttl], [
      'application/rdf+xml;q=0.9, application/ld+json;q=0.3',
      types.rdf
    ], ['text/html,application/xhtml+xml,*/*;q=0.8', types.jsonld], ['image/png', types.jsonld], ['text/*', types.ttl],
      ['application/ld+json;q=0, text/n3', types.n3]] as const)
    {
      const answer = await fetchGraph(iri, { accept })
      t.equal(answer.headers.get('content-type')?.split(';')[0], expected, `${accept} of ${iri}`)
      t.match(answer.headers.get('vary'), /accept/)
      t.ok(subjects(answer.quads, type).includes(iri))
    }
  }
  const agency = subjects(quads, 'http://xmlns.com/foaf/0.1/Agent').find(iri => iri.includes('/v1/agencies/')) ?? ''
  t.equal((await fetch(agency)).status, 200)
  const [property = ''] = quads.flatMap(({ predicate: { value } }) => (value.includes('/ns/sdi#') ? [value] : []))
  t.ok((await fetchGraph(property, { accept: 'text/turtle' })).quads.some(({ subject }) => subject.value === property),
    'a word of Satu Data Indonesia explains itself')
})

t.test('what is not understood is told in plain words, which no harvester takes for a graph', async t => {
  for (const [path, status, words] of [
    ['/catalog.ttl?page=0', 400, /page/],
    ['/catalog.ttl?page=-1', 400, /page/],
    ['/catalog.ttl?page=MARKER', 400, /page/],
    ['/catalog.ttl?page=99999999999', 400, /page/],
    ['/catalog.ttl?modified_since=MARKER', 400, /modified_since/],
    ['/catalog.ttl?modified_since=2026-02-30', 400, /modified_since/],
    ['/catalog.ttl?fq=title:MARKER*', 400, /fq cannot be read/],
    ['/catalog.ttl?q=a:b*', 400, /q cannot be read/],
    ['/catalog.csv', 404, /\.jsonld/],
    ['/catalog.ttl?q=%ff', 400, /UTF-8/],
    ['/dataset/nowhere.ttl', 404, /no such dataset/],
    ['/dataset/nowhere', 404, /no such dataset/],
    ['/dataset/__proto__.ttl', 404, /no such/],
    ['/dataset/x.pdf', 404, /\.ttl/],
    ['/dataset/%E0%A4%A', 400, /URL/]
  ] as const) {
    const { status: found, text, headers } = await fetchGraph(path)
    t.equal(found, status, path)
    t.match(headers.get('content-type'), /^text\/plain/)
    t.equal(headers.get('cache-control'), 'no-store')
    t.match(text, words)
    t.notMatch(text, /MARKER/)
  }
})

t.test('answers are kept, tagged, and limited as those of /v1', async t => {
  const first = await fetchGraph('/catalog.ttl?q=taman')
  const tag = first.headers.get('etag') ?? ''
  t.match(first.headers.get('cache-control'), /^public, max-age=\d+$/)
  t.match(first.headers.get('ratelimit'), /"default";r=\d+/)
  t.equal((await fetchGraph('/catalog.ttl?q=taman', { 'if-none-match': tag })).status, 304)
  t.match((await fetchGraph('/catalog.ttl?q=taman')).headers.get('cache-status'), /^satu; hit/)
  const head = await fetch(`${city.url}/catalog.ttl?q=taman`, { method: 'HEAD' })
  t.match([head.status, head.headers.get('etag'), head.headers.get('content-length'), await head.text()], [200, tag,
    String(Buffer.byteLength(first.text)), ''])
  t.equal((await fetchGraph('/catalog.ttl', { authorization: 'Bearer a.b.c' })).status, 401)
  t.match((await fetchGraph('/catalog.ttl', city.authorization([]))).headers.get('cache-control'), /^private/)
  t.match(city.log(), /"operation":"dcat"/)
})

t.test('a portal that fails is an error, never a catalogue without it', async t => {
  await city.reload(impatient(city.config))
  t.teardown(() => city.reload(city.config))
  await city.system('open-data').setFault({ kind: 'down' })
  for (const path of ['/catalog.ttl', `/dataset/${all[0]?.name}.jsonld`]) {
    const { status, text, headers } = await fetchGraph(path)
    t.ok(status === 502 || status === 503, String(status))
    t.match(headers.get('content-type'), /^text\/plain/)
    t.match(text, /open-data/)
  }
  await city.system('open-data').setFault({ kind: 'none' })
})
