import { redactPersonalNumbers } from './redact.ts'

/** What can be wrong with one legacy value. The list is closed: the contract repeats it. */
export type QualityCode =
  | 'leading_zero_lost'
  | 'null_date_sentinel'
  | 'ambiguous_date'
  | 'nik_invalid'
  | 'nik_birthdate_mismatch'
  | 'nik_duplicate'
  | 'name_truncated'
  | 'region_unknown'
  | 'coord_swapped'
  | 'coord_outside'
  | 'encoding_repaired'
  | 'status_unmapped'
  | 'numeric_id_precision'
  | 'invalid_value'
  | 'duplicate_record'
  | 'out_of_order'

/**
 * `info`: repaired without loss, or nothing was lost. `warning`: the value is there, doubt it.
 * `error`: the value could not be used and is missing.
 */
export type QualitySeverity = 'info' | 'warning' | 'error'

export interface QualityNote {
  /** Canonical field name, dotted when nested (`location.district_code`). */
  field: string
  code: QualityCode
  severity: QualitySeverity
  /** What the legacy system sent. Never present for personal data. */
  raw?: string
}

/** The severity a code has unless the caller knows better. */
export const DEFAULT_SEVERITY: Readonly<Record<QualityCode, QualitySeverity>> = {
  leading_zero_lost: 'info',
  null_date_sentinel: 'info',
  ambiguous_date: 'warning',
  nik_invalid: 'warning',
  nik_birthdate_mismatch: 'warning',
  nik_duplicate: 'warning',
  name_truncated: 'info',
  region_unknown: 'warning',
  coord_swapped: 'warning',
  coord_outside: 'error',
  encoding_repaired: 'info',
  status_unmapped: 'warning',
  numeric_id_precision: 'error',
  invalid_value: 'error',
  duplicate_record: 'warning',
  out_of_order: 'warning'
}

export interface Notes {
  /** Adds a note; the same field, code and raw value are noted once. */
  add(
    field: string,
    code: QualityCode,
    opts?: { severity?: QualitySeverity | undefined; raw?: string | undefined }
  ): void
  list(): QualityNote[]
}

const MAX_RAW_LENGTH = 120

/** Collects notes while a record is mapped; `clear` makes it ready for the next record. */
export function createNotes(): Notes & { clear(): void } {
  const notes: QualityNote[] = []
  return {
    clear: () => {
      notes.length = 0
    },
    add(field, code, opts = {}) {
      const severity = opts.severity ?? DEFAULT_SEVERITY[code]
      // A mapping function may hand over a whole cell in which a clerk typed somebody's number.
      const raw = opts.raw === undefined ? undefined : redactPersonalNumbers(opts.raw).slice(0, MAX_RAW_LENGTH)
      if (notes.some(note => note.field === field && note.code === code && note.raw === raw)) return
      notes.push(raw === undefined ? { field, code, severity } : { field, code, severity, raw })
    },
    list: () => [...notes]
  }
}

/** What a parser made of one legacy value: the canonical value if there is one, and what to note about it. */
export interface Parsed<T> {
  readonly value: T | undefined
  readonly codes: readonly QualityCode[]
}

const ABSENT: Parsed<never> = Object.freeze({ value: undefined, codes: Object.freeze([]) })

/** The legacy system sent nothing: no value, and nothing to note. */
export function absent(): Parsed<never> {
  return ABSENT
}

/** A value, with the doubts about it if there are any. */
export function found<T>(value: T, ...codes: QualityCode[]): Parsed<T> {
  return { value, codes }
}

/** Something was sent that gives no value. */
export function rejected(...codes: [QualityCode, ...QualityCode[]]): Parsed<never> {
  return { value: undefined, codes }
}
