import type { Column } from './columns.ts'
import type { Target } from './targets.ts'
import { fullTokens } from './words.ts'

/** How several legacy fields make one canonical field, or one makes several. */
export type How = 'nopParts' | 'rtRw' | 'coordinates' | 'fullName'

export interface Composite {
  how: How
  /** In the order in which they are put together. */
  columns: readonly Column[]
  target: Target
}

const nopRoles = ['province', 'regency', 'district', 'village', 'block', 'sequence', 'kind'] as const

/** Finds what is spread over several fields: these take no part in the matching. */
export function compositesOf(columns: readonly Column[], targets: readonly Target[]): Composite[] {
  const at = (path: RegExp, kind?: Target['kind']): Target | undefined =>
    targets.find(target => path.test(target.path) && (kind === undefined || target.kind === kind))
  const found: Composite[] = []

  const nop = at(/^nop$/)
  const parts = nopRoles.map(role => columns.find(column => isNopPart(column, role)))
  if (nop !== undefined && parts.every(part => part !== undefined))
    found.push({ how: 'nopParts', columns: parts, target: nop })

  const pair = columns.find(({ contents }) => contents.share.pair >= 0.6 && contents.share.date < 0.1)
  const lat = at(/^location\.lat$/)
  if (pair !== undefined && lat !== undefined) found.push({ how: 'coordinates', columns: [pair], target: lat })

  const first = columns.find(column => says(column, 'first'))
  const last = columns.find(column => says(column, 'last') && says(column, 'name'))
  const name = targets.find(({ kind, path }) => kind === 'name' && !path.includes('[]'))
  if (first !== undefined && last !== undefined && name !== undefined)
    found.push({ how: 'fullName', columns: [first, last], target: name })
  return found
}

/** KD_PROPINSI to KD_JNS_OP: short numbers, each under its own name. */
function isNopPart(column: Column, role: (typeof nopRoles)[number]): boolean {
  const { contents } = column
  const looksSo = contents.count === 0 || contents.share.unit > 0.8 || contents.share.integer > 0.8
  // What KD_JNS_OP is called depends on what else has kinds.
  return looksSo && contents.maxLength <= 4 &&
    (role === 'kind' ? fullTokens(column.name).includes('jenis') : says(column, role))
}

function says({ readings }: Column, word: string): boolean {
  return readings.some(({ words }) => words.includes(word))
}
