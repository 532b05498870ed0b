/** Signature and logical screen. */
const HEAD = 13
const EXTENSION = 0x21
const IMAGE = 0x2c
const TRAILER = 0x3b
const CONTROL = 0xf9
const APPLICATION = 0xff
/** How often an animation runs. */
const LOOPS = ['NETSCAPE2.0', 'ANIMEXTS1.0']

/** A GIF without comments and what programs add (GIF89a, 24 to 26). */
export function stripGif(content: Buffer): Buffer | undefined {
  let at = HEAD + colours(content[10])
  const kept = [content.subarray(0, at)]
  for (;;) {
    const start = at
    const kind = content[at]
    if (kind === TRAILER) return Buffer.concat([...kept, Buffer.from([TRAILER])])
    if (kind === IMAGE) at = endOfBlocks(content, at + 11 + colours(content[at + 9]))
    else if (kind === EXTENSION) at = endOfBlocks(content, at + 2)
    else return undefined
    if (at > content.length) return undefined
    const label = content[start + 1]
    const isShown = kind === IMAGE || label === CONTROL ||
      (label === APPLICATION && LOOPS.includes(content.toString('latin1', start + 3, start + 14)))
    if (isShown) kept.push(content.subarray(start, at))
  }
}

/** Bytes of a table of colours, by the flags that announce it. */
function colours(flags = 0): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1)
}

/** Each block begins with its length; one of none ends them. */
function endOfBlocks(content: Buffer, start: number): number {
  let at = start
  for (let size = content[at]; size !== undefined; size = content[at]) {
    at += 1 + size
    if (size === 0) return at
  }
  return Infinity
}
