import type { FieldTree } from '../../contract/fields.ts'
import { holdsNik } from '../../kit/indonesia/nik.ts'
import type { QualityNote } from '../../kit/quality.ts'
import { REDACTED, redactPersonalNumbers } from '../../kit/redact.ts'
import { sanitiseNow } from '../../kit/sanitise-html.ts'

/**
 * Makes what a system gave safe to hand on, whatever its adapter has done: a system may lie about its own records, and
 * must not reach further. By the contract's marks HTML is sanitised, addresses lead to the web, texts hold no
 * characters that a store refuses, and what anybody may read holds no personal numbers. Changes the record, with a note
 * for each field.
 */
export type Sound = (record: Record<string, unknown>, notes: QualityNote[]) => void

/** @returns the text as it may be handed on; undefined when nothing of it may be */
type FieldSound = (value: string) => string | undefined
type Walk = (value: unknown, path: string, notes: QualityNote[]) => unknown

// Tabs and line ends stay. PostgreSQL takes no NUL in a text.
// oxlint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g
const NIK_DIGITS = 16
const IDENTITY = /(?<!\d)\d{16}(?!\d)/g

/** @param baseUrl what relative addresses in HTML start from */
export function createSound(tree: FieldTree, { baseUrl }: { baseUrl: string }): Sound {
  const { id: _id, source: _source, quality: _quality, ...properties } = tree.properties ?? {}
  const walk = walkOf({ properties }, baseUrl)
  return (record, notes) => {
    walk?.(record, '', notes)
  }
}

function walkOf(tree: FieldTree, baseUrl: string): Walk | undefined {
  const { items, properties } = tree
  if (items !== undefined) {
    const each = walkOf(items, baseUrl)
    return each && ((value, path, notes) => {
      if (Array.isArray(value)) {
        for (let i = value.length - 1; i >= 0; i--) {
          const after = each(value[i], `${path}.${i}`, notes)
          if (after === undefined) value.splice(i, 1)
          else value[i] = after
        }
      }
      return value
    })
  }
  if (properties !== undefined) return walkOfObject(properties, baseUrl)
  const sound = soundOf(tree, baseUrl)
  return sound && ((value, path, notes) => {
    if (typeof value !== 'string') return value
    const after = sound(value)
    if (after !== value) notes.push({ field: path, code: 'invalid_value', severity: 'error' })
    return after
  })
}

function walkOfObject(properties: Readonly<Record<string, FieldTree>>, baseUrl: string): Walk | undefined {
  const inner = Object.entries(properties).flatMap(([name, child]) => {
    const walk = walkOf(child, baseUrl)
    return walk === undefined ? [] : [[name, walk] as const]
  })
  if (inner.length === 0) return undefined
  return (value, path, notes) => {
    if (typeof value !== 'object' || value === null) return value
    const fields = value as Record<string, unknown>
    for (const [name, walk] of inner) {
      const before = fields[name]
      if (before === undefined) continue
      const after = walk(before, path === '' ? name : `${path}.${name}`, notes)
      if (after === undefined) delete fields[name]
      else if (after !== before) fields[name] = after
    }
    return value
  }
}

function soundOf({ privacy, html, uri, freeText, text }: FieldTree, baseUrl: string): FieldSound | undefined {
  if (html === true) return value => soundHtml(value, baseUrl)
  if (uri === true) return value => (isOfTheWeb(value) ? value : undefined)
  if (text !== true) return undefined
  // Who may see it is decided for each caller.
  if (privacy !== undefined) return withoutControls
  return freeText === true ? value => redactPersonalNumbers(withoutControls(value)) : withoutIdentities
}

function soundHtml(value: string, baseUrl: string): string | undefined {
  try {
    return sanitiseNow(withoutControls(value), { baseUrl })
  } catch {
    // Nested deeper than any page is.
    return undefined
  }
}

function isOfTheWeb(value: string): boolean {
  return /^https?:\/\//i.test(value) && URL.canParse(value)
}

function withoutControls(value: string): string {
  return value.replace(CONTROLS, '')
}

function withoutIdentities(value: string): string {
  const plain = withoutControls(value)
  return plain.length >= NIK_DIGITS && holdsNik(plain)
    ? plain.replace(IDENTITY, found => (holdsNik(found) ? REDACTED : found))
    : plain
}
