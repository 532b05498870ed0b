/** What can befall a write alone: it is kept and never answered, kept and the connection cut, or not wanted. */
export const writeFaultKinds = ['hang', 'reset', 'refuse'] as const
/** What a system may begin to send otherwise, well as it is: an update of its vendor's. */
export const driftKinds = ['new_field', 'new_code', 'new_type'] as const
export const faultKinds = ['none', 'down', 'slow', 'error', 'garbage', 'truncate', ...writeFaultKinds,
  ...driftKinds] as const
export type FaultKind = (typeof faultKinds)[number]
export type WriteFaultKind = (typeof writeFaultKinds)[number]
export type DriftKind = (typeof driftKinds)[number]

/** True for a kind that leaves reading as it is. */
export function isOfWrites(kind: FaultKind): kind is WriteFaultKind {
  return (writeFaultKinds as readonly FaultKind[]).includes(kind)
}

export function isDrift(kind: FaultKind): kind is DriftKind {
  return (driftKinds as readonly FaultKind[]).includes(kind)
}

export interface Fault {
  kind: FaultKind
  /** How long `slow` waits before it answers; 8 s unless told. */
  ms?: number
}

/** A legacy application of the demo, whatever it speaks. */
export interface RunningSystem {
  id: string
  url: string
  /** Calls by legacy operation since start. */
  calls: Record<string, number>
  /** The largest number of requests that were in progress at once. */
  readonly maxConcurrency: number
  readonly fault: Fault
  /** Whether the faults of writes mean anything to it. */
  readonly takesWrites: boolean
  /** Whether it can begin to send something else. */
  readonly canDrift: boolean
  environment: Record<string, string>
  setFault(fault: Fault): Promise<void>
  records(): unknown[]
  /** Changes fields of a record as its owners would; undefined when there is none such. */
  revise?(edit: Edit): unknown
  /** For a system that pushes: tells it where the hub is. */
  pushTo?(hubUrl: string): void
  /** Has residents press its button: what was sent, and how the hub answered. Undefined while it cannot push. */
  press?(presses: Presses): Promise<unknown[] | undefined>
  stop(): Promise<void>
}

/** What the owners of a system change in a record. */
export interface Edit {
  resource: string
  /** Of the record, as the system calls it. */
  id: string
  fields: Record<string, unknown>
}

export interface Presses {
  /** By so many residents. */
  count: number
  /** Each taps so often, within seconds; as it comes unless told. */
  taps?: number
}

/** Pushes into the hub by itself and on demand, until it is stopped. */
export interface Pusher {
  press(presses: Presses): Promise<unknown[] | undefined>
  stop(): void
}

export interface StartOptions {
  port?: number
  /** Time that every answer takes at least; 0 unless told. */
  latencyMs?: number
}
