import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { adapters as table } from '../../adapters/index.ts'
import { createDemoCity } from '../../demo/city/city.ts'
import { startControl } from '../../demo/control.ts'
import { type Edit, startLegacySystem } from '../../demo/legacy-system.ts'
import { createLicensingSystem } from '../../demo/systems/licensing.ts'
import { createSpatialSystem } from '../../demo/systems/spatial.ts'
import { createTaxSystem } from '../../demo/systems/tax.ts'
import { createTransportSystem } from '../../demo/systems/transport.ts'
import { loadContract } from '../../src/contract/contract.ts'
import type { ResourceName } from '../../src/contract/resources.ts'
import { createValidation } from '../../src/contract/validation.ts'
import { sections } from '../../src/features.ts'
import { createDisagreements, type Disagreements } from '../../src/features/disagreements/disagreements.ts'
import { createEncodings } from '../../src/features/disagreements/encodings.ts'
import { createTraitsMaker, keysOf } from '../../src/features/matching/traits.ts'
import { createMirror } from '../../src/features/mirror/mirror.ts'
import { createEvents } from '../../src/gateway/events/events.ts'
import { createWalk } from '../../src/gateway/reads/walk.ts'
import { theHub } from '../../src/gateway/systems/asker.ts'
import { createCity } from '../../src/gateway/systems/city.ts'
import { connectSystems } from '../../src/gateway/systems/connect.ts'
import { createRegistry } from '../../src/gateway/systems/registry.ts'
import type { System } from '../../src/gateway/systems/system.ts'
import { parseId } from '../../src/kit/ids.ts'
import { createToday } from '../../src/kit/indonesia/calendar.ts'
import { loadAdapters } from '../../src/platform/config/adapters.ts'
import { loadConfig } from '../../src/platform/config/load.ts'
import { createJobs } from '../../src/platform/jobs/jobs.ts'
import { createAccessLogKeys } from '../../src/platform/privacy/access-keys.ts'
import { createInbox } from '../../src/platform/store/inbox.ts'
import { createMetrics } from '../../src/platform/telemetry/metrics.ts'
import { cityVariables } from '../../test/suites/city-variables.ts'
import { openWholeStore } from '../../test/suites/open-store.ts'

/** A part of the demo city with the ledger of a hub over it, at a time of the caller's choice. */
export interface WeekCity {
  ledger: Disagreements
  /**
   * Reads all systems through their adapters into the mirror, and compares what has changed. @returns how many records
   */
  readAll(): Promise<number>
  /** A record as its own system has it, whole. */
  recordOf(system: string, resource: ResourceName, id: string): Promise<Readonly<Record<string, unknown>>>
  /** Parcels, and copies of permits, that the spatial plan office's register has. */
  register(): Promise<{ resource: 'tax-objects' | 'licences'; id: string }[]>
  /** What the owners of the spatial plan office's register change in it, by way of the demo's control server. */
  edit(edit: Edit): Promise<void>
  close(): Promise<void>
}

export interface WeekCityOptions {
  clock: { now: number }
  /** Of the demo's systems; all that the rules compare unless told. */
  systems?: readonly string[]
}

const asker = theHub('ledger-week')
const all = ['licensing-a', 'licensing-b', 'transport', 'tax', 'spatial']

