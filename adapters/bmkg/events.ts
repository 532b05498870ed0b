import type { Call } from '../../src/kit/index.ts'
import type { BmkgClient } from './client.ts'
import { readEpicentre } from './epicentre.ts'
import { createMemory } from './memory.ts'
import type { EventsOptions, Row } from './rows.ts'
import { createWarnings, isWarningCode } from './warnings.ts'
import type { Feed, Gempa } from './wire.ts'

/** What BMKG announces, as events: each earthquake once, each warning with its document. */
export interface Events {
  list(call: Call): Promise<Row[]>
  get(key: string, call: Call): Promise<Row | undefined>
}

/** Feeds that describe best come first: the large ones abbreviate places. */
const FEEDS: readonly Feed[] = ['gempadirasakan', 'autogempa', 'gempaterkini']
const EARTHQUAKE = /^\d{8}T\d{6}Z-[NS]\d{1,4}-[EW]\d{1,5}$/

export function createEvents(client: BmkgClient, { about, rememberMs, now = Date.now }: EventsOptions): Events {
  const feeds = createMemory<Gempa[]>({ now, rememberMs })
  const warnings = createWarnings(client, { about, rememberMs, now })

  async function earthquakes(call: Call): Promise<Row[]> {
    const rows = await Promise.all(FEEDS.map(feed => feeds.remember(feed, () => client.gempa(feed, call))))
    return joined(rows.flat())
  }

  return {
    async list(call) {
      const [quakes, warned] = await Promise.all([earthquakes(call), warnings.list(call)])
      return [...quakes, ...warned]
    },
    async get(key, call) {
      if (isWarningCode(key)) return warnings.get(key, call)
      if (!EARTHQUAKE.test(key)) return undefined
      return (await earthquakes(call)).find(row => row.kind === 'earthquake' && row.epicentre.key === key)
    }
  }
}

/** One row an earthquake, with the fields of every feed that has it; of two texts, the earlier feed's. */
function joined(gempa: readonly Gempa[]): Row[] {
  const rows = new Map<string, Row & { kind: 'earthquake' }>()
  const broken: Row[] = []
  for (const row of gempa) {
    const epicentre = readEpicentre(row)
    if (epicentre === undefined) {
      broken.push({ kind: 'broken', reason: 'an earthquake does not say when or where' })
      continue
    }
    const known = rows.get(epicentre.key)
    rows.set(epicentre.key, { kind: 'earthquake', gempa: { ...row, ...known?.gempa },
      epicentre: known?.epicentre ?? epicentre })
  }
  return [...rows.values(), ...broken]
}
