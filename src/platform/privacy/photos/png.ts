const SIGNATURE = 8
/** Length, type and checksum of a chunk. */
const FRAME = 12

/** What changes how a picture looks, beside the chunks that every reader needs (PNG 3rd edition, 11.3). */
const shown = new Set(['tRNS', 'cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP', 'bKGD', 'pHYs', 'acTL', 'fcTL', 'fdAT'])

/** A PNG without its texts, its time, and what a camera wrote. */
export function stripPng(content: Buffer): Buffer | undefined {
  const kept = [content.subarray(0, SIGNATURE)]
  for (let at = SIGNATURE; at + FRAME <= content.length;) {
    const end = at + FRAME + content.readUInt32BE(at)
    const type = content.toString('latin1', at + 4, at + 8)
    if (end > content.length) return undefined
    // A capital letter first: needed by everybody.
    if (/^[A-Z]/.test(type) || shown.has(type)) kept.push(content.subarray(at, end))
    if (type === 'IEND') return Buffer.concat(kept)
    at = end
  }
  return undefined
}
