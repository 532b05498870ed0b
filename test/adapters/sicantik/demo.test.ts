import t, { type Test } from 'tap'
import { adapter } from '../../../adapters/sicantik/index.ts'
import { type FaultKind, type RunningSystem, startLegacySystem } from '../../../demo/legacy-system.ts'
import { createLicensingSystem } from '../../../demo/systems/licensing.ts'
import type { ListQuery, Mapped, MapTools, Page } from '../../../src/kit/index.ts'
import { contractErrors } from '../records.ts'
import { call, codesOfB, contextOf, createTools, demoCity, settingsOf } from './surroundings.ts'

type Name = 'licence-applications' | 'licences' | 'services'
interface Reading {
  pageSize: number
  list(client: unknown, query: ListQuery, frame: typeof call): Promise<Page<unknown>>
  get(client: unknown, key: string, frame: typeof call): Promise<unknown>
  map(row: unknown, tools: MapTools, client: unknown): Mapped<Name>
}
const resources = adapter.resources as unknown as Record<Name, Reading>

const deployments = [
  { id: 'licensing-a', prefix: 'HAYU', settings: { api_key: 'demo-key-hayu' } },
  { id: 'licensing-b', prefix: 'SICA', settings: { api_key: 'demo-key-sicantik', codes: codesOfB } }
] as const

async function start(
  t: Test,
  { id, prefix, settings }: (typeof deployments)[number],
  key?: string
): Promise<{ system: RunningSystem; client: unknown }> {
  const system = await startLegacySystem(createLicensingSystem(demoCity, { id }))
  const given = structuredClone(key === undefined ? settings : { ...settings, api_key: key })
  const client = adapter.connect(settingsOf(given), contextOf(system.url, prefix))
  t.teardown(async () => {
    await adapter.close(client)
    await system.stop()
  })
  return { system, client }
}

async function readAll(client: unknown, name: Name): Promise<unknown[]> {
  const { list, pageSize } = resources[name]
  const rows: unknown[] = []
  for (;;) {
    const page = await list(client, { offset: rows.length, limit: pageSize, filters: {} }, call)
    rows.push(...page.rows)
    if (page.end) return rows
  }
}

for (const deployment of deployments) {
  t.test(`reads all of ${deployment.id}: newest change first, each record fit for the contract or refused with a ` +
    'reason', async t => {
    const { client } = await start(t, deployment)
    for (const name of ['licence-applications', 'licences', 'services'] as const) {
      const rows = await readAll(client, name)
      const refused: string[] = []
      let previous = '9999'
      for (const row of rows) {
        const tools = createTools(deployment.prefix)
        try {
          const mapped = resources[name].map(row, tools, client)
          const errors = contractErrors(name, mapped, tools)
          if (errors.length > 0) t.fail(`${name} ${mapped.key}: ${errors.join(', ')}`)
          if (mapped.updatedAt > previous) t.fail(`${name} ${mapped.key} comes after an older one`)
          previous = mapped.updatedAt
        } catch (error) {
          refused.push((error as Error).message)
        }
      }
      t.ok(refused.every(reason => reason.startsWith('has no ')), `${name}: ${refused.length} refused`)
      if (name === 'licence-applications') t.ok(rows.length === 2_500 && refused.length > 5 && refused.length < 50)
    }
  })

  t.test(`gets from ${deployment.id} what its list shows`, async t => {
    const { client, system } = await start(t, deployment)
    for (const name of ['licence-applications', 'licences', 'services'] as const) {
      const { rows } = await resources[name].list(client, { offset: 60, limit: 12, filters: {} }, call)
      const fallback = await resources[name].list(client, { offset: 0, limit: 5, filters: {} }, call)
      for (const row of rows.length > 0 ? rows : fallback.rows) {
        const listed = resources[name].map(row, createTools(), client)
        const got = resources[name].map(await resources[name].get(client, listed.key, call), createTools(), client)
        const { history, decided_at, ...common } = got.record as Record<string, unknown>
        t.same({ ...got, record: common }, listed)
        if (name === 'licence-applications') t.ok(Array.isArray(history) && history.length > 0 && decided_at !== null)
      }
    }
    t.equal(system.maxConcurrency, 1, 'one call at a time')
  })
}

t.test('finds nothing under a key that is none, some of them without a call', async t => {
  const { client, system } = await start(t, deployments[0])
  for (const name of ['licence-applications', 'licences', 'services'] as const) {
    for (const key of ['9999905514112026', '..', 'a/b', '0', '%2e'])
      t.equal(await resources[name].get(client, key, call), undefined, `${name} ${key}`)
  }
  t.equal(system.calls['pendaftaran'], 1)
  t.equal(system.calls['cek'], undefined)
  t.equal(system.calls['grid_sk'], 1)
})

t.test('keeps apart what both deployments gave one number', async t => {
  const [a, b] = [await start(t, deployments[0]), await start(t, deployments[1])]
  const keysOf = async (client: unknown) =>
    new Set(
      (await readAll(client, 'licence-applications')).map(row => (row as { pendaftaran_id: string }).pendaftaran_id)
    )
  const [keysA, keysB] = [await keysOf(a.client), await keysOf(b.client)]
  const shared = [...keysA].filter(key => key.length === 16 && keysB.has(key))
  t.ok(shared.length >= 3)
  for (const key of shared) {
    const read = async (client: unknown, prefix: string) => {
      const tools = createTools(prefix)
      const { record } = resources['licence-applications'].map(
        await resources['licence-applications'].get(client, key, call),
        tools,
        client
      )
      return { id: tools.id(key), applicant: (record as Mapped<'licence-applications'>['record']).applicant.name }
    }
    const [fromA, fromB] = [await read(a.client, 'HAYU'), await read(b.client, 'SICA')]
    t.not(fromA.id, fromB.id)
    t.not(fromA.applicant, fromB.applicant, 'different people')
  }
})

t.test('probes with a call, and is denied with a wrong key', async t => {
  const good = await start(t, deployments[0])
  await adapter.probe(good.client, call)
  t.same(good.system.calls, { grid_sk: 1 })
  const wrong = await start(t, deployments[0], 'another key')
  await t.rejects(adapter.probe(wrong.client, call), { name: 'SystemFault', kind: 'denied' })
})

t.test('names each fault of the office', async t => {
  const { system, client } = await start(t, deployments[0])
  const list = () => resources.licences.list(client, { offset: 0, limit: 10, filters: {} }, call)
  for (const [kind, fault] of [
    ['down', 'unreachable'],
    ['error', 'failed'],
    ['garbage', 'unreadable'],
    ['garbage', 'unreadable'],
    ['truncate', 'truncated']
  ] satisfies [FaultKind, string][]) {
    await system.setFault({ kind })
    await t.rejects(list(), { name: 'SystemFault', kind: fault }, kind)
  }
  await system.setFault({ kind: 'none' })
  t.equal((await list()).rows.length, 10, 'and works again')
})

t.test('leaves a slow office when the caller does', async t => {
  const { system, client } = await start(t, deployments[0])
  await system.setFault({ kind: 'slow', ms: 60_000 })
  const caller = new AbortController()
  const listed = resources.licences.list(client, { offset: 0, limit: 10, filters: {} }, { ...call,
    signal: caller.signal })
  while (system.calls['grid_sk'] === undefined) await new Promise(resolve => setImmediate(resolve))
  caller.abort(new Error('gone'))
  await t.rejects(listed, { message: 'gone' })
})
