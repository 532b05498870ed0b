import type { EventRow } from '../../gateway/events/cloud-event.ts'
import type { Hearing } from '../../gateway/events/hearing.ts'
import type { Tail } from '../../gateway/events/tail.ts'
import { type EventType, kindOf } from '../../gateway/events/types.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'

/** Something that happened, as the ticker tells it: codes, ids and times alone. */
export interface TickerItem {
  /** Number in the log of events. */
  seq: number
  type: string
  time: string
  system?: string
  /** Id of the record, where everybody may read it. */
  subject?: string
  agency?: string
  district?: string
  status?: string
  previous?: string
  kind?: string
  severity?: string
}

/** What came since the last look. */
export interface Tick {
  items: TickerItem[]
  /** How many more came than are told. */
  left: number
}

export interface Ticker {
  /** Looks for what has come. While the store is away nothing has: it goes on where it was. */
  look(): Promise<void>
  /** The last items, oldest first. */
  recent(): readonly TickerItem[]
  /** What came since it was asked last; of a flood the newest are told and the others counted. */
  take(): Tick
}

export interface TickerOptions {
  tail: Pick<Tail, 'after' | 'newest'>
  hearing: Hearing
  /** Items of one look, and those that are remembered for who comes later. */
  most?: number
  remembered?: number
}

/** Nobody's: what is said of a consumer alone, and what could be told of somebody's house or behaviour. */
const untold: ReadonlySet<string> = new Set<EventType>(['tax_bill.paid', 'access.enumerated', 'alert.fired',
  'alert.resolved', 'subscription.ping', 'subscription.disabled'])
const MOST = 12
const REMEMBERED = 60
const BATCH = 500

/** Goes along with the log of events for all who look at the page, from the moment the first one does. */
export function createTicker({ tail, hearing, most = MOST, remembered = REMEMBERED }: TickerOptions): Ticker {
  const recent: TickerItem[] = []
  let fresh: TickerItem[] = []
  let left = 0
  let position: number | undefined

  function add(row: EventRow): void {
    if (untold.has(row.type)) return
    const item = viewItem(row, hearing.needs(row.type as EventType).length === 0)
    recent.push(item)
    if (recent.length > remembered) recent.shift()
    fresh.push(item)
    if (fresh.length > most) {
      fresh.shift()
      left++
    }
  }

  /** So far back that the page does not begin empty. */
  async function begin(): Promise<number> {
    const newest = await tail.newest(remembered)
    for (const row of newest)
      if (!untold.has(row.type)) recent.push(viewItem(row, hearing.needs(row.type as EventType).length === 0))
    return newest.at(-1)?.seq ?? 0
  }

  async function readOn(): Promise<void> {
    position ??= await begin()
    for (let isMore = true; isMore;) {
      const rows = await tail.after(position, BATCH)
      for (const row of rows) add(row)
      position = rows.at(-1)?.seq ?? position
      isMore = rows.length === BATCH
    }
  }

  return {
    look: () => readOn().catch(() => {}),
    recent: () => recent,
    take() {
      const tick = { items: fresh, left }
      fresh = []
      left = 0
      return tick
    }
  }
}

/** @param isPublic everybody may read the record: then its id is told */
export function viewItem({ seq, type, system, subject, time, data }: EventRow, isPublic: boolean): TickerItem {
  const { agency_id: agency, district_code: district, status, previous_status: previous, kind, severity } = JSON.parse(
    data
  ) as Record<string, string | undefined>
  const isKnown = isPublic && kindOf(type as EventType).resource !== 'submissions'
  return {
    seq,
    type,
    time: toWib(new Date(time)),
    ...(system !== null && { system }),
    ...(isKnown && { subject }),
    ...(agency !== undefined && { agency }),
    ...(district !== undefined && { district }),
    ...(status !== undefined && { status }),
    ...(previous !== undefined && { previous }),
    ...(kind !== undefined && { kind }),
    ...(severity !== undefined && { severity })
  }
}
