import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { cores, locate, pinned } from './machine.ts'

export interface LoadRequest {
  url: string
  /** wrk reads no answers to HEAD: these come from the generator here. */
  method?: 'GET' | 'HEAD'
  headers?: Record<string, string>
  /** Each asks again when it has its answer. */
  connections: number
  seconds: number
}

export interface LoadResult {
  requests: number
  /** Answers of 400 and more, and broken connections. */
  failed: number
  seconds: number
  p50Ms: number
  p99Ms: number
}

const run = promisify(execFile)
const wrk = locate('wrk')
const generator = fileURLToPath(new URL('load-generator.ts', import.meta.url))

/** Asks a server from the load's own core. */
export async function load(request: LoadRequest): Promise<LoadResult> {
  const { url, method = 'GET', headers = {}, connections, seconds } = request
  if (wrk === undefined || method !== 'GET') {
    const [program, ...parameters] = pinned(cores.load, [process.execPath, generator, JSON.stringify(request)])
    return JSON.parse((await run(program, parameters)).stdout) as LoadResult
  }
  const named = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
  const [program, ...parameters] = pinned(cores.load, [wrk, '-t1', `-c${connections}`, `-d${seconds}s`, '--latency',
    ...named, url])
  return readWrk((await run(program, parameters)).stdout)
}

/** What wrk prints when it ends. */
export function readWrk(text: string): LoadResult {
  const [, requests, amount, unit] = /(\d+) requests in ([\d.]+)(m?s)/.exec(text) ?? []
  if (requests === undefined) throw new Error(`wrk said nothing that can be read:\n${text}`)
  const broken = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(text)?.slice(1) ?? []
  const refused = /Non-2xx or 3xx responses: (\d+)/.exec(text)?.[1] ?? '0'
  return {
    requests: Number(requests),
    failed: [...broken, refused].reduce((sum, count) => sum + Number(count), 0),
    seconds: Number(amount) / (unit === 'ms' ? 1_000 : 1),
    p50Ms: percentile(text, '50%'),
    p99Ms: percentile(text, '99%')
  }
}

const UNITS = { us: 0.001, ms: 1, s: 1_000 }

function percentile(text: string, name: string): number {
  const [, amount, unit] = new RegExp(`${name}\\s+([\\d.]+)(us|ms|s)`).exec(text) ?? []
  return Number(amount) * UNITS[unit as keyof typeof UNITS]
}
