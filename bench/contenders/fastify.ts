// Bare Fastify: one route that sends a constant text.
import fastify from 'fastify'
import { readFileSync } from 'node:fs'

const body = readFileSync(process.env['BENCH_BODY'] ?? '', 'utf8')
const app = fastify()
app.get('/*', (_request, reply) => {
  void reply.type('application/json; charset=utf-8').send(body)
})
process.stdout.write(`${JSON.stringify({ url: await app.listen({ port: 0, host: '127.0.0.1' }) })}\n`)
