import { EventEmitter } from 'node:events'
import t from 'tap'
import { createUploadTurns } from '../../src/http/upload-turns.ts'
import { settled } from '../suites/core/gate.ts'

/** The answer of a caller who is there until it is closed. */
const caller = () => Object.assign(new EventEmitter(), { closed: false }) as never

t.test('nobody has more than half of the room', async t => {
  const { take } = createUploadTurns(100)
  const begun: string[] = []
  const turn = async (who: string, most: number): Promise<() => void> => {
    const end = await take(who, most, caller())
    begun.push(who)
    return end
  }
  const first = await turn('a', 30)
  void turn('a', 30)
  const other = await turn('b', 50)
  void turn('c', 50)
  await settled()
  t.same(begun, ['a', 'b'], 'the second of a would be more than its half, c has no room')
  other()
  await settled()
  t.same(begun, ['a', 'b', 'c'])
  first()
  first()
  await settled()
  t.same(begun, ['a', 'b', 'c', 'a'], 'in the order in which they came, and an end counts once')
})

t.test('what is larger than the room is taken alone', async t => {
  const { take } = createUploadTurns(100)
  const end = await take('a', 500, caller())
  let begun = false
  void take('b', 1, caller()).then(() => {
    begun = true
  })
  await settled()
  t.notOk(begun)
  end()
  await settled()
  t.ok(begun)
})

t.test('who leaves while waiting has no turn, and who has left before neither', async t => {
  const { take } = createUploadTurns(100)
  const end = await take('a', 50, caller())
  const leaving = caller() as EventEmitter
  const waiting = take('a', 50, leaving as never)
  leaving.emit('close')
  await t.rejects(waiting, { code: 'invalid_request' })
  await t.rejects(take('a', 1, Object.assign(new EventEmitter(), { closed: true }) as never), {
    code: 'invalid_request'
  })
  end()
  await take('a', 50, caller())
})
