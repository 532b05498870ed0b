import { SatuError } from '../../../src/errors.ts'
import { type Act, createActions } from '../../../src/gateway/operators/actions.ts'
import { overEachStore } from '../../suites/stores.ts'

const act = (more: Partial<Act> = {}): Act => ({ action: 'system.pause', system: 'complaints',
  reason: 'the vendor moves', consumer: 'desk', caller: 'officer', person: 'asn-7', requestId: 'r-1', ...more })
const all = { limit: 10, after: undefined }

overEachStore(async (t, place) => {
  const store = await place.open()
  const lines: object[] = []
  const write = (line: unknown): void => {
    lines.push(line as object)
  }
  const actions = createActions({ store, log: { info: write, warn: write } })

  t.test('what is done is on record before it is done, and so is its end', async t => {
    const result = await actions.perform(act(), async () => {
      t.match((await actions.list(all)).items, [{ action: 'system.pause', result: 'begun', ended_at: null }])
      return 'done so'
    })
    t.equal(result, 'done so')
    const { items: [row] } = await actions.list(all)
    t.match(row, { action: 'system.pause', system: 'complaints', target: null, consumer: 'desk', caller: 'officer',
      person: 'asn-7', reason: 'the vendor moves', request_id: 'r-1', result: 'done', code: null })
    t.type(row?.ended_at, 'number')
    t.same(lines, [{ request_id: 'r-1', consumer: 'desk', action: 'system.pause', act: row?.seq, system: 'complaints',
      result: 'done' }], 'the log has neither the person nor the reason')
  })

  t.test('what is refused, and what breaks off, is on record with its code', async t => {
    const refused = new SatuError('state_conflict', 'It is paused already.', { stage: 'admin' })
    await t.rejects(actions.perform(act(), () => Promise.reject(refused)), refused)
    await t.rejects(
      actions.perform(act({ action: 'cache.purge', target: 'AAAA-1' }), () => Promise.reject(new Error('broken'))),
      /broken/
    )
    t.match((await actions.list(all)).items.slice(0, 2), [{ action: 'cache.purge', target: 'AAAA-1', result: 'failed',
      code: 'internal' }, { result: 'refused', code: 'state_conflict' }])
  })

  t.test('the record is listed from the newest on, by each of its marks', async t => {
    await actions.perform(
      act({ action: 'consumer.suspend', system: undefined, target: 'app', consumer: 'other', caller: 'app',
        person: undefined }),
      () => Promise.resolve()
    )
    const names = async (query: object): Promise<string[]> =>
      (await actions.list({ ...all, ...query })).items.map(({ action, result }) => `${action} ${result}`)
    t.same(await names({}), ['consumer.suspend done', 'cache.purge failed', 'system.pause refused',
      'system.pause done'])
    t.same(await names({ action: 'system' }), ['system.pause refused', 'system.pause done'])
    t.same(await names({ action: 'system.pause', result: 'done' }), ['system.pause done'])
    t.same(await names({ target: 'app' }), ['consumer.suspend done'])
    t.same(await names({ system: 'complaints', consumer: 'other' }), [])
    const now = Date.now()
    t.same([(await names({ until: now + 1 })).length, (await names({ since: now + 1_000 })).length], [4, 0])
    const first = await actions.list({ limit: 3, after: undefined })
    t.same((await actions.list({ limit: 3, after: first.next })).items.map(({ action }) => action), ['system.pause'])
  })
})
