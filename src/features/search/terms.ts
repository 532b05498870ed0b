import { sql } from 'kysely'
import type { Ask } from './ask.ts'
import { distance, isSpelled, slips, wordsIn } from './words.ts'

/** A word of a question, and the words of the index that stand for it. */
export interface Term {
  /** As it was typed. */
  written: string
  /** The word itself, what begins so, what is written as one or as two. */
  same: string[]
  /** Words that differ by a slip of the pen. */
  near: string[]
  /** Records that hold any of `same`. */
  docs: number
}

/** What lies behind is not looked for. */
const MOST_TERMS = 12
/** Shorter ones are what too much begins with. */
const LEAST_PREFIX = 2
const MOST_COMPLETIONS = 8
/** Looked through for the completions that most records hold. */
const MOST_PREFIXED = 2_000
const MOST_NEAR = 5
const MOST_SLIPS = 400
/** From this length on two slips are forgiven. */
const LONG = 8
const LEAST_PART = 3

interface Known {
  word: string
  docs: number
}

/** What PostgreSQL sums up comes as text. */
interface Summed {
  word: string
  docs: number | string
}

/**
 * Reads a question: each word with all that may stand for it in the index.
 * @param classes whose words the caller may know of: what others hold is neither found nor suggested
 */
export async function readTerms(ask: Ask, question: string, classes: readonly string[]): Promise<Term[]> {
  const typed = wordsIn(question, MOST_TERMS * 2)
  const distinct = typed.filter(({ word }, i) => typed.findIndex(other => other.word === word) === i).slice(0,
    MOST_TERMS)
  if (distinct.length === 0) return []
  const last = distinct.at(-1)
  const isUnfinished = last !== undefined && last.end === question.length && last.word.length >= LEAST_PREFIX
  const textOf = ({ start, end }: { start: number; end: number }): string => question.slice(start, end)
  // A word may sound otherwise at the end of one than within another.
  const joined = distinct.slice(1).map((next, i) => soundOf(`${textOf(distinct[i] ?? next)}${textOf(next)}`))
  const [known, completions] = await Promise.all([
    lookUp([...distinct.map(({ word }) => word), ...joined]),
    isUnfinished ? complete(last.word) : []
  ])
  const terms: Term[] = []
  for (const [i, { word, start, end }] of distinct.entries()) {
    const written = textOf({ start, end })
    // "Buah Batu" stands as "Buahbatu" elsewhere: as one word it stands for both.
    const whole = [joined[i - 1], joined[i]].filter(one => one !== undefined && known.has(one)) as string[]
    const begins = isUnfinished && word === last.word ? completions.filter(one => one.word !== word) : []
    const found = known.get(word) ?? 0
    const docs = found + begins.reduce((sum, one) => sum + one.docs, 0) +
      whole.reduce((sum, one) => sum + (known.get(one) ?? 0), 0)
    const same = [...(found > 0 ? [word] : []), ...begins.map(one => one.word), ...whole]
    if (docs > 0) {
      terms.push({ written, same, near: [], docs })
      continue
    }
    const parts = await split(written.toLowerCase())
    if (parts.length > 0) terms.push(...parts.map(part => ({ written, same: [part.word], near: [], docs: part.docs })))
    else terms.push({ written, same: [], near: await nearWords(ask, written, classes), docs: 0 })
  }
  return terms

  /** Sums over the classes. */
  async function lookUp(words: readonly string[]): Promise<Map<string, number>> {
    if (words.length === 0) return new Map()
    const rows = await ask(
      sql<Summed>`select word, sum(docs) as docs from search_words where word in (${sql.join(words)}) and class in (${
        sql.join(classes)
      }) group by word`
    )
    return new Map(rows.map(({ word, docs }) => [word, Number(docs)]))
  }

  async function complete(start: string): Promise<Known[]> {
    const rows = await ask(
      sql<Summed>`
        select word, sum(docs) as docs from (
          select word, docs from search_words
          where word >= ${start} and word < ${`${start}~`} and class in (${sql.join(classes)})
          limit ${sql.lit(MOST_PREFIXED)}
        ) begun group by word order by sum(docs) desc, word limit ${sql.lit(MOST_COMPLETIONS)}`
    )
    return rows.map(({ word, docs }) => ({ word, docs: Number(docs) }))
  }

  /** Two words that were typed as one. */
  async function split(written: string): Promise<Known[]> {
    if (!/^[a-z]{6,30}$/.test(written)) return []
    const pairs = Array.from({ length: written.length - 2 * LEAST_PART + 1 },
      (_, i) => [soundOf(written.slice(0, i + LEAST_PART)), soundOf(written.slice(i + LEAST_PART))] as const)
    const parts = await lookUp(pairs.flat().filter(part => part.length >= LEAST_PART - 1))
    const found = pairs.map(pair => ({ pair, least: Math.min(...pair.map(part => parts.get(part) ?? 0)) })).filter((
      { least }
    ) => least > 0)
    const [best] = found.sort((a, b) => b.least - a.least)
    return best === undefined ? [] : best.pair.map(part => ({ word: part, docs: parts.get(part) ?? 0 }))
  }
}

function soundOf(written: string): string {
  return wordsIn(written)[0]?.word ?? ''
}

/**
 * Words that readers of these classes may know, and that differ from this one by a slip of the pen or two: the
 * likeliest first.
 */
export async function nearWords(ask: Ask, written: string, classes: readonly string[]): Promise<string[]> {
  const word = soundOf(written)
  if (!isSpelled(word)) return []
  // Letters that changed places are put back before it is said how they sound: "bnajir" sounds like nothing.
  const swapped = new Set(swaps(written.toLowerCase()).flatMap(one => wordsIn(one).map(other => other.word)))
  const candidates = sql`select word from search_words where word in (${
    sql.join([...swapped, word])
  }) union select word from (select distinct word from search_slips where slip in (${sql.join(slips(word))}) limit ${
    sql.lit(MOST_SLIPS)
  }) slipped`
  const rows = await ask(
    sql<Summed>`
      select w.word as word, sum(w.docs) as docs from (${candidates}) s join search_words w on w.word = s.word
      where w.class in (${sql.join(classes)}) group by w.word`
  )
  const most = word.length >= LONG ? 2 : 1
  return rows
    .map(row => ({ word: row.word, docs: Number(row.docs),
      away: swapped.has(row.word) ? 1 : distance(word, row.word) })
    )
    .filter(({ away, word: other }) => away <= most && other !== word)
    .sort((a, b) => a.away - b.away || b.docs - a.docs)
    .slice(0, MOST_NEAR).map(({ word: other }) => other)
}

function swaps(text: string): string[] {
  return Array.from({ length: Math.max(0, Math.min(text.length, 20) - 1) },
    (_, i) => text.slice(0, i) + text.charAt(i + 1) + text.charAt(i) + text.slice(i + 2))
}
