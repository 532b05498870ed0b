import t from 'tap'
import { createCookieJar } from '../../../src/kit/connectors/html-cookies.ts'

const url = new URL('http://ppid.example.go.id/ppid/daftar.php')
const jarOf = (...lines: string[]) => {
  const jar = createCookieJar(() => 1_000_000)
  jar.store(lines, url)
  return jar
}

t.test('sends what was set, newest value first of all', t => {
  t.equal(jarOf('a=1', 'b="x y"; HttpOnly').header(url), 'a=1; b="x y"')
  t.equal(jarOf('a=1', 'a=2').header(url), 'a=2')
  t.equal(jarOf('a=b=c').header(url), 'a=b=c')
  t.equal(createCookieJar().header(url), undefined)
  t.end()
})

t.test('paths decide where a cookie goes', t => {
  const at = (path: string): URL => new URL(path, url)
  const jar = jarOf('sini=1', 'semua=1; path=/', 'lain=1; Path=/lain/')
  t.equal(jar.header(at('/ppid/x')), 'sini=1; semua=1', 'the more specific first')
  t.equal(jar.header(at('/lain/x')), 'lain=1; semua=1')
  t.equal(jar.header(at('/ppidx')), 'semua=1')
  t.end()
})

t.test('a cookie whose time is over is not sent', t => {
  for (const end of ['Max-Age=0', 'max-age=-5', 'Expires=Thu, 01-Jan-1970 00:00:01 GMT']) {
    t.equal(jarOf('a=1; path=/', `a=hapus; path=/; ${end}`).header(url), undefined, end)
  }
  t.equal(jarOf('a=1; expires=Thu, 01-Jan-1970 00:00:01 GMT; max-age=60').header(url), 'a=1', 'max-age goes first')
  let now = 0
  const jar = createCookieJar(() => now)
  jar.store('a=1; max-age=60', url)
  now = 59_999
  t.equal(jar.header(url), 'a=1')
  now = 60_000
  t.equal(jar.header(url), undefined)
  t.end()
})

t.test('a secure cookie goes over TLS alone', t => {
  const jar = jarOf('a=1; Secure')
  t.equal(jar.header(url), undefined)
  t.equal(jar.header(new URL('https://ppid.example.go.id/ppid/')), 'a=1')
  t.end()
})

t.test('cookies for other hosts are dropped', t => {
  const hosts: readonly [string, boolean][] = [
    ['ppid.example.go.id', true],
    ['.example.go.id', true],
    ['PPID.example.go.id', true],
    ['evil.example', false],
    ['id', false],
    ['xppid.example.go.id', false],
    ['pid.example.go.id', false],
    ['a.ppid.example.go.id', false]
  ]
  for (const [domain, kept] of hosts)
    t.equal(jarOf(`a=1; Domain=${domain}`).header(url), kept ? 'a=1' : undefined, domain)
  t.end()
})

t.test('what could not stand in a header is dropped', t => {
  for (const line of ['', 'a', '=1', `a=${'x'.repeat(5000)}`, 'a=b\u0000c', 'a=caf\u00e9'])
    t.equal(jarOf(line).header(url), undefined)
  t.equal(jarOf('__proto__=1').header(url), '__proto__=1')
  t.end()
})

t.test('keeps fifty cookies at most', t => {
  const jar = jarOf(...Array.from({ length: 200 }, (_, index) => `c${index}=1`))
  t.equal(jar.header(url)?.split('; ').length, 50)
  t.match(jar.header(url), 'c199=1')
  t.end()
})
