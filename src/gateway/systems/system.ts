import { setTimeout as wait } from 'node:timers/promises'
import type { ResourceName } from '../../contract/resources.ts'
import { SatuError } from '../../errors.ts'
import type { AdapterContext, Filters, Mapped, PushedMessage } from '../../kit/adapter.ts'
import type { Call } from '../../kit/call.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import type { NumberForm } from '../../kit/numbers.ts'
import type { SystemConfig } from '../../platform/config/schema.ts'
import { type Asker, theHub } from './asker.ts'
import { inTime, timeLeft } from './deadline.ts'
import { looking } from './drift-watch.ts'
import { isWell } from './guard-faults.ts'
import { createGuard, type GuardState } from './guard.ts'
import { createHealth, type HealthRecord } from './health.ts'
import type { HeldSystems, Hold, Planned } from './hold.ts'
import type { InboxSupply } from './inbox-supply.ts'
import type { LoadLedger } from './load-ledger.ts'
import { createQuarantine, type Quarantine } from './quarantine.ts'
import { createTools, KEYS_VERSION } from './records.ts'
import { type FoundResident, mapResident } from './resident.ts'
import type { SharePlaces } from './shared-guard.ts'
import { createSupplies, type SystemSurroundings } from './supplies.ts'
import type { AnyReader, ServedResource, Supply, SystemPage, SystemRecord } from './supply.ts'
import { createWriters, type SystemWriters } from './writing.ts'

export type { ServedResource, SystemPage, SystemRecord } from './supply.ts'

/** One registered legacy application, ready to be asked. Every fault it has comes out as a `SatuError` naming it. */
export interface System {
  readonly id: string
  readonly config: SystemConfig
  /** Part of every cache key: what the adapter made of a row may change with it. */
  readonly version: string
  /** Of its adapter; undefined where that could not be loaded. */
  readonly adapterVersion: number | undefined
  readonly agencyId: string | undefined
  readonly health: HealthRecord
  readonly quarantine: Quarantine
  guard(): GuardState
  /** Why operators do not have it asked now. */
  hold(): Hold | undefined
  /** Its maintenances, the one that runs and those to come. */
  planned(): readonly Planned[]
  /** How it serves the resource; undefined when it does not. */
  serves(resource: ResourceName, action: 'list' | 'get'): ServedResource | undefined
  list(
    resource: ResourceName,
    query: { offset: number; limit: number; filters: Filters },
    asker: Asker
  ): Promise<SystemPage>
  get(resource: ResourceName, key: string, asker: Asker): Promise<SystemRecord | undefined>
  /** The key of the record that has a number which is no key itself; undefined when the system has none. */
  findNumber(form: NumberForm<unknown>, parts: RegExpExecArray, asker: Asker): Promise<string | undefined>
  /** The system's own record of a person, mapped but never validated, kept or given an id. */
  resident(nik: string, asker: Asker): Promise<FoundResident | undefined>
  /** How it takes a kind of write; undefined when it does not. */
  writer: SystemWriters
  /** @param forced an operator asks: see `RunOptions` */
  probe(requestId: string, forced?: boolean): Promise<void>
  /** Runs a call that is not the adapter's within the guard. */
  through<T>(asker: Asker, work: (call: Call) => Promise<T>): Promise<T>
  /** When it was last looked for newer versions of what comes whole, ms since 1970; undefined where nothing does. */
  lookedAt(): number | undefined
  /** Looks for newer versions of what comes whole. The first look is its own, as it is connected. Never throws. */
  refresh(): Promise<void>
  /** Takes a message that the system pushes; what it held is on the disk when this returns. */
  receive(message: PushedMessage): ReturnType<InboxSupply['receive']>
  close(): Promise<void>
}

export interface SystemOptions extends SystemSurroundings {
  /** Changes with everything that the system is made of. */
  version: string
  /** What operators have decided about it. */
  holds?: HeldSystems | undefined
  /** Where its calls are counted. */
  ledger?: LoadLedger | undefined
  /** Keeps its limits together with the other processes of the hub. */
  share?: SharePlaces | undefined
}

/** How long a system may take to let go of what it holds. */
const CLOSING_MS = 5_000

