import { setImmediate as turn } from 'node:timers/promises'
import type { Term } from './terms.ts'
import { type Word, wordsIn } from './words.ts'

/** A part of a text that was looked for: from the first up to the second, in UTF-16 code units. */
export type Mark = [from: number, to: number]

export interface Ranked {
  seq: number
  score: number
  title: string
  titleMarks: Mark[]
  snippet: string
  snippetMarks: Mark[]
}

const SNIPPET = 180
/** A word that stands in a title tells what a record is about. */
const IN_TITLE = 3
const IN_TEXT = 1
const AS_TYPED = 1.25
const BEGUN = 0.8
const NEAR = 0.6
/** Two words that follow each other as they were typed. */
const TOGETHER = 1.5
/** Texts read in one go: a millisecond. */
const AT_ONCE = 40

/**
 * Scores texts by which of the words they hold and where, rare words more; marks the words. Those that score alike stay
 * as they came.
 */
export async function rank(
  texts: readonly { seq: number; title: string; text: string }[],
  terms: readonly Term[]
): Promise<Ranked[]> {
  const parts = new Map<string, { term: number; weight: number }>()
  for (const [term, { same, near, docs }] of terms.entries()) {
    // Rounded, so that a page and the next are scored alike while records come and go.
    const rare = Math.round(10 / (1 + Math.log10(1 + docs))) / 10
    for (const [i, word] of same.entries()) parts.set(word, { term, weight: rare * (i === 0 ? 1 : BEGUN) })
    for (const word of near) if (!parts.has(word)) parts.set(word, { term, weight: rare * NEAR })
  }
  const typed = new Set(terms.map(({ written }) => written.toLowerCase()))
  const ranked: Ranked[] = []
  for (const [i, { seq, title, text }] of texts.entries()) {
    if (i > 0 && i % AT_ONCE === 0) await turn()
    const best = new Map<number, number>()
    const look = (words: readonly Word[], of: string, weight: number): { hits: Word[]; together: number } => {
      const hits: Word[] = []
      let together = 0
      let before: number | undefined
      for (const one of words) {
        const part = parts.get(one.word)
        if (part !== undefined) {
          hits.push(one)
          const isTyped = typed.has(of.slice(one.start, one.end).toLowerCase())
          const score = part.weight * weight * (isTyped ? AS_TYPED : 1)
          if (score > (best.get(part.term) ?? 0)) best.set(part.term, score)
          if (before !== undefined && part.term === before + 1) together++
        }
        before = part?.term
      }
      return { hits, together }
    }
    const inTitle = look(wordsIn(title), title, IN_TITLE)
    const inText = look(wordsIn(text), text, IN_TEXT)
    const together = Math.min(terms.length, inTitle.together + inText.together)
    const score = [...best.values()].reduce((sum, one) => sum + one, 0) +
      (terms.length > 1 ? (TOGETHER * together) / terms.length : 0)
    const { snippet, marks } = snippetOf(text, inText.hits)
    ranked.push({ seq, score: Math.round(score * 1_000) / 1_000, title,
      titleMarks: inTitle.hits.map(({ start, end }) => [start, end]), snippet, snippetMarks: marks })
  }
  return ranked.sort((a, b) => b.score - a.score || b.seq - a.seq)
}

/** The part of a text in which most of the words stand. */
function snippetOf(text: string, hits: readonly Word[]): { snippet: string; marks: Mark[] } {
  if (text.length <= SNIPPET) return { snippet: text, marks: hits.map(({ start, end }) => [start, end]) }
  let [from, most] = [0, 0]
  for (const [i, { start }] of hits.entries()) {
    let count = 0
    while ((hits[i + count]?.end ?? Infinity) <= start + SNIPPET - 20) count++
    if (count > most) [from, most] = [Math.max(0, start - 20), count]
  }
  // From the beginning of a word to the end of one.
  if (from > 0) from = text.indexOf(' ', from - 1) + 1 || from
  const end = text.length - from <= SNIPPET
    ? text.length
    : Math.max(text.lastIndexOf(' ', from + SNIPPET), from + SNIPPET / 2)
  const before = from > 0 ? '…' : ''
  const snippet = `${before}${text.slice(from, end).toWellFormed()}${end < text.length ? '…' : ''}`
  const shift = before.length - from
  return { snippet, marks: hits.flatMap((
    { start, end: to }
  ): Mark[] => (start >= from && to <= end ? [[start + shift, to + shift]] : [])) }
}
