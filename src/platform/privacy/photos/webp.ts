/** `RIFF`, a length, `WEBP`. */
const HEAD = 12
const CHUNK_HEAD = 8
const EXIF_FLAG = 0x08
const XMP_FLAG = 0x04

/** Chunks that are the picture (RFC 9649, 2.7). */
const shown = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])

/** A WebP without what cameras and programs write beside the picture. */
export function stripWebp(content: Buffer): Buffer | undefined {
  const kept: Buffer[] = []
  for (let at = HEAD; at + CHUNK_HEAD <= content.length;) {
    const type = content.toString('latin1', at, at + 4)
    const size = content.readUInt32LE(at + 4)
    // Chunks begin at even places.
    const end = at + CHUNK_HEAD + size + (size % 2)
    if (at + CHUNK_HEAD + size > content.length) return undefined
    if (shown.has(type))
      kept.push(type === 'VP8X' ? withoutFlags(content.subarray(at, end)) : content.subarray(at, end))
    at = end
  }
  if (kept.length === 0) return undefined
  const body = Buffer.concat(kept)
  const head = Buffer.from(content.subarray(0, HEAD))
  head.writeUInt32LE(body.length + 4, 4)
  return Buffer.concat([head, body])
}

function withoutFlags(chunk: Buffer): Buffer {
  const copy = Buffer.from(chunk)
  copy[CHUNK_HEAD] = (copy[CHUNK_HEAD] ?? 0) & ~(EXIF_FLAG | XMP_FLAG)
  return copy
}
