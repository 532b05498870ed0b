/** One thing that is wrong with the configuration, and where. */
export interface Problem {
  /** The file as it was named, or `environment`. */
  file: string
  /** Counted from 1; 0 when the place is not in a file. */
  line: number
  column: number
  /** Where in the structure, as `systems.licensing-a.limits.concurrency`. Empty for the whole. */
  path: string
  /** What is wrong and what to write. Never holds a secret. */
  message: string
  /** What could have stood there, when that is a list. */
  allowed?: readonly string[]
}

/** `config/bandung.yaml:42:7 systems.licensing-a.limits.concurrency: must be ...` */
export function formatProblem({ file, line, column, path, message }: Problem): string {
  const place = line > 0 ? `${file}:${line}:${column}` : file
  return `${place}${path === '' ? '' : ` ${path}`}: ${message}`
}

/** Thrown with all problems at once. Its message is their list, fit for a terminal. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'))
    this.problems = problems
  }
}

/** `a, b or c`; a long list is cut. */
export function listed(words: readonly string[], most = 16): string {
  if (words.length > most) return `${words.slice(0, most).join(', ')} and ${words.length - most} more`
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

/** `; did you mean "x"?` for the nearest of the allowed words, else the list of them. */
export function suggestion(word: string, allowed: readonly string[]): string {
  const near = nearest(word, allowed)
  if (near !== undefined) return `; did you mean "${near}"?`
  return allowed.length === 0 ? '' : `; known: ${listed(allowed)}`
}

/** The word that most likely was meant, if one is close enough to be a slip. */
export function nearest(word: string, allowed: readonly string[]): string | undefined {
  let best: string | undefined
  let least = Math.max(1, Math.floor(word.length / 4)) + 1
  for (const candidate of allowed) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase())
    if (distance < least) [best, least] = [candidate, distance]
  }
  return best
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
