import { SystemFault } from '../../faults.ts'
import type { Dialect } from './address.ts'
import { readTokens, type Token } from './tokens.ts'

/** What may be bound. Dates are given as text: a `Date` would have to guess a time zone. */
export type SqlValue = string | number | bigint | boolean | Buffer | null

export type SqlParameters = Readonly<Record<string, SqlValue | readonly SqlValue[]>>

/** A statement as one driver takes it. */
export interface BoundStatement {
  text: string
  /** In the order of the placeholders; named ones have the name too. */
  values: { name: string; value: SqlValue }[]
}

const QUERIES = ['SELECT', 'WITH', 'SHOW']

// A query that contains one of these writes, locks, or runs code whose effects nobody here can know.
const NOT_IN_A_QUERY = new Set(['INTO', 'INSERT', 'UPDATE', 'DELETE', 'MERGE', 'TRUNCATE', 'CREATE', 'ALTER', 'DROP',
  'GRANT', 'REVOKE', 'CALL', 'EXEC', 'EXECUTE', 'COPY'])
// Functions of some dialects that have such a name.
const FUNCTIONS = new Set(['INSERT', 'TRUNCATE'])

type Placeholder = (index: number, name: string) => string

const PLACEHOLDERS: Readonly<Record<Dialect, Placeholder>> = {
  mysql: () => '?',
  postgres: index => `$${index}`,
  sqlserver: (_, name) => `@${name}`,
  oracle: (_, name) => `:${name}`
}

export type Binder = (sql: string, parameters: SqlParameters, stage: string) => BoundStatement

const KEPT = 200

/**
 * Makes queries ready for a driver: checks that each is a query and one only, and puts the driver's placeholders in
 * place of `:name`. A list becomes as many placeholders as it has values, for `IN (:name)`; an empty one NULL, which
 * nothing equals. It throws a SystemFault `rejected` for what is no query, a TypeError for parameters that do not fit.
 */
export function createBinder(dialect: Dialect): Binder {
  const checked = new Map<string, readonly Token[]>()
  const tokensOf = (sql: string, stage: string): readonly Token[] => {
    const known = checked.get(sql)
    if (known !== undefined) return known
    const tokens = readTokens(dialect, sql, stage)
    refuseAllButQueries(tokens, stage)
    if (checked.size >= KEPT) checked.clear()
    checked.set(sql, tokens)
    return tokens
  }
  return (sql, parameters, stage) => {
    const tokens = tokensOf(sql, stage)
    refuseUnknown(tokens, parameters)
    return bind(dialect, tokens, parameters)
  }
}

function bind(dialect: Dialect, tokens: readonly Token[], parameters: SqlParameters): BoundStatement {
  const values: BoundStatement['values'] = []
  const places = new Map<string, string>()
  const place = (name: string, value: SqlValue): string => {
    checkValue(name, value)
    // PostgreSQL, SQL Server and Oracle take one value for all places of a name.
    const known = dialect === 'mysql' ? undefined : places.get(name)
    if (known !== undefined) return known
    values.push({ name, value })
    const text = PLACEHOLDERS[dialect](values.length, name)
    places.set(name, text)
    return text
  }
  const text = tokens.map(token => {
    if (token.kind !== 'parameter') return token.text
    const value = parameters[token.name]
    if (!Array.isArray(value)) return place(token.name, value as SqlValue)
    return value.length === 0
      ? 'NULL'
      : value.map((item: SqlValue, index) => place(`${token.name}_${index}`, item)).join(', ')
  })
  return { text: text.join(''), values }
}

function refuseAllButQueries(tokens: readonly Token[], stage: string): void {
  const refuse = (what: string): never => {
    throw new SystemFault('rejected', { stage, detail: `was not sent a statement that ${what}` })
  }
  const first = tokens.find(({ kind, text }) => kind !== 'blank' && text !== '(')?.text.toUpperCase() ?? ''
  if (!QUERIES.includes(first))
    refuse(`is no query: it starts with ${/^[A-Z]{1,20}$/.test(first) ? first : 'no known word'}`)
  tokens.forEach((token, index) => {
    if (token.kind === 'end' && tokens.slice(index + 1).some(({ kind }) => kind !== 'blank' && kind !== 'end'))
      refuse('is followed by another')
    if (token.kind !== 'word') return
    const word = token.text.toUpperCase()
    if (!NOT_IN_A_QUERY.has(word) || (FUNCTIONS.has(word) && tokens[index + 1]?.text === '(')) return
    refuse(`is more than a query: it has ${word} (a name that is spelled so must be quoted)`)
  })
}

function refuseUnknown(tokens: readonly Token[], parameters: SqlParameters): void {
  const wanted = new Set(tokens.flatMap(token => (token.kind === 'parameter' ? [token.name] : [])))
  for (const name of wanted)
    if (parameters[name] === undefined) throw new TypeError(`the statement has no value for :${name}`)
  for (const name of Object.keys(parameters))
    if (!wanted.has(name)) throw new TypeError(`the statement has no place for :${name}`)
}

function checkValue(name: string, value: unknown): void {
  const fits = value === null || typeof value === 'string' || typeof value === 'bigint' || typeof value === 'boolean' ||
    Buffer.isBuffer(value)
  if (fits || (typeof value === 'number' && Number.isFinite(value))) return
  const hint = value instanceof Date ? ': give a date as text' : ''
  throw new TypeError(`:${name} must be text, a finite number, a boolean, a Buffer or null${hint}`)
}
