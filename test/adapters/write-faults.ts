import type { FaultKind } from '../../demo/running-system.ts'

/** How a write ends that a system fails in: what is told, and whether the record is there all the same. */
export const writeFaults: readonly { kind: FaultKind; expected: RegExp; isWritten: boolean }[] = [
  { kind: 'reset', expected: /^reset$/, isWritten: true },
  { kind: 'truncate', expected: /^truncated$/, isWritten: true },
  { kind: 'error', expected: /^failed$/, isWritten: false },
  { kind: 'garbage', expected: /^unreadable$/, isWritten: false },
  // A kept connection is found closed before a new one is refused.
  { kind: 'down', expected: /^(?:unreachable|reset)$/, isWritten: false }
]
