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
