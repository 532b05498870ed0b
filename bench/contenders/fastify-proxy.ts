// Bare Fastify with @fastify/http-proxy.
import httpProxy from '@fastify/http-proxy'
import fastify from 'fastify'

const app = fastify()
await app.register(httpProxy, { upstream: process.env['BENCH_UPSTREAM'] ?? '', undici: { connections: 64 } })
process.stdout.write(`${JSON.stringify({ url: await app.listen({ port: 0, host: '127.0.0.1' }) })}\n`)
