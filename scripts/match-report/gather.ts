import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { adapters as table } from '../../adapters/index.ts'
import { createDemoCity } from '../../demo/city/city.ts'
import type { Identity } from '../../demo/city/clerks.ts'
import { startLegacySystem } from '../../demo/legacy-system.ts'
import { createSystems } from '../../demo/systems/index.ts'
import { createTruth } from '../../demo/systems/truth.ts'
import { loadContract } from '../../src/contract/contract.ts'
import type { ResourceName } from '../../src/contract/resources.ts'
import { createValidation } from '../../src/contract/validation.ts'
import { sections } from '../../src/features.ts'
import { sidesOf } from '../../src/features/matching/compare.ts'
import { partiesOf, type Party } from '../../src/features/matching/parties.ts'
import { createTraitsMaker, type PartyTraits } from '../../src/features/matching/traits.ts'
import { theHub as hub } from '../../src/gateway/systems/asker.ts'
import { createCity } from '../../src/gateway/systems/city.ts'
import { connectSystems } from '../../src/gateway/systems/connect.ts'
import type { System } from '../../src/gateway/systems/system.ts'
import { createToday } from '../../src/kit/indonesia/calendar.ts'
import { loadAdapters } from '../../src/platform/config/adapters.ts'
import { loadConfig } from '../../src/platform/config/load.ts'
import { createAccessLogKeys } from '../../src/platform/privacy/access-keys.ts'
import { createInbox } from '../../src/platform/store/inbox.ts'
import { createMetrics } from '../../src/platform/telemetry/metrics.ts'
import { openWholeStore } from '../../test/suites/open-store.ts'

/** Somebody in a record, as the hub keeps him or her, and who it really is: the hub is never told. */
export interface Known {
  system: string
  resource: ResourceName
  record: string
  party: PartyTraits
  beside: readonly PartyTraits[]
  /** What stood there, for the examples of the report: nothing is measured with it. */
  said: string
  /** Undefined for somebody who is invented: no record of another system is of the same. */
  identity: string | undefined
}

export interface GatherOptions {
  seed: string
  /** Systems to be read; all that speak of somebody unless told. */
  systems?: readonly string[]
  /** Of how many residents the register is asked. */
  residents?: number
}

const asker = hub('match-report')
const resources: readonly ResourceName[] = ['licence-applications', 'licences', 'tax-objects', 'information-requests']
const all = ['licensing-a', 'licensing-b', 'transport', 'tax', 'ppid']

/**
 * Starts the demo's systems over a city of this seed, reads them through their adapters over real sockets, and encodes
 * what they say as a running hub does.
 */
export async function gather({ seed, systems: wanted = all, residents = Infinity }: GatherOptions): Promise<Known[]> {
  const city = createDemoCity(seed)
  const truth = createTruth(city)
  const ids = [...wanted, 'population']
  const running = await Promise.all(createSystems(city).map(protocol => startLegacySystem(protocol)))
  const dataDir = mkdtempSync(join(tmpdir(), 'match-report-'))
  const store = await openWholeStore({ dataDir, log: pino({ level: 'silent' }) })
  const closers: (() => Promise<unknown> | void)[] = [() => store.close(),
    () => Promise.all(running.map(system => system.stop())), () => {
    rmSync(dataDir, { recursive: true, force: true })
  }]
  try {
    const adapters = await loadAdapters(table)
    const loaded = loadConfig({ file: 'config/bandung.yaml', env: Object.assign({}, ...running.map(({ environment }) =>
      environment
    )) as NodeJS.ProcessEnv, sections, adapters })
    const config = { ...loaded, systems: loaded.systems.filter(({ id }) =>
      ids.includes(id)
    ).map(system => ({ ...system,
      limits: { ...system.limits, rate: { requests: 1_000_000, seconds: 1 }, concurrency: 16 } })
    ) }
    const connected = connectSystems({
      config,
      adapters,
      running: [],
      city: createCity(config),
      validation: createValidation(loadContract()),
      dataDir,
      inbox: createInbox(store),
      today: createToday(),
      onChange: () => {},
      logger: pino({ level: 'silent' }),
      metrics: createMetrics()
    }).map(({ system }) => system)
    closers.unshift(() => Promise.all(connected.map(system => system.close())))

    const maker = createTraitsMaker(
      createAccessLogKeys({ jwtSecret: 'the report has a key of its own, kept by nobody' }).current
    )
    const known: Known[] = []
    const take = (
      system: string,
      resource: ResourceName,
      key: string,
      record: Readonly<Record<string, unknown>>,
      who = truth.get(`${system} ${resource} ${key}`)
    ): void => {
      const parties = partiesOf(resource, record)
      for (const side of sidesOf(maker.traitsOf(resource, record)?.parties ?? [])) {
        const { party } = side
        if (who !== undefined)
          known.push({ ...side, system, resource, record: `${system} ${resource} ${key}`,
            said: saidOf(parties.find(({ role }) => role === party.role)), identity: identityOf(party, who) })
      }
    }
    for (const system of connected) {
      for (const resource of resources) {
        const serving = system.serves(resource, 'list')
        if (serving !== undefined)
          await readAll(system, resource, Math.min(serving.pageSize, 100), (key, record) => {
            take(system.id, resource, key, record)
          })
      }
    }
    const population = connected.find(({ id }) => id === 'population')
    // Whoever is in a system comes first, so that a sample of them has something to be compared with.
    const met = new Set([...truth.values()].flatMap(({ person }) => (person === undefined ? [] : [person.nik])))
    const asked = city.people.toSorted((a, b) => Number(met.has(b.nik)) - Number(met.has(a.nik))).slice(0, residents)
    await inParallel(asked, 16, async person => {
      const found = await population?.resident(person.nik, asker)
      if (found !== undefined) take('population', 'residents', person.nik, found.record, { person })
    })
    return known
  } finally {
    for (const close of closers) await close()
  }
}

function saidOf(party: Party | undefined): string {
  const { name, birth, numbers = [], location: { address, rt, rw, district_code } = {} } = party ?? {}
  return [name, birth?.date, numbers.find(({ kind }) => kind === 'phone')?.value,
    [address, rt && `RT ${rt}`, rw && `RW ${rw}`, district_code].filter(Boolean).join(' ')].filter(Boolean).join(' · ')
}

function identityOf({ kind }: PartyTraits, { person, business }: Identity): string | undefined {
  if (kind === 'person' && person !== undefined) return `person ${person.nik}`
  return business === undefined ? undefined : `business ${business.npwp}`
}

async function readAll(
  system: System,
  resource: ResourceName,
  limit: number,
  take: (key: string, record: Readonly<Record<string, unknown>>) => void
): Promise<void> {
  // What comes as a file is there when it has been read for the first time.
  await system.refresh()
  for (let offset = 0;;) {
    const { rows, end } = await system.list(resource, { offset, limit, filters: {} }, asker)
    for (let index = 0; index < rows.length; index++) {
      const listed = rows.at(index)
      // The pages of the information office tell who asks in the details alone.
      const record = listed !== undefined && resource === 'information-requests'
        ? ((await system.get(resource, listed.source.record_id, asker))?.record ?? listed)
        : listed
      if (record !== undefined) take(record.source.record_id, record)
    }
    offset += rows.length
    if (end || rows.length === 0) return
  }
}

async function inParallel<T>(items: readonly T[], width: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values()
  await Promise.all(Array.from({ length: width }, async () => {
    for (const item of queue) await work(item)
  }))
}
