// What a team would write by hand with the usual parts: a token checked and remembered by @fastify/jwt, a limit for
// each
// consumer, answers kept with their ETag, one line a request by pino into a file.
import fastifyJwt from '@fastify/jwt'
import fastify from 'fastify'
import { LRUCache } from 'lru-cache'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'

const body = readFileSync(process.env['BENCH_BODY'] ?? '', 'utf8')
const answers = new LRUCache<string, { body: string; etag: string; at: number }>({ max: 1_000 })
const windows = new Map<string, { used: number; endsAt: number }>()
const LIMIT = 10_000_000
const WINDOW_MS = 60_000
const log = pino({ base: null },
  pino.destination({ dest: join(tmpdir(), `satu-bench-${process.pid}.log`), sync: false, minLength: 4_096 }))

const app = fastify()
await app.register(fastifyJwt, { secret: process.env['BENCH_SECRET'] ?? '',
  verify: { algorithms: ['HS256'], allowedIss: 'satu', allowedAud: 'satu', cache: 1_000 } })

app.addHook('onRequest', async (request, reply) => {
  const { sub } = await request.jwtVerify<{ sub: string }>()
  const now = Date.now()
  let window = windows.get(sub)
  if (window === undefined || now >= window.endsAt) windows.set(sub, window = { used: 0, endsAt: now + WINDOW_MS })
  window.used++
  reply.header('ratelimit-limit', LIMIT).header('ratelimit-remaining', LIMIT - window.used)
  reply.header('ratelimit-reset', Math.ceil((window.endsAt - now) / 1_000)).header('x-request-id', request.id)
  if (window.used > LIMIT) await reply.code(429).send()
})
app.addHook('onResponse', async (request, reply) => {
  log.info({ request_id: request.id, method: request.method, route: request.routeOptions.url, status: reply.statusCode,
    duration_ms: reply.elapsedTime }, 'request')
})
app.get('/*', async (request, reply) => {
  let answer = answers.get(request.url)
  if (answer === undefined) answers.set(request.url, answer = { body, etag: '"constant"', at: Date.now() })
  reply.header('etag', answer.etag).header('age', Math.floor((Date.now() - answer.at) / 1_000)).header('cache-control',
    'private, max-age=60')
  if (request.headers['if-none-match'] === answer.etag) return reply.code(304).send()
  return reply.type('application/json; charset=utf-8').send(answer.body)
})
process.stdout.write(`${JSON.stringify({ url: await app.listen({ port: 0, host: '127.0.0.1' }) })}\n`)
