import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Logger } from 'pino'
import type { EachOptions, JobEntry } from '../jobs/job.ts'
import { fetchText } from './fetch.ts'

/** Credentials that have not ended and are not taken any more. */
export interface Revocations {
  has(marks: readonly string[]): boolean
  /** Where the lists come from, to be looked at again and again. */
  readonly sources: readonly RevocationSource[]
  close(): void
}

export interface RevocationSource extends JobEntry {
  /** Takes the list as it is now. Never rejects: what is wrong with it is told to the log. */
  look(): Promise<void>
}

export interface RevocationsOptions {
  /** Absolute. */
  file: string | undefined
  url: string | undefined
  seconds: number
  log: Pick<Logger, 'info' | 'warn' | 'error'>
  onChange(): void
}

const FILE_MS = 1_000
const LINE = /^(?:(?:jti|sub|cert) [0-9a-f]{64}|key satu_[0-9a-z]{8})$/

/** How a list names a token: by its `jti`, hashed. */
export function tokenMark(id: string | undefined): string[] {
  return id === undefined ? [] : [`jti ${hashOf(id)}`]
}

/** How a list names all tokens of somebody: by `<iss> <sub>`, hashed. */
export function subjectMark(issuer: string, subject: string | undefined): string[] {
  return subject === undefined ? [] : [`sub ${hashOf(`${issuer} ${subject}`)}`]
}

/** How a list names a client certificate. */
export function certificateMark(sha256: string): string {
  return `cert ${sha256}`
}

/** How a list names an API key. */
export function keyMark(prefix: string): string {
  return `key ${prefix}`
}

/**
 * Follows the lists. A list that cannot be read, or holds a line that is none, changes nothing: the last good one
 * stays.
 * @throws Error when the file cannot be read at the start: without its list a hub lets revoked credentials in
 */
export function followRevocations({ file, url, seconds, log, onChange }: RevocationsOptions): Revocations {
  const lists = new Map<string, ReadonlySet<string>>()
  const ending = new AbortController()
  const lost = new Set<string>()

  const take = (source: string, text: string): void => {
    const list = readList(text)
    if (list === undefined)
      throw new Error(
        'it holds a line that is none of `jti <sha256>`, `sub <sha256>`, `cert <sha256>` and `key <prefix>`'
      )
    const before = lists.get(source)
    lists.set(source, list)
    if (lost.delete(source)) log.info({ source }, 'the list of revocations can be read again')
    if (before === undefined || [...list].some(mark => !before.has(mark))) onChange()
  }
  const lose = (source: string, error: unknown): void => {
    if (lost.has(source) || ending.signal.aborted) return
    lost.add(source)
    log.error({ source, reason: (error as Error).message },
      'the list of revocations cannot be read: the last good one is in use')
  }
  const sources: RevocationSource[] = []

  if (file !== undefined) {
    let seen = ''
    try {
      take('file', readFileSync(file, 'utf8'))
    } catch (error) {
      throw new Error(`the list of revocations ${file} cannot be read: ${(error as Error).message}`, { cause: error })
    }
    const look = async (): Promise<void> => {
      try {
        const { mtimeMs, size, ino } = await stat(file)
        const now = `${mtimeMs} ${size} ${ino}`
        if (now === seen) return
        take('file', readFileSync(file, 'utf8'))
        seen = now
      } catch (error) {
        lose('file', error)
      }
    }
    sources.push({ key: 'file', everyMs: FILE_MS, look })
  }
  if (url !== undefined) {
    const ask = async (): Promise<void> => {
      try {
        take('url', await fetchText(url, ending.signal))
      } catch (error) {
        lose('url', error)
      }
    }
    void ask()
    sources.push({ key: 'url', everyMs: seconds * 1_000, look: ask })
  }

  return {
    has(marks) {
      for (const list of lists.values()) if (marks.some(mark => list.has(mark))) return true
      return false
    },
    sources,
    close() {
      ending.abort()
    }
  }
}

/** Looks at the list that is in use. */
export function revocationsJob(current: () => Revocations | undefined): EachOptions<RevocationSource> {
  return {
    name: 'revocations',
    about: 'Reads the lists of credentials that are not taken any more.',
    atOnce: 2,
    firstMs: FILE_MS,
    lookMs: FILE_MS,
    entries: () => current()?.sources ?? [],
    run: (_turn, source) => source.look()
  }
}

/** One entry a line; what follows `#` is for people. Undefined when a line is none. */
function readList(text: string): ReadonlySet<string> | undefined {
  const lines = text.split('\n').map(line => line.replace(/#.*/, '').trim().replace(/\s+/g, ' ')).filter(Boolean)
  return lines.every(line => LINE.test(line)) ? new Set(lines) : undefined
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
