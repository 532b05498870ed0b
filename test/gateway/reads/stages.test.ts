import t from 'tap'
import { SatuError } from '../../../src/errors.ts'
import { createAnswers, type Made } from '../../../src/gateway/reads/answers.ts'
import { noClocks } from '../../../src/gateway/reads/clocks.ts'
import { createPurges } from '../../../src/gateway/reads/purges.ts'
import { createReport } from '../../../src/gateway/reads/source-report.ts'
import { keep } from '../../../src/gateway/reads/stages/keep.ts'
import { recordParameters, updatesParameters } from '../../../src/gateway/reads/stages/parameters.ts'
import { report } from '../../../src/gateway/reads/stages/report.ts'
import type { Fetch, Findings, Question, ReadRequest } from '../../../src/gateway/reads/stages/stage.ts'
import { today } from '../../../src/gateway/reads/stages/today.ts'
import { lastKnown } from '../../../src/gateway/reads/stand-in.ts'
import type { CanonicalRecord } from '../../../src/gateway/systems/records.ts'
import type { System } from '../../../src/gateway/systems/system.ts'
import { MASKED, type Visibility } from '../../../src/platform/privacy/visibility.ts'
import { someone } from '../../suites/core/asker.ts'
import { contract, operation } from '../../suites/core/hub.ts'

const system = { id: 'a', hold: () => undefined } as unknown as System
const record = { id: 'AAAA-1' } as CanonicalRecord
const request = (id: string, values: object, visibility: Visibility = MASKED): ReadRequest => ({
  operation: operation(id),
  values: values as ReadRequest['values'],
  visibility,
  asker: someone,
  tolerance: {}
})
const made = (body: string): Made => ({
  answer: { seq: 0, tags: [], systems: [], body, etag: '', madeAt: 0, asOf: Date.now(), freshUntil: Date.now() + 60_000,
    outcome: 'ok', headers: {} },
  asked: true,
  shared: false,
  waits: {}
})
const hit = { ...made(''), hit: true }

t.test('a record is named by its id or by its number', async t => {
  const asked: unknown[] = []
  const ask = recordParameters(noClocks)(async question => {
    asked.push(question.asked.wanted)
    return hit
  })
  await ask(request('getComplaint', { id: 'AAAA-1' }))
  await ask(request('getComplaint', { nop: '32', year: 2026 }))
  t.same(asked, [{ id: 'AAAA-1' }, { key: '32-2026' }])
})

t.test('only who sees what everybody sees may be given what is only remembered', async t => {
  const allowed: unknown[] = []
  const ask = recordParameters(noClocks)(async ({ asked: { caller } }) => {
    allowed.push(caller.tolerance.lastResort)
    return hit
  })
  await ask(request('getComplaint', { id: 'AAAA-1' }))
  await ask(request('getComplaint', { id: 'AAAA-1' }, { ...MASKED, key: 'own' }))
  t.same(allowed, [true, undefined])
})

t.test('a cursor of another list goes no further', async t => {
  const ask = updatesParameters(async () => hit)
  t.throws(() => ask(request('listComplaintUpdates', { id: 'AAAA-1', limit: 5, cursor: 'x' })), {
    code: 'invalid_request'
  })
})

t.test('the same question is answered once, and never what shows people', async t => {
  const purges = createPurges()
  let asked = 0
  const ask = keep(createAnswers({ maxBytes: 10_000, purges }), contract)(async () => made(`${++asked}`))
  const question = (visibility: Visibility): Question<unknown> => ({ resource: 'complaints', asked: {}, parts: ['x'],
    seq: 0, request: request('getComplaint', {}, visibility) })
  t.match(await ask(question(MASKED)), { hit: false, answer: { body: '1' } })
  t.match(await ask(question(MASKED)), { hit: true, answer: { body: '1' } })
  t.match(await ask(question({ ...MASKED, key: 'own' })), { hit: false, answer: { body: '2' } })
})

t.test('records are shown with the clock of the day, where one runs', async t => {
  const clock = { overdue: true }
  const stage = today({ shown: (_resource, of) => ({ ...of, clock }) as CanonicalRecord })
  const show = stage(async () => ({ items: [record], sources: [], reports: [] }) satisfies Findings)
  const question = { resource: 'complaints', asked: {}, parts: [], seq: 0,
    request: request('getComplaint', {}) } as const
  t.same((await show(question)).items, [record])
  t.same((await show({ ...question, day: { today: '2026-01-01', until: 0 } })).items, [{ ...record, clock }])
})

t.test('a report tells how old a part is, and what it is made of', async t => {
  const spared: string[] = []
  const into = createReport(system)
  const read = report({ spared: id => spared.push(id) })(async ({ load }) => ({ value: await load(), at: 5,
    freshUntil: 9, stale: true, error: undefined, asked: false, shared: true })
  )
  const fetch: Fetch<string> = { system, report: into, tolerance: {}, key: 'k', tags: ['a'], notBefore: 0,
    freshness: { fresh: 1, revalidate: 0, on_error: 0 }, shareMs: undefined, weigh: () => 1, load: async () => 'value' }
  t.equal(await read(fetch), 'value')
  await read(fetch)
  t.match(into, { asOf: 5, freshUntil: 9, stale: true, shared: true, asked: false, tags: ['a', 'a hold'] })
  t.same(spared, ['a', 'a'])
})

t.test('what is last known stands in for a fault of the system, and for nothing else', async t => {
  const away = new SatuError('system_timeout', 'a: no answer')
  const standIn = { record: async () => ({ record, at: 7 }), wholeAt: async () => undefined, list: async () => [] }
  const of = { system: { ...system, config: { prefix: 'AAAA' } } as System, resource: 'complaints', key: '1',
    asker: someone, tolerance: { lastResort: true } } as const
  const into = createReport(system)
  const fails = (error: Error) => async () => {
    throw error
  }
  t.equal(await lastKnown(standIn)(fails(away))({ ...of, report: into }), record)
  t.match(into, { stale: true, asOf: 7, error: { code: 'system_timeout' } })
  await t.rejects(lastKnown(standIn)(fails(away))({ ...of, tolerance: {}, report: into }), away)
  await t.rejects(lastKnown(undefined)(fails(away))({ ...of, report: into }), away)
  await t.rejects(lastKnown(standIn)(fails(new TypeError('a mistake')))({ ...of, report: into }), TypeError)
})
