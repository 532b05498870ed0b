import t from 'tap'
import { createFairQueue } from '../../../src/gateway/systems/queue.ts'
import { seeded } from '../../kit/seeded.ts'

t.test('consumers take turns, each in the order of its own calls', async t => {
  const queue = createFairQueue<string>()
  for (const item of ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1']) queue.add(item.slice(0, 1), item)
  queue.add(undefined, 'the hub itself')
  t.equal(queue.size, 8)
  t.same(queue.clear(), ['a1', 'b1', 'c1', 'the hub itself', 'a2', 'b2', 'a3', 'a4'])
  t.equal(queue.size, 0)
  t.equal(queue.next(), undefined)
})

t.test('one that leaves keeps nobody waiting', async t => {
  const queue = createFairQueue<string>()
  for (const item of ['a1', 'a2', 'b1']) queue.add(item.slice(0, 1), item)
  queue.remove('a', 'a1')
  queue.remove('a', 'a1')
  queue.remove('z', 'z1')
  queue.remove('b', 'b1')
  t.equal(queue.size, 1)
  t.same(queue.clear(), ['a2'])
})

t.test('who has most gives way to who has less, with its newest', async t => {
  const queue = createFairQueue<string>()
  for (const item of ['a1', 'a2', 'a3', 'a4']) queue.add('a', item)
  t.equal(queue.makeRoom('a'), undefined, 'a newcomer of the longest line has to go itself')
  t.equal(queue.makeRoom('b'), 'a4')
  queue.add('b', 'b1')
  t.equal(queue.makeRoom('b'), 'a3')
  queue.add('b', 'b2')
  t.equal(queue.makeRoom('b'), undefined, 'giving way would only turn the two around')
  t.equal(queue.makeRoom('a'), undefined)
  t.equal(queue.makeRoom('c'), 'a2', 'a third one has its share too')
})

t.test('what runs counts with what waits', async t => {
  const queue = createFairQueue<string>()
  queue.started('a')
  queue.add('a', 'a2')
  t.equal(queue.makeRoom('b'), 'a2', "else a queue of one would be the first one's for ever")
  queue.add('b', 'b1')
  t.equal(queue.makeRoom('a'), undefined)
  queue.ended('a')
  t.same(queue.clear(), ['b1'])
})

t.test('however many a flooding consumer sends, another one waits for one turn of it at most', async t => {
  const random = seeded(11)
  const queue = createFairQueue<string>()
  const bound = 8
  let refused = 0
  let between = 0
  const arrive = (consumer: string): boolean => {
    if (queue.size >= bound && queue.makeRoom(consumer) === undefined) return false
    queue.add(consumer, consumer)
    return true
  }
  let mild = 0
  for (let step = 0; step < 2_000; step++) {
    for (let i = random.int(1, 12); i > 0; i--) if (!arrive('flood')) refused++
    if (mild === 0 && random.int(0, 3) === 0) {
      if (!arrive('mild')) t.fail('the mild one was refused')
      mild = 1
      between = 0
    }
    const served = queue.next()
    if (served === 'mild') mild = 0
    else if (mild === 1 && ++between > 1) t.fail('the mild one waited for more than one turn of the other')
    if (queue.size > bound) t.fail('more wait than may')
  }
  t.ok(refused > 0)
})
