import { redactPersonalNumbers } from '../../src/kit/redact.ts'

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ndash: '–', mdash: '—', hellip: '…' }

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (found, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return entities[name.toLowerCase()] ?? found
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : found
  })
}

/** LAPOR escapes on the way in and again when it stores; some texts went through it three times. */
export function plain(raw: unknown): unknown {
  if (typeof raw !== 'string') return raw
  let text = raw
  for (let round = 0; round < 3; round++) text = decoded(text)
  return text
}

/** What citizens typed and anybody may read: decoded first, as an entity between two digits would hide a number. */
export function publicText(raw: unknown): unknown {
  const text = plain(raw)
  return typeof text === 'string' ? redactPersonalNumbers(text) : text
}
