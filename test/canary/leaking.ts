// A program that writes somebody made up into every place that a hub writes to, or only where people may stand:
// `node --import=watch.ts?dir=... leaking.ts <leak|rightly> <what>`.
import { Redis } from 'ioredis'
import { LRUCache } from 'lru-cache'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Client } from 'pg'
import { request } from 'undici'
import { createLog } from '../../src/platform/telemetry/log.ts'
import { keepSecret } from './canaries.ts'

const [way, what = ''] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'satu-leaking-'))
const servers: Server[] = []
keepSecret('sandi-rahasia-1')

/** A hub's server joins what comes twice. */
async function serve(isHub: boolean, answer: RequestListener): Promise<string> {
  const server = createServer({ joinDuplicateHeaders: isHub }, answer).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const hub = await serve(true, (asked, answer) => {
  const { pathname } = new URL(asked.url ?? '/', 'http://hub')
  if (pathname === '/header') answer.setHeader('link', `<${what}>`).end('{}')
  else if (pathname === '/v1/missing')
    answer.writeHead(404, { 'content-type': 'application/problem+json' }).end(JSON.stringify({ detail: what }))
  else if (pathname === '/v1/stream') {
    answer.writeHead(200, { 'content-type': 'text/event-stream' }).write(`data: ${what}\n\n`)
    answer.end()
  } else answer.writeHead(200, { 'content-type': 'application/json',
      'cache-control': pathname === '/v1/kept' ? 'max-age=60' : 'no-store' }).end(Buffer.from(JSON.stringify({ what })))
})
const legacy = await serve(false, (_asked, answer) => {
  answer.end(JSON.stringify({ what }))
})
const ask = async (path: string, headers: Record<string, string> = {}): Promise<unknown> =>
  (await fetch(hub + path, { headers })).text()
const known = { authorization: 'Bearer x' }

async function call(path: string, headers: Record<string, string> = {}, body?: string): Promise<void> {
  await (await request(legacy + path, { method: body === undefined ? 'GET' : 'POST', headers,
    ...(body !== undefined && { body }) })).body.dump()
}

async function leak(): Promise<void> {
  for (const path of ['/header', '/v1/missing', '/v1/stream', '/metrics', '/problems/not_found', '/v1/complaints',
    '/data/licences.csv']) await ask(path)
  for (const path of ['/v1/missing', '/v1/kept', '/v1/systems']) await ask(path, known)
  await call(`/biodata?nik=${encodeURIComponent(what)}`)
  await call('/hook', { 'webhook-id': 'msg_1' }, what)
  await call('/v1/traces', {}, what)
  const log = createLog({ logLevel: 'info', logFile: join(folder, 'hub.log') })
  log.logger.info({ what }, 'a line')
  log.flush()
  new LRUCache<string, string>({ max: 1 }).set(`complaints ${what}`, '')
  const redis = new Redis(process.env['LEAK_REDIS'] ?? '')
  await redis.set(`canary:${what}`, 'x', 'EX', 1)
  redis.disconnect()
  leakIntoSqlite()
  const client = new Client(process.env['LEAK_POSTGRES'] ?? '')
  await client.connect()
  await client.query('create temporary table "webhook_deliveries" (payload text)')
  await client.query('insert into "webhook_deliveries" values ($1)', [what])
  await client.end()
  mkdirSync(join(folder, 'bin'))
  writeFileSync(join(folder, 'bin/hub.mjs'), 'console.log(process.argv[2])')
  await once(
    spawn(process.execPath, [join(folder, 'bin/hub.mjs'), what], { env: { LEAK_PASSWORD: 'sandi-rahasia-1' },
      stdio: ['ignore', 'pipe', 'inherit'] }),
    'close'
  )
}

function leakIntoSqlite(): void {
  const db = new DatabaseSync(':memory:')
  db.exec('create table events (data text); create table submissions (body text, problem text)')
  db.prepare('insert into "events" ("data") values (?)').run(what)
  db.prepare('update "submissions" set "problem" = ?').run(what)
  db.close()
}

/** Where people may be: with whoever may see them, where they come from, and in what is to be delivered. */
async function speak(): Promise<void> {
  await ask('/v1/residents', known)
  await ask(`/v1/complaints?q=x`, known)
  await ask('/openapi.json')
  await ask('/systems/population/raw/x', known)
  await (await fetch(`${legacy}/?nik=${encodeURIComponent(what)}`)).text()
  await call('/biodata', {}, what)
  const db = new DatabaseSync(':memory:')
  db.exec('create table submissions (body text); create table rows (record text)')
  db.prepare('insert into "submissions" ("body") values (?)').run(what)
  db.prepare('insert into "rows" ("record") values (?)').run(what)
  db.close()
}

await (way === 'leak' ? leak() : speak())
for (const server of servers) server.close()
