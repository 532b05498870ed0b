import { sound } from '../matching/index.ts'

/** A word of a text as it is looked for, and where it stands (UTF-16 code units). */
export interface Word {
  word: string
  start: number
  end: number
}

/** What people write short, written out. Of Muhammad every spelling is one. */
const SHORT: ReadonlyMap<string, string> = new Map(Object.entries({
  jl: 'jalan',
  jln: 'jalan',
  jlan: 'jalan',
  gg: 'gang',
  kel: 'kelurahan',
  kec: 'kecamatan',
  kp: 'kampung',
  kmp: 'kampung',
  komp: 'kompleks',
  kompl: 'kompleks',
  komplek: 'kompleks',
  blk: 'blok',
  kab: 'kabupaten',
  prov: 'provinsi',
  no: 'nomor',
  nmr: 'nomor',
  perum: 'perumahan',
  bdg: 'bandung',
  moh: 'muhammad',
  mohd: 'muhammad',
  moch: 'muhammad',
  mochd: 'muhammad',
  muh: 'muhammad',
  muhd: 'muhammad',
  mochamad: 'muhammad',
  mochammad: 'muhammad',
  mochamed: 'muhammad',
  mohamad: 'muhammad',
  mohammad: 'muhammad',
  mohamed: 'muhammad',
  muhamad: 'muhammad',
  muhamed: 'muhammad'
}))

/** Words that stand in every text and tell none apart. */
const EMPTY: ReadonlySet<string> = new Set(
  'di ke dari dan yang yg untuk utk pada dengan dgn dg itu ini atau the of and'.split(' ')
)

const WORD = /[\p{L}\p{M}\p{N}]+/gu
const NEIGHBOURHOOD = /^(r[tw])0*(\d{1,3})$/
/** Longer ones are no words: what stands in a text of that length is a code, or sent to hurt. */
const LONGEST = 40
/** Words of one text: what lies behind is not found by. */
const MOST_WORDS = 400
const REMEMBERED = 50_000

const known = new Map<string, string>()

/** A word as it is looked for: small letters, written out, as it sounds. Empty for what tells nothing. */
function fold(written: string): string {
  const plain = written.toLowerCase()
  const found = known.get(plain)
  if (found !== undefined) return found
  const folded = EMPTY.has(plain) ? '' : sound(SHORT.get(plain) ?? plain).slice(0, LONGEST)
  if (known.size >= REMEMBERED) known.clear()
  known.set(plain, folded)
  return folded
}

/** The words of a text in their order; `RT 03` and `RT.003` are one word. */
export function wordsIn(text: string, most = MOST_WORDS): Word[] {
  const words: Word[] = []
  const matches = text.matchAll(WORD)
  let waiting: { name: string; start: number } | undefined
  for (const { 0: written, index: start } of matches) {
    if (words.length >= most) break
    const end = start + written.length
    const lower = written.toLowerCase()
    if (waiting !== undefined && /^\d{1,3}$/.test(written)) {
      words.push({ word: `${waiting.name}${Number(written)}`, start: waiting.start, end })
      waiting = undefined
      continue
    }
    waiting = lower === 'rt' || lower === 'rw' ? { name: lower, start } : undefined
    if (waiting !== undefined) continue
    const [, name, number] = NEIGHBOURHOOD.exec(lower) ?? []
    const word = name === undefined ? fold(written) : `${name}${number}`
    if (word !== '') words.push({ word, start, end })
  }
  return words
}

/** Whether slips of the pen are looked for in it: names and words, no numbers and codes. */
export function isSpelled(word: string): boolean {
  return /^[a-z]{4,20}$/.test(word)
}

/**
 * What a word has in common with those that differ by one letter: the word, and the word without each of its letters.
 */
export function slips(word: string): string[] {
  const forms = new Set([word])
  for (let i = 0; i < word.length; i++) forms.add(word.slice(0, i) + word.slice(i + 1))
  return [...forms]
}

/**
 * How many letters are too many, missing, wrong or in the place of their neighbour (Damerau, optimal string alignment).
 */
export function distance(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const isSame = a.charCodeAt(i - 1) === b.charCodeAt(j - 1)
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (isSame ? 0 : 1))
      const isSwapped = i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
        a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
      if (isSwapped) least = Math.min(least, (before[j - 2] ?? 0) + 1)
      row.push(least)
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}
