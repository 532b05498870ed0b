import { load } from 'cheerio/slim'
import t from 'tap'
import { createRandom } from '../../../demo/city/random.ts'
import { excessOf } from '../../../src/kit/connectors/html-excess.ts'

const withoutContent = new Set(
  'area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr'.split(
    ' '
  )
)

const depthOf = (html: string): number => {
  let depth = 0
  while (excessOf(html, { depth, tags: Infinity }) === 'depth') depth++
  return depth
}

t.test('counts what stands within what', t => {
  const depths: readonly [string, number][] = [
    ['', 0],
    ['teks < 3 dan > 2', 0],
    ['<p>satu</p><p>dua</p>', 1],
    ['<p>satu<p>dua<p>tiga', 1],
    ['<ul><li>a<li>b<li>c</ul>', 2],
    ['<table><tr><td>a<td>b<tr><td>c</table>', 3],
    ['<br><br/><img src=a><hr>', 0],
    ['<div title="<div><div>"><!-- <div> --></div>', 1],
    ["<div title='a>'></div><div>", 1],
    ['<script>if (a < b) "<div><div>"</script>', 0],
    ['<svg><g/><g/></svg>', 1],
    ['<div/><div/>', 2],
    ['<b><i></x></y>', 2]
  ]
  for (const [html, depth] of depths) t.equal(depthOf(html), depth, html)
  t.end()
})

t.test('counts tags', t => {
  t.equal(excessOf('<br>'.repeat(10), { depth: 5, tags: 10 }), undefined)
  t.equal(excessOf('<br>'.repeat(11), { depth: 5, tags: 10 }), 'tags')
  t.end()
})

t.test('the parser never builds a page more than one level deeper than counted', t => {
  const random = createRandom('nesting')
  const names =
    ('div p b td tr table tbody thead tfoot th li ul option select input br hr svg math title desc script style ' +
      'textarea xmp tmp xitle body head form g a x-y h1 dd SPAN Title')
      .split(' ')
  const attributes = ['', '', ' a', ' a=b', ' a="x>y"', " a='<b>'", ' =', ' a=', ' a= "q"', ' a/b', '/', ' / ', ' a=b/',
    ' a="x"b', ' "', ' a="', ' a=>', ' /a=/']
  const ends = ['', '', ' ', '\n', ' x', '/']
  const odds = ('teks|&amp;|&|&#34|<|<<|</|</ |</>|</ x>|<!|<!>|<!->|<!-->|<!--|-->|<!-- <div> ' +
    '-->|<![CDATA[|]]>|<![CD|<?|<?x>|>|"|\'|<1|=|/|</script|</title |</xmp\n|\u000b')
    .split('|')
  const piece = (): string => {
    const kind = random.next()
    if (kind < 0.45) return `<${random.pick(names)}${random.pick(attributes)}>`
    return kind < 0.75 ? `</${random.pick(names)}${random.pick(ends)}>` : random.pick(odds)
  }
  let pages = 0
  for (; pages < 20_000; pages++) {
    const html = Array.from({ length: random.integer(1, 30) }, piece).join('')
    if (builtDepth(html) > depthOf(html) + 1) t.fail(html)
  }
  t.equal(pages, 20_000)
  t.end()
})

function builtDepth(html: string): number {
  let deepest = 0
  const waiting = [{ node: load(html).root().get(0) as unknown as Node, depth: 0 }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const isElement = next.node.name !== undefined && next.node.type !== 'directive' &&
      !withoutContent.has(next.node.name)
    const depth = next.depth + (isElement ? 1 : 0)
    deepest = Math.max(deepest, depth)
    for (const node of next.node.children ?? []) waiting.push({ node, depth })
  }
  return deepest
}

interface Node {
  type: string
  name?: string
  children?: Node[]
}
