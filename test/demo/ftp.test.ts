import { Client } from 'basic-ftp'
import { connect } from 'node:net'
import { Writable } from 'node:stream'
import t, { type Test } from 'tap'
import { type FtpDrop, startLegacySystem } from '../../demo/legacy-system.ts'

const modifiedAt = new Date('2026-11-20T20:00:00Z')
const text = 'NO;NAMA\r\n1;“x”\r\n'.repeat(2_000)
const drop: FtpDrop = {
  id: 'station',
  login: { user: 'satu', password: 'demo' },
  files:
    () => [{ name: 'KEJADIAN.CSV', bytes: Buffer.from(text), modifiedAt }, { name: 'BACA.TXT', bytes: Buffer.from('x'),
      modifiedAt }],
  environment: url => ({ STATION_FTP_URL: url })
}

async function start(t: Test) {
  const system = await startLegacySystem(drop)
  t.teardown(() => system.stop())
  return system
}

async function log(t: Test, url: string, password = 'demo'): Promise<Client> {
  const client = new Client(2_000, { allowSeparateTransferHost: false })
  t.teardown(() => {
    client.close()
  })
  await client.access({ host: '127.0.0.1', port: Number(new URL(url).port), user: 'satu', password })
  return client
}

async function download(client: Client, name: string): Promise<string> {
  const chunks: Buffer[] = []
  await client.downloadTo(new Writable({ write(chunk: Buffer, _encoding, done) {
    chunks.push(chunk)
    done()
  } }), name)
  return Buffer.concat(chunks).toString()
}

t.test('lists its files with sizes and times, and gives them', async t => {
  const system = await start(t)
  const client = await log(t, system.url)
  t.match((await client.list()).map(({ name, size, modifiedAt: at }) => [name, size, at?.toISOString()]), [
    ['KEJADIAN.CSV', Buffer.byteLength(text), '2026-11-20T20:00:00.000Z'],
    ['BACA.TXT', 1, '2026-11-20T20:00:00.000Z']
  ])
  t.equal(await client.size('KEJADIAN.CSV'), Buffer.byteLength(text))
  t.same(await client.lastMod('/KEJADIAN.CSV'), modifiedAt)
  t.equal(await download(client, 'KEJADIAN.CSV'), text)
  t.same(system.calls, { MLSD: 1, SIZE: 1, MDTM: 1, RETR: 1 })
  t.equal(system.maxConcurrency, 1)
  t.same(system.environment, { STATION_FTP_URL: system.url })
})

t.test('speaks the old way too: PASV and LIST', async t => {
  const client = await log(t, (await start(t)).url)
  const { host } = { host: '127.0.0.1' }
  const [, ...numbers] = /\((\d+),(\d+),(\d+),(\d+),(\d+),(\d+)\)/.exec((await client.send('PASV')).message) ?? []
  const [, , , , high = 0, low = 0] = numbers.map(Number)
  const listing = new Promise<string>((resolve, reject) => {
    let lines = ''
    connect(high * 256 + low, host).on('data', data => {
      lines += String(data)
    }).on('end', () => {
      resolve(lines)
    }).on('error', reject)
  })
  await client.send('LIST')
  t.match(await listing, /^-rw-r--r-- 1 ftp ftp +\d+ Nov 20 20:00 KEJADIAN\.CSV\r\n/)
})

t.test('lets nobody in without the login', async t => {
  const system = await start(t)
  await t.rejects(log(t, system.url, 'wrong'), { code: 530 })
  const client = await log(t, system.url)
  await client.send('USER satu')
  await t.rejects(client.send('PWD'), { code: 530 }, 'a new user is out again')
})

t.test('has no file that is not there, and no command that it does not know', async t => {
  const client = await log(t, (await start(t)).url)
  await t.rejects(client.size('X.CSV'), { code: 550 })
  await t.rejects(client.lastMod('../etc/passwd'), { code: 550 })
  await t.rejects(download(client, 'X.CSV'), { code: 550 })
  await t.rejects(client.cd('/etc'), { code: 550 })
  await t.rejects(client.send('DELE KEJADIAN.CSV'), { code: 502 })
  t.equal(await download(client, 'BACA.TXT'), 'x', 'and goes on')
})

t.test('has each fault in its own way, and no other once it is over', async t => {
  const system = await start(t)
  await system.setFault({ kind: 'error' })
  await t.rejects((await log(t, system.url)).list(), { code: 451 })
  await system.setFault({ kind: 'truncate' })
  const half = await log(t, system.url)
  t.equal(await half.size('KEJADIAN.CSV'), Buffer.byteLength(text), 'it promises the whole')
  await t.rejects(download(half, 'KEJADIAN.CSV'), { code: 426 })
  await system.setFault({ kind: 'garbage' })
  t.not(await download(await log(t, system.url), 'KEJADIAN.CSV'), text)
  await system.setFault({ kind: 'down' })
  await t.rejects(log(t, system.url), /ECONNREFUSED/)
  await system.setFault({ kind: 'none' })
  t.equal(await download(await log(t, system.url), 'KEJADIAN.CSV'), text)
})

t.test('a slow one answers when the fault is taken away', async t => {
  const system = await start(t)
  const client = await log(t, system.url)
  await system.setFault({ kind: 'slow', ms: 60_000 })
  const asked = client.list()
  await system.setFault({ kind: 'none' })
  t.equal((await asked).length, 2)
})

t.test('cuts whoever is connected when it goes down', async t => {
  const system = await start(t)
  const client = await log(t, system.url)
  await system.setFault({ kind: 'down' })
  await t.rejects(client.pwd())
})
