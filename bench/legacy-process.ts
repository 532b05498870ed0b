// node bench/legacy-process.ts: the demo's legacy systems on free ports, without its pauses: what is measured is the hub.
import { createDemoCity } from '../demo/city/city.ts'
import { startLegacySystem } from '../demo/legacy-system.ts'
import { createSystems } from '../demo/systems/index.ts'

const latencyMs = Number(process.env['BENCH_LATENCY_MS'] ?? 0)
const systems = await Promise.all(createSystems(createDemoCity()).map(system => startLegacySystem(system, { latencyMs })))
const environment = Object.assign({}, ...systems.map(system => system.environment)) as Record<string, string>
process.stdout.write(`${JSON.stringify({ url: systems[0]?.url, environment })}\n`)
