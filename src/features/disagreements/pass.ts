import type { ResourceName } from '../../contract/resources.ts'
import type { Turn } from '../../platform/jobs/jobs.ts'
import type { Store } from '../../platform/store/database.ts'
import type { Book } from './book.ts'
import { claimsOf, type ClaimsOptions } from './claims.ts'
import type { Due, DueRecord } from './due.ts'
import type { Kept, KeptRecord, Rule } from './model.ts'

/** Compares what has changed. */
export interface Passes {
  /** Whether anything has changed. @throws SatuError store_unavailable */
  isNeeded(): Promise<boolean>
  /**
   * One pass. Nothing is written where nothing has changed.
   * @returns how many records were compared, and whether more is left
   * @throws SatuError store_unavailable: what was not compared is due still
   */
  run(turn: Turn): Promise<{ compared: number; isMore: boolean }>
}

export interface PassesOptions extends ClaimsOptions {
  store: Pick<Store, 'read'>
  kept: Kept
  due: Due
  /** Over the store of a turn. */
  bookOf(store: Turn['store']): Book
  rules(): readonly Rule[]
  settings(): { records_per_pass: number }
  /** What else is to be done from time to time, by one process of the hub. */
  also: { isDue(compared: number): boolean; run(store: Turn['store']): Promise<void> }
}

/** Of one turn: some milliseconds, and so no request waits long. */
const BATCH = 100
const NAME = 'ledger'
/** Of hubs of version 0.1, which kept their leases here. */
const UNUSED = { due_at: 0, lease_owner: null, lease_until: 0 }

export function createPasses(options: PassesOptions): Passes {
  const { kept, due, bookOf, rules, settings, also } = options

  const versionsOf = (using: readonly Rule[]): string =>
    JSON.stringify(Object.fromEntries(using.map(({ name, version }) => [name, version])))

  /** The versions of the rules that all was compared with. */
  const knownVersions = async (store: Pick<Store, 'read'>): Promise<string> =>
    (await store.read(db =>
      db.selectFrom('disagreement_passes').select('versions').where('name', '=', NAME).executeTakeFirst()
    ))?.versions ?? '{}'

  async function keepVersions({ store }: Turn, versions: string): Promise<void> {
    await store.write(db =>
      db.insertInto('disagreement_passes').values({ name: NAME, versions, ...UNUSED })
        .onConflict(on => on.column('name').doUpdateSet({ versions })).execute()
    )
  }

  async function isNeeded(): Promise<boolean> {
    const [versions, waiting] = await Promise.all([knownVersions(options.store), due.next(1)])
    return waiting.length > 0 || versions !== versionsOf(rules()) || also.isDue(0)
  }

  /** Rules that are new or other than those that all was compared with: every record of theirs is due. */
  async function followRules(
    turn: Turn,
    before: Readonly<Record<string, string>>,
    after: readonly Rule[]
  ): Promise<void> {
    const book = bookOf(turn.store)
    for (const name of Object.keys(before)) if (after.every(rule => rule.name !== name)) await book.dropRule(name)
    const changed = after.filter(({ name, version }) => before[name] !== version)
    for (const { name, resources } of changed)
      if (before[name] !== undefined) await turn.store.write(db => due.noteClaims(db, name, [...resources]))
    for (const resource of new Set(changed.flatMap(({ resources }) => [...resources]))) {
      for await (const page of kept.scan({ resource })) await turn.store.write(db => due.note(db, page))
    }
  }

  async function compare({ store }: Turn, names: readonly DueRecord[], using: readonly Rule[]): Promise<void> {
    const found: KeptRecord[] = []
    for (const { system, resource, id } of names) {
      const record = await kept.get(system, resource as ResourceName, id)
      if (record !== undefined) found.push(record)
    }
    const claims = using.flatMap(rule => found.flatMap(record => claimsOf(rule, record, options)))
    await bookOf(store).take(using, names, claims)
    await store.write(db => due.done(db, names))
  }

  return {
    isNeeded,
    async run(turn) {
      if (!await isNeeded()) return { compared: 0, isMore: false }
      const using = rules()
      const wanted = versionsOf(using)
      const { records_per_pass: most } = settings()
      const versions = await knownVersions(turn.store)
      if (versions !== wanted) {
        await followRules(turn, JSON.parse(versions) as Record<string, string>, using)
        await keepVersions(turn, wanted)
      }
      let compared = 0
      let isMore = true
      while (isMore && compared < most && !turn.signal.aborted) {
        const names = await due.next(Math.min(BATCH, most - compared))
        await compare(turn, names, using)
        compared += names.length
        isMore = names.length > 0
        await turn.giveWay()
      }
      if (!turn.signal.aborted && also.isDue(compared)) await also.run(turn.store)
      return { compared, isMore }
    }
  }
}
