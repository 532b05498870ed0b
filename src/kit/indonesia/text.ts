import { absent, found, type Parsed, rejected } from '../quality.ts'

// What exports print for "no value": SiCANTIK a dash, SQL Server NULL, MySQL dumps \N, Oracle (null).
const BLANKS = new Set(['', '-', '--', '---', 'NULL', '\\N', '(null)'])

const LONGEST_BLANK = Math.max(...Array.from(BLANKS, blank => blank.length))
const SPACE = 0x20
const TILDE = 0x7e

// CHAR columns arrive padded with blanks or NUL bytes, web forms bring no-break and zero-width spaces.
// oxlint-disable-next-line no-control-regex
const NOISE = /[\u0000-\u001f\u007f-\u00a0\u200b-\u200d\u2028\u2029\u2060\ufeff]+/g

/**
 * The text a legacy field carries: control characters and odd spaces become one blank, ends are trimmed.
 * Numbers give their decimal digits. Blank fields, placeholders for "no value" and anything that is
 * neither string nor number give undefined.
 */
export function toText(raw: unknown): string | undefined {
  if (typeof raw === 'number') return Number.isFinite(raw) ? String(raw) : undefined
  if (typeof raw === 'bigint') return raw.toString()
  if (typeof raw !== 'string') return undefined
  const text = isTidy(raw) ? raw : raw.replace(NOISE, ' ').replace(/ {2,}/g, ' ').trim()
  return text.length <= LONGEST_BLANK && BLANKS.has(text) ? undefined : text
}

/** Plain ASCII with no blank to take away: most values are, and need no pattern to say so. */
function isTidy(text: string): boolean {
  let before = SPACE
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < SPACE || code > TILDE || (code === SPACE && before === SPACE)) return false
    before = code
  }
  return before !== SPACE
}

/** The result for a raw value without text: absent, or rejected when it is of a type no field can have. */
export function withoutText(raw: unknown): Parsed<never> {
  return raw == null || typeof raw === 'string' ? absent() : rejected('invalid_value')
}

/** Free text on one line. */
export function parseText(raw: unknown): Parsed<string> {
  const text = toText(raw)
  return text === undefined ? withoutText(raw) : found(text)
}

/** Free text that keeps its line breaks (`\n`); at most one empty line in a row. */
export function parseMultiline(raw: unknown): Parsed<string> {
  if (typeof raw !== 'string') return parseText(raw)
  const lines = raw.split(/\r\n?|\n/).map(line => toText(line) ?? '')
  const text = lines.join('\n').replace(/\n{3,}/g, '\n\n').trim()
  return text === '' ? absent() : found(text)
}
