import type { Contract } from '../../contract/contract.ts'
import { type Condition, type FieldTree, fieldTree } from '../../contract/fields.ts'
import { recordSchemas } from '../../contract/resources.ts'
import { nameInitials } from '../../kit/indonesia/names.ts'
import { maskNik } from '../../kit/indonesia/nik.ts'
import { maskPhone } from '../../kit/indonesia/phone.ts'

/** What a caller may see of personal fields; its key is part of every cache key. */
export interface Visibility {
  key: string
  /** Classes of personal data (`x-privacy`) that are shown as they are. */
  open: ReadonlySet<string>
  /** The record is the caller's own: that it is confidential hides it from others alone. */
  own?: true
}

/** What everybody may see. */
export const MASKED: Visibility = Object.freeze({ key: 'masked', open: new Set<string>() })

/** What is seen by whom these classes of personal data are opened. */
export function visibilityOf(classes: Iterable<string>): Visibility {
  const open = new Set([...classes].sort())
  return open.size === 0 ? MASKED : { key: [...open].join('+'), open }
}

/**
 * A copy of the value as a caller may see it: what the contract classifies as personal is masked or left out. Undefined
 * when nothing of it may be seen. A copy of a copy is the same: what another hub has masked already stays as it is.
 */
export type Mask = (value: unknown) => unknown

type FieldMask = (value: string) => string | undefined

const MASKED_NUMBER = /^\d{6}\*{6}\d{4}$/
const maskNumber: FieldMask = value => (MASKED_NUMBER.test(value) ? value : maskNik(value))

/** How each class of personal data is shown to callers who may not see it; a class without an entry is left out. */
const masks = new Map<string, FieldMask>(Object.entries({
  // A name of which no letter is left is still a name.
  name: (value: string) => nameInitials(value) || '*',
  nik: maskNumber,
  family_card: maskNumber,
  phone: maskPhone,
  email: (value: string) => value.replace(/^[^@]*/, '***'),
  npwp: (value: string) => `${value.slice(0, 2)}${'*'.repeat(Math.max(0, value.length - 5))}${value.slice(-3)}`
}))

/**
 * Compiles the masking of a component schema from its `x-privacy`, `x-hidden-when` and `x-private-when` marks. What a
 * condition hides is hidden from everybody, and so is what has no rule.
 */
export function createMask(contract: Contract, schema: string, { open, own }: Visibility = MASKED): Mask {
  const { hiddenWhen, ...tree } = fieldTree(contract, schema)
  // What stands within a record has an end of its own: a note between offices is nobody's.
  const isShown = own === true && (Object.values(recordSchemas) as string[]).includes(schema)
  return maskOf(hiddenWhen === undefined || isShown ? tree : { ...tree, hiddenWhen }, open) ?? (value => value)
}

/** Whether a field of a schema is never shown as it is, whatever the record. */
export function isPersonal(contract: Contract, schema: string, path: readonly string[]): boolean {
  return within(fieldTree(contract, schema), path)
}

function maskOf(tree: FieldTree, open: Visibility['open']): Mask | undefined {
  const { privacy, items, closed } = tree
  if (closed === true) return () => undefined
  if (privacy !== undefined) {
    if (open.has(privacy)) return undefined
    const mask = masks.get(privacy)
    return value => (typeof value === 'string' ? mask?.(value) : undefined)
  }
  if (items !== undefined) {
    const each = maskOf(items, open)
    return each && (value => (Array.isArray(value) ? value.map(each).filter(item => item !== undefined) : value))
  }
  return maskOfObject(tree, open)
}

function maskOfObject(tree: FieldTree, open: Visibility['open']): Mask | undefined {
  const { properties = {}, hiddenWhen, privateWhen = [] } = tree
  const inner = new Map(Object.entries(properties).flatMap(([name, child]) => {
    const mask = maskOf(child, open)
    return mask === undefined ? [] : [[name, mask] as const]
  }))
  if (inner.size === 0 && hiddenWhen === undefined && privateWhen.length === 0) return undefined
  const { quality: notes } = properties
  return value => {
    if (!isObject(value)) return value
    if (hiddenWhen !== undefined && holds(hiddenWhen, value)) return undefined
    const left = privateWhen.filter(rule => holds(rule, value)).flatMap(({ fields }) => fields)
    const whole = (left.length === 0 ? value : left.reduce<object>(without, value)) as Record<string, unknown>
    // Put together anew: an object that fields were deleted from is slow to write out.
    const copy: Record<string, unknown> = {}
    for (const name of Object.keys(whole)) {
      const field = whole[name]
      const mask = field === undefined ? undefined : inner.get(name)
      const seen = mask === undefined ? field : mask(field)
      // What a sender called __proto__ would become what all its fields are looked for in.
      if ((seen !== undefined || mask === undefined) && name !== '__proto__') copy[name] = seen
    }
    if (notes !== undefined && Array.isArray(copy['quality']))
      copy['quality'] = copy['quality'].map(note => discreet(note, tree, left))
    return Object.keys(copy).length === 0 ? undefined : copy
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function holds({ field, is }: Condition, value: object): boolean {
  return field.reduce<unknown>((node, name) => (isObject(node) ? node[name] : undefined), value) === is
}

/** A copy without the field at the path, and without the objects that nothing is left of then. */
function without(value: object, [name = '', ...rest]: readonly string[]): object {
  const inner = (value as Record<string, unknown>)[name]
  if (inner === undefined) return value
  const { [name]: _left, ...copy } = value as Record<string, unknown>
  const kept = rest.length > 0 && isObject(inner) ? without(inner, rest) : {}
  return Object.keys(kept).length === 0 ? copy : { ...copy, [name]: kept }
}

/** A quality note without the legacy value, where the field that it speaks of is not shown as it is. */
function discreet(note: unknown, tree: FieldTree, left: readonly (readonly string[])[]): unknown {
  if (!isObject(note) || note['raw'] === undefined) return note
  const path = String(note['field']).split('.')
  const isHidden = within(tree, path) ||
    left.some(hidden => hidden.every((name, i) => path[i] === undefined || path[i] === name))
  if (!isHidden) return note
  const { raw: _raw, ...rest } = note
  return rest
}

/** Whether the path leads into something personal, or to an object that holds something personal. */
function within(tree: FieldTree, path: readonly string[]): boolean {
  if (tree.privacy !== undefined || tree.closed === true) return true
  const [name, ...rest] = path
  if (tree.items !== undefined) return within(tree.items, name !== undefined && /^\d+$/.test(name) ? rest : path)
  if (name === undefined) return Object.values(tree.properties ?? {}).some(child => within(child, []))
  const child = tree.properties?.[name]
  return child !== undefined && within(child, rest)
}
