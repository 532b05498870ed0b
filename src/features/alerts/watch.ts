import type { Events } from '../../gateway/events/events.ts'
import type { NewEvent } from '../../gateway/events/log.ts'
import type { Backlog } from '../../gateway/writes/backlog.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import type { Turn } from '../../platform/jobs/jobs.ts'
import { advance, FLAP_WINDOW_MS, type Times } from './advance.ts'
import { type AlertRow, isSilenced, type Known, knownOf, readBook, readStanding, writeBegin, writeEnd,
  writeTold } from './book.ts'
import { createConditions } from './conditions.ts'
import { digestDue, readDigest } from './digest.ts'
import { type AlertView, bodyOf, type GroupTimes, type LastTold, noticeOf, planNotices, toldBy } from './notices.ts'
import type { Numbers } from './numbers.ts'
import { type AlertsConfig, rulesOf } from './settings.ts'
import type { Sight } from './sight.ts'

/** How patient it is; tests have less time than people. */
export interface WatchTimes extends Times, GroupTimes {}

export interface WatchOptions {
  append: Events['append']
  config(): AlertsConfig
  backlog(): Promise<ReadonlyMap<string, Backlog>>
  view(alert: Known): AlertView
  agencyName(id: string): string
  numbers: Numbers
  times: WatchTimes
  /** When each key fired of late, ms since 1970; kept here. */
  fired: Map<string, number[]>
}

/** What the process that is on duty knows, and does at each look. */
export interface Watch {
  /**
   * Holds the rules against what is seen, writes down what has begun and ended, and puts in line who is told what.
   * @throws SatuError store_unavailable; then nothing has changed
   */
  round(sight: Sight, store: Turn['store']): Promise<void>
  /** Forgets what it knows: another process is on duty. */
  rest(): void
  readonly isOn: boolean
}

export function createWatch(
  { append, config, backlog, view, agencyName, numbers, times, fired }: WatchOptions
): Watch {
  const find = createConditions()
  const pending = new Map<string, number>()
  let book: { open: Map<string, Known>; ended: Known[] } | undefined
  const last: LastTold = new Map()
  let digestAt = 0

  async function takeOver(store: Turn['store'], now: number): Promise<NonNullable<typeof book>> {
    const found = await readBook(store, now)
    fired.clear()
    for (const [key, times] of found.fired) fired.set(key, times)
    return { open: new Map(found.open.map(alert => [alert.key, alert])), ended: found.ended }
  }

  const flaps = (key: string, now: number): number =>
    (fired.get(key) ?? []).filter(at => at > now - FLAP_WINDOW_MS).length

  return {
    get isOn() {
      return book !== undefined
    },
    rest() {
      book = undefined
      pending.clear()
      numbers.firing = []
    },
    async round(sight, store) {
      const now = sight.at
      const mine = book ??= await takeOver(store, now)
      const { receivers, repeat_hours: hours, digest } = config()
      const rules = rulesOf(config())
      const found = find(rules, sight)
      const standing = await readStanding(store, now)
      const { begin, end } = advance(found, mine.open, pending, { now, rules, times, flaps: key => flaps(key, now) })
      if (begin.length + end.length > 0) {
        const rows = await store.write(async db => {
          const made: AlertRow[] = []
          for (const one of begin) made.push(await writeBegin(db, one, now))
          await writeEnd(db, end.map(({ id }) => id), now)
          await append(db, ...made.map(row => eventOf('alert.fired', knownOf(row), now)), ...end.map(alert =>
            eventOf('alert.resolved', alert, now)
          ))
          return made
        })
        for (const row of rows) {
          mine.open.set(row.key, knownOf(row))
          fired.set(row.key, [...(fired.get(row.key) ?? []).filter(at => at > now - FLAP_WINDOW_MS), now])
        }
        for (const alert of end) {
          mine.open.delete(alert.key)
          mine.ended.push({ ...alert, resolvedAt: now })
        }
      }
      for (const alert of mine.open.values()) {
        alert.acknowledged = standing.acknowledged.has(alert.id)
        alert.value = found.conditions.get(alert.key)?.value ?? alert.value
      }
      numbers.firing = [...mine.open.values()]
      await tell(mine, sight, store, {
        now,
        receivers: Object.keys(receivers),
        repeatMs: hours * 3_600_000,
        times,
        last,
        toOf: name => rules.find(rule => rule.name === name)?.to,
        isMuted: alert =>
          isSilenced(alert, standing.silences, now) || (alert.system !== null && found.excused.has(alert.system))
      })
      const due = digest && digestDue(digest, now)
      if (digest !== undefined && due !== undefined && due.at > digestAt) {
        const body = await readDigest(store, { from: due.before, to: due.at, sight, backlog: await backlog(),
          agencyName })
        // Its id is that of the morning: whoever begins anew within the hour sends none again.
        const notices = (digest.to ?? Object.keys(receivers)).filter(receiver => receivers[receiver] !== undefined).map(
          receiver => noticeOf(receiver, { kind: 'digest', digest: body }, now, `dig-${due.at}-${receiver}`)
        )
        await store.write(db =>
          db.insertInto('alert_notices').values(notices).onConflict(on => on.doNothing()).execute()
        )
        digestAt = due.at
      }
    }
  }

  async function tell(
    mine: NonNullable<typeof book>,
    { at: now }: Sight,
    store: Turn['store'],
    options: Parameters<typeof planNotices>[2]
  ): Promise<void> {
    const plans = planNotices([...mine.open.values()], mine.ended, options)
    if (plans.length > 0) {
      // An alert may be told to several receivers at once.
      const told = new Map<string, Pick<Known, 'id' | 'told'>>()
      for (const plan of plans) {
        for (const one of toldBy(plan, now))
          told.set(one.id, { id: one.id,
            told: { ...one.told, ...told.get(one.id)?.told,
              [plan.receiver]: one.told[plan.receiver] as Known['told'][string] } })
      }
      await store.write(async db => {
        await db.insertInto('alert_notices').values(plans.map(plan => noticeOf(plan.receiver, bodyOf(plan, view), now)))
          .execute()
        await writeTold(db, [...told.values()])
      })
      for (const alert of [...mine.open.values(), ...mine.ended]) alert.told = told.get(alert.id)?.told ?? alert.told
      for (const { receiver } of plans) last.set(receiver, now)
    }
    mine.ended = mine.ended.filter(({ told, resolvedAt }) =>
      now - (resolvedAt ?? now) < FLAP_WINDOW_MS && options.receivers.some(receiver => told[receiver]?.of === 'firing')
    )
  }
}

function eventOf(
  type: 'alert.fired' | 'alert.resolved',
  { rule, kind, severity, subject, system, since }: Known,
  now: number
): NewEvent {
  return { type, system, subject, time: now, data: { rule, kind, severity, since: toWib(new Date(since)) } }
}