export function createSystem(
  { version, holds, ledger, share, ...surroundings }: SystemOptions
): System {
  const { config, adapter, city, today, drift, log } = surroundings
  const { id, prefix } = config
  const agencyId = city.agencies.find(agency => agency.code === config.agency)?.id
  const context: AdapterContext = { system: { id, name: config.name, prefix, agencyId }, url: config.url,
    tls: config.tls, city, today }
  const hold = (): Hold | undefined => holds?.of(id)
  const client = adapter.connect(config.settings, context)
  const health = createHealth()
  const quarantine = createQuarantine()
  const guard = createGuard({
    system: id,
    limits: config.limits,
    share,
    hold,
    probe: () => system.probe(`probe-${id}`),
    onBusy: concurrency => {
      ledger?.busy(id, concurrency)
    },
    onOutcome(outcome) {
      health.note(outcome)
      ledger?.called(id, outcome.durationMs, outcome.error !== undefined && !isWell(outcome.error))
      log.call(outcome)
    }
  })
  const mapping = `${adapter.product}.${adapter.version}.${version}.${KEYS_VERSION}`
  const { of: supplies, holders, inboxes } = createSupplies({ ...surroundings, client, guard, health, quarantine,
    mapping })

  const supply = (resource: ResourceName): Supply => {
    const found = supplies.get(resource)
    if (found === undefined) throw new Error(`${id} does not serve ${resource}`)
    return found
  }
  let lookedAt = 0
  const refresh = async (): Promise<void> => {
    lookedAt = Date.now()
    if (hold() !== undefined) return
    for (const holder of holders) await holder.refresh(`snapshot-${id}`)
  }
  /** What does not let go must not hold the hub, nor bring it down. */
  const letGo = async (end: () => Promise<unknown>): Promise<void> => {
    const started = performance.now()
    const patience = new AbortController()
    try {
      const late = wait(CLOSING_MS, undefined, { signal: patience.signal }).then(() => {
        throw new Error('late')
      })
      // An adapter may throw at once, too.
      await Promise.race([Promise.resolve().then(end), late])
    } catch (cause) {
      const error = new SatuError('system_failed', `${id}: its adapter could not be closed`, { stage: 'close', cause })
      log.call({ stage: 'close', durationMs: performance.now() - started, error })
    } finally {
      patience.abort()
    }
  }
  void refresh()

  const system: System = {
    id,
    config,
    version: mapping,
    adapterVersion: adapter.version,
    agencyId,
    health,
    quarantine,
    guard: guard.state,
    hold,
    planned: () => holds?.planned(id) ?? [],
    serves(resource, action) {
      const found = supplies.get(resource)
      return found?.can(action) ? found.serving : undefined
    },
    list: (resource, query, asker) => supply(resource).list(query, asker),
    get: (resource, key, asker) => supply(resource).get(key, asker),
    findNumber: (form, parts, asker) =>
      inTime(guard.run('look for a number', asker, async call => form.find?.(client, parts, call), { safe: true }),
        timeLeft(config, asker)),
    async resident(nik, asker) {
      const reader = adapter.resources.residents as unknown as AnyReader | undefined
      const row = await inTime(
        guard.run('look up a resident', asker,
          call => looking(drift, 'residents', async () => reader?.get?.(client, nik, call)), { safe: true }),
        timeLeft(config, asker)
      )
      if (reader === undefined || row === undefined) return undefined
      const tools = createTools({ city, today, id: key => key })
      const mapped = mapResident(nik, () => reader.map(row, tools, client) as Mapped<'residents'>)
      if ('record' in mapped) return { ...mapped, quality: tools.notes.list() }
      // Its record alone is bad, not the system: the guard does not hear of it.
      quarantine.add({ resource: 'residents', recordId: undefined, reason: mapped.reason, at: toWib(new Date()) })
      log.quarantined('residents', undefined, mapped.reason)
      throw new SatuError('system_failed', `${id}: its adapter could not make sense of the answer (look up a resident)`,
        { stage: 'map' })
    },
    writer: createWriters({ adapter, client, guard }),
    probe: (requestId, forced = false) =>
      guard.run('probe', theHub(requestId), call => adapter.probe(client, call), { forced }),
    through: (asker, work) => guard.run('pass through', asker, work),
    lookedAt: () => (holders.length === 0 ? undefined : lookedAt),
    refresh,
    async receive(message) {
      const [first] = inboxes
      if (first === undefined) throw new SatuError('not_found', `${id} takes no pushed messages.`, { stage: 'push' })
      return first.receive(message)
    },
    async close() {
      const closing = [...holders, ...inboxes].map(supply => supply.close())
      guard.close()
      await letGo(() => Promise.all(closing))
      await letGo(() => adapter.close(client))
    }
  }
  return system
}
