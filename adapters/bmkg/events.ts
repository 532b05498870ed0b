import { SystemFault, type Call } from '../../src/kit/index.ts'
import type { BmkgClient } from './client.ts'
import { readEpicentre, type Epicentre } from './epicentre.ts'
import type { Alert, Feed, Gempa } from './wire.ts'

export type Row =
  | { kind: 'earthquake'; gempa: Gempa; epicentre: Epicentre }
  /** `readAt`, in ms since 1970, tells whether it has expired. */
  | { kind: 'warning'; code: string; alert: Alert; readAt: number }
  | { kind: 'broken'; reason: string }

/** What BMKG announces, as events: each earthquake once, each warning with its document. */
export interface Events {
  list(call: Call): Promise<Row[]>
  get(key: string, call: Call): Promise<Row | undefined>
}

export interface EventsOptions {
  /** Only warnings whose title has one of these words; all when there are none. */
  about?: readonly string[]
  now?: () => number
}

/** Feeds that describe best come first: the large ones abbreviate places. */
const FEEDS: readonly Feed[] = ['gempadirasakan', 'autogempa', 'gempaterkini']
const EARTHQUAKE = /^\d{8}T\d{6}Z-[NS]\d{1,4}-[EW]\d{1,5}$/
const WARNING = /^[A-Z]{3}\d{11}$/
/** Of the 60 requests a minute, lists and look-ups share these answers instead of asking again. */
const REMEMBER_MS = 15_000
const PARALLEL = 4
const MOST_WARNINGS = 45

export function createEvents(client: BmkgClient, { about = [], now = Date.now }: EventsOptions = {}): Events {
  const words = about.map(word => word.toLowerCase())
  const remembered = new Map<string, { value: unknown; until: number }>()
  // A document never changes under its name. What the feed no longer lists is forgotten.
  let alerts = new Map<string, Alert>()

  async function remember<T>(name: string, ask: () => Promise<T>): Promise<T> {
    const known = remembered.get(name)
    if (known !== undefined && known.until > now()) return known.value as T
    const value = await ask()
    remembered.set(name, { value, until: now() + REMEMBER_MS })
    return value
  }

  async function earthquakes(call: Call): Promise<Row[]> {
    const feeds = await Promise.all(FEEDS.map(feed => remember(feed, () => client.gempa(feed, call))))
    return joined(feeds.flat())
  }

  async function warning(code: string, call: Call): Promise<Row | undefined> {
    try {
      const alert = alerts.get(code) ?? (await client.alert(code, call))
      if (alert === undefined) return undefined
      return { kind: 'warning', code, alert, readAt: now() }
    } catch (error) {
      // One bad document must not take the others with it. Trouble on the way is the whole list's.
      if (error instanceof SystemFault && (error.kind === 'unreadable' || error.kind === 'oversized')) return { kind: 'broken', reason: `${code} ${error.message}` }
      throw error
    }
  }

  async function warnings(call: Call): Promise<Row[]> {
    const items = await remember('nowcast', () => client.nowcast(call))
    const codes = [...new Set(items.filter(({ title }) => concerns(title, words)).map(({ code }) => code))].slice(0, MOST_WARNINGS)
    alerts = new Map([...alerts].filter(([code]) => codes.includes(code)))
    const rows = await inParallel(codes, async code => {
      const row = await warning(code, call)
      if (row?.kind === 'warning') alerts.set(code, row.alert)
      return row
    })
    return rows.filter(row => row !== undefined).filter(row => !isDrill(row))
  }

  return {
    async list(call) {
      const [quakes, warned] = await Promise.all([earthquakes(call), warnings(call)])
      return [...quakes, ...warned]
    },
    async get(key, call) {
      if (WARNING.test(key)) {
        const row = await warning(key, call)
        return row === undefined || isDrill(row) ? undefined : row
      }
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
    rows.set(epicentre.key, { kind: 'earthquake', gempa: { ...row, ...known?.gempa }, epicentre: known?.epicentre ?? epicentre })
  }
  return [...rows.values(), ...broken]
}

/** Tests and drills travel the same way as warnings, and must never pass for one. */
function isDrill(row: Row): boolean {
  return row.kind === 'warning' && row.alert.status !== 'Actual'
}

function concerns(title: string, words: readonly string[]): boolean {
  const text = title.toLowerCase()
  return words.length === 0 || words.some(word => text.includes(word))
}

/** Stops at the first error: what is left would only use up the minute's requests. */
async function inParallel<In, Out>(items: readonly In[], run: (item: In) => Promise<Out>): Promise<Out[]> {
  const results: Out[] = []
  let next = 0
  let stopped = false
  async function work(): Promise<void> {
    for (let at = next++; at < items.length && !stopped; at = next++) {
      try {
        results[at] = await run(items[at] as In)
      } catch (error) {
        stopped = true
        throw error
      }
    }
  }
  await Promise.all(Array.from({ length: PARALLEL }, work))
  return results
}
