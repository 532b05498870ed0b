import { SystemFault } from '../faults.ts'

const MAX_DEPTH = 100

// A whole number that may lie beyond 2^53: the largest safe one is 9007199254740991. Not those inside quotes, as NIKs
// are.
const maybeUnsafe = /(?:^|[[:,\s])-?(?:9\d{15}|\d{17,})/
const wholeNumber = /^-?\d+$/

/**
 * Reads JSON as legacy systems send it. Whole numbers too large for a JavaScript number (an 18-digit NOP, a NIK of
 * Papua) arrive as strings with all their digits.
 * @throws SystemFault `unreadable`: empty, HTML, broken, or nested deeper than 100 levels
 */
export function parseJson(text: string, stage: string, contentType = ''): unknown {
  const unreadable = (detail: string): SystemFault => new SystemFault('unreadable', { stage, detail })
  const start = text.search(/[^\s\uFEFF]/)
  if (start === -1) throw unreadable('sent an empty answer instead of JSON')
  if (text[start] === '<')
    throw unreadable(/^<\?xml/i.test(text.slice(start)) ? 'sent XML instead of JSON' : 'sent HTML instead of JSON')
  const json = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    // The parser's own error quotes the text, so it goes nowhere, not even to the log.
    throw unreadable(/html/i.test(contentType) ? 'sent HTML instead of JSON' : 'sent broken JSON')
  }
  if (!isWithin(value, MAX_DEPTH)) throw unreadable(`sent JSON nested deeper than ${MAX_DEPTH} levels`)
  return maybeUnsafe.test(json) ? JSON.parse(json, keepDigits as Reviver) : value
}

// Passed by Node since 21; TypeScript's own declaration of JSON.parse does not know the third parameter.
type Reviver = (key: string, value: unknown) => unknown

function keepDigits(_key: string, value: unknown, context: { source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value
  const { source } = context
  return source !== undefined && wholeNumber.test(source) ? source : value
}

function isWithin(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (levels === 0) return false
  if (Array.isArray(value)) {
    for (const item of value) if (!isWithin(item, levels - 1)) return false
    return true
  }
  for (const key in value) if (!isWithin((value as Record<string, unknown>)[key], levels - 1)) return false
  return true
}
