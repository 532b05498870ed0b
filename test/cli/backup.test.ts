import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { cpSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Client } from 'pg'
import t, { type Test } from 'tap'
import { SystemFault } from '../../src/kit/faults.ts'
import { createAccessLogKeys } from '../../src/platform/privacy/access-keys.ts'
import { createAccessLog } from '../../src/platform/privacy/access-log.ts'
import { programOf } from '../services/postgres.ts'
import { until } from '../services/wait.ts'
import { createDesk } from '../suites/core/desk.ts'
import { JWT_SECRET, startHub } from '../suites/core/hub.ts'
import { createLegacy } from '../suites/core/legacy.ts'
import { testFolder } from '../suites/folder.ts'
import { postgresPlace, sqlitePlace, type StorePlace } from '../suites/stores.ts'
import { run } from './terminal.ts'

const execute = promisify(execFile)
const consumers = {
  app: { scopes: ['complaints:read', 'complaints:write', 'complaints:operate', 'submissions:read', 'events:read'] }
}
const system = { consumers, limits: { breaker: { failures: 1_000, cooldown_ms: 50 } } }

/** How the store of a hub is backed up while it runs, destroyed, and brought back before `satu restore`. */
interface Means {
  backUp(env: NodeJS.ProcessEnv): Promise<string>
  destroy(): Promise<void>
  bringBack(folder: string): Promise<void>
}

async function survives(t: Test, place: StorePlace, means: Means): Promise<void> {
  const { dataDir, url: databaseUrl } = place.options
  const env = { SATU_ENV: 'development', SATU_DATA_DIR: dataDir, SATU_JWT_SECRET: JWT_SECRET,
    ...(databaseUrl && { DATABASE_URL: databaseUrl }) }
  const legacy = createLegacy({ id: 'complaints', prefix: 'LAPOR', writes: 'findable' })
  const start = () => startHub(t, [legacy], { ...system, dataDir, databaseUrl })
  const hub = await start()
  const ask = createDesk(hub, consumers)
  const send = async (): Promise<string> => {
    const { status, body } = await ask<{ id: string }>('createComplaint', {}, { as: 'app',
      body: { description: 'Lampu mati.' }, headers: { 'idempotency-key': `"${randomUUID()}"` } })
    if (status !== 202) throw new Error(`answered ${status}`)
    return body.id
  }

  const made = await ask<{ id: string }>('createComplaint', {}, { as: 'app', body: { description: 'Jalan berlubang.' },
    headers: { 'idempotency-key': `"${randomUUID()}"` } })
  t.equal(made.status, 201)
  // They wait: what is sent after the backup is what must not be sent twice.
  legacy.before = operation => {
    if (operation === 'send') throw new SystemFault('unreachable', { stage: 'send', detail: 'in a test' })
  }
  const before = [await send(), await send()]
  const store = await place.open()
  const log = createAccessLog({ store, keys: createAccessLogKeys({ jwtSecret: JWT_SECRET }),
    log: { error: () => {} } as never })
  await log.append({ at: Date.now(), requestId: 'r', consumer: 'app', agency: 'DISHUB', person: undefined,
    purpose: 'public_service', agreement: '1', operation: 'lookUpResident', fields: ['nik'], niks: ['3273021305859991'],
    records: [], systems: ['a'] })
  await store.close()

  let isOver = false
  const after: string[] = []
  const writing = (async () => {
    while (!isOver) {
      after.push(await send())
      await delay(20)
    }
  })()
  await until(() => after.length > 3)
  before.push(...after.splice(0))
  const eventsOf = async (desk: typeof ask): Promise<string[]> =>
    (await desk<{ items: { id: string; type: string; subject: string }[] }>('listEvents', {}, { as: 'app',
      query: '?limit=100' })).body.items.map(({ id, type, subject }) => `${id} ${type} ${subject}`)
  await until(async () => (await eventsOf(ask)).length > 0)
  const known = await eventsOf(ask)
  const folder = await means.backUp(env)
  isOver = true
  await writing
  t.match(await run(`restore ${folder} --replace`, env), { code: 1, err: [/a hub runs over this store/] })

  legacy.before = () => {}
  await until(async () =>
    (await Promise.all(before.map(id => ask<{ status: { code: string } }>('getSubmission', { id }, { as: 'app' }))))
      .every(({ body }) => body.status.code === 'delivered')
  )
  const sent = legacy.written.length
  await hub.close()
  await means.destroy()
  await means.bringBack(folder)
  const restored = await run(`restore ${folder}${databaseUrl === undefined ? '' : ' --replace'}`, env)
  t.match(restored, { code: 0, err: [] })
  t.match(restored.out.join('\n'),
    /the access log has 1 rows and 0 faults[^]*writes had not ended: each is looked for[^]*restored as of/)

  const again = await start()
  const askAgain = createDesk(again, consumers)
  await until(async () =>
    (await Promise.all(
      before.map(id => askAgain<{ status?: { code: string } }>('getSubmission', { id }, { as: 'app' }))
    )).every(({ body }) => body.status?.code === 'delivered')
  )
  t.pass(`each of ${before.length} writes acknowledged before the backup is there`)
  const receipts = legacy.written.map(({ receipt }) => receipt)
  t.equal(new Set(receipts).size, receipts.length, `none of ${sent} was sent twice`)
  const events = await eventsOf(askAgain)
  t.same(events.slice(0, known.length), known, 'each event of before the backup is there, under its id')
  const ids = events.map(event => Number(event.split(' ')[0]))
  t.ok(ids.length > known.length && ids.every((id, n) => n === 0 || id > (ids[n - 1] ?? 0)),
    'and the ids of later ones go on')
  t.match(await run('audit verify', env), { code: 0 })
  await again.close()
}

