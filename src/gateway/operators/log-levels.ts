import type { Logger } from 'pino'
import type { Store } from '../../platform/store/database.ts'
import type { Board } from './board.ts'

/** Every system, and the hub's own lines. */
export const HUB_LOG = '*'
const nameOf = (of: string): string => `log-level:${of}`

export const logLevels = ['debug', 'info', 'warn', 'error'] as const
export type LogLevel = (typeof logLevels)[number]

/** A level that operators have set for a time. */
export interface SetLevel {
  level: LogLevel
  /** When it goes back by itself, ms since 1970. */
  until: number
  reason: string
  by: string
}

/** How much is logged, of the hub and of each system, without a restart. */
export interface LogLevels {
  /** The logger for lines about a system. */
  loggerOf(system: string): Logger
  /** Set by operators for a system, or for `HUB_LOG`, and not over yet. */
  setFor(of: string): SetLevel | undefined
  /** What holds now: of the system, of the hub, or of the start. */
  levelOf(of: string): string
  set(of: string, level: SetLevel): Promise<void>
  /** Back to the level of the start, or for a system to the hub's. */
  reset(of: string): Promise<void>
}

/** In every process: a level stands on the board, and ends by the clock. */
export function createLogLevels(
  { store, board, logger }: { store: Pick<Store, 'write'>; board: Board; logger: Logger }
): LogLevels {
  const first = logger.level
  const loggers = new Map<string, Logger>()

  function setFor(of: string): SetLevel | undefined {
    const row = board.switch(nameOf(of))
    if (row === undefined) return undefined
    const { level, until, reason } = JSON.parse(row.value) as Omit<SetLevel, 'by'>
    return until > Date.now() ? { level, until, reason, by: row.by } : undefined
  }
  const levelOf = (of: string): string => setFor(of)?.level ?? setFor(HUB_LOG)?.level ?? first

  function apply(): void {
    // To set a level makes its methods anew.
    const change = (of: Logger, level: string): void => {
      if (of.level !== level) of.level = level
    }
    change(logger, levelOf(HUB_LOG))
    for (const [system, own] of loggers) change(own, levelOf(system))
  }
  board.onLook(apply)

  return {
    loggerOf(system) {
      let own = loggers.get(system)
      if (own === undefined) loggers.set(system, own = logger.child({}, { level: levelOf(system) }))
      return own
    },
    setFor,
    levelOf,
    async set(of, { level, until, reason, by }) {
      const row = { name: nameOf(of), value: JSON.stringify({ level, until, reason }), by, at: Date.now() }
      await store.write(db =>
        db.insertInto('switches').values(row).onConflict(conflict => conflict.column('name').doUpdateSet(row)).execute()
      )
      await board.look()
    },
    async reset(of) {
      await store.write(db => db.deleteFrom('switches').where('name', '=', nameOf(of)).execute())
      await board.look()
    }
  }
}
