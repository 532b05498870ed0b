// npm run bench -- [table ...] [--rounds 5] [--seconds 3] [--quick] [--keep folder]: measures the hub beside other
// servers, all in turn
// on this machine, and prints the tables. How each is measured: docs/benchmarks.md.
import { measureAlerts } from './alerts.ts'
import { measureCached } from './cached.ts'
import { measureCommandCenter } from './command-center.ts'
import { measureEvents } from './events.ts'
import { describeMachine } from './machine.ts'
import { measureOpenData } from './open-data.ts'
import { type Options, readOptions } from './options.ts'
import { measureOverload } from './overload.ts'
import { measurePassThrough } from './passthrough.ts'
import { print } from './print.ts'
import { measureProcesses } from './processes.ts'
import { measureProtection } from './protection.ts'
import { measureSearch } from './search.ts'
import { measureSlow } from './slow.ts'
import { measureSnapshots } from './snapshots.ts'
import { measureStart } from './start.ts'
import { measureTokens } from './tokens.ts'
import { measureTracing } from './tracing.ts'
import { measureFederated, measureSoap } from './uncached.ts'
import { measureWrites } from './writes.ts'

const tables: Readonly<Record<string, (options: Options) => Promise<void>>> = {
  'cached': measureCached,
  'tokens': measureTokens,
  'tracing': measureTracing,
  'processes': measureProcesses,
  'protection': measureProtection,
  'overload': measureOverload,
  'passthrough': measurePassThrough,
  'federated': measureFederated,
  'soap': measureSoap,
  'writes': measureWrites,
  'events': measureEvents,
  'slow': measureSlow,
  'start': measureStart,
  'snapshots': measureSnapshots,
  'search': measureSearch,
  'page': measureCommandCenter,
  'open-data': measureOpenData,
  'alerts': measureAlerts
}

const options = readOptions(process.argv.slice(2))
const unknown = options.tables.filter(name => !Object.hasOwn(tables, name))
if (unknown.length > 0) throw new Error(`unknown: ${unknown.join(', ')}; there are ${Object.keys(tables).join(', ')}`)

print(describeMachine())
for (const [name, measure] of Object.entries(tables)) {
  if (options.tables.length === 0 || options.tables.includes(name)) await measure(options)
}
