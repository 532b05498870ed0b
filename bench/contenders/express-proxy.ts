// Express with http-proxy-middleware, connections to the system kept open.
import express from 'express'
import { createProxyMiddleware } from 'http-proxy-middleware'
import { Agent } from 'node:http'
import type { AddressInfo } from 'node:net'

const app = express()
app.use(
  createProxyMiddleware({ target: process.env['BENCH_UPSTREAM'] ?? '',
    agent: new Agent({ keepAlive: true, maxSockets: 64 }) })
)
const server = app.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })}\n`)
})
