import { spawnSync } from 'node:child_process'
import { appendFileSync, chmodSync, mkdtempSync, renameSync, rmSync, truncateSync, utimesSync,
  writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { aCall, aDrop, clientOf, failureOf } from './places.ts'

const size = 2 * 1024 * 1024

t.test('a file that changes while it is read', async t => {
  const root = aDrop(t)
  const path = join(root, 'drop', 'besar.csv')
  const client = clientOf(t, { url: `file://${root}/drop` })
  const read = async (change: () => void): Promise<unknown> => {
    writeFileSync(path, Buffer.alloc(size, 'x'))
    const stream = await client.open('besar.csv', aCall())
    let changed = false
    try {
      for await (const chunk of stream) {
        void chunk
        if (!changed) change()
        changed = true
      }
    } catch (error) {
      return error
    }
    return 'whole'
  }

  t.test('is reset when it grows', async t => {
    t.match(await read(() => appendFileSync(path, 'y')), { kind: 'reset', stage: 'read file',
      message: 'changed besar.csv while it was read: it grew' })
  })
  t.test('is truncated when it shrinks', async t => {
    t.match(await read(() => truncateSync(path, 1_500_000)), { kind: 'truncated',
      message: `ended besar.csv after 1500000 of its ${size} bytes` })
  })
  t.test('is reset when it is written over', async t => {
    // In its place: between emptying it and writing it anew the reader would find it cut short.
    const overwrite = (): void => {
      writeFileSync(path, Buffer.alloc(size, 'z'), { flag: 'r+' })
      utimesSync(path, new Date(), new Date(Date.now() + 60_000))
    }
    t.match(await read(overwrite), { kind: 'reset', message: 'changed besar.csv while it was read' })
  })
  t.test('is whole when another takes its name: the one that was opened is read to its end', async t => {
    const other = join(root, 'drop', 'baru.csv')
    writeFileSync(other, 'baru')
    t.equal(await read(() => renameSync(other, path)), 'whole')
  })
})

t.test('links within the folder are followed, links out of it are refused', async t => {
  const root = aDrop(t)
  const client = clientOf(t, { url: `file://${root}/drop` })
  const fault = await failureOf(client.read('luar.dbf', aCall()))
  t.match(fault, { kind: 'rejected', message: 'has luar.dbf only as a link out of its folder' })
  t.match(await failureOf(client.read('luar', aCall())), { kind: 'rejected' })
  t.match(await failureOf(client.read('putus.dbf', aCall())), { kind: 'failed', message: 'has no file putus.dbf' })
  t.notOk((await client.list('*', aCall())).some(({ name }) => name.startsWith('luar')))
  t.equal(await client.isSettled({ name: 'luar.dbf', size: 7, modifiedAt: '' }, aCall(), 0), false)
  spawnSync('ln', ['-s', 'catatan.txt', join(root, 'drop', 'terbaru.txt')])
  t.equal((await client.read('terbaru.txt', aCall())).toString(), 'catatan')
})

t.test('a folder that begins with the same letters is outside', async t => {
  const root = t.testdir({ drop: {}, drop2: { 'a.csv': 'rahasia' } })
  spawnSync('ln', ['-s', '../drop2/a.csv', join(root, 'drop', 'a.csv')])
  t.match(await failureOf(clientOf(t, { url: `file://${root}/drop` }).read('a.csv', aCall())), { kind: 'rejected' })
})

t.test('a pipe in place of a file is refused instead of waited for', async t => {
  const root = aDrop(t)
  spawnSync('mkfifo', [join(root, 'drop', 'pipa.csv')])
  const fault = await failureOf(clientOf(t, { url: `file://${root}/drop` }).read('pipa.csv', aCall()))
  t.match(fault, { kind: 'unreadable', message: 'has something else in place of the file pipa.csv' })
})

t.test('a file in place of the folder is unreachable', async t => {
  const root = aDrop(t)
  const client = clientOf(t, { url: `file://${root}/drop/catatan.txt` })
  t.match(await failureOf(client.list('*', aCall())), { kind: 'unreachable' })
  t.match(await failureOf(client.read('a', aCall())), { kind: 'unreachable' })
})

t.test('a file that may not be read is denied', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'drop-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  chmodSync(folder, 0o755)
  writeFileSync(join(folder, 'gaji.csv'), 'rahasia', { mode: 0 })
  const client = clientOf(t, { url: `file://${folder}` })
  // To root every file is open.
  const isRoot = process.geteuid?.() === 0
  if (isRoot) process.seteuid?.(65_534)
  const fault = await failureOf(client.read('gaji.csv', aCall())).finally(() => isRoot && process.seteuid?.(0))
  t.match(fault, { kind: 'denied', message: 'does not let the hub read gaji.csv' })
})

t.test('a stream that is left early closes its file', async t => {
  const root = aDrop(t)
  const client = clientOf(t, { url: `file://${root}/drop` })
  const stream = await client.open('sppt_20261120.dbf', aCall())
  for await (const chunk of stream) {
    t.ok(chunk)
    break
  }
  t.ok(stream.closed || stream.destroyed)
})
