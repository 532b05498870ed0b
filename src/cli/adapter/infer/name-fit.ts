import type { ResourceName } from '../../../contract/resources.ts'
import { allColumns, type Column } from './columns.ts'
import { nounsOf } from './dictionary.ts'
import type { Target } from './targets.ts'
import { type Reading, singular } from './words.ts'

/** What decides which words tell fields apart. */
export interface Surroundings {
  /** The record's own: they say nothing. */
  nouns: ReadonlySet<string>
  vocabulary: ReadonlySet<string>
  /** Words for what fields are parts of: `holder`, `business`, `vehicle`. */
  parties: ReadonlySet<string>
  /** Unknown words that several legacy fields share: `sppt`, `tr`. */
  shared: ReadonlySet<string>
}

export function surroundingsOf(
  targets: readonly Target[],
  resource: ResourceName,
  columns: readonly Column[]
): Surroundings {
  const whole = targets.filter(({ path }) => path.includes('.') && !path.includes('[]')).map(({ path }) =>
    path.split('.')[0]
  )
  const names = targets.filter(({ kind, path }) => kind === 'name' && !path.includes('.')).map(({ words }) =>
    words.find(word => word !== 'name')
  )
  return {
    nouns: nounsOf(resource),
    shared: sharedBy(columns),
    vocabulary: new Set(targets.flatMap(({ words }) => words)),
    parties: new Set(
      [...whole, ...names].filter(name => name !== undefined).filter(name => name !== 'status' && name !== 'source')
    )
  }
}

function sharedBy(columns: readonly Column[]): Set<string> {
  const counts = new Map<string, number>()
  for (const column of allColumns(columns))
    for (const word of new Set(column.readings.flatMap(({ unknown }) => unknown)))
      counts.set(word, (counts.get(word) ?? 0) + 1)
  return new Set([...counts].filter(([, count]) => count > 1).map(([word]) => word))
}

/** How much a word tells; those that stand here stand in many names. */
const WEIGHTS: Readonly<Record<string, number>> = {
  date: 0.45,
  number: 0.45,
  code: 0.3,
  name: 0.45,
  id: 0.35,
  amount: 0.3,
  location: 0.15,
  status: 0.8,
  type: 0.6,
  kind: 0.7,
  label: 0.6,
  record: 0.2,
  full: 0.1,
  html: 0.1,
  first: 0.3,
  last: 0.3
}
const weigh = (word: string): number => WEIGHTS[word] ?? 1

/** How well what a name says and what a canonical path says are the same, 0 to 1. */
export function nameFit(
  reading: Reading,
  target: readonly string[],
  { nouns, vocabulary, parties, shared }: Surroundings
): number {
  const wanted = new Set(target)
  // Modern applications use the contract's own words.
  const words = [...reading.words, ...reading.unknown.map(singular).filter(word => vocabulary.has(word))]
  const unknown = reading.unknown.filter(word => !shared.has(word) && !vocabulary.has(singular(word)))
  const used = new Set<string>()
  let said = unknown.length * 0.6
  let matched = 0
  for (const word of new Set(words)) {
    const hit = matchOf(word, wanted)
    const weight = hit === undefined && nouns.has(word)
      ? 0.05
      : hit === undefined && !vocabulary.has(word)
      ? 1.5 * weigh(word)
      : weigh(word)
    said += weight
    if (hit === undefined) continue
    matched += hit === word ? weight : 0.8 * weight
    used.add(hit)
  }
  if (matched === 0) return 0
  let asked = 0
  let answered = 0
  for (const word of wanted) {
    // Where a record is about one person only, nobody says "applicant's".
    const weight = used.has(word) ? weigh(word) : parties.has(word) ? 0.2 : nouns.has(word) ? 0.1 : weigh(word)
    asked += weight
    if (used.has(word)) answered += weight
  }
  const [precision, recall] = [matched / said, answered / asked]
  return (2 * precision * recall) / (precision + recall)
}

const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  number: ['id'],
  id: ['number', 'code'],
  code: ['id'],
  kind: ['classification'],
  description: ['note', 'text'],
  note: ['description'],
  submitted: ['created'],
  name: ['title', 'label']
}

function matchOf(word: string, wanted: ReadonlySet<string>): string | undefined {
  return wanted.has(word) ? word : SYNONYMS[word]?.find(other => wanted.has(other))
}
