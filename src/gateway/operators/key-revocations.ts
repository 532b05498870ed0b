import { SatuError } from '../../errors.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import { keyMark } from '../../platform/identity/revocations.ts'
import type { Store } from '../../platform/store/database.ts'
import type { Board, Switch } from './board.ts'

const PREFIX = 'key:'

/**
 * API keys that operators have taken away, for good, in every process of the hub. They are named by what they begin
 * with.
 */
export interface KeyRevocations {
  /** Of what a credential may be named by. As of the last look at the board; costs next to nothing. */
  has(marks: readonly string[]): boolean
  of(prefix: string): Switch | undefined
  /** Some more have been taken away. */
  onChange(listener: () => void): void
  /** @throws SatuError state_conflict when it is already */
  revoke(prefix: string, by: string, reason: string): Promise<void>
}

export function createKeyRevocations({ store, board }: { store: Pick<Store, 'write'>; board: Board }): KeyRevocations {
  const listeners: (() => void)[] = []
  let revoked = new Set<string>()
  board.onLook(() => {
    const before = revoked
    revoked = new Set(board.switches(PREFIX).map(({ name }) => keyMark(name.slice(PREFIX.length))))
    if ([...revoked].some(mark => !before.has(mark))) { for (const tell of listeners) tell() }
  })
  return {
    has: marks => revoked.size > 0 && marks.some(mark => revoked.has(mark)),
    of: prefix => board.switch(PREFIX + prefix),
    onChange: listener => {
      listeners.push(listener)
    },
    async revoke(prefix, by, reason) {
      const row = { name: PREFIX + prefix, value: reason, by, at: Date.now() }
      const added = await store.write(db =>
        db.insertInto('switches').values(row).onConflict(conflict => conflict.column('name').doNothing()).returning(
          'name'
        ).executeTakeFirst()
      )
      await board.look()
      const there = board.switch(PREFIX + prefix)
      if (added === undefined)
        throw new SatuError('state_conflict',
          `This key is revoked already${
            there === undefined ? '' : `, by ${there.by} since ${toWib(new Date(there.at))}`
          }.`, { stage: 'admin' })
    }
  }
}
