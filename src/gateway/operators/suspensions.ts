import { SatuError } from '../../errors.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import type { Store } from '../../platform/store/database.ts'
import type { Board, Switch } from './board.ts'

const PREFIX = 'consumer:'

/** Consumers that operators have shut out, in every process of the hub. */
export interface Suspensions {
  /** As of the last look at the board. Costs next to nothing. */
  has(consumer: string): boolean
  of(consumer: string): Switch | undefined
  /** Some may have been shut out since. */
  onChange(listener: () => void): void
  /** @throws SatuError state_conflict when it is already */
  suspend(consumer: string, by: string, reason: string): Promise<void>
  /** @throws SatuError state_conflict when it is not */
  resume(consumer: string): Promise<void>
}

export function createSuspensions({ store, board }: { store: Pick<Store, 'write'>; board: Board }): Suspensions {
  const listeners: (() => void)[] = []
  let suspended = new Set<string>()
  board.onLook(() => {
    const before = suspended
    suspended = new Set(board.switches(PREFIX).map(({ name }) => name.slice(PREFIX.length)))
    if ([...suspended].some(consumer => !before.has(consumer))) { for (const tell of listeners) tell() }
  })
  return {
    has: consumer => suspended.size > 0 && suspended.has(consumer),
    of: consumer => board.switch(PREFIX + consumer),
    onChange: listener => {
      listeners.push(listener)
    },
    async suspend(consumer, by, reason) {
      const row = { name: PREFIX + consumer, value: reason, by, at: Date.now() }
      const added = await store.write(db =>
        db.insertInto('switches').values(row).onConflict(conflict => conflict.column('name').doNothing()).returning(
          'name'
        ).executeTakeFirst()
      )
      await board.look()
      const there = board.switch(PREFIX + consumer)
      if (added === undefined)
        throw conflict(
          `${consumer} is suspended already${
            there === undefined ? '' : `, by ${there.by} since ${toWib(new Date(there.at))}`
          }.`
        )
    },
    async resume(consumer) {
      const removed = await store.write(db =>
        db.deleteFrom('switches').where('name', '=', PREFIX + consumer).returning('name').executeTakeFirst()
      )
      await board.look()
      if (removed === undefined) throw conflict(`${consumer} is not suspended.`)
    }
  }
}

function conflict(detail: string): SatuError {
  return new SatuError('state_conflict', detail, { stage: 'admin' })
}
