import type { components } from '../contract/types.ts'
import type { Call } from './call.ts'

type Schemas = components['schemas']
type NewAttachment = Schemas['NewAttachment']

/**
 * A file on its way into a system: its type was told by its content, its size is within the limit. `file` is its name.
 */
export interface AttachedFile extends NewAttachment {
  media_type: string
  content: Uint8Array
}

/** What each write of the contract carries, by resource and action. */
export interface WriteBodies {
  'complaints': { create: Schemas['NewComplaint']; update: Schemas['NewComplaintComment'];
    close: Schemas['ComplaintClosure'] }
  'licence-applications': { create: Schemas['NewLicenceApplication']; withdraw: Schemas['LicenceApplicationWithdrawal'];
    attach: AttachedFile }
  'information-requests': { create: Schemas['NewInformationRequest']; object: Schemas['NewObjection'] }
  'incidents': { create: Schemas['NewIncident'] }
}
export type WritableResource = keyof WriteBodies
export type WriteAction<R extends WritableResource = WritableResource> = R extends WritableResource
  ? keyof WriteBodies[R] & string
  : never

/** One accepted write on its way to a system. The same each time it is sent or looked for. */
export interface Write<Body> {
  /**
   * What the hub calls this write: unique for ever, 12 characters of `[0-9A-Z]`. It goes where the system keeps a
   * reference of the sender, or into a free text, so that `find` can tell this write from all others.
   */
  receipt: string
  /** Legacy key of the record that is written to; undefined for `create`. */
  key: string | undefined
  body: Body
  /** When the hub took it, RFC 3339 in the city's zone. */
  acceptedAt: string
}

/** What a system made of a write. */
export interface Written {
  /** Legacy key of the record that was made or changed, as `map` gives it. */
  key: string
  /** The number that the system gave out for it, as people there call it. */
  reference?: string
}

/** How an adapter brings one kind of write into its system. */
export interface Writer<Body, Client> {
  /**
   * True when the system itself knows a write again and makes nothing twice. It is then sent again after an unclear
   * end, without a look.
   */
  idempotent?: boolean
  /**
   * Sends it, once.
   * @throws SystemFault `rejected` when the system says no: nothing is sent again, and the caller is told, with
   * `fields` naming the fields of the contract where that is known; `unreachable`, `denied` and `throttled` only when
   * nothing can have been written; after all others the hub looks with `find` before it sends again
   */
  send(client: Client, write: Write<Body>, call: Call): Promise<Written>
  /**
   * Looks whether it has arrived, by its natural key. Without it a write whose end is unclear waits for a person.
   * @returns undefined only when it is surely not there
   */
  find?(client: Client, write: Write<Body>, call: Call): Promise<Written | undefined>
}

/** The writes that a system takes. */
export type Writers<Client> = {
  [R in WritableResource]?: { [A in keyof WriteBodies[R]]?: Writer<WriteBodies[R][A], Client> }
}

/** The actions of each resource that can be written. */
export const writeActions = {
  'complaints': ['create', 'update', 'close'],
  'licence-applications': ['create', 'withdraw', 'attach'],
  'information-requests': ['create', 'object'],
  'incidents': ['create']
} as const satisfies { [R in WritableResource]: readonly WriteAction<R>[] }
