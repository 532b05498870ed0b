// XML 1.0 section 2.2: what cannot be written at all, and the control characters of C1, which no one means.
const notInXml = /(?![\t\n\r])\p{Cc}|\p{Surrogate}|[\uFFFE\uFFFF]/u

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** False when XML has no place for one of its characters. */
export function fitsXml(text: string): boolean {
  return !notInXml.test(text)
}

/**
 * A text between two tags or in a quoted attribute. ASCII alone leaves the hub, so it does not matter which character
 * set the system takes it for.
 */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"\r]|\P{ASCII}/gu, char => escapes[char] ?? `&#${char.codePointAt(0)};`)
}

/** What people typed, for a free text in XML: characters for which XML has no place become blanks. */
export function writeXmlText(text: string): string {
  return escapeXml(fitsXml(text) ? text : text.replace(new RegExp(notInXml, 'gu'), ' '))
}
