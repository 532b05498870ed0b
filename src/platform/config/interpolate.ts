import { readVariable, type Variable } from './variables.ts'

export interface Interpolated {
  text: string
  /** Variables named in the text, in order. */
  variables: readonly string[]
  /** Those that are not set, or empty, and have no default. */
  missing: readonly string[]
  /** What the environment says of those that were looked up. */
  found: readonly Variable[]
  /** The text is one reference without a default and nothing else: all of it comes from the environment. */
  whole: boolean
  /** The same with an empty default: it is nothing without the environment. */
  optional: boolean
  /** Something begins like a reference and is none. */
  malformed: boolean
}

const REFERENCE = /\$?\$\{([^}]*)(\}?)/g
const INSIDE = /^([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?$/s

/**
 * Puts variables into a text: `${NAME}` is the variable, `${NAME:-default}` the variable or, when it is not set or
 * empty, the default; `$${` stands for `${`. References may stand anywhere in the text and cannot be nested. A variable
 * may be given as a file: see `readVariable`.
 * @param env the environment, or undefined to look nothing up: then only defaults are filled in
 */
export function interpolate(source: string, env: NodeJS.ProcessEnv | undefined): Interpolated {
  const variables: string[] = []
  const missing: string[] = []
  const found: Variable[] = []
  let malformed = false
  const text = source.replace(REFERENCE, (match: string, inside: string, end: string) => {
    if (match.startsWith('$$')) return match.slice(1)
    const [, name, fallback] = INSIDE.exec(inside) ?? []
    if (name === undefined || end === '') {
      malformed = true
      return ''
    }
    variables.push(name)
    const variable: Variable = env === undefined ? { value: undefined } : readVariable(env, name)
    found.push(variable)
    // What was to come from a file and could not is no reason to take the default.
    if (variable.value !== undefined || variable.problem !== undefined) return variable.value ?? ''
    if (fallback === undefined) missing.push(name)
    return fallback ?? ''
  })
  const whole = /^\$\{[A-Za-z_][A-Za-z0-9_]*\}$/.test(source)
  const optional = /^\$\{[A-Za-z_][A-Za-z0-9_]*:-\}$/.test(source)
  return { text, variables, missing, found, whole, optional, malformed }
}
