import { join, resolve } from 'node:path'
import t from 'tap'
import { readAddress } from '../../../../src/kit/connectors/files/address.ts'
import { createFiles } from '../../../../src/kit/connectors/files/files.ts'
import { createPattern, isSafeName, shown } from '../../../../src/kit/connectors/files/names.ts'

t.test('patterns match whole names, case ignored', t => {
  const cases = [
    ['*', 'a.dbf', true],
    ['SPPT_*.dbf', 'sppt_20261120.DBF', true],
    ['SPPT_*.dbf', 'sppt_20261120.dbf.tmp', false],
    ['SPPT_*.dbf', 'xsppt_1.dbf', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['a.c', 'abc', false],
    ['[a]+(b)|c$', '[a]+(b)|c$', true],
    ['a**b', 'a--b', true],
    ['*.csv', 'café\n.csv', true]
  ] as const
  for (const [pattern, name, matches] of cases) t.equal(createPattern(pattern)(name), matches, `${pattern} and ${name}`)
  t.end()
})

t.test('a name of many stars is matched in no time', t => {
  t.equal(createPattern(`${'*a'.repeat(10)}*`)('b'.repeat(255)), false)
  t.end()
})

t.test('safe names are plain ones', t => {
  for (const name of ['a', 'a b.csv', '.tersembunyi', '...', 'é.dbf', '-rf']) t.ok(isSafeName(name), name)
  for (const name of ['', '.', '..', 'a/b', String.raw`a\b`, 'a\0', 'a\n', 'a\u007f', 'x'.repeat(256)])
    t.notOk(isSafeName(name), name)
  t.end()
})

t.test('messages show names short and without personal numbers', t => {
  t.equal(shown('ktp-3273025203459991.csv'), 'ktp-[…].csv')
  t.ok(shown('x'.repeat(255)).length < 100)
  t.end()
})

t.test('addresses name a folder, of this machine or another', t => {
  const server = { host: '10.20.0.4', user: 'drop' }
  t.strictSame(readAddress('file:///srv/drop/pbb%20a'), { kind: 'folder', path: '/srv/drop/pbb a' })
  t.strictSame(readAddress('file:data/drop'), { kind: 'folder', path: resolve('data/drop') })
  t.strictSame(readAddress('file:./data'), { kind: 'folder', path: join(process.cwd(), 'data') })
  t.strictSame(readAddress('sftp://drop@10.20.0.4:2222/srv/drop/'), { kind: 'sftp', port: 2222, path: '/srv/drop',
    ...server })
  t.strictSame(readAddress('sftp://drop@10.20.0.4'), { kind: 'sftp', port: 22, path: undefined, ...server })
  t.strictSame(readAddress('sftp://drop@10.20.0.4/~/pbb'), { kind: 'sftp', port: 22, path: 'pbb', ...server })
  t.strictSame(readAddress('ftp://drop@10.20.0.4/'), { kind: 'ftp', port: 21, path: undefined, ...server })
  t.strictSame(readAddress('ftps://drop@10.20.0.4:990/a%20b'), { kind: 'ftps', port: 990, path: '/a b', ...server })
  t.match(readAddress('ftp://10.20.0.4/x'), { user: 'anonymous' })
  t.match(readAddress('sftp://d%40kota@[::1]/x'), { user: 'd@kota', host: '::1' })
  t.end()
})

const wrong = [
  ['http://10.20.0.4/x', /must begin with file:, sftp/],
  ['drop', /must begin with/],
  ['', /must begin with/],
  ['sftp://drop:rahasia@10.20.0.4/x', /must not hold a password/],
  ['sftp://10.20.0.4/x', /must name the user/],
  ['sftp:///x', /must name a host|must begin with/],
  ['ftp://drop@10.20.0.4/x?a=1', /no query and no fragment/],
  ['ftp://drop@10.20.0.4/a%0D%0ADELE%20x', /must not hold control characters/],
  ['sftp://drop@10.20.0.4/a%00b', /must not hold control characters/],
  ['sftp://drop@10.20.0.4/a%zz', /encodes nothing/],
  ['file://server/share', /names no host/]
] as const
for (const [url, message] of wrong) {
  t.test(`the address ${url.replaceAll('rahasia', '…')} is refused without quoting it`, t => {
    const error = t.throws(() => createFiles({ url, password: 'x', trustFirst: true }), TypeError) as Error
    t.match(error.message, message)
    t.notMatch(error.message, /10\.20|rahasia|DELE/)
    t.end()
  })
}

t.test('SFTP without a way to know the server or to log in is an error of the settings', t => {
  const url = 'sftp://drop@10.20.0.4/x'
  const hostKey = `SHA256:${'a'.repeat(43)}`
  t.throws(() => createFiles({ url, password: 'x' }), { message: /needs the server's hostKey/ })
  t.throws(() => createFiles({ url, password: 'x', hostKey: [] }), { message: /needs the server's hostKey/ })
  t.throws(() => createFiles({ url, password: 'x', hostKey: 'ab:cd' }), {
    message: /is written SHA256: and 43 characters/
  })
  t.throws(() => createFiles({ url, hostKey }), { message: /needs a password or a privateKey/ })
  t.doesNotThrow(() => createFiles({ url, password: 'x', hostKey: [hostKey, hostKey] }))
  t.throws(() => createFiles({ url: 'ftp://drop@10.20.0.4/x', password: 'a\r\nDELE x' }), {
    message: /cannot hold line breaks/
  })
  t.end()
})
