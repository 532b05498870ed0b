import type { Contract } from '../contract/contract.ts'
import { type FieldTree, fieldTree } from '../contract/fields.ts'
import { redactPersonalNumbers } from '../kit/redact.ts'

/** Shows raw values to an adapter's author. */
export interface Shower {
  /**
   * A raw value as it may be seen: of a personal field its shape alone. With the name of the legacy field that holds
   * it.
   */
  raw(path: string, raw: unknown, row: unknown): string
}

const LONGEST = 120

export function createShower(contract: Contract, schema: string): Shower {
  const tree = fieldTree(contract, schema)
  return {
    raw(path, raw, row) {
      const name = nameOf(raw, row)
      const shown = isPersonal(tree, path.split('.')) ? shapeOf(raw) : shorten(redactPersonalNumbers(textOf(raw)))
      return name === undefined ? shown : `${name} = ${shown}`
    }
  }
}

/** Text that may be printed: personal numbers are gone. For what is not known to be a person's. */
export function safeText(text: string): string {
  return shorten(redactPersonalNumbers(text))
}

/** `99-99-9999 AAA aaa`: what a value looks like and not what it is. */
export function shapeOf(raw: unknown): string {
  return `${
    shorten(
      textOf(raw).replace(/\p{Lu}/gu, 'A').replace(/\p{L}/gu, letter => (letter === 'A' ? letter : 'a')).replace(/\d/g,
        '9')
    )
  } (masked)`
}

function isPersonal(tree: FieldTree, path: readonly string[]): boolean {
  if (tree.privacy !== undefined) return true
  const [first, ...rest] = path
  if (first === undefined) return false
  const inner = tree.properties?.[first] ?? tree.items
  return inner !== undefined && isPersonal(inner, rest)
}

/** The row's own field with this very value, looked for one level deep. */
function nameOf(raw: unknown, row: unknown): string | undefined {
  if (raw === undefined || raw === null || raw === '' || typeof row !== 'object' || row === null) return undefined
  for (const [name, value] of Object.entries(row)) {
    if (value === raw) return name
    const inner = typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value).find(([, deep]) => deep === raw)
      : undefined
    if (inner !== undefined) return inner[0]
  }
  return undefined
}

function textOf(raw: unknown): string {
  return typeof raw === 'string'
    ? JSON.stringify(raw)
    : raw === undefined
    ? 'undefined'
    : (JSON.stringify(raw) ?? typeof raw)
}

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
