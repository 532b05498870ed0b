import { type Call, SystemFault } from '../../src/kit/index.ts'
import { READ_ALERT } from './cap.ts'
import type { BmkgClient } from './client.ts'
import { createMemory } from './memory.ts'
import type { EventsOptions, Row } from './rows.ts'
import type { Alert, NowcastItem } from './wire.ts'

/** What there is under the name of a document. */
type Document = { alert: Alert | undefined } | { broken: string }

const PARALLEL = 4
const MOST = 45

export const isWarningCode = (key: string): boolean => /^[A-Z]{3}\d{11}$/.test(key)

/** The weather warnings: what the RSS lists, each with its document. */
export function createWarnings(client: BmkgClient, { about, rememberMs, now }: Required<EventsOptions>) {
  const words = about.map(word => word.toLowerCase())
  const feed = createMemory<NowcastItem[]>({ now, rememberMs })
  // A document never changes under its name. One that is gone or broken may be put right.
  const documents = createMemory<Document>({ now, rememberMs,
    lasts: document => 'alert' in document && document.alert !== undefined })

  /** Tests and drills travel the same way, and must never pass for a warning. */
  const rowOf = (code: string, alert: Alert | undefined): Row | undefined =>
    alert?.status === 'Actual' ? { kind: 'warning', code, alert, readAt: now() } : undefined

  async function read(code: string, call: Call): Promise<Document> {
    try {
      return { alert: await client.alert(code, call) }
    } catch (error) {
      // One bad document must not take the others with it. Trouble on the way, or with the site, is the whole list's.
      if (error instanceof SystemFault && (error.stage === READ_ALERT || error.kind === 'oversized'))
        return { broken: `${code} ${error.message}` }
      throw error
    }
  }

  return {
    async list(call: Call): Promise<Row[]> {
      const items = await feed.remember('nowcast', () => client.nowcast(call))
      const codes = [...new Set(items.filter(({ title }) => concerns(title, words)).map(({ code }) => code))].slice(0,
        MOST)
      documents.keep(codes)
      const rows = await inParallel(codes, async (code): Promise<Row | undefined> => {
        const document = await documents.remember(code, () => read(code, call))
        return 'broken' in document ? { kind: 'broken', reason: document.broken } : rowOf(code, document.alert)
      })
      return rows.filter(row => row !== undefined)
    },
    async get(code: string, call: Call): Promise<Row | undefined> {
      const known = documents.known(code)
      return rowOf(code, known !== undefined && 'alert' in known ? known.alert : await client.alert(code, call))
    }
  }
}

function concerns(title: string, words: readonly string[]): boolean {
  const text = title.toLowerCase()
  return words.length === 0 || words.some(word => text.includes(word))
}

/** Stops at the first error: what is left would only use up the minute's requests. */
async function inParallel<In, Out>(items: readonly In[], run: (item: In) => Promise<Out>): Promise<Out[]> {
  const results: Out[] = []
  let next = 0
  let stopped = false
  async function work(): Promise<void> {
    for (let at = next++; at < items.length && !stopped; at = next++) {
      try {
        results[at] = await run(items[at] as In)
      } catch (error) {
        stopped = true
        throw error
      }
    }
  }
  await Promise.all(Array.from({ length: PARALLEL }, work))
  return results
}
