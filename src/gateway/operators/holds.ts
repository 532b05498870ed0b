import { SatuError } from '../../errors.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import type { Store } from '../../platform/store/database.ts'
import type { HeldSystems } from '../systems/hold.ts'
import type { Board, Maintenance, Switch } from './board.ts'

const nameOf = (system: string): string => `system:${system}`

export interface Plan {
  system: string
  /** ms since 1970 */
  from: number
  until: number
  /** What callers are told. */
  message: { id: string; en: string }
  reason: string
  by: string
}

/**
 * Systems that operators do not have asked: paused until they are resumed, or in maintenance until it ends by itself.
 */
export interface Holds extends HeldSystems {
  pauseOf(system: string): Switch | undefined
  /** Those that run or are to come, in their order. */
  maintenancesOf(system: string): readonly Maintenance[]
  /** @throws SatuError state_conflict when it is paused already */
  pause(system: string, by: string, reason: string): Promise<void>
  /** @throws SatuError state_conflict when it is not paused */
  resume(system: string): Promise<void>
  /** @throws SatuError state_conflict when it overlaps another of the system, or there are too many */
  plan(plan: Plan): Promise<void>
  /**
   * Ends the one that runs, or takes back one that is to come.
   * @throws SatuError state_conflict when there is none
   */
  end(system: string, id: number | undefined): Promise<void>
}

/** More are a mistake of a program. */
const MOST_PLANNED = 50

/** @param onChange is told of each system whose hold began, ended or became another one */
export function createHolds(
  { store, board, onChange }: { store: Store; board: Board; onChange(system: string): void }
): Holds {
  let held = new Map<string, string>()

  /** As of the last look at the board; a pause goes before a maintenance. */
  const of: HeldSystems['of'] = system => {
    const pause = board.switch(nameOf(system))
    if (pause !== undefined) return { kind: 'paused', since: pause.at }
    const now = Date.now()
    const running = board.maintenances(system).find(({ begins_at, ends_at }) => begins_at <= now && now < ends_at)
    return running &&
      { kind: 'maintenance', since: running.begins_at, until: running.ends_at,
        message: { id: running.message_id, en: running.message_en } }
  }

  /** They begin and end by the clock, too. */
  board.onLook(() => {
    const before = held
    const systems = [...board.switches(nameOf('')).map(({ name }) => name.slice(nameOf('').length)),
      ...board.inMaintenance()]
    held = new Map(systems.flatMap(system => {
      const hold = of(system)
      return hold === undefined ? [] : [[system, JSON.stringify(hold)] as const]
    }))
    for (const system of new Set([...before.keys(), ...held.keys()]))
      if (before.get(system) !== held.get(system)) onChange(system)
  })

  return {
    of,
    planned: system =>
      board.maintenances(system).map(({ begins_at: from, ends_at: until, message_id: id, message_en: en }) => ({ from,
        until, message: { id, en } })
      ),
    pauseOf: system => board.switch(nameOf(system)),
    maintenancesOf: board.maintenances,
    async pause(system, by, reason) {
      const row = { name: nameOf(system), value: reason, by, at: Date.now() }
      const added = await store.write(db =>
        db.insertInto('switches').values(row).onConflict(conflict => conflict.column('name').doNothing()).returning(
          'name'
        ).executeTakeFirst()
      )
      await board.look()
      const pause = board.switch(nameOf(system))
      if (added === undefined)
        throw conflict(
          `${system} is paused already${pause === undefined ? '' : `, by ${pause.by} since ${time(pause.at)}`}.`
        )
    },
    async resume(system) {
      const removed = await store.write(db =>
        db.deleteFrom('switches').where('name', '=', nameOf(system)).returning('name').executeTakeFirst()
      )
      await board.look()
      if (removed === undefined) throw conflict(`${system} is not paused.`)
    },
    async plan({ system, from, until, message, reason, by }) {
      await store.write(async db => {
        const planned = await db.selectFrom('maintenances').selectAll().where('system', '=', system).where('ends_at',
          '>', Date.now()).execute()
        if (planned.length >= MOST_PLANNED)
          throw conflict(`${system} has ${planned.length} maintenances planned already: take some back first.`)
        const other = planned.find(({ begins_at, ends_at }) => begins_at < until && from < ends_at)
        if (other !== undefined)
          throw conflict(
            `${system} has maintenance ${other.seq} from ${time(other.begins_at)} until ${
              time(other.ends_at)
            } already: end it first, or plan this one beside it.`
          )
        await db.insertInto('maintenances').values({ system, begins_at: from, ends_at: until, message_id: message.id,
          message_en: message.en, reason, by, at: Date.now() }).execute()
      })
      await board.look()
    },
    async end(system, id) {
      const now = Date.now()
      const ended = await store.write(async db => {
        let query = db.updateTable('maintenances').set({ ends_at: now }).where('system', '=', system).where('ends_at',
          '>', now)
        query = id === undefined ? query.where('begins_at', '<=', now) : query.where('seq', '=', id)
        return query.returning('seq').execute()
      })
      await board.look()
      if (ended.length === 0)
        throw conflict(id === undefined
          ? `${system} is in no maintenance now.`
          : `${system} has no maintenance ${id} that runs or is to come.`)
    }
  }
}

function conflict(detail: string): SatuError {
  return new SatuError('state_conflict', detail, { stage: 'admin' })
}

function time(ms: number): string {
  return toWib(new Date(ms))
}
