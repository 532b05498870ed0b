import t from 'tap'
import { fingerprint, readKey } from '../../../src/gateway/writes/idempotency.ts'

t.test('a key is the text of a structured-field string', async t => {
  t.equal(readKey('"8e03978e-40d5"'), '8e03978e-40d5')
  t.equal(readKey(String.raw`"a\"b\\c"`), String.raw`a"b\c`)
})

t.test('the same write has the same fingerprint, however its fields are ordered', async t => {
  const of = (body: unknown, operation = 'createComplaint', id?: string): string => fingerprint(operation, id, body)
  t.equal(of({ a: 1, b: { c: [1, 2], d: null } }), of({ b: { d: null, c: [1, 2] }, a: 1 }))
  const others = [of({ a: 1 }), of({ a: '1' }), of({ a: [1, 2] }), of({ a: [2, 1] }),
    of({ a: 1, b: undefined }, 'other'), of({ a: 1 }, 'createComplaint', 'X-1'), of({ a: null }), of({}),
    fingerprint('createComplaint', undefined, {}, 'digest'), fingerprint('createComplaint', undefined, {}, 'other')]
  t.equal(new Set(others).size, others.length)
})
