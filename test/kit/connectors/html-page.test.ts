import t from 'tap'
import { type PageOptions, readPage } from '../../../src/kit/connectors/html-page.ts'
import { failureOf } from './servers.ts'

const stage = 'list requests'
const read = (html: string | Buffer, contentType = 'text/html', options: Partial<PageOptions> = {}) =>
  readPage({ bytes: Buffer.from(html as string), contentType }, { stage, ...options })
const faultOf = (html: string | Buffer, contentType?: string, options?: Partial<PageOptions>) =>
  failureOf(read(html, contentType, options))

t.test('reads broken HTML as well as a browser needs to', async t => {
  const $ = await read('<TABLE><tr><td>Satu<td title=dua & tiga>Dua<tr><td>Tiga &amp empat</b></i><p>Lima</table>Enam')
  t.strictSame($('tr').toArray().map(row => $(row).find('td').toArray().map(cell => $(cell).text())), [['Satu', 'Dua'],
    ['Tiga & empatLima']])
})

t.test('leaves out NUL and other control characters', async t => {
  t.equal((await read('<p>Ba\u0000ndu\u0007ng\u001b</p>'))('p').text(), 'Bandung')
})

t.test('reads the character set of the header, of the page, or the one it is told', async t => {
  const cp850 = Buffer.from([...Buffer.from('<meta charset=cp850><p>caf'), 0x82, ...Buffer.from('</p>')])
  t.equal((await read(cp850))('p').text(), 'café', 'its own meta element')
  t.equal((await read(cp850, 'text/html; charset=iso-8859-1'))('p').text(), 'caf‚', 'the header goes first')
  t.equal((await read(cp850, 'text/html; charset=iso-8859-1', { assumeCharset: 'cp850' }))('p').text(), 'café')
  t.equal((await read(Buffer.from('<p>\x93kutip\x94</p>', 'latin1'), 'text/html; charset=utf-8'))('p').text(),
    '“kutip”')
})

t.test('what is no HTML is unreadable', async t => {
  const texts: readonly [string | Buffer, string | undefined, string][] = [
    ['', undefined, 'sent an empty page'],
    ['  \n ', '', 'sent an empty page'],
    ['{"status":"ok"}', '', 'sent something else than HTML'],
    ['<p>ya</p>', 'application/json', 'sent something else than HTML'],
    [Buffer.alloc(512, 7), 'application/octet-stream', 'sent something else than HTML']
  ]
  for (const [html, type, message] of texts) t.match(await faultOf(html, type), { kind: 'unreadable', stage, message })
})

t.test('a page that ends before its end is truncated', async t => {
  const page = `<html><body>${'<p>baris</p>'.repeat(10)}</body></html>`
  t.equal((await read(page))('p').length, 10)
  t.match(await faultOf(page.slice(0, 80)), { kind: 'truncated', stage,
    message: 'broke off in the middle of its page' })
  t.equal((await read('<p>sepotong</p>'))('p').length, 1, 'a fragment has no end of its own')
})

t.test('a page of HTML too large, too deep or of too many tags is refused', async t => {
  t.match(await faultOf('<p>'.repeat(100), 'text/html', { maxPageBytes: 200 }), { kind: 'oversized',
    message: 'sent a page of more than 200 bytes' })
  for (const bomb of ['<div>', '<b><i>', '<div><svg></div>', '<td><p>']) {
    t.match(await faultOf(bomb.repeat(200_000)), { kind: 'unreadable',
      message: 'sent HTML nested deeper than 256 levels' }, bomb)
  }
  t.match(await faultOf('<br>'.repeat(400_001)), { kind: 'oversized', message: 'sent HTML of more than 400000 tags' })
})

t.test('no page keeps the process busy for long', async t => {
  const units = ['</x>', '</p>', '<', '<!-- ', '<a ', '<a b="', '&', '<script>', '<title>', '<xmp>', '<![CDATA[',
    '<i a=1>', '<tr><td>']
  for (const unit of units) {
    const bytes = Buffer.from(unit.repeat(Math.floor((4 * 1024 * 1024) / unit.length)))
    const started = process.cpuUsage()
    await read(bytes).catch(() => {})
    const { user, system } = process.cpuUsage(started)
    t.ok(user + system < 5_000_000, `${unit} took ${Math.round((user + system) / 1000)} ms`)
  }
})
