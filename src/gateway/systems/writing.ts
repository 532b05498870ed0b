import { type ErrorCode, SatuError } from '../../errors.ts'
import type { Adapter } from '../../kit/adapter.ts'
import { SystemFault } from '../../kit/faults.ts'
import type { WritableResource, Write, WriteAction, Writer, Written } from '../../kit/writer.ts'
import type { Asker } from './asker.ts'
import type { Guard } from './guard.ts'

/** How a system takes one kind of write, within its guard. */
export interface SystemWriter {
  /** It knows a write again by itself. */
  idempotent: boolean
  /**
   * @param begin called as the call begins; what it throws ends the call, and nothing was sent
   * @throws SatuError see `whatWasSent`
   */
  send(write: Write<unknown>, asker: Asker, begin: () => void): Promise<Written>
  /** Undefined when its product has no way to look. */
  find: ((write: Write<unknown>, asker: Asker) => Promise<Written | undefined>) | undefined
}

export interface WritingOptions {
  adapter: Pick<Adapter, 'writes'>
  client: unknown
  guard: Guard
}

export type SystemWriters = (resource: WritableResource, action: WriteAction) => SystemWriter | undefined

export function createWriters({ adapter, client, guard }: WritingOptions): SystemWriters {
  return (resource, action) => {
    const actions: Partial<Record<WriteAction, Writer<unknown, unknown>>> | undefined = adapter.writes[resource]
    const writer = actions?.[action]
    if (writer === undefined) return undefined
    const stage = `${action} ${resource}`
    return {
      idempotent: writer.idempotent ?? false,
      send: (write, asker, begin) =>
        guard.run(stage, asker, async call => {
          begin()
          return checked(await writer.send(client, write, call), stage)
        }),
      find: writer.find && ((write, asker) =>
        guard.run(`find ${resource}`, asker, async call => {
          const found = await writer.find?.(client, write, call)
          return found && checked(found, stage)
        }, { safe: true }))
    }
  }
}

function checked(written: Written, stage: string): Written {
  if (typeof written?.key !== 'string' || written.key === '')
    throw new SystemFault('unreadable', { stage, detail: 'its adapter did not say what was written' })
  return written
}

/**
 * What may have come of a write that failed.
 *
 * `nothing`: it never went out, or was turned away at the door: it can be sent again.
 * `unclear`: it may have been written.
 * `refused`: the system said no to what it holds.
 */
export type Sent = 'nothing' | 'unclear' | 'refused'

const NEVER_SENT: readonly ErrorCode[] = ['system_unavailable', 'queue_full', 'queue_timeout']

export function whatWasSent(error: unknown): Sent {
  if (!(error instanceof SatuError)) return 'unclear'
  const { cause } = error
  if (cause instanceof SystemFault) {
    if (cause.kind === 'rejected') return 'refused'
    return cause.kind === 'unreachable' || cause.kind === 'denied' || cause.kind === 'throttled' ? 'nothing' : 'unclear'
  }
  // The guard let it not through: closed, left alone, or no turn came. One that was let through and then ended is
  // unclear.
  return NEVER_SENT.includes(error.code) ? 'nothing' : 'unclear'
}
