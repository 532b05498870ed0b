// What a team gets with the plugins of the shelf: @fastify/jwt, @fastify/rate-limit, Fastify's own log into a file,
// fastify-metrics, an object from memory serialised by its schema.
import fastifyJwt from '@fastify/jwt'
import rateLimit from '@fastify/rate-limit'
import fastify from 'fastify'
import metrics from 'fastify-metrics'
import { LRUCache } from 'lru-cache'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const value = JSON.parse(readFileSync(process.env['BENCH_BODY'] ?? '', 'utf8')) as object
const answers = new LRUCache<string, { value: object }>({ max: 1_000 })

const app = fastify({ logger: { file: join(tmpdir(), `satu-bench-${process.pid}.log`) } })
await app.register(fastifyJwt, { secret: process.env['BENCH_SECRET'] ?? '',
  verify: { algorithms: ['HS256'], allowedIss: 'satu', allowedAud: 'satu', cache: 1_000 } })
await app.register(rateLimit, { max: 10_000_000, timeWindow: 60_000,
  keyGenerator: request => request.headers.authorization ?? request.ip })
await app.register(metrics.default, { endpoint: '/metrics', defaultMetrics: { enabled: false } })
app.addHook('onRequest', async request => {
  await request.jwtVerify()
})
app.get('/v1/*', async (request, reply) => {
  let answer = answers.get(request.url)
  if (answer === undefined) answers.set(request.url, answer = { value })
  reply.header('cache-control', 'private, max-age=60')
  return answer.value
})
process.stdout.write(`${JSON.stringify({ url: await app.listen({ port: 0, host: '127.0.0.1' }) })}\n`)
