import t, { type Test } from 'tap'
import { formats } from '../../../src/features/dcat/formats.ts'
import { iriOf, namespacesOf, type Node, text, typed } from '../../../src/features/dcat/graph.ts'
import { canonical, readGraph, valuesOf } from './rdf.ts'

const BASE = 'https://hub.example'
const written = (roots: readonly Node[]): [string, string, string][] =>
  (['ttl', 'rdf', 'jsonld', 'n3', 'xml'] as const).map(
    name => [name, formats[name].encode(roots, namespacesOf(BASE)), formats[name].type]
  )

/** Every form is read, and all of them say the same. */
async function same(t: Test, roots: readonly Node[]): Promise<Awaited<ReturnType<typeof readGraph>>> {
  const all = await Promise.all(written(roots).map(async ([name, body, type]) => {
    const quads = await readGraph(body, type, BASE)
    return { name, quads, text: await canonical(quads) }
  }))
  for (const { name, text } of all) t.equal(text, all[0]?.text, name)
  return all[0]?.quads ?? []
}

const thing = (properties: Node['properties']): Node => ({ iri: `${BASE}/thing`, types: ['dcat:Dataset'], properties })

t.test('texts are the same in every form, whatever they are made of', async t => {
  const texts = [
    'plain',
    'Ruang & "jalan" <b>tebal</b>',
    "don't",
    'back\\slash \\u0041 \\n',
    'line\nfeed\r\nand\rreturn\ttab',
    ' blanks  around ',
    ']]> <!-- --> <?xml ?>',
    '{"@id": "x"}',
    '@prefix a: <b> .',
    'dct:title',
    'http://looks.like/an-iri',
    'é 漢字 🛵 \u{10FFFD}',
    '\u0085\u2028\u00A0',
    '%20 &amp; &#13;',
    '_:b0',
    '"""',
    "'''",
    '#',
    '$',
    'a@b',
    '"x"@id',
    '"1"^^xsd:integer'
  ]
  for (const one of texts) {
    const quads = await same(t, [
      thing([['dct:title', text(one)], ['dct:description', text(one, 'id')], ['rdfs:comment',
        typed(one, 'xsd:string')]])
    ])
    t.same(valuesOf(quads, `${BASE}/thing`, 'http://purl.org/dc/terms/title'), [one], encodeURIComponent(one))
  }
})

t.test('what no form of XML can hold is left out of all of them', async t => {
  const quads = await same(t, [thing([['dct:title', text('a\u0000b\u0007c\uFFFEd\uD800e')]])])
  t.same(valuesOf(quads, `${BASE}/thing`, 'http://purl.org/dc/terms/title'), ['abcd\uFFFDe'])
  t.same(text(''), [])
  t.same(text(undefined), [])
})

t.test('addresses become IRIs, whatever stands in them', async t => {
  for (const [url, iri] of [
    ['https://a.example/x y', 'https://a.example/x%20y'],
    ['https://a.example/?q=a|b&c={d}^`"<e>\\', 'https://a.example/?q=a%7Cb&c=%7Bd%7D%5E%60%22%3Ce%3E%5C'],
    ['https://a.example/%41?b=1#c', 'https://a.example/%41?b=1#c'],
    ['ftp://a.example/é', 'ftp://a.example/é'],
    ['https://a.example/\n\t\u0000', 'https://a.example/%0A%09']
  ] as const) {
    t.equal(iriOf(url), iri)
    const quads = await same(t, [thing([['dcat:accessURL', [{ iri: iriOf(url) }]]])])
    t.same(valuesOf(quads, `${BASE}/thing`, 'http://www.w3.org/ns/dcat#accessURL'), [iri])
  }
})

t.test('a thing that is pointed at from many places is described once, as it is first', async t => {
  const agent = (name: string): Node => ({ iri: `${BASE}/agent`, types: ['foaf:Agent'],
    properties: [['foaf:name', text(name)], ['dct:relation', [{ iri: `${BASE}/thing` }]]] })
  const inner: Node = { types: ['prov:Attribution', 'rdfs:Resource'], properties: [['prov:agent', [agent('second')]]] }
  const quads = await same(t, [
    thing([['prov:qualifiedAttribution', [inner]], ['dct:publisher', [agent('first')]], ['dct:creator', [{
      iri: `${BASE}/agent`
    }]]]),
    agent('third')
  ])
  t.same(valuesOf(quads, `${BASE}/agent`, 'http://xmlns.com/foaf/0.1/name'), ['second'])
})

t.test('things without an IRI stay apart, even if they say the same', async t => {
  const standard = (): Node => ({ types: ['dct:Standard'], properties: [['dct:title', text('Kode wilayah')]] })
  const quads = await same(t, [thing([['dct:conformsTo', [standard(), standard()]]])])
  t.equal(quads.filter(({ predicate }) => predicate.value === 'http://purl.org/dc/terms/conformsTo').length, 2)
})
