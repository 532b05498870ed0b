import { createHmac } from 'node:crypto'

/** A keyed Bloom filter: which bits stand for a gram is known to nobody without the key. */
export type Filter = Uint32Array

export interface FilterShape {
  /** Length; a power of two. */
  bits: number
  /** Bits that each gram sets. */
  hashes: number
}

/** Encodes grams of one field. Filters of two fields, or of two keys, cannot be compared. */
export interface FilterMaker {
  encode(grams: Iterable<string>): Filter
}

/** More grams than Indonesian words have: what comes beyond is not remembered. */
const REMEMBERED = 20_000

/**
 * Schnell, Bachteler & Reiher 2009 (doi:10.1186/1472-6947-9-41), with random hashing instead of double hashing: two
 * hash functions that follow from one another are what most attacks on such filters begin with (Niedermeyer et al.
 * 2014).
 */
export function createFilterMaker(secret: Buffer, field: string, { bits, hashes }: FilterShape): FilterMaker {
  const known = new Map<string, readonly number[]>()
  const placesOf = (gram: string): readonly number[] => {
    const places = known.get(gram)
    if (places !== undefined) return places
    const digest = createHmac('sha512', secret).update(`${field} ${gram}`).digest()
    const fresh = Array.from({ length: hashes }, (_, i) => digest.readUInt16BE(i * 2) & (bits - 1))
    if (known.size < REMEMBERED) known.set(gram, fresh)
    return fresh
  }
  return {
    encode(grams) {
      const filter = new Uint32Array(bits / 32)
      for (const gram of grams) for (const place of placesOf(gram)) filter[place >>> 5]! |= 1 << (place & 31)
      return filter
    }
  }
}

/**
 * What of words goes into a filter: the pairs of letters of each word with its ends (`_a as se ep p_`), and its initial
 * (`^a`), so that `Asep H.` lies within `Asep Hidayat`. A word that is `whole` is one gram.
 */
export function gramsOf(words: readonly string[], whole?: string): Set<string> {
  const grams = new Set<string>()
  for (const word of words) {
    if (word === whole) {
      grams.add(`=${word}`)
      continue
    }
    grams.add(`^${word.charAt(0)}`)
    if (word.length < 2) continue
    const padded = `_${word}_`
    for (let i = 0; i < padded.length - 1; i++) grams.add(padded.slice(i, i + 2))
  }
  return grams
}

export interface Likeness {
  /** Dice's coefficient: 1 when both are the same. */
  dice: number
  /** Share of the smaller that lies within the larger: 1 when nothing but what it leaves out tells them apart. */
  overlap: number
}

export function likeness(a: Filter, b: Filter): Likeness {
  let [common, inA, inB] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    const [left, right] = [a[i] ?? 0, b[i] ?? 0]
    common += ones(left & right)
    inA += ones(left)
    inB += ones(right)
  }
  const [sum, least] = [inA + inB, Math.min(inA, inB)]
  return { dice: sum === 0 ? 0 : (2 * common) / sum, overlap: least === 0 ? 0 : common / least }
}

function ones(word: number): number {
  let n = word - ((word >>> 1) & 0x5555_5555)
  n = (n & 0x3333_3333) + ((n >>> 2) & 0x3333_3333)
  return Math.imul((n + (n >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24
}

export const writeFilter = (filter: Filter): string =>
  Buffer.from(filter.buffer, filter.byteOffset, filter.byteLength).toString('base64url')

/** @returns undefined for a text that is no filter of this length */
export function readFilter(text: unknown, { bits }: Pick<FilterShape, 'bits'>): Filter | undefined {
  if (typeof text !== 'string') return undefined
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.length !== bits / 8) return undefined
  return new Uint32Array(Uint8Array.from(bytes).buffer)
}
