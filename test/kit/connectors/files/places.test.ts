// What holds for every place: a folder, SFTP, FTP.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { FilesOptions } from '../../../../src/kit/connectors/files/files.ts'
import { aCall, aDrop, anFtp, anSftp, clientOf, failureOf, password, touch } from './places.ts'

const places: Record<string, (t: Test, root: string) => Promise<FilesOptions>> = {
  folder: async (_, root) => ({ url: `file://${root}/drop` }),
  SFTP: async (t, root) => {
    const { url, hostKey } = await anSftp(t, { root })
    return { url: `${url}/drop`, password, hostKey }
  },
  FTP: async (t, root) => ({ url: `${(await anFtp(t, { root })).url}/drop`, password })
}

for (const [name, start] of Object.entries(places)) {
  t.test(name, async t => {
    const root = aDrop(t)
    const options = await start(t, root)
    const client = clientOf(t, options)
    const path = (file: string) => join(root, 'drop', file)

    t.test('files are listed by pattern, whatever their case, newest first', async t => {
      t.match(await client.list('SPPT_*.dbf', aCall()), [
        { name: 'sppt_20261120.dbf', size: 500_000, modifiedAt: '2026-11-20T20:00:00.000Z' },
        { name: 'SPPT_20261119.DBF', size: 7, modifiedAt: '2026-11-19T20:00:00.000Z' }
      ])
      t.strictSame((await client.list('catatan.t?t', aCall())).map(file => file.name), ['catatan.txt'])
      t.strictSame(await client.list('*.csv', aCall()), [])
      t.strictSame(await client.list('.*', aCall()), [], 'a dot is a dot')
    })

    t.test('folders and links that lead nowhere are not listed', async t => {
      const names = (await client.list('*', aCall())).map(file => file.name)
      t.ok(names.includes('catatan.txt'))
      t.notOk(names.includes('sub'))
      t.notOk(names.includes('luar'))
      t.notOk(names.includes('putus.dbf'))
    })

    t.test('a file is read whole, as a buffer or as a stream', async t => {
      t.equal((await client.read('SPPT_20261119.DBF', aCall())).toString(), 'kemarin')
      let size = 0
      for await (const chunk of await client.open('sppt_20261120.dbf', aCall())) size += (chunk as Buffer).length
      t.equal(size, 500_000)
    })

    t.test('an empty file is empty', async t => {
      writeFileSync(path('kosong.txt'), '')
      t.equal((await client.read('kosong.txt', aCall())).length, 0)
    })

    t.test('a file that is not there is a failure that names it', async t => {
      const fault = await failureOf(client.open('tiada.dbf', aCall()))
      t.match(fault, { kind: 'failed', stage: 'open file', message: 'has no file tiada.dbf' })
    })

    t.test('names that could leave the folder are refused before anything is asked', async t => {
      for (const file of ['..', '.', '', '/etc/passwd', '../rahasia/gaji.dbf', 'sub/dalam.dbf', String.raw`..\gaji.dbf`,
        'a\0b', 'a\r\nDELE catatan.txt', 'x'.repeat(256)])
      {
        const fault = { kind: 'rejected', message: 'cannot be asked for this file: its name is not a plain file name' }
        t.match(await failureOf(client.open(file, aCall())), fault)
        t.match(await failureOf(client.read(file, aCall())), fault)
        t.match(await failureOf(client.isSettled({ name: file, size: 1, modifiedAt: '' }, aCall(), 0)), fault)
      }
    })

    t.test('a folder in place of a file is refused', async t => {
      const fault = await failureOf(client.read('sub', aCall()))
      // An FTP server has one reply for both.
      t.match(fault, name === 'FTP'
        ? { kind: /failed|unreadable|truncated/ }
        : { kind: 'unreadable', message: 'has a folder in place of the file sub' })
    })

    t.test('a file is settled when its size and time stay', async t => {
      touch(path('tulis.csv'), 'satu')
      const [file] = await client.list('tulis.csv', aCall())
      t.equal(await client.isSettled(file!, aCall(), 1), true)
      t.equal(await client.isSettled({ ...file!, size: 3 }, aCall(), 0), false)
      t.equal(await client.isSettled({ ...file!, modifiedAt: '2026-11-20T20:59:59.000Z' }, aCall(), 0), false)
      t.equal(await client.isSettled({ ...file!, name: 'tiada.csv' }, aCall(), 0), false)
    })

    t.test('a file larger than the limit is refused before it is read', async t => {
      const small = clientOf(t, { ...options, maxBytes: 1000, maxReadBytes: 5 })
      t.match(await failureOf(small.open('sppt_20261120.dbf', aCall())), {
        kind: 'oversized',
        message: 'has sppt_20261120.dbf of 500000 bytes, more than the 1000 allowed'
      })
      t.match(await failureOf(small.read('catatan.txt', aCall())), { kind: 'oversized',
        message: /more than the 5 allowed/ })
      let text = ''
      for await (const chunk of await small.open('catatan.txt', aCall()))
        text += String(chunk)
      t.equal(text, 'catatan')
    })

    t.test('a call that was cancelled asks for nothing', async t => {
      const reason = new Error('the caller left')
      const call = aCall(AbortSignal.abort(reason))
      t.equal(await failureOf(client.list('*', call)), reason)
      t.equal(await failureOf(client.open('catatan.txt', call)), reason)
      t.equal(await failureOf(client.isSettled({ name: 'a', size: 1, modifiedAt: '' }, call, 60_000)), reason)
    })

    t.test('waiting for a file to settle ends with the call', async t => {
      const control = new AbortController()
      const waiting = failureOf(
        client.isSettled({ name: 'catatan.txt', size: 1, modifiedAt: '' }, aCall(control.signal), 600_000)
      )
      const reason = new Error('the caller left')
      control.abort(reason)
      t.equal(await waiting, reason)
    })

    t.test('a stream ends with the signal of its call', async t => {
      const control = new AbortController()
      const stream = await client.open('sppt_20261120.dbf', aCall(control.signal))
      const reason = new Error('the caller left')
      control.abort(reason)
      t.equal(await failureOf(stream.toArray()), reason)
    })

    t.test('a missing folder is unreachable', async t => {
      const lost = clientOf(t, { ...options, url: options.url.replace(/drop$/, 'tiada') })
      t.match(await failureOf(lost.list('*', aCall())), { kind: 'unreachable',
        message: 'has no folder at its address' })
      t.match(await failureOf(lost.open('a.csv', aCall())), { kind: 'unreachable',
        message: 'has no folder at its address' })
    })

    t.test('closing ends the streams and refuses further calls', async t => {
      const other = clientOf(t, options)
      const stream = await other.open('sppt_20261120.dbf', aCall())
      await other.close()
      t.match(await failureOf(stream.toArray()), { kind: 'unreachable', message: 'is closed' })
      t.match(await failureOf(other.list('*', aCall())), { kind: 'unreachable', message: 'is closed' })
    })

    t.test('many files are read at a time', async t => {
      const read = await Promise.all(Array.from({ length: 8 }, () => client.read('sppt_20261120.dbf', aCall())))
      t.ok(read.every(bytes => bytes.equals(Buffer.alloc(500_000, 'x'))))
    })
  })
}
