import { createLru } from '../../platform/lru.ts'
import type { Store } from '../../platform/store/database.ts'

export type Side = 'old' | 'new'

/** By what two systems know the same records, as far as they were seen. It stays when the hub is started anew. */
export interface IdMap {
  /** A record was seen in one of them. Written in groups, off the request's path. */
  learn(succession: string, side: Side, natural: string, key: string): void
  /** What one side calls records, by their natural key. Those that were never seen there are left out. */
  keysOf(succession: string, side: Side, naturals: readonly string[]): Promise<Map<string, string>>
  /** The natural key of a record of the old system. */
  naturalOf(succession: string, oldKey: string): Promise<string | undefined>
  /** Records that one side alone has been seen to have, so far. */
  alone(succession: string): Promise<Record<Side | 'both', number>>
  /** Waits until all that was learnt is on the disk. */
  flushed(): Promise<void>
  close(): Promise<void>
}

const REMEMBERED = 50_000
const PAUSE_MS = 200
const GROUP = 200
const MOST_UNTOLD = 20_000

export function createIdMap(store: Store): IdMap {
  /** Of what the store has: what is known need not be written or asked again. */
  const known = createLru<string>(REMEMBERED)
  const naturals = createLru<string>(REMEMBERED)
  let untold = new Map<string, { succession: string; side: Side; natural: string; key: string }>()
  let writing: Promise<void> | undefined
  const nameOf = (succession: string, side: Side, natural: string): string => `${succession} ${side} ${natural}`

  async function write(): Promise<void> {
    while (untold.size > 0) {
      const group = [...untold.values()].slice(0, GROUP)
      for (const side of ['old', 'new'] as const) {
        const rows = group.filter(one => one.side === side).map(({ succession, natural, key }) => ({ succession,
          natural, old_key: side === 'old' ? key : null, new_key: side === 'new' ? key : null })
        )
        if (rows.length === 0) continue
        const column = side === 'old' ? 'old_key' : 'new_key'
        await store.write(db =>
          db.insertInto('succession_ids').values(rows.toSorted((a, b) => (a.natural < b.natural ? -1 : 1)))
            .onConflict(on =>
              on.columns(['succession', 'natural']).doUpdateSet(({ ref }) => ({ [column]: ref(`excluded.${column}`) }))
            ).execute()
        )
      }
      for (const { succession, side, natural, key } of group) {
        const name = nameOf(succession, side, natural)
        // Another key may have been learnt meanwhile.
        if (untold.get(name)?.key === key) untold.delete(name)
      }
    }
  }

  const timer = setInterval(() => {
    if (untold.size > 0)
      writing ??= write().catch(() => {}).finally(() => {
        writing = undefined
      })
  }, PAUSE_MS)
  timer.unref()

  const flushed = async (): Promise<void> => {
    await writing
    await write()
  }

  return {
    learn(succession, side, natural, key) {
      const name = nameOf(succession, side, natural)
      if (known.get(name) === key) return
      known.set(name, key)
      if (side === 'old') naturals.set(`${succession} ${key}`, natural)
      // While the store is away only the latest are kept: the others are seen again.
      if (untold.size < MOST_UNTOLD) untold.set(name, { succession, side, natural, key })
    },
    async keysOf(succession, side, wanted) {
      const found = new Map<string, string>()
      const unknown: string[] = []
      for (const natural of wanted) {
        const key = known.get(nameOf(succession, side, natural))
        if (key === undefined) unknown.push(natural)
        else found.set(natural, key)
      }
      if (unknown.length === 0) return found
      const column = side === 'old' ? 'old_key' : 'new_key'
      // A store that is away must not stop reads: what is not in memory is not known then.
      const rows = await store.read(db =>
        db.selectFrom('succession_ids').select(['natural', column]).where('succession', '=', succession).where(
          'natural',
          'in',
          unknown
        ).execute()
      ).catch(() => [])
      for (const row of rows) {
        const key = row[column]
        if (key === null) continue
        found.set(row.natural, key)
        known.set(nameOf(succession, side, row.natural), key)
      }
      return found
    },
    async naturalOf(succession, oldKey) {
      const held = naturals.get(`${succession} ${oldKey}`)
      if (held !== undefined) return held
      const row = await store.read(db =>
        db.selectFrom('succession_ids').select('natural').where('succession', '=', succession).where('old_key', '=',
          oldKey).executeTakeFirst()
      ).catch(() => undefined)
      if (row !== undefined) naturals.set(`${succession} ${oldKey}`, row.natural)
      return row?.natural
    },
    async alone(succession) {
      await flushed()
      return store.read(async db => {
        const counts = await db.selectFrom('succession_ids').where('succession', '=', succession).select(({ fn }) => [
          fn.countAll<number | string>().as('all'),
          fn.count<number | string>('old_key').as('old'),
          fn.count<number | string>('new_key').as('new')
        ]).executeTakeFirstOrThrow()
        const [all, old, fresh] = [Number(counts.all), Number(counts.old), Number(counts.new)]
        const both = old + fresh - all
        return { old: old - both, new: fresh - both, both }
      })
    },
    flushed,
    async close() {
      clearInterval(timer)
      await flushed().catch(() => {})
      untold = new Map()
    }
  }
}
