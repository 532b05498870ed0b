import type { Logger } from 'pino'
import type { JobRunner } from '../../platform/jobs/jobs.ts'
import type { Store } from '../../platform/store/database.ts'
import { type Actions, createActions } from './actions.ts'
import { type Board, createBoard } from './board.ts'
import { createHolds, type Holds } from './holds.ts'
import { createKeyRevocations, type KeyRevocations } from './key-revocations.ts'
import { createLogLevels, type LogLevels } from './log-levels.ts'
import { createSuspensions, type Suspensions } from './suspensions.ts'

/** What operators do to the hub, and what of it stands. */
export interface Administration {
  /** The switches that operators have set, in the store. */
  board: Board
  actions: Actions
  holds: Holds
  levels: LogLevels
  keyRevocations: KeyRevocations
  suspensions: Suspensions
  /**
   * Whether operators do not have a system asked now: that it does not answer, or that what is known of it is old, is
   * no news and nothing to wake anybody for.
   */
  quietFor(system: string): boolean
  close(): void
}

export interface AdministrationOptions {
  store: Store
  jobs: JobRunner
  log: Logger
  /** A hold on a system began, ended or became another one. */
  onHold(system: string): void
}

/** Opened before any system is asked. A store that does not answer yet is looked at again every second. */
export async function openAdministration(
  { store, jobs, log, onHold }: AdministrationOptions
): Promise<Administration> {
  const board = createBoard({ store, jobs })
  const holds = createHolds({ store, board, onChange: onHold })
  const levels = createLogLevels({ store, board, logger: log })
  const suspensions = createSuspensions({ store, board })
  const keyRevocations = createKeyRevocations({ store, board })
  await board.look().catch(() => {})
  return {
    board,
    actions: createActions({ store, log }),
    holds,
    levels,
    keyRevocations,
    suspensions,
    quietFor: system => holds.of(system) !== undefined,
    close: board.close
  }
}
