// A file that is opened nowhere: its time can be told to the millisecond.
import t from 'tap'
import { CheckedFile } from '../../../../src/kit/connectors/files/checked-file.ts'
import type { OpenedFile } from '../../../../src/kit/connectors/files/place.ts'

function opened(blocks: Buffer[], more: Partial<OpenedFile> = {}): OpenedFile {
  const file = { name: 'a.csv', size: blocks.reduce((sum, { length }) => sum + length, 0), modifiedAtMs: 1 }
  const left = [...blocks]
  return { file, expected: file.size, pull: async () => left.shift(), again: async () => file, release: async () => {},
    ...more }
}
const { signal } = new AbortController()

t.test('a reader that takes its time is no silent server', async t => {
  const stream = new CheckedFile(opened(Array.from({ length: 4 }, () => Buffer.alloc(300_000))), { signal,
    idleTimeoutMs: 5 })
  let size = 0
  for await (const chunk of stream) {
    // Longer over one block than the server may take for the next.
    await new Promise(resolve => setTimeout(resolve, 15))
    size += (chunk as Buffer).length
  }
  t.equal(size, 1_200_000)
})

t.test('a server that sends nothing is a time-out, and is let go', async t => {
  let isReleased = false
  const file = opened([Buffer.from('x')], { pull: () => new Promise(() => {}),
    release: async () => void (isReleased = true) })
  await t.rejects(new CheckedFile(file, { signal, idleTimeoutMs: 5 }).toArray(), { kind: 'timeout',
    message: 'sent nothing of a.csv for 5 ms' })
  t.ok(isReleased)
})

t.test('empty blocks are no end', async t => {
  const chunks =
    (await new CheckedFile(opened([Buffer.alloc(0), Buffer.from('a'), Buffer.alloc(0), Buffer.from('b')]), { signal,
      idleTimeoutMs: 1000 }).toArray()) as Buffer[]
  t.equal(Buffer.concat(chunks).toString(), 'ab')
})

t.test('a file that is gone when it was read has changed', async t => {
  const file = opened([Buffer.from('x')], { again: async () => undefined })
  await t.rejects(new CheckedFile(file, { signal, idleTimeoutMs: 1000 }).toArray(), { kind: 'reset',
    message: 'changed a.csv while it was read' })
})

t.test('a signal that was aborted before fails the stream, whenever it is read', async t => {
  const reason = new Error('the caller left')
  const stream = new CheckedFile(opened([Buffer.from('x')]), { signal: AbortSignal.abort(reason), idleTimeoutMs: 1000 })
  await new Promise(resolve => setImmediate(resolve))
  await t.rejects(stream.toArray(), reason)
})
