import { SystemFault } from '../../faults.ts'
import type { Dialect } from './address.ts'

/** As much of SQL as must be told apart: what is quoted or a comment, words, parameters, and the end of a statement. */
export type Token =
  | { kind: 'word' | 'quoted' | 'blank' | 'other' | 'end'; text: string }
  | { kind: 'parameter'; text: string; name: string }

const BACKSLASH_STRING = /'(?:[^'\\]|\\[^]|'')*'/y
const STRING = /'(?:[^']|'')*'/y
const NAME = /"(?:[^"]|"")*"/y

// In order: the first that fits at a place is taken.
const COMMON: readonly [Token['kind'], RegExp][] = [
  ['blank', /\s+/y],
  ['quoted', NAME],
  ['word', /[A-Za-z_][\w$]*/y],
  ['other', /[0-9][\w.]*/y],
  // A cast (PostgreSQL), an assignment (MySQL).
  ['other', /::|:=/y],
  ['parameter', /:[A-Za-z_]\w*/y],
  ['end', /;/y]
]

const OWN: Readonly<Record<Dialect, readonly [Token['kind'], RegExp][]>> = {
  mysql: [
    // Two dashes are a comment only before a blank: 1--1 is 2.
    ['blank', /--(?=\s|$)[^\n]*|#[^\n]*|\/\*(?!M?!)[^]*?\*\//y],
    ['quoted', BACKSLASH_STRING],
    ['quoted', /"(?:[^"\\]|\\[^]|"")*"/y],
    ['quoted', /`(?:[^`]|``)*`/y]
  ],
  postgres: [
    ['blank', /--[^\n]*/y],
    ['quoted', new RegExp(`[eE]${BACKSLASH_STRING.source}`, 'y')],
    ['quoted', /(\$(?:[A-Za-z_]\w*)?\$)[^]*?\1/y],
    ['quoted', STRING]
  ],
  sqlserver: [
    ['blank', /--[^\n]*/y],
    ['quoted', STRING],
    ['quoted', /\[(?:[^\]]|\]\])*\]/y],
    // Local variables and temporary tables, whose names may be any word.
    ['other', /[@#][\w@#$]*/y]
  ],
  oracle: [
    ['blank', /--[^\n]*|\/\*[^]*?\*\//y],
    ['quoted', /[nN]?[qQ]'(?:\[[^]*?\]|\{[^]*?\}|\([^]*?\)|<[^]*?>|([^\s[{(<])[^]*?\1)'/y],
    ['quoted', STRING]
  ]
}

/** @throws SystemFault `rejected` for a quote or comment that does not end, and for MySQL's comments that are run */
export function readTokens(dialect: Dialect, sql: string, stage: string): Token[] {
  const patterns = [...OWN[dialect], ...COMMON]
  const tokens: Token[] = []
  for (let at = 0; at < sql.length;) {
    const token = nestedComment(dialect, sql, at) ?? match(patterns, sql, at) ?? plain(sql, at, stage)
    tokens.push(token)
    at += token.text.length
  }
  return tokens
}

function match(patterns: readonly [Token['kind'], RegExp][], sql: string, at: number): Token | undefined {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at
    const text = pattern.exec(sql)?.[0]
    if (text !== undefined) return kind === 'parameter' ? { kind, text, name: text.slice(1) } : { kind, text }
  }
  return undefined
}

function plain(sql: string, at: number, stage: string): Token {
  const text = sql[at]!
  if (!/['"`]/.test(text) && !sql.startsWith('/*', at)) return { kind: 'other', text }
  throw new SystemFault('rejected', { stage, detail: 'was not sent a statement with an open quote or comment' })
}

/** Comments nest in PostgreSQL and SQL Server, which no regular expression can follow. */
function nestedComment(dialect: Dialect, sql: string, at: number): Token | undefined {
  if ((dialect !== 'postgres' && dialect !== 'sqlserver') || !sql.startsWith('/*', at)) return undefined
  let depth = 0
  for (const { 0: mark, index } of sql.slice(at).matchAll(/\/\*|\*\//g)) {
    depth += mark === '/*' ? 1 : -1
    if (depth === 0) return { kind: 'blank', text: sql.slice(at, at + index + 2) }
  }
  return undefined
}
