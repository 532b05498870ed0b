/** Names of tax subjects by their id. */
export interface Names {
  /** Of several with one id the first stays. */
  add(id: string, name: string): void
  find(id: string): string | undefined
}

const LONGEST = 255
const FNV_PRIME = 0x01000193
const FNV_OFFSET = 0x811c9dc5

/**
 * A million of them in some 50 MB and without an object for any: ids and names lie one behind the other in one stretch
 * of bytes, found by a hash table of their places (open addressing). An SQLite file took five times as long.
 */
export function createNames(): Names {
  // Of each: length of the id, of the name, the id, the name.
  let bytes = Buffer.alloc(1 << 16)
  let used = 1
  // Places in `bytes`; 0 for none.
  let slots = new Uint32Array(1 << 12)
  let count = 0
  const wanted = Buffer.alloc(4 * LONGEST)

  const hashOf = (text: Buffer, start: number, end: number): number => {
    let hash = FNV_OFFSET
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ (text[at] ?? 0), FNV_PRIME)
    return hash >>> 0
  }
  /** The slot of the first `length` bytes of `wanted`: where they are, or belong. */
  const slotOf = (length: number): number => {
    let slot = hashOf(wanted, 0, length) & (slots.length - 1)
    for (;;) {
      const place = slots[slot] ?? 0
      if (place === 0 ||
        (bytes[place] === length && wanted.compare(bytes, place + 2, place + 2 + length, 0, length) === 0)) return slot
      slot = (slot + 1) & (slots.length - 1)
    }
  }
  const grow = (): void => {
    const larger = new Uint32Array(slots.length * 2)
    for (const place of slots) {
      if (place === 0) continue
      let slot = hashOf(bytes, place + 2, place + 2 + (bytes[place] ?? 0)) & (larger.length - 1)
      while (larger[slot] !== 0) slot = (slot + 1) & (larger.length - 1)
      larger[slot] = place
    }
    slots = larger
  }

  return {
    add(id, name) {
      const idLength = wanted.write(id)
      if (idLength > LONGEST) return
      const slot = slotOf(idLength)
      if (slots[slot] !== 0) return
      if (used + 2 + 2 * LONGEST > bytes.length) bytes = Buffer.concat([bytes], bytes.length * 2)
      const nameLength = bytes.write(name, used + 2 + idLength, LONGEST)
      bytes[used] = idLength
      bytes[used + 1] = nameLength
      wanted.copy(bytes, used + 2, 0, idLength)
      slots[slot] = used
      used += 2 + idLength + nameLength
      if (++count * 2 > slots.length) grow()
    },
    find(id) {
      const length = wanted.write(id)
      const place = slots[slotOf(length)] ?? 0
      if (place === 0) return undefined
      const start = place + 2 + length
      return bytes.toString('utf8', start, start + (bytes[place + 1] ?? 0))
    }
  }
}
