import type { Contract } from '../../contract/contract.ts'
import { type FieldTree, fieldTree } from '../../contract/fields.ts'
import type { Visibility } from './visibility.ts'

/** What an answer shows of people, for the access log. */
export interface Shown {
  /** Classes of personal data that are there as they are. */
  fields: Set<string>
  /** Those whose data they are, as far as the answer says. */
  niks: Set<string>
  /** Canonical ids of the records. */
  records: Set<string>
}

const NIK = /^\d{16}$/
/** Classes whose values may be a NIK: a person's taxpayer number is one since 2022. */
const identifying = new Set(['nik', 'npwp'])

/** Compiles what tells of a value of a component schema, masked already, which personal data it still shows. */
export function createShown(contract: Contract, schema: string, { open }: Visibility): (value: unknown) => Shown {
  const tree = fieldTree(contract, schema)
  return value => {
    const shown: Shown = { fields: new Set(), niks: new Set(), records: new Set() }
    collect(tree, value, open, shown)
    if (shown.fields.size > 0) {
      const { items, id } = value as { items?: { id?: string }[]; id?: string }
      for (const record of items ?? [{ id }]) if (record.id !== undefined) shown.records.add(record.id)
    }
    return shown
  }
}

function collect(
  { privacy, items, properties }: FieldTree,
  value: unknown,
  open: Visibility['open'],
  shown: Shown
): void {
  if (value === undefined || value === null) return
  if (privacy !== undefined) {
    if (!open.has(privacy)) return
    shown.fields.add(privacy)
    if (identifying.has(privacy) && typeof value === 'string' && NIK.test(value)) shown.niks.add(value)
  } else if (items !== undefined) {
    if (Array.isArray(value)) { for (const item of value) collect(items, item, open, shown) }
  } else {
    for (const [name, child] of Object.entries(properties ?? {}))
      collect(child, (value as Record<string, unknown>)[name], open, shown)
  }
}
