// fast-gateway as its README has it: one route, no middleware.
import fastGateway from 'fast-gateway'
import type { AddressInfo } from 'node:net'

const gateway = fastGateway({ routes: [{ prefix: '/systems', target: process.env['BENCH_UPSTREAM'] ?? '' }] })
const server = await gateway.start(0, '127.0.0.1')
process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })}\n`)
