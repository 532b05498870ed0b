import t from 'tap'
import { formatOf, formats } from '../../../src/features/open311/encode.ts'
import { parseXml, rowsOf, textOf } from './clients.ts'

const xml = (value: Parameters<typeof formats.xml.encode>[0]['value'], root = 'service_requests'): string =>
  formats.xml.encode({ root, value })
const json = (value: Parameters<typeof formats.json.encode>[0]['value']): unknown =>
  JSON.parse(formats.json.encode({ root: 'any', value }))

t.test('any text comes out of XML as it went in, without what XML cannot hold', async t => {
  const text = 'a & b < c > d "e" \'f\' ]]> é \u{1F4A1}\ttab\nline\r\nwindows'
  const [row] = rowsOf(xml([{ description: text }]), 'service_requests', 'request')
  t.equal(textOf(row, 'description'), text)
  const [bad] = rowsOf(xml([{ description: 'a\u0000b\u000Bc\u001Bd\uFFFEe\uD800f' }]), 'service_requests', 'request')
  t.equal(textOf(bad, 'description'), 'abcde\uFFFDf')
})

t.test('lists name their items; nothing is an empty element, or left out when it is undefined', async t => {
  t.equal(
    xml([{ service_code: 'x', attributes: [], notes: [{ type: 'comment' }], zipcode: null, title: undefined }]).split(
      '\n'
    )[1],
    '<service_requests><request><service_code>x</service_code><attributes></attributes>' +
      '<notes><note><type>comment</type></note></notes><zipcode></zipcode></request></service_requests>'
  )
  t.same(parseXml(xml([])), { root: 'service_requests', tree: undefined })
})

t.test('a photo is never alone in XML', async t => {
  const count = (urls: string[]): number => [...xml([{ media_url: urls }]).matchAll(/<media_url>/g)].length
  t.same([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(count), [1, 2, 2, 3])
})

t.test('JSON drops the outermost element, and has one photo or null', async t => {
  t.same(json([{ a: 1, media_url: ['x', 'y'], b: true }]), [{ a: 1, media_url: 'x', b: true }])
  t.same(json([{ media_url: [], left: undefined }]), [{ media_url: null }])
})

t.test('the end of a path tells the format', async t => {
  t.same(['/open311/v2/requests.json?x=.xml', '/a.JSON', '/requests.xml', '/requests', '/a.json/b'].map(formatOf), [
    'json',
    'json',
    'xml',
    'xml',
    'xml'
  ])
})
