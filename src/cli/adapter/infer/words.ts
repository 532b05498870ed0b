import { fullWords, letterPrefixes } from './abbreviations.ts'
import { known, type Meaning, phrases } from './dictionary.ts'

/** A column name put into words of the contract; what is not known stays as it is, marked. */
export interface Reading {
  words: readonly string[]
  unknown: readonly string[]
}

/** Most readings of one name: alternatives multiply. */
const MOST_READINGS = 48

/** Words that say how a field is written down, not what it is. */
const HOW = new Set(['on', 'at', 'idr', 'source'])

/** `holder.location.district_code` in plain words, each once. */
export function wordsOfPath(path: string): string[] {
  return [...new Set(path.split(/[._[\]]+/).filter(word => word !== '' && !HOW.has(word)).map(singular))]
}

/** Everything that a column's name may mean, likelier readings first. */
export function readingsOf(name: string, { isCut = false }: { isCut?: boolean } = {}): Reading[] {
  const pieces = segment(fullTokens(name), isCut)
  let readings: Reading[] = [{ words: [], unknown: [] }]
  for (const { alternatives, unknown } of pieces) {
    readings = readings.flatMap(({ words, unknown: strange }): Reading[] =>
      unknown === undefined
        ? alternatives.map(more => ({ words: [...words, ...more.map(singular)], unknown: strange }))
        : [{ words, unknown: [...strange, unknown] }]
    ).slice(0, MOST_READINGS)
  }
  return readings
}

/** The words of a name in full: `tgl_masuk`, `TglMasuk` and `TGLMASUK` are all tanggal, masuk. */
export function fullTokens(name: string): string[] {
  const parts = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .flatMap(part => part.match(/[a-z]+2?|\d+/g) ?? [])
    .filter(part => !/^\d+$/.test(part))
  return parts.flatMap((part, index) => {
    const prefix = index === 0 && parts.length > 1 ? letterPrefixes[part] : undefined
    if (prefix !== undefined) return [prefix]
    return inFull(part) ?? runTogether(part) ?? [part]
  })
}

function inFull(part: string): string[] | undefined {
  const word = fullWords.get(part) ?? part
  return known.has(word) ? [word] : undefined
}

/** `notelp`, `kodepos`: two or three known words without a gap. */
function runTogether(part: string): string[] | undefined {
  if (part.length < 4) return undefined
  for (let end = part.length - 2; end >= 2; end--) {
    const first = inFull(part.slice(0, end))
    const rest = first && (inFull(part.slice(end)) ?? runTogether(part.slice(end)))
    if (first !== undefined && rest !== undefined) return [...first, ...rest]
  }
  return undefined
}

const byFirstWord = Map.groupBy(phrases, ({ phrase }) => phrase[0] ?? '')

interface Piece {
  alternatives: readonly (readonly string[])[]
  unknown?: string
}

/** Covers the words with phrases, long ones before short ones. */
function segment(tokens: readonly string[], isCut: boolean): Piece[] {
  const best: { score: number; pieces: Piece[] }[] = [{ score: 0, pieces: [] }]
  for (let end = 1; end <= tokens.length; end++) {
    let top = { score: -1, pieces: [] as Piece[] }
    for (let start = 0; start < end; start++) {
      const before = best[start]
      const piece = before && pieceOf(tokens.slice(start, end), isCut && end === tokens.length)
      if (before === undefined || piece === undefined) continue
      const score = before.score + (piece.unknown === undefined ? (end - start) ** 2 : 0)
      if (score > top.score) top = { score, pieces: [...before.pieces, piece] }
    }
    best.push(top)
  }
  return best.at(-1)?.pieces ?? []
}

function pieceOf(words: readonly string[], isCut: boolean): Piece | undefined {
  const candidates = byFirstWord.get(words[0] ?? '') ?? []
  const exact = candidates.filter(({ phrase }) =>
    phrase.length === words.length && phrase.every((word, index) => word === words[index])
  )
  if (exact.length > 0) return { alternatives: alternativesOf(exact) }
  // A DBF field has ten characters for its name: what is there may be the beginning of a phrase.
  const begun = isCut
    ? (words.length > 1 ? candidates : phrases).filter(({ phrase }) => isBeginning(words, phrase))
    : []
  if (begun.length > 0) return { alternatives: alternativesOf(begun) }
  return words.length === 1 ? { alternatives: [], unknown: words[0] ?? '' } : undefined
}

function isBeginning(words: readonly string[], phrase: readonly string[]): boolean {
  const last = words.at(-1) ?? ''
  return (
    last.length >= 3 &&
    words.length <= phrase.length &&
    words.slice(0, -1).every((word, index) => word === phrase[index]) &&
    formsOf(phrase[words.length - 1] ?? '').some(form => form.startsWith(last))
  )
}

/** A word and what is written for it: `bayar`, `pembayaran`. */
function formsOf(word: string): string[] {
  return [word, ...(shortForms.get(word) ?? [])]
}

const shortForms = Map.groupBy([...fullWords.keys()], form => fullWords.get(form) ?? '')

function alternativesOf(meanings: readonly Meaning[]): (readonly string[])[] {
  return meanings.flatMap(({ alternatives }) => alternatives)
}

/** The contract names lists in the plural. */
export function singular(word: string): string {
  return /(?:ss|us)$/.test(word) ? word : word.replace(/ies$/, 'y').replace(/s$/, '')
}
