import { setImmediate as turn } from 'node:timers/promises'
import type { ResourceName } from '../../contract/resources.ts'
import type { Store } from '../../platform/store/database.ts'
import type { Book } from './book.ts'
import { claimsOf, type ClaimsOptions } from './claims.ts'
import type { Due, DueRecord } from './due.ts'
import type { Lease } from './lease.ts'
import type { Kept, KeptRecord, Rule } from './model.ts'

/** Compares what has changed. */
export interface Passes {
  /**
   * One pass, unless another process is at it. Nothing is written where nothing has changed.
   * @param early although one was made just now
   * @returns how many records were compared; undefined when it was not this process's turn
   * @throws SatuError store_unavailable: what was not compared is due still
   */
  run(early: boolean): Promise<number | undefined>
}

export interface PassesOptions extends ClaimsOptions {
  store: Store
  kept: Kept
  due: Due
  lease: Lease
  book: Book
  rules(): readonly Rule[]
  settings(): { every_seconds: number; records_per_pass: number }
  /** What else is to be done from time to time, by one process of the hub. */
  also: { isDue(compared: number): boolean; run(): Promise<void> }
  now(): number
}

/** Of one turn: some milliseconds, and so no request waits long. */
const BATCH = 100

export function createPasses(options: PassesOptions): Passes {
  const { store, kept, due, lease, book, rules, settings, also, now } = options

  /** Rules that are new or other than those that all was compared with: every record of theirs is due. */
  async function followRules(before: Readonly<Record<string, string>>, after: readonly Rule[]): Promise<void> {
    for (const name of Object.keys(before)) if (after.every(rule => rule.name !== name)) await book.dropRule(name)
    const changed = after.filter(({ name, version }) => before[name] !== version)
    for (const { name, resources } of changed)
      if (before[name] !== undefined) await store.write(db => due.noteClaims(db, name, [...resources]))
    for (const resource of new Set(changed.flatMap(({ resources }) => [...resources]))) await noteAll(resource)
  }

  async function noteAll(resource: ResourceName): Promise<void> {
    for await (const page of kept.scan({ resource })) {
      await store.write(db => due.note(db, page))
      await lease.renew(now())
    }
  }

  async function compare(names: readonly DueRecord[], using: readonly Rule[]): Promise<void> {
    const found: KeptRecord[] = []
    for (const { system, resource, id } of names) {
      const record = await kept.get(system, resource as ResourceName, id)
      if (record !== undefined) found.push(record)
    }
    await book.take(using, names, using.flatMap(rule => found.flatMap(record => claimsOf(rule, record, options))))
    await due.done(names)
  }

  return {
    async run(early) {
      const using = rules()
      const wanted = JSON.stringify(Object.fromEntries(using.map(({ name, version }) => [name, version])))
      const [standing, waiting] = [await lease.look(), await due.next(1)]
      if (waiting.length === 0 && (standing?.versions ?? '{}') === wanted && !also.isDue(0)) return 0
      const pass = await lease.claim(now(), early)
      if (pass === undefined) return undefined
      const { every_seconds: every, records_per_pass: most } = settings()
      let { versions } = pass
      let compared = 0
      let isMore = false
      try {
        await followRules(JSON.parse(versions) as Record<string, string>, using)
        versions = wanted
        for (isMore = true; isMore && compared < most;) {
          const names = await due.next(Math.min(BATCH, most - compared))
          await compare(names, using)
          compared += names.length
          isMore = names.length > 0
          await turn()
          if (!await lease.renew(now())) break
        }
        if (also.isDue(compared)) await also.run()
      } finally {
        // What is left over need not wait as long as what has not come yet.
        await lease.release(versions, now() + (isMore ? 0 : every * 1_000))
      }
      return compared
    }
  }
}
