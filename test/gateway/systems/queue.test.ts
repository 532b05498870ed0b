import t from 'tap'
import { createFairQueue } from '../../../src/gateway/systems/queue.ts'
import { seeded } from '../../kit/seeded.ts'

t.test('consumers take turns, each in the order of its own calls', async t => {
  const queue = createFairQueue<string>()
  for (const item of ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1']) queue.add({ consumer: item.slice(0, 1) }, item)
  queue.add({ consumer: undefined }, 'the hub itself')
  t.equal(queue.size, 8)
  t.same(queue.clear(), ['a1', 'b1', 'c1', 'the hub itself', 'a2', 'b2', 'a3', 'a4'])
  t.equal(queue.size, 0)
  t.equal(queue.next(), undefined)
})

t.test('one that leaves keeps nobody waiting', async t => {
  const queue = createFairQueue<string>()
  for (const item of ['a1', 'a2', 'b1']) queue.add({ consumer: item.slice(0, 1) }, item)
  queue.remove({ consumer: 'a' }, 'a1')
  queue.remove({ consumer: 'a' }, 'a1')
  queue.remove({ consumer: 'z' }, 'z1')
  queue.remove({ consumer: 'b' }, 'b1')
  t.equal(queue.size, 1)
  t.same(queue.clear(), ['a2'])
})

t.test('who has most gives way to who has less, with its newest', async t => {
  const queue = createFairQueue<string>()
  for (const item of ['a1', 'a2', 'a3', 'a4']) queue.add({ consumer: 'a' }, item)
  t.equal(queue.makeRoom({ consumer: 'a' }), undefined, 'a newcomer of the longest line has to go itself')
  t.equal(queue.makeRoom({ consumer: 'b' }), 'a4')
  queue.add({ consumer: 'b' }, 'b1')
  t.equal(queue.makeRoom({ consumer: 'b' }), 'a3')
  queue.add({ consumer: 'b' }, 'b2')
  t.equal(queue.makeRoom({ consumer: 'b' }), undefined, 'giving way would only turn the two around')
  t.equal(queue.makeRoom({ consumer: 'a' }), undefined)
  t.equal(queue.makeRoom({ consumer: 'c' }), 'a2', 'a third one has its share too')
})

t.test('what runs counts with what waits', async t => {
  const queue = createFairQueue<string>()
  queue.started({ consumer: 'a' })
  queue.add({ consumer: 'a' }, 'a2')
  t.equal(queue.makeRoom({ consumer: 'b' }), 'a2', "else a queue of one would be the first one's for ever")
  queue.add({ consumer: 'b' }, 'b1')
  t.equal(queue.makeRoom({ consumer: 'a' }), undefined)
  queue.ended({ consumer: 'a' })
  t.same(queue.clear(), ['b1'])
})

t.test('however many a flooding consumer sends, another one waits for one turn of it at most', async t => {
  const random = seeded(11)
  const queue = createFairQueue<string>()
  const bound = 8
  let refused = 0
  let between = 0
  const arrive = (consumer: string): boolean => {
    if (queue.size >= bound && queue.makeRoom({ consumer }) === undefined) return false
    queue.add({ consumer }, consumer)
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

t.test('how many turns it takes until a newcomer has had its own', async t => {
  const queue = createFairQueue<string>()
  t.equal(queue.turnsFor({ consumer: 'a' }), 1)
  for (const item of ['a1', 'a2', 'a3', 'b1']) queue.add({ consumer: item.slice(0, 1) }, item)
  t.equal(queue.turnsFor({ consumer: 'a' }), 5, 'all that wait, and its own')
  t.equal(queue.turnsFor({ consumer: 'b' }), 4, 'two of each')
  t.equal(queue.turnsFor({ consumer: 'c' }), 3, 'one of each')
  queue.add({ consumer: 'a', address: 'other' }, 'a4')
  t.equal(queue.turnsFor({ consumer: 'a', address: 'other' }), 5, 'two of each address, and the one of b')
})

t.test('however many addresses have called, those with nothing to do are forgotten', async t => {
  const queue = createFairQueue<string>()
  for (let i = 0; i < 10_000; i++) {
    const from = { consumer: '-', address: `network ${i}` }
    queue.add(from, 'call')
    queue.next()
    queue.started(from)
    queue.ended(from)
  }
  t.equal(queue.size, 0)
  t.equal(queue.lines, 0)
})
