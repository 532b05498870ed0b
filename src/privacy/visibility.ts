import type { Contract } from '../contract/contract.ts'
import { fieldTree, type FieldTree } from '../contract/fields.ts'
import { maskNik } from '../kit/indonesia/nik.ts'
import { nameInitials } from '../kit/indonesia/names.ts'
import { maskPhone } from '../kit/indonesia/phone.ts'

/**
 * What a caller may see of personal fields; part of every cache key. `masked` is all there is until a consumer's
 * agreement and declared purpose can open fields.
 */
export type Visibility = 'masked'

/** A copy of the value with every field that the contract classifies as personal masked or left out. */
export type Mask = (value: unknown) => unknown

type FieldMask = (value: string) => string | undefined

/** How each class of personal data is shown to callers who may not see it; a class without an entry is left out. */
const masks: Record<string, FieldMask> = {
  name: nameInitials,
  nik: maskNik,
  family_card: maskNik,
  phone: maskPhone,
  email: value => value.replace(/^[^@]*/, '***'),
  npwp: value => `${value.slice(0, 2)}${'*'.repeat(Math.max(0, value.length - 5))}${value.slice(-3)}`
}

/** Entries of a list may be for officers only (`public: false`). */
function isPublic(item: { public?: boolean } | null): boolean {
  return item?.public !== false
}

/** Compiles the masking of a component schema from its `x-privacy` marks. */
export function createMask(contract: Contract, schema: string): Mask {
  return maskOf(fieldTree(contract, schema)) ?? (value => value)
}

function maskOf(tree: FieldTree): Mask | undefined {
  const { privacy, properties, items } = tree
  if (privacy !== undefined) {
    const mask = masks[privacy]
    return value => (typeof value === 'string' ? mask?.(value) : undefined)
  }
  if (items !== undefined) {
    const each = maskOf(items)
    const hasPublic = items.properties?.['public'] !== undefined
    if (each === undefined && !hasPublic) return undefined
    return value => (Array.isArray(value) ? value.filter(isPublic).map(item => (each ? each(item) : item)).filter(item => item !== undefined) : value)
  }
  const inner = Object.entries(properties ?? {}).flatMap(([name, child]) => {
    const mask = maskOf(child)
    return mask === undefined ? [] : [[name, mask] as const]
  })
  if (inner.length === 0) return undefined
  return value => {
    if (typeof value !== 'object' || value === null) return value
    const copy: Record<string, unknown> = { ...value }
    for (const [name, mask] of inner) {
      if (copy[name] === undefined) continue
      const masked = mask(copy[name])
      if (masked === undefined) delete copy[name]
      else copy[name] = masked
    }
    return Object.keys(copy).length === 0 ? undefined : copy
  }
}
