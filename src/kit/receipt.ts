import { createHash } from 'node:crypto'

const mark = /\s*\[Satu ([0-9A-Z]{12})\]\s*$/

/**
 * What a write leaves of itself in a system that has no place of its own for a sender's reference: the last line of a
 * free text, as `[Satu K7Q2M9X4TBA3]`. Searching for it finds candidates; `takeReceipt` tells which of them is meant.
 */
export function receiptMark(receipt: string): string {
  return `[Satu ${receipt}]`
}

/**
 * A text without the mark at its end, and the receipt in it. What stands anywhere else is somebody's own words: people
 * may quote a receipt.
 */
export function takeReceipt(text: string): { text: string; receipt?: string } {
  const found = mark.exec(text)
  return found?.[1] === undefined ? { text } : { text: text.slice(0, found.index), receipt: found[1] }
}

/**
 * The key of a comment or an answer that came through the hub, within the record `key`: made of its receipt, so that
 * it is known before the system has it, and the one who sent it knows it again. It does not tell the receipt.
 * `map` gives it to what `takeReceipt` finds one in: for everything else the system's own number will do.
 */
export function updateKey(key: string, receipt: string): string {
  return `${key}-${createHash('sha256').update(`update ${receipt}`).digest('hex').slice(0, 16)}`
}
