import t from 'tap'
import { heldBytes } from '../../../services/memory.ts'
import { until } from '../../../services/wait.ts'
import { databaseFor, type Engine } from './engines.ts'
import { aCall, clientOf, faultOf, readAll, stage, startProxy, textOf, withParts } from './surroundings.ts'

/** What holds for every database server: run by one test file for each. */
export async function testEngine(engine: Engine): Promise<void> {
  const { sql } = engine
  const database = await databaseFor(engine, 'satu_suite', [
    'CREATE TABLE usulan (id INT PRIMARY KEY, judul VARCHAR(100))',
    "INSERT INTO usulan VALUES (1, 'Drainase RW 05'), (2, 'Taman''s'), (3, NULL)"
  ])
  const watcher = clientOf(t, database)
  const running = async (marker: string): Promise<number> => {
    const [row] = await watcher.rows<{ n: number }>(sql.running, { marker: `%${marker}%` }, { stage }, aCall())
    return row?.n ?? 0
  }

  t.test('reads the rows that the parameters choose', async t => {
    const client = clientOf(t, database)
    t.same(
      await client.rows('SELECT id, judul FROM usulan WHERE judul = :judul', { judul: "Taman's" }, { stage }, aCall()),
      [{ id: 2, judul: "Taman's" }]
    )
    t.same(
      await client.rows('SELECT id FROM usulan WHERE id IN (:ids) ORDER BY id', { ids: [1, 3, 9] }, { stage }, aCall()),
      [{ id: 1 }, { id: 3 }]
    )
    t.same(await client.rows('SELECT id FROM usulan WHERE id IN (:ids)', { ids: [] }, { stage }, aCall()), [])
    t.same(
      await client.rows('SELECT judul FROM usulan WHERE id > :from ORDER BY id LIMIT :limit OFFSET :offset', { from: 0,
        limit: 1, offset: 2 }, { stage }, aCall()),
      [{ judul: null }]
    )
  })

  t.test('binds what would be an injection if it were pasted', async t => {
    const client = clientOf(t, database)
    for (const judul of ["' OR '1'='1", "\\' OR 1=1 -- ", 'x"; DROP TABLE usulan; --', '\\', '%']) {
      t.same(await client.rows('SELECT id FROM usulan WHERE judul = :judul', { judul }, { stage }, aCall()), [], judul)
    }
  })

  t.test('streams the same rows, and a million of them in little memory', async t => {
    const client = clientOf(t, database)
    t.same(await readAll(client.stream('SELECT id FROM usulan ORDER BY id', {}, { stage }, aCall())), [{ id: 1 }, {
      id: 2
    }, { id: 3 }])
    const before = heldBytes()
    let count = 0
    let most = 0
    for await (const row of client.stream<{ n: number }>(sql.series(1_000_000), {}, { stage }, aCall())) {
      if (row.n === ++count && count % 50_000 === 0) most = Math.max(most, heldBytes() - before)
    }
    t.equal(count, 1_000_000)
    t.ok(most < 16 * 1024 * 1024, `${Math.round(most / 1024 / 1024)} MiB`)
  })

  t.test('holds the server back while the reader is busy, and stops it when the reader leaves', async t => {
    const proxy = await startProxy(t, database)
    const client = clientOf(t, withParts(database, { port: proxy.port }))
    let count = 0
    for await (const _ of client.stream(`${sql.series(2_000_000)} -- busy_reader`, {}, { stage }, aCall())) {
      if (++count < 10) continue
      let before = -1
      await until(
        async () => {
          const still = before === proxy.bytes()
          before = proxy.bytes()
          await running('busy_reader')
          return still
        },
        { what: 'the stream standing still' }
      )
      t.ok(proxy.bytes() < 50_000_000, `${proxy.bytes()} bytes of some 200 million`)
      break
    }
    await until(async () => (await running('busy_reader')) === 0, { what: 'the end of the statement on the server' })
    t.same(await client.rows('SELECT id FROM usulan WHERE id = 1', {}, { stage }, aCall()), [{ id: 1 }])
  })

  t.test('takes no more than the most rows and bytes', async t => {
    const client = clientOf(t, database, { maxRows: 100, maxBytes: 1_000_000, connections: 1 })
    t.equal((await client.rows(sql.series(100), {}, { stage }, aCall())).length, 100)
    t.match(await faultOf(client.rows(sql.series(101), {}, { stage }, aCall())), { kind: 'oversized',
      message: 'sent more than 100 rows' })
    t.match(await faultOf(client.rows(sql.series(1_000_000), {}, { stage }, aCall())), { kind: 'oversized' })
    t.match(await faultOf(client.rows(sql.wide(2_000_000), {}, { stage }, aCall())), { kind: 'oversized',
      message: 'sent more than 1000000 bytes' })
    t.match(await faultOf(readAll(client.stream(sql.wide(2_000_000), {}, { stage }, aCall()))), { kind: 'oversized' })
    t.equal((await readAll(client.stream(sql.series(50_000), {}, { stage }, aCall()))).length, 50_000,
      'the limit of a stream is for each row')
  })

  t.test('cannot write, whatever a query is made to do', async t => {
    const client = clientOf(t, database, { connections: 1 })
    t.match(await faultOf(client.rows("INSERT INTO usulan VALUES (4, 'x')", {}, { stage }, aCall())), {
      kind: 'rejected'
    })
    t.match(await faultOf(client.rows('SELECT 1; DELETE FROM usulan', {}, { stage }, aCall())), { kind: 'rejected' })
    t.equal((await client.rows('SELECT id FROM usulan', {}, { stage }, aCall())).length, 3)
  })

  t.test('has the server stop a statement that takes too long', async t => {
    const client = clientOf(t, database, { statementTimeoutMs: 200, connections: 1 })
    const fault = await faultOf(client.rows(sql.sleep(30, 'too_long'), {}, { stage }, aCall()))
    t.match(fault, { kind: 'timeout', stage, message: /did not finish the statement in time/ })
    await until(async () => (await running('too_long')) === 0)
    t.equal((await client.rows('SELECT id FROM usulan', {}, { stage }, aCall())).length, 3,
      'and the connection goes on')
  })

  t.test('stops a stream that has nothing to say', async t => {
    const client = clientOf(t, database, { statementTimeoutMs: 200, connections: 1 })
    t.match(await faultOf(readAll(client.stream(sql.work('mute'), {}, { stage }, aCall()))), { kind: 'timeout',
      message: 'sent no answer within 200 ms' })
    await until(async () => (await running('mute')) === 0)
  })

  t.test('ends the statement on the server when the caller leaves', async t => {
    // So long that nothing else ends it.
    const client = clientOf(t, database, { connections: 1, statementTimeoutMs: 120_000 })
    const control = new AbortController()
    const asked = client.rows(sql.work('caller_left'), {}, { stage }, aCall(control.signal))
    asked.catch(() => {})
    await until(async () => (await running('caller_left')) === 1)
    control.abort(new Error('the caller left'))
    await t.rejects(asked, { message: 'the caller left' })
    await until(async () => (await running('caller_left')) === 0)
    t.equal((await client.rows('SELECT id FROM usulan', {}, { stage }, aCall())).length, 3,
      'and its place is free again')
    await t.rejects(client.rows('SELECT 1 AS n', {}, { stage }, aCall(control.signal)), { message: 'the caller left' },
      'asked too late')
  })

  t.test('sends nothing for a caller who left while a connection was fetched', async t => {
    const proxy = await startProxy(t, database)
    const client = clientOf(t, withParts(database, { port: proxy.port }))
    await client.rows('SELECT 1 AS n', {}, { stage }, aCall())
    const before = proxy.bytes()
    const control = new AbortController()
    const asked = client.rows('SELECT 1 AS n', {}, { stage }, aCall(control.signal))
    control.abort(new Error('the caller left'))
    await t.rejects(asked, { message: 'the caller left' })
    t.equal(proxy.bytes(), before)
    await client.rows('SELECT 1 AS n', {}, { stage }, aCall())
    t.equal(proxy.connections(), 1, 'and the connection is kept')
  })

  t.test('makes no more connections than allowed; the others wait, and leave when their time is over', async t => {
    const proxy = await startProxy(t, database)
    const client = clientOf(t, withParts(database, { port: proxy.port }), { connections: 2 })
    const control = new AbortController()
    const asked = Array.from({ length: 8 }, () => client.rows(sql.sleep(0.05, 'in_turn'), {}, { stage }, aCall()))
    t.equal((await Promise.all(asked)).length, 8)
    t.equal(proxy.connections(), 2)
    const long = [1, 2].map(() =>
      client.rows(sql.sleep(30, 'all_taken'), {}, { stage }, aCall(control.signal)).catch(() => {})
    )
    await until(async () => (await running('all_taken')) === 2)
    const hasty = new AbortController()
    const waiting = client.rows('SELECT 1 AS n', {}, { stage }, aCall(hasty.signal))
    hasty.abort(new Error('no patience'))
    await t.rejects(waiting, { message: 'no patience' })
    control.abort()
    await Promise.all(long)
    t.equal((await client.rows('SELECT id FROM usulan', {}, { stage }, aCall())).length, 3)
  })

  t.test('says when no connection became free in time', async t => {
    const client = clientOf(t, database, { connections: 1, statementTimeoutMs: 1_000 })
    const taken = client.stream(sql.series(200_000), {}, { stage }, aCall())[Symbol.asyncIterator]()
    await taken.next()
    t.match(await faultOf(client.rows('SELECT 1 AS n', {}, { stage }, aCall())), {
      kind: 'timeout',
      stage: 'connect',
      message: 'had no free connection in time'
    })
    await taken.return?.(undefined)
    t.same(await client.rows('SELECT 1 AS n', {}, { stage }, aCall()), [{ n: 1 }])
  })

  t.test('names what the server refuses, by its number, with no word of its text', async t => {
    const secret = 'kata-sandi-93'
    await engine.prepare(database, sql.account('satu_terbatas', secret))
    const url = (parts: { user?: string; password?: string; database?: string }) =>
      withParts(database, { user: 'satu_terbatas', password: secret, ...parts })

    const wrong = await faultOf(
      clientOf(t, url({ password: 'salah-93' })).rows('SELECT 1 AS n', {}, { stage }, aCall())
    )
    t.match(wrong, { kind: 'denied', stage: 'connect' })
    t.match(wrong.message, engine.codes.denied)
    t.notMatch(textOf(wrong), /salah-93|satu_terbatas/)

    const noTable = await faultOf(clientOf(t, database).rows('SELECT * FROM tidak_ada', {}, { stage }, aCall()))
    t.match(noTable, { kind: 'failed', stage })
    t.match(noTable.message, engine.codes.noTable)
    t.notMatch(noTable.message, 'tidak_ada')
    t.match((noTable.cause as Error).message, 'tidak_ada', 'the log names the table: it stands in the statement')

    // MariaDB lets nobody into a database in which it has no right at all.
    const own = url({ database: engine.name === 'MariaDB' ? 'information_schema' : 'satu_suite' })
    const client = clientOf(t, own)
    const noRight = await faultOf(
      client.rows(engine.name === 'MariaDB' ? 'SELECT * FROM mysql.user' : 'SELECT * FROM usulan', {}, { stage },
        aCall())
    )
    t.match(noRight, { kind: 'denied', stage })
    t.match(noRight.message, engine.codes.noRight)

    await client.close()
    await engine.prepare(database, [sql.limit('satu_terbatas')])
    await clientOf(t, own).rows('SELECT 1 AS n', {}, { stage }, aCall())
    const full = await faultOf(clientOf(t, own).rows('SELECT 1 AS n', {}, { stage }, aCall()))
    t.match(full, { kind: 'throttled', stage: 'connect' })
    t.match(full.message, engine.codes.full)
  })

  t.test('shows no value in a fault, neither bound nor in the table', async t => {
    const nik = '3273010101019990'
    const bad = engine.name === 'MariaDB'
      ? 'SELECT JSON_EXTRACT(:nik, CONCAT(:nik)) AS x, EXTRACTVALUE(1, CONCAT(0x5c, :nik)) AS y'
      : 'SELECT CAST(:nik AS date) AS x'
    const fault = await faultOf(clientOf(t, database).rows(bad, { nik: `x${nik}` }, { stage }, aCall()))
    t.equal(fault.kind, 'failed')
    t.notMatch(textOf(fault), nik)
  })

  t.test('tells a connection that breaks before the answer from one that breaks within it', async t => {
    const proxy = await startProxy(t, database)
    const client = clientOf(t, withParts(database, { port: proxy.port }))
    const asked = faultOf(client.rows(sql.sleep(30, 'cut_before'), {}, { stage }, aCall()))
    await until(async () => (await running('cut_before')) === 1)
    proxy.cut()
    t.match(await asked, { kind: 'reset', stage })

    const within = async (): Promise<void> => {
      let count = 0
      for await (const _ of client.stream(sql.series(5_000_000), {}, { stage }, aCall()))
        if (++count === 1_000) proxy.cut()
    }
    t.match(await faultOf(within()), { kind: 'truncated', stage })
    t.same(await client.rows('SELECT 1 AS n', {}, { stage }, aCall()), [{ n: 1 }])
  })

  t.test('asks once more when a connection that lay idle has died', async t => {
    const proxy = await startProxy(t, database)
    const client = clientOf(t, withParts(database, { port: proxy.port }), { connections: 3 })
    await Promise.all([1, 2, 3].map(() => client.rows(sql.sleep(0.05, 'idle'), {}, { stage }, aCall())))
    proxy.cut()
    const answers = await Promise.all([1, 2, 3].map(() => client.rows('SELECT 1 AS n', {}, { stage }, aCall())))
    t.same(answers, [[{ n: 1 }], [{ n: 1 }], [{ n: 1 }]])
  })

  t.test('gives up a server that falls silent', async t => {
    const proxy = await startProxy(t, database)
    const client = clientOf(t, withParts(database, { port: proxy.port }), { statementTimeoutMs: 200,
      connectTimeoutMs: 2_000 })
    await client.rows('SELECT 1 AS n', {}, { stage }, aCall())
    proxy.stall()
    t.match(await faultOf(client.rows('SELECT 1 AS n', {}, { stage }, aCall())), { kind: 'timeout', stage,
      message: 'sent no answer within 200 ms' })
    t.match(await faultOf(client.rows('SELECT 1 AS n', {}, { stage }, aCall())), {
      kind: 'timeout',
      stage: 'connect',
      message: 'did not open a connection within 2000 ms'
    })
  })

  t.test('gives up on an answer that is no protocol, before it and within it', async t => {
    const proxy = await startProxy(t, database)
    const client = clientOf(t, withParts(database, { port: proxy.port }), { statementTimeoutMs: 2_000, connections: 1 })
    const said = t.capture(console, 'error')
    await client.rows('SELECT 1 AS n', {}, { stage }, aCall())
    const within = async (): Promise<void> => {
      let count = 0
      for await (const _ of client.stream(sql.series(5_000_000), {}, { stage }, aCall()))
        if (++count === 1_000) proxy.garble()
    }
    // What such bytes mean in the middle of a packet nobody can foresee; that it ends is what counts.
    t.match((await faultOf(within())).kind, /^(?:unreadable|truncated|timeout|failed|oversized)$/)
    t.match(await faultOf(client.rows('SELECT 1 AS n', {}, { stage }, aCall())), { kind: 'unreadable',
      stage: 'connect' })
    t.same(said(), [], 'and no driver writes on the console')
  })

  t.test('is well again after the server was away', async t => {
    const server = await engine.own(t)
    const client = clientOf(t, server.url, { connections: 2, connectTimeoutMs: 2_000 })
    await Promise.all([1, 2].map(() => client.rows('SELECT 1 AS n', {}, { stage }, aCall())))
    await server.stop()
    t.match(await faultOf(client.rows('SELECT 1 AS n', {}, { stage }, aCall())), { kind: 'unreachable',
      stage: 'connect', message: 'refused the connection' })
    await server.start()
    t.same(await client.rows('SELECT 1 AS n', {}, { stage }, aCall()), [{ n: 1 }])
  })

  t.test('closes with what runs, and is then closed for good', async t => {
    const proxy = await startProxy(t, database)
    const client = clientOf(t, withParts(database, { port: proxy.port }), { connections: 2 })
    const last = client.rows(sql.sleep(0.2, 'last_one'), {}, { stage }, aCall())
    await until(async () => (await running('last_one')) === 1)
    await client.close()
    t.equal((await last).length, 1)
    await until(() => proxy.connections() === 0)
    t.match(await faultOf(client.rows('SELECT 1 AS n', {}, { stage }, aCall())), { kind: 'unreachable',
      message: /its client is closed/ })
    await client.close()
  })
}
