import type { Entry } from '../entry.ts'
import { type Field, fieldOf } from './fields.ts'
import { QueryError } from './query-error.ts'
import { type Range, readRange } from './times.ts'

export type Test = (entry: Entry) => boolean

interface Clause {
  sign: '+' | '-' | ''
  test: Test
}

/** More than any portal asks for; each is looked at in every dataset. */
const MOST_CLAUSES = 200
/** `sign field:value`; a value is a phrase, a range, or text without anything that Solr gives a meaning to. */
const CLAUSE =
  /([+-]?)(?:(\*:\*)|([A-Za-z_][\w.]*):(?:"([^"\\]*)"|\[([^\][]*)\]|([^\s"()[\]{}:^~*?\\/!&|+]+)))(?=\s|$)/y
const OPERATOR = /(OR|AND)(?=\s)/y
const BLANKS = /\s*/y

/**
 * Reads filter queries in the part of Solr's language that catalogues are asked in: `field:value`, `field:"a phrase"`,
 * ranges of times, `+` and `-` in front, `OR` in between (it binds first), and a blank or `AND` for all of it. Whatever
 * else Solr has (brackets, wildcards, fuzzy words, weights) is refused: an answer to half a query would be wrong.
 * @param parameter what it is called, for errors
 * @param now ms since 1970, for `NOW`
 * @throws QueryError
 */
export function parseFilterQuery(query: string, parameter: string, now: number): Test {
  const groups: Clause[][] = []
  let joined = false
  const operators = new Set<string>()
  let at = skip(query, 0)
  for (let count = 0; at < query.length; count++) {
    if (count === MOST_CLAUSES) throw new QueryError(parameter, `has more than ${MOST_CLAUSES} parts.`)
    const { clause, end } = readClause(query, at, parameter, now)
    const last = groups.at(-1)
    if (joined && last !== undefined) last.push(clause)
    else groups.push([clause])
    at = skip(query, end)
    const operator = match(OPERATOR, query, at)
    joined = operator?.[1] === 'OR'
    if (operator !== null) {
      operators.add(operator[1] as string)
      at = skip(query, at + operator[0].length)
      if (at === query.length) throw unreadable(query, at, parameter)
    }
  }
  // Solr's own rule for both at once is that neither does what it says.
  if (operators.size > 1)
    throw new QueryError(parameter,
      'has AND and OR in it. Put a blank in place of AND: what OR joins is taken together.')
  const tests = groups.map(group => toTest(group, parameter))
  return entry => tests.every(test => test(entry))
}

function toTest(group: readonly Clause[], parameter: string): Test {
  const [first] = group
  if (group.length === 1 && first !== undefined) return first.sign === '-' ? entry => !first.test(entry) : first.test
  if (group.some(({ sign }) => sign !== '')) throw new QueryError(parameter, 'has + or - beside OR.')
  return entry => group.some(({ test }) => test(entry))
}

function readClause(query: string, at: number, parameter: string, now: number): { clause: Clause; end: number } {
  const found = match(CLAUSE, query, at)
  if (found === null) throw unreadable(query, at, parameter)
  const [whole, sign = '', everything, name = '', phrase, range, bare] = found
  const end = at + whole.length
  if (everything !== undefined) return { clause: { sign: sign as Clause['sign'], test: () => true }, end }
  const field = fieldOf(name)
  if (field === undefined)
    throw new QueryError(parameter, `names a field, at character ${at + 1}, that is not searched here.`)
  const value = phrase ?? bare ?? ''
  const test = range === undefined
    ? equals(field, value, parameter)
    : isWithin(field, readRange(range, now), at, parameter)
  return { clause: { sign: sign as Clause['sign'], test }, end }
}

function equals(field: Field, value: string, parameter: string): Test {
  if (field.kind === 'exact') return entry => field.values(entry).includes(value)
  if (field.kind === 'text') {
    const words = value.toLowerCase()
    return entry => field.text(entry).includes(words)
  }
  const at = Date.parse(value)
  if (Number.isNaN(at)) throw new QueryError(parameter, 'compares a time with what is none.')
  return entry => field.at(entry) === at
}

function isWithin(field: Field, range: Range | undefined, at: number, parameter: string): Test {
  if (field.kind !== 'time' || range === undefined)
    throw new QueryError(parameter,
      `has a range, at character ${at + 1}, that is none of times such as [2026-01-01T00:00:00Z TO *].`)
  return entry => {
    const time = field.at(entry)
    return time !== undefined && time >= range.from && time <= range.to
  }
}

function unreadable(query: string, at: number, parameter: string): QueryError {
  return at < query.length
    ? new QueryError(parameter,
      `cannot be read from character ${
        at + 1
      } on. What is taken: field:value, field:"a phrase", time:[from TO to], + and - in front, OR, AND.`)
    : new QueryError(parameter, 'ends with an operator.')
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

function skip(text: string, at: number): number {
  return at + (match(BLANKS, text, at)?.[0].length ?? 0)
}
