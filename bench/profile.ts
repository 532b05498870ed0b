// node bench/profile.ts [cached | passthrough | federated | soap | writes] [seconds]: where the hub's time goes under
// load, by module and by function,
// from V8's sampling profiler (`node --cpu-prof`). What was learnt of it: bench/README.md.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCachedCase } from './cached.ts'
import type { LoadedHub } from './hub.ts'
import { load } from './load.ts'
import { startPassThroughCase } from './passthrough.ts'
import { printTable } from './print.ts'
import type { Server } from './server.ts'
import { startFederatedCase, startSoapCase } from './uncached.ts'
import { startWritesCase } from './writes.ts'

const WARM_SECONDS = 4

interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number }; children?: number[] }[]
  samples: number[]
  timeDeltas: number[]
}

interface Case {
  hub: Pick<Server, 'readyMs'>
  load(seconds: number): Promise<{ requests: number }>
  stop(): Promise<void>
}

const reading =
  (start: (flags: readonly string[]) => Promise<LoadedHub>) => async (flags: readonly string[]): Promise<Case> => {
    const { request, ...running } = await start(flags)
    return { ...running, load: seconds => load({ ...request, seconds }) }
  }
const cases = { cached: reading(startCachedCase), passthrough: reading(startPassThroughCase),
  federated: reading(startFederatedCase), soap: reading(startSoapCase), writes: startWritesCase }
const [name = 'cached', seconds = '10'] = process.argv.slice(2)
if (!Object.hasOwn(cases, name)) throw new Error(`there are the cases ${Object.keys(cases).join(', ')}`)

const folder = mkdtempSync(join(tmpdir(), 'satu-profile-'))
const { hub, stop, ...loaded } = await cases[name as keyof typeof cases](['--cpu-prof', `--cpu-prof-dir=${folder}`])
const startedAt = performance.now() - hub.readyMs
await loaded.load(WARM_SECONDS)
const from = performance.now() - startedAt
const { requests } = await loaded.load(Number(seconds))
await stop()
const [file = ''] = readdirSync(folder)
const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as CpuProfile
rmSync(folder, { recursive: true })

const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]))
const byModule = new Map<string, number>()
const byFunction = new Map<string, number>()
const withCalled = new Map<string, number>()
const callers = new Map(nodes.flatMap(({ id, children = [] }) => children.map(child => [child, id] as const)))
let total = 0
const add = (to: Map<string, number>, key: string, us: number): void => {
  to.set(key, (to.get(key) ?? 0) + us)
}
let atMs = 0
samples.forEach((id, at) => {
  const { functionName, url } = frames.get(id) ?? { functionName: '', url: '' }
  const us = timeDeltas[at] ?? 0
  atMs += us / 1_000
  // Start and end are not what is looked at.
  if (atMs < from || atMs > from + Number(seconds) * 1_000 || ['(idle)', '(root)'].includes(functionName)) return
  const place = placeOf(url)
  total += us
  add(byModule, place === '' ? functionName : place.replace(/^(node_modules\/(?:@[^/]+\/)?[^/]+).*/, '$1'), us)
  add(byFunction, nameOf(id), us)
  // A function that stands on the stack twice has its time once.
  const stack = new Set<string>()
  for (let at: number | undefined = id; at !== undefined; at = callers.get(at)) stack.add(nameOf(at))
  for (const name of stack) if (!name.startsWith('(')) add(withCalled, name, us)
})

const rows = (of: Map<string, number>, most: number): string[][] =>
  [...of].toSorted(([, a], [, b]) => b - a).slice(0, most).map((
    [key, us]
  ) => [key, (us / requests).toFixed(2), `${((us / total) * 100).toFixed(1)} %`])
printTable(`${name}: ${requests} requests, by module`, ['', 'us/request', 'of all'], rows(byModule, 20))
printTable(`${name}: by function`, ['', 'us/request', 'of all'], rows(byFunction, 40))
printTable(`${name}: by function, with all that it calls`, ['', 'us/request', 'of all'], rows(withCalled, 80))

function nameOf(id: number): string {
  const { functionName, url, lineNumber } = frames.get(id) ?? { functionName: '', url: '', lineNumber: 0 }
  const place = placeOf(url)
  // A module that is loaded anew has another name, and a pattern is as long as it is.
  return `${(functionName || '(anonymous)').slice(0, 60)} ${place.replace(/\?.*$/, '')}:${lineNumber + 1}`
}

/** A path within the repository, or the name of a module of Node. */
function placeOf(url: string): string {
  return url.replace(/^.*?\/(node_modules\/(?!node\/)|src\/|adapters\/)/, '$1')
}
