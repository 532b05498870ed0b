import { sql } from 'kysely'
import type { Db, Store } from '../../platform/store/database.ts'

/** Every system at once. */
export const ALL = '*'
const nameOf = (system: string): string => `deliveries:${system}`

export interface Pause {
  system: string
  reason: string
  by: string
  at: number
}

/** Deliveries that operators have stopped, in every process of the hub. */
export interface Switches {
  /** Reads them anew: other processes have changed them, too. */
  refresh(): Promise<void>
  /** As of the last look. */
  paused(system: string): Pause | undefined
  pause(pause: Pause): Promise<void>
  /** What was to come later comes as much later as the pause was long: nothing comes in a flood. */
  resume(system: string): Promise<void>
}

export function createSwitches(store: Store): Switches {
  let pauses = new Map<string, Pause>()

  async function refresh(): Promise<void> {
    const rows = await store.read(db =>
      db.selectFrom('switches').selectAll().where('name', 'like', nameOf('%')).execute()
    )
    pauses = new Map(rows.map(({ name, value, by, at }) => {
      const system = name.slice(nameOf('').length)
      return [system, { system, reason: value, by, at }]
    }))
  }

  return {
    refresh,
    paused: system => pauses.get(ALL) ?? pauses.get(system),
    async pause({ system, reason, by, at }) {
      await store.write(db =>
        db.insertInto('switches').values({ name: nameOf(system), value: reason, by, at })
          .onConflict(conflict => conflict.column('name').doUpdateSet({ value: reason, by, at })).execute()
      )
      await refresh()
    },
    async resume(system) {
      await store.write(async db => {
        const pause = await db.deleteFrom('switches').where('name', '=', nameOf(system)).returning('at')
          .executeTakeFirst()
        if (pause !== undefined) await putOff(db, system, pause.at)
      })
      await refresh()
    }
  }
}

/** What was put in line before the pause keeps its distances. */
async function putOff(db: Db, system: string, since: number): Promise<void> {
  const paused = Date.now() - since
  let query = db.updateTable('submissions').set({ due_at: sql<number>`${sql.ref('due_at')} + ${sql.lit(paused)}` })
    .where('state', 'in', ['accepted', 'uncertain']).where('due_at', '>', since).where('changed_at', '<=', since)
  if (system !== ALL) query = query.where('system', '=', system)
  await query.execute()
}
