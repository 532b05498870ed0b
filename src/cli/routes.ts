import { loadContract, type Operation } from '../contract/contract.ts'
import { isWrite } from '../gateway/writes/routing.ts'
import type { Adapter, ResourceName } from '../kit/adapter.ts'
import { loadAdapters, type LoadedAdapters } from '../platform/config/adapters.ts'
import { configFileOf } from '../platform/config/environment.ts'
import { loadConfig } from '../platform/config/load.ts'
import type { Config } from '../platform/config/schema.ts'
import { columns } from './columns.ts'
import { type Command, textOption } from './command.ts'

/** What the hub answers itself. */
const hubs: readonly string[] = ['systems', 'submissions', 'deliveries', 'events', 'subscriptions', 'disagreements',
  'overview', 'me']

export const routes: Command = {
  summary: 'list the operations of the contract and the systems that serve them',
  usage: [['--config <file>', 'read this file instead of the one that SATU_CONFIG names']],
  options: { config: { type: 'string' } },
  async run(options, { env, adapters, sections, write }) {
    const file = textOption(options, 'config') ?? configFileOf(env)
    const loaded = await loadAdapters(adapters)
    const config = loadConfig({ file, env, sections: await sections(), adapters: loaded, skipEnvironment: true })
    const rows = loadContract().operations.map(operation => [
      operation.id,
      operation.method,
      operation.path,
      operation.public ? 'public' : operation.scopes.join(' '),
      hubs.includes(operation.resource) ? '(hub)' : servedBy(operation, config, loaded).join(' ') || '-'
    ])
    for (const line of columns([['OPERATION', 'METHOD', 'PATH', 'SCOPE', 'SYSTEMS'], ...rows])) write(line)
    return 0
  }
}

/** Ids of the systems whose adapter has what the operation needs. */
function servedBy({ resource, action, path }: Operation, config: Config, adapters: LoadedAdapters): string[] {
  if (isWrite(resource, action))
    return config.systems.filter(system =>
      system.resources.includes(resource as ResourceName) && takes(adapters.get(system.adapter), resource, action)
    ).map(({ id }) => id)
  if (!['list', 'get', 'verify', 'lookup'].includes(action)) return []
  // What hangs below a record (`/complaints/{id}/updates`) comes with the record.
  const need = action === 'list' && !path.includes('{') ? 'list' : 'get'
  return config.systems.filter(system => {
    const adapter = adapters.get(system.adapter)
    if (adapter === undefined || adapter instanceof Error) return false
    const name = system.resources.find(name => name === resource as ResourceName)
    const reader = name && adapter.resources[name]
    if (name === undefined || config.routes[name]?.includes(system.id) === false) return false
    // What comes whole or is pushed is kept, so it can be listed and looked up.
    return (reader?.snapshot ?? reader?.inbox ?? reader?.[need]) !== undefined
  }).map(({ id }) => id)
}

function takes(adapter: Adapter | Error | undefined, resource: string, action: string): boolean {
  if (adapter === undefined || adapter instanceof Error) return false
  const writers: Readonly<Record<string, object>> = adapter.writes
  return Object.hasOwn(writers[resource] ?? {}, action)
}
