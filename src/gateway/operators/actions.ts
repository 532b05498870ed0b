import type { Insertable, Selectable } from 'kysely'
import type { Logger } from 'pino'
import { SatuError } from '../../errors.ts'
import type { Store } from '../../platform/store/database.ts'
import type { OperatorActionsTable } from '../../platform/store/tables.ts'

/** What a person does to the hub, or an application by itself. */
export interface Act {
  /** Kind and act: `system.pause`. */
  action: `${string}.${string}`
  system?: string | undefined
  /** What else it is done to, such as the id of a consumer. Nothing personal. */
  target?: string | undefined
  /** Why; undefined only where an older operation does not ask for it. */
  reason: string | undefined
  /** What is asked for, in a few words. Nothing personal. */
  detail?: string | undefined
  consumer: string
  caller: 'app' | 'officer'
  /** Who had signed in to the application, as the issuer names them. */
  person: string | undefined
  requestId: string
}

export type RecordedAct = Selectable<OperatorActionsTable>

export interface ActionQuery {
  /** `system.pause`, or `system` for all of its kind. */
  action?: string | undefined
  system?: string | undefined
  target?: string | undefined
  consumer?: string | undefined
  result?: RecordedAct['result'] | undefined
  /** From this time on, ms since 1970. */
  since?: number | undefined
  /** Before this time. */
  until?: number | undefined
  limit: number
  /** Where the page before ended. */
  after: number | undefined
}

/** The record of what operators did. Rows are forgotten by age alone. */
export interface Actions {
  /**
   * Does something that is on record, with who and why, before it begins; its end is added.
   * @returns what the work does
   * @throws SatuError store_unavailable when it cannot be recorded: nothing was done then; and what the work throws
   */
  perform<T>(act: Act, work: () => Promise<T>): Promise<T>
  /** The newest first. */
  list(query: ActionQuery): Promise<{ items: RecordedAct[]; next: number | undefined }>
}

export function createActions({ store, log }: { store: Store; log: Pick<Logger, 'info' | 'warn'> }): Actions {
  /**
   * That it was done is worth more than that its end is known: a store that fails now does not make a failure of it.
   */
  async function end(seq: number, act: Act, { result, code }: Pick<RecordedAct, 'result' | 'code'>): Promise<void> {
    // Who had signed in, and why, stand in the record alone: neither the name nor free text belongs into a log.
    const { action, system, target, consumer, requestId } = act
    const level = result === 'failed' ? 'warn' : 'info'
    log[level]({ request_id: requestId, consumer, action, act: seq, ...(system !== undefined && { system }),
      ...(target !== undefined && { target }), result, ...(code !== null && { code }) }, 'an operator acted')
    await store.write(db =>
      db.updateTable('operator_actions').set({ result, code, ended_at: Date.now() }).where('seq', '=', seq).execute()
    ).catch(() => {})
  }

  return {
    async perform(act, work) {
      const row = rowOf(act)
      const { seq } = await store.write(db =>
        db.insertInto('operator_actions').values(row).returning('seq').executeTakeFirstOrThrow()
      )
      try {
        const done = await work()
        await end(seq, act, { result: 'done', code: null })
        return done
      } catch (error) {
        await end(seq, act, endOf(error))
        throw error
      }
    },
    list: ({ action, system, target, consumer, result, since, until, limit, after }) =>
      store.read(async db => {
        let query = db.selectFrom('operator_actions').selectAll().orderBy('seq', 'desc').limit(limit + 1)
        if (after !== undefined) query = query.where('seq', '<', after)
        if (action !== undefined)
          query = action.includes('.')
            ? query.where('action', '=', action)
            : query.where('action', 'like', `${action}.%`)
        if (system !== undefined) query = query.where('system', '=', system)
        if (target !== undefined) query = query.where('target', '=', target)
        if (consumer !== undefined) query = query.where('consumer', '=', consumer)
        if (result !== undefined) query = query.where('result', '=', result)
        if (since !== undefined) query = query.where('at', '>=', since)
        if (until !== undefined) query = query.where('at', '<', until)
        const rows = await query.execute()
        const items = rows.slice(0, limit)
        return { items, next: rows.length > limit ? items.at(-1)?.seq : undefined }
      })
  }
}

function rowOf(
  { action, system, target, consumer, caller, person, reason, detail, requestId }: Act
): Insertable<OperatorActionsTable> {
  return {
    at: Date.now(),
    action,
    consumer,
    caller,
    request_id: requestId,
    result: 'begun',
    system: system ?? null,
    target: target ?? null,
    person: person ?? null,
    reason: reason ?? null,
    detail: detail ?? null,
    code: null,
    ended_at: null
  }
}

/** What the caller has to put right was refused; all else broke off. */
function endOf(error: unknown): Pick<RecordedAct, 'result' | 'code'> {
  if (!(error instanceof SatuError)) return { result: 'failed', code: 'internal' }
  return { result: error.status < 500 ? 'refused' : 'failed', code: error.code }
}
