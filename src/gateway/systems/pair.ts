import type { ResourceName } from '../../contract/resources.ts'
import type { System } from './system.ts'

/** A resource that goes over from one system to its successor. */
export interface Pair {
  id: string
  resource: ResourceName
  old: System
  /** The successor as it is. */
  successor: System
  /**
   * The successor by the ids of the old system: callers do not see who answers. An own key of the successor begins with
   * `~`.
   */
  standIn: System
  mode: 'shadow' | 'ramp' | 'switched'
  /** Which of the two takes writes. */
  writes: 'old' | 'new'
  /** Whether the successor answers a question, the same each time that it is asked. */
  isSuccessors(question: string): boolean
  /** What the successor calls a record of the old system; undefined where it is not known. */
  successorKey(key: string): Promise<string | undefined>
}

/** Marks a key that is the successor's own. No legacy key begins so. */
export const OWN_KEY = '~'

/** Who answers a question, and who does where that one cannot. */
export interface Turn {
  system: System
  instead?: System
}

/** @param question the same for all who ask the same, so that pages and conditional requests stay with one system */
export function turnOf(pair: Pair, question: string): Turn {
  if (pair.mode === 'switched') return { system: pair.standIn }
  if (pair.mode === 'shadow' || !pair.isSuccessors(question)) return { system: pair.old }
  return { system: pair.standIn, instead: pair.old }
}
