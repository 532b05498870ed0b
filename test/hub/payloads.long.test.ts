import { isDeepStrictEqual } from 'node:util'
import t from 'tap'
import { spoilAll } from '../fuzz/payloads/run.ts'
import { seededAt, spoils, spoilt } from '../fuzz/payloads/spoil.ts'
import { lineOf, unnamed } from '../fuzz/payloads/tally.ts'

t.setTimeout(400_000)

t.test('whatever systems send, each connector makes a named fault of it or records that fit, and keeps nothing of a ' +
  'fault', async t => {
  const ways = Object.keys(spoils).length
  const tallies = await spoilAll({ seed: 20_261_128, count: ways, files: 3 })
  for (const tally of tallies) {
    t.comment(lineOf(tally))
    t.same(tally.wrong, [],
      `${tally.connector}: ${tally.payloads} payloads, ${tally.refused} refused, ${tally.read} read`)
    t.equal(tally.cached, 0, `${tally.connector}: nothing of a fault is kept`)
    t.ok(tally.refused > 0, `${tally.connector}: something was wrong`)
  }
  t.ok(tallies.length >= 17, `${tallies.length} connectors and places`)
})

t.test('a fault is named by its system, its reason and its stage, and by nothing else', async t => {
  t.equal(unnamed('tax', 'tax: sent broken JSON (list decrees)'), undefined)
  for (const detail of [undefined, 'sent broken JSON', 'tax: sent broken JSON', 'other: sent broken JSON (list)',
    'tax: its adapter could not make sense of the answer (list)']) t.ok(unnamed('tax', detail), String(detail))
})

t.test('a payload is spoilt in the same way again, and each way has its turn', async t => {
  const payload = { body: Buffer.from('{"a":"b","c":[1,2]}'), type: 'application/json; charset=utf-8', status: 200 }
  const done = Object.keys(spoils).map((_, number) => spoilt(payload, seededAt(7, number), number))
  t.same(done, Object.keys(spoils).map((_, number) => spoilt(payload, seededAt(7, number), number)))
  t.same(done.filter(one => isDeepStrictEqual(one.payload, payload)).map(one => one.done), [], 'each is another')
  t.same(Object.keys(spoils).filter(name => !done.some(one => one.done.startsWith(name))), [])
  t.equal(payload.body.toString(), '{"a":"b","c":[1,2]}', 'what was good stays good')
})