t.test('over sqlite', async t => {
  const place = await sqlitePlace(t)
  const { dataDir } = place.options
  const folder = join(testFolder(), 'backup')
  await survives(t, place, {
    async backUp(env) {
      await execute(process.execPath, ['src/cli.ts', 'backup', folder], { env: { ...process.env, ...env } })
      return folder
    },
    async destroy() {
      for (const name of readdirSync(dataDir)) rmSync(join(dataDir, name), { recursive: true })
    },
    bringBack: () => Promise.resolve()
  })

  const env = { SATU_ENV: 'development', SATU_DATA_DIR: dataDir, SATU_JWT_SECRET: JWT_SECRET }
  t.match(await run(`backup ${folder}`, env), { code: 1, err: [/is there already/] })
  t.match(await run('backup', env), { code: 2 })
  t.match(await run(`backup ${folder}2`, { ...env, SATU_DATA_DIR: testFolder() }), { code: 1,
    err: [/there is no .*satu\.db: set SATU_DATA_DIR/] })
  t.match(await run(`restore ${folder}`, env), { code: 1, err: [/has satu\.db and open-data already: with --replace/] })
  t.match(await run(`restore ${folder}`, { ...env, SATU_JWT_SECRET: 'another key that is long enough to be one' }), {
    code: 1
  })
  t.match(
    await run(`restore ${folder} --replace`, { ...env, SATU_JWT_SECRET: 'another key that is long enough to be one' }),
    { code: 1, err: [/the access log of .* faults .*: set SATU_ACCESS_KEYS as it was/] }
  )
  t.ok(existsSync(join(dataDir, 'satu.db')), 'what is there stays')
  t.match(await run(`restore ${folder} --replace`, env), { code: 0,
    out: [/access log/, /writes/, /what was there is in .*before-restore-/, /restored/] })

  const spoilt = (name: string, spoil: (copy: string) => void): string => {
    const copy = join(testFolder(), name)
    cpSync(folder, copy, { recursive: true })
    spoil(copy)
    return copy
  }
  for (const [copy, says] of [
    [spoilt('half', at => {
      rmSync(join(at, 'satu.db'))
    }), /is not whole: satu\.db is missing/],
    [spoilt('bent', at => {
      writeFileSync(join(at, 'satu.db'), 'x')
    }), /is damaged: satu\.db/],
    [spoilt('more', at => {
      writeFileSync(join(at, 'other'), 'x')
    }), /holds other, which is none of the backup/],
    [spoilt('none', at => {
      rmSync(join(at, 'manifest.json'))
    }), /is no backup/]
  ] as const) t.match(await run(`restore ${copy} --replace`, env), { code: 1, err: [says] })
  const newer = join(testFolder(), 'newer')
  const db = new DatabaseSync(join(dataDir, 'satu.db'))
  db.exec("insert into kysely_migration (name, timestamp) values ('999 of tomorrow', '')")
  db.close()
  t.match(await run(`backup ${newer}`, env), { code: 1,
    err: [/nothing was backed up: it was written by a newer version of the hub \(999 of tomorrow\)/] })
})

t.test('over postgres, with pg_dump and pg_restore', {
  skip: programOf('pg_dump') === undefined && 'pg_dump is not installed'
}, async t => {
  const place = await postgresPlace(t)
  const url = place.options.url ?? ''
  const folder = join(testFolder(), 'backup')
  const dump = join(testFolder(), 'satu.dump')
  await survives(t, place, {
    async backUp(env) {
      await execute(programOf('pg_dump') ?? '', ['--format=custom', `--file=${dump}`, url])
      t.match(await run(`backup ${folder}`, env), { code: 0, out: [/0 files/, /pg_dump/, /personal data/] })
      return folder
    },
    async destroy() {
      const client = new Client(url)
      await client.connect()
      await client.query('drop schema public cascade; create schema public')
      await client.end()
    },
    async bringBack() {
      await execute(programOf('pg_restore') ?? '', ['--no-owner', '--exit-on-error', '--single-transaction',
        `--dbname=${url}`, dump])
    }
  })
})
