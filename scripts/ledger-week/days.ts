import { createRandom } from '../../demo/city/random.ts'
import type { ResourceName } from '../../src/contract/resources.ts'
import type { DisagreementState, Party } from '../../src/features/disagreements/model.ts'
import type { DisagreementRow } from '../../src/features/disagreements/settle.ts'
import type { Standing } from '../../src/features/disagreements/weeks.ts'
import { startWeekCity } from './city.ts'

/** How the ledger stands in the evening of a day. */
export interface Evening {
  /** `YYYY-MM-DD` */
  day: string
  /** Records that had changed since the evening before. */
  compared: number
  /** What the owners of the spatial register did in the day. */
  corrected: number
  broken: number
  counts: Record<DisagreementState, number>
  openByRule: ReadonlyMap<string, number>
  standings: readonly Standing[]
}

const DAY_MS = 86_400_000
/** Sunday evening: the first reading is the standing of a week of its own. */
const FIRST_EVENING = Date.parse('2026-11-15T20:00:00+07:00')
const officer = { by: 'operations/officer', reason: 'Looked at in the morning round.' }
const REGISTER = 'spatial'

/**
 * Seven days over a part of the demo city: each day the owners of the spatial register correct some of what they have
 * otherwise than those who know best, new contradictions come, and officers look at some. All of it goes the way that
 * it goes in the city: the register's own records change, the hub reads them through its adapter, and compares.
 */
export async function* ledgerWeek(
  { days = 7, systems }: { days?: number; systems?: readonly string[] } = {}
): AsyncGenerator<Evening> {
  const clock = { now: FIRST_EVENING }
  const random = createRandom('a week of the ledger')
  const city = await startWeekCity({ clock, ...(systems && { systems }) })
  const { listing, acts, weeks, rules } = city.ledger

  const evening = async (done: Pick<Evening, 'corrected' | 'broken'>): Promise<Evening> => {
    const compared = await city.readAll()
    await weeks.count()
    return {
      ...done,
      compared,
      day: new Date(clock.now).toISOString().slice(0, 10),
      counts: await listing.counts({}),
      openByRule: await listing.openByRule(),
      standings: await weeks.list({ agency: undefined, weeks: 2 })
    }
  }
  const open = async (): Promise<DisagreementRow[]> =>
    (await listing.list({ state: ['open', 'accepted'], limit: 1_000, after: undefined })).items

  /** The register says what the suggested record says. */
  async function correct(row: DisagreementRow): Promise<boolean> {
    const parties = JSON.parse(row.parties) as Party[]
    const right = parties[row.suggested]
    const wrong = parties.find(({ system, version }) => system === REGISTER && version !== right?.version)
    if (right === undefined || wrong === undefined) return false
    const comparison = rules().get(row.rule)?.comparisons.find(({ name }) => name === row.comparison)
    const pathOf = (resource: ResourceName): readonly string[] => comparison?.paths.get(resource) ?? []
    const truth = valueAt(await city.recordOf(right.system, right.resource, right.record), pathOf(right.resource))
    const now = await city.recordOf(REGISTER, wrong.resource, wrong.record)
    const [top = '', ...rest] = pathOf(wrong.resource)
    await city.edit({ resource: wrong.resource, id: keyOf(wrong.record),
      fields: { [top]: put(now[top], rest, truth) } })
    return true
  }

  /** A permit is revoked and nobody is told, or a parcel is sold. */
  async function breakOne(): Promise<void> {
    const { resource, id } = random.pick(await city.register())
    const sold = { owner_name: random.pick(['SUTRISNO WIBOWO', 'DEWI LESTARI', 'YAYAN SURYANA']) }
    await city.edit({ resource, id, fields: resource === 'licences'
      ? { status: { code: random.pick(['revoked', 'suspended']), raw_code: '3' } }
      : sold })
  }

  try {
    yield await evening({ corrected: 0, broken: 0 })
    for (let day = 1; day <= days; day++) {
      clock.now = FIRST_EVENING + day * DAY_MS - 10 * 3_600_000
      let broken = 0
      const corrected = new Set<string>()
      for (const row of await open()) if (random.chance(0.15) && await correct(row)) corrected.add(row.id)
      for (let more = random.integer(1, 3); more > 0; more--, broken++) await breakOne()
      const fresh = (await open()).filter(({ id, state }) => state === 'open' && !corrected.has(id))
      for (const { id } of fresh.slice(0, 2)) await acts.accept(id, officer)
      if (day === 2) { for (const { id } of fresh.slice(-1)) await acts.ignore(id, officer) }
      clock.now = FIRST_EVENING + day * DAY_MS
      yield await evening({ corrected: corrected.size, broken })
    }
  } finally {
    await city.close()
  }
}

function keyOf(id: string): string {
  return id.slice(id.indexOf('-') + 1)
}

function valueAt(record: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((node, name) => (node as Record<string, unknown> | undefined)?.[name], record)
}

function put(before: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  return name === undefined
    ? value
    : { ...before as Record<string, unknown>,
      [name]: put((before as Record<string, unknown> | undefined)?.[name], rest, value) }
}