export async function startWeekCity({ clock, systems: wanted = all }: WeekCityOptions): Promise<WeekCity> {
  const city = createDemoCity()
  const protocols = [
    createLicensingSystem(city, { id: 'licensing-a' }),
    createLicensingSystem(city, { id: 'licensing-b' }),
    createTransportSystem(city),
    createTaxSystem(city),
    createSpatialSystem(city, () => clock.now)
  ].filter(({ id }) => wanted.includes(id))
  const running = await Promise.all(protocols.map(protocol => startLegacySystem(protocol)))
  const control = await startControl(running, { port: 0 })
  const dataDir = mkdtempSync(join(tmpdir(), 'ledger-week-'))
  const logger = pino({ level: 'silent' })
  const store = await openWholeStore({ dataDir, log: logger })

  const contract = loadContract()
  const adapters = await loadAdapters(table)
  // What is not started is not asked, and its address matters to nobody.
  const env = Object.assign(cityVariables(), ...running.map(({ environment }) => environment)) as NodeJS.ProcessEnv
  const real = loadConfig({ file: 'config/bandung.yaml', env, sections, adapters })
  const config = { ...real, systems: real.systems.filter(({ id }) => wanted.includes(id)) }
  const systems = connectSystems({
    config,
    adapters,
    running: [],
    city: createCity(config),
    validation: createValidation(contract),
    dataDir,
    inbox: createInbox(store),
    today: createToday(),
    onChange: () => {},
    logger,
    metrics: createMetrics()
  }).map(({ system }) => system)
  const walk = createWalk({ contract, registry: () => createRegistry(systems) })

  const traits = createTraitsMaker(
    createAccessLogKeys({ jwtSecret: 'the week has a key of its own, kept by nobody' }).current
  )
  const mirror = createMirror({
    store,
    contract,
    logger,
    now: () => clock.now,
    allows: (_system, resource) => (config.hub.mirror.resources as readonly string[]).includes(resource),
    encode(resource, record) {
      const made = traits.traitsOf(resource, record)
      return made === undefined ? { traits: null, keys: [] } : { traits: made, keys: keysOf(made) }
    },
    followers: [{ kept: (db, entries) => ledger.follower.kept(db, entries),
      gone: (db, places) => ledger.follower.gone(db, places) }]
  })
  const events = createEvents({ store, contract })
  const ledger = createDisagreements({ store, contract, append: events.append, kept: mirror,
    encodings: createEncodings(), config: () => config, jobs: createJobs({ store, log: logger }),
    now: () => clock.now })
  /** What comes as a file is read again when there is a newer one. */
  const whole = new Set<string>()

  async function read(system: System, resource: ResourceName): Promise<void> {
    const serving = system.serves(resource, 'list')
    const name = `${system.id} ${resource}`
    if (serving === undefined || !mirror.keeps(system.id, resource) || whole.has(name)) return
    if (serving.comesWhole === true) {
      await system.refresh()
      whole.add(name)
    }
    await walk.ofSystem({
      system,
      resource,
      asker,
      signal: new AbortController().signal,
      async onRecords(records) {
        mirror.take(system.id, resource, records)
        await mirror.flushed()
      }
    })
  }

  return {
    ledger,
    async readAll() {
      for (const system of systems) for (const resource of system.config.resources) await read(system, resource)
      let compared = 0
      for (let more = -1; more !== 0; compared += more) more = await ledger.pass() ?? 0
      return compared
    },
    async recordOf(id, resource, record) {
      const system = systems.find(one => one.id === id)
      const found = await system?.get(resource, parseId(record)?.key ?? '', asker)
      if (found === undefined) throw new Error(`${id} has no ${record} any more`)
      return { ...found.record }
    },
    async register() {
      const found: { resource: 'tax-objects' | 'licences'; id: string }[] = []
      for (const resource of ['tax-objects', 'licences'] as const) {
        for await (const page of mirror.scan({ system: 'spatial', resource })) {
          found.push(
            ...page.map(({ record }) => ({ resource, id: (record['source'] as { record_id: string }).record_id }))
              .filter(({ id }) => !id.startsWith('K'))
          )
        }
      }
      return found
    },
    async edit(edit) {
      const { ok, status } = await fetch(`${control.url}/systems/spatial/edit`, { method: 'POST',
        body: JSON.stringify(edit) })
      if (!ok) throw new Error(`the control server answered ${status}`)
    },
    async close() {
      await Promise.all([ledger.close(), mirror.close()])
      await Promise.all(systems.map(system => system.close()))
      events.close()
      await store.close()
      await Promise.all([control.stop(), ...running.map(system => system.stop())])
      rmSync(dataDir, { recursive: true, force: true })
    }
  }
}
