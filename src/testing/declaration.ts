import type { City, PushedMessage, ResourceName } from '../kit/adapter.ts'
import type { SystemTls } from '../kit/tls.ts'
import type { WritableResource, WriteBodies } from '../kit/writer.ts'

/**
 * What the suite needs to know of a product: `test/adapters/<product>/conformance.ts` exports it as `conformance`. The
 * stand-in speaks the system's own protocol and holds rows that are known; faults are put in its way by the suite.
 */
export interface Conformance {
  /** Code of the agency that owns the system. Default: the first one of the city. */
  agency?: string
  /** Only these of the resources that the adapter can serve. Default: all. */
  resources?: readonly ResourceName[]
  /**
   * Share of the rows that the mapping may leave out, each for a reason that it gives: those that are there to be left
   * out. Default 0.1.
   */
  leftOut?: number
  /** A system of the config in place of a stand-in: what it holds is not known, and what it lacks is no fault. */
  isReal?: boolean
  /** Starts the stand-in. Undefined when this machine lacks what it needs; then nothing is checked. */
  start(city: City): Promise<StandIn | undefined>
}

export interface StandIn {
  /** As a config entry would have it; empty for a product without an address. */
  url: string
  /** As a config entry would have them, secrets included. */
  settings?: Readonly<Record<string, unknown>>
  /** How a real system is reached over TLS. */
  tls?: SystemTls | undefined
  /** Keys of records, for resources that can be looked up and not be listed. */
  keys?: Partial<Record<ResourceName, readonly string[]>>
  /** Texts that stand in attributes which the hub must not hold: the suite looks for them in all that comes through. */
  protectedTexts?: readonly string[]
  /**
   * How many rows must come of a resource, counted in the stand-in itself. What is lost on the way shows by nothing
   * else.
   */
  holds?: Partial<Record<ResourceName, number>>
  /** Its files say how much is in them, in a last line or a control file: whatever is missing shows. */
  isCounted?: boolean
  /** For resources that the system pushes: messages as it sends them. */
  pushes?: Partial<Record<ResourceName, readonly PushedMessage[]>>
  /** Signs a message as the system does, where it does: the suite sends others under its name. */
  sign?(message: PushedMessage): PushedMessage
  /** For an adapter with `writes`: a body of each that the system takes. What is written to a record gets a new one. */
  writes?: { [R in WritableResource]?: { [A in keyof WriteBodies[R]]?: WriteBodies[R][A] } }
  /** How many of the records that were written to it carry this receipt. */
  written?(receipt: string): number
  /** Has the stand-in say no to whatever is written, in the system's own words; or take it again. */
  refuse?(isRefusing: boolean): Promise<void>
  /** Has the stand-in say, in the system's own words, that it failed; or be well again. */
  fail?(isFailing: boolean): Promise<void>
  stop(): Promise<void>
}

/** Types a declaration. */
export function defineConformance(conformance: Conformance): Conformance {
  return conformance
}
