import t from 'tap'
import type { Answer } from '../../src/gateway/reads/answers.ts'
import { answerHeaders, headersHoldUntil, isUnchanged } from '../../src/http/answer-headers.ts'

const NOW = 1_780_000_000_500
const answer = (more: Partial<Answer> = {}): Answer => ({
  body: '{}',
  etag: 'W/"a"',
  asOf: NOW - 12_300,
  madeAt: NOW - 12_300,
  freshUntil: NOW + 47_700,
  outcome: 'ok',
  headers: { link: '<x>' },
  systems: [],
  seq: 0,
  tags: [],
  ...more
})
const read = (...parameters: Parameters<typeof answerHeaders>): Record<string, string> => {
  const list = answerHeaders(...parameters)
  return Object.fromEntries(list.flatMap((name, i) => (i % 2 === 0 ? [[name, list[i + 1] ?? '']] : [])))
}

t.test('an answer tells its age, and for how long it may be kept', async t => {
  t.match(read(answer(), 'hit', true, NOW), { 'age': '12', 'cache-control': 'public, max-age=47',
    'cache-status': 'satu; hit; ttl=47', 'etag': 'W/"a"', 'vary': 'authorization', 'link': '<x>' })
  t.match(read(answer(), 'fetched', false, NOW), { 'cache-control': 'private, max-age=47',
    'cache-status': 'satu; fwd=uri-miss; stored' })
})

t.test('what is stale or lacks a system may be kept by nobody', async t => {
  for (const outcome of ['stale', 'partial'] as const) {
    for (const use of ['hit', 'refreshed', 'fetched'] as const) {
      const headers = read(answer({ outcome }), use, true, NOW)
      t.equal(headers['cache-control'], 'public, max-age=0')
      t.match(headers['cache-status'], /fwd=stale|ttl=-\d/)
    }
  }
})

t.test('no number is negative, whatever the clock says', async t => {
  t.match(read(answer({ asOf: NOW + 5_000, freshUntil: NOW - 5_000 }), 'hit', true, NOW), { 'age': '0',
    'cache-control': 'public, max-age=0' })
})

t.test('prepared headers hold exactly as long as they are true', async t => {
  const until = headersHoldUntil(answer(), NOW)
  t.ok(until > NOW)
  t.same(read(answer(), 'hit', true, until - 1), read(answer(), 'hit', true, NOW))
  t.not(JSON.stringify(read(answer(), 'hit', true, until)), JSON.stringify(read(answer(), 'hit', true, NOW)))
})

t.test('what the caller has is compared weakly', async t => {
  for (const same of ['W/"a"', '"a"', '*', '"x", W/"a"', '"x",\t"a" , "y"']) t.ok(isUnchanged(same, 'W/"a"'), same)
  for (const other of [undefined, '', '"b"', 'a', 'W/a', '"A"', '"a', ','])
    t.notOk(isUnchanged(other, 'W/"a"'), String(other))
  t.ok(isUnchanged('W/"a"', '"a"'))
})
