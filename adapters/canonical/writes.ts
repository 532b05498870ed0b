import type { WritableResource, Write, Writer, Writers } from '../../src/kit/index.ts'
import type { CanonicalClient } from './client.ts'
import type { Kind } from './desk.ts'

/** Where each write of the contract is sent: behind the collection, or behind the record that is written to. */
export const paths = {
  'complaints': { create: [], update: ['updates'], close: ['close'] },
  'licence-applications': { create: [], withdraw: ['withdraw'], attach: ['attachments'] },
  'information-requests': { create: [], object: ['object'] },
  'incidents': { create: [] }
} as const satisfies { [R in WritableResource]: Readonly<Record<string, readonly string[]>> }

export const writes: Writers<CanonicalClient> = Object.fromEntries(Object.entries(paths).map(([resource, actions]) => [
  resource,
  Object.fromEntries(
    Object.entries(actions).map(([action, path]) => [action, writerOf({ resource, action, path } as Kind)])
  )
]))

/** Each is sent under a key of its own, by which it is looked for too: nothing is made twice, however long it took. */
function writerOf(kind: Kind): Writer<object, CanonicalClient> {
  return {
    send: ({ desk }, write: Write<object>, call) => desk.send(kind, write, call),
    find: ({ desk }, write: Write<object>, call) => desk.find(kind, write, call)
  }
}
