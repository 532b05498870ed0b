import { type Dispatcher, Pool } from 'undici'
import type { TracingSettings } from '../../config/tracing.ts'

/** What a collector did with a batch. A cause is fit for the log. */
export type Posted =
  | { is: 'taken'; rejected: number }
  | { is: 'refused'; cause: string }
  | { is: 'later'; cause: string; retryAfterMs?: number }

export interface Post {
  /** Sends one request and reads its answer. Never throws. */
  (body: Buffer, within: AbortSignal): Promise<Posted>
  close(): Promise<void>
}

/** With these the same may be sent again (https://opentelemetry.io/docs/specs/otlp/#retryable-response-codes). */
const AGAIN = [429, 502, 503, 504]
const CONNECT_MS = 3_000
const MOST_ANSWER_BYTES = 65_536

/** Posts JSON to one address, over a connection of its own. */
export function createPost({ url, headers }: Pick<TracingSettings, 'url' | 'headers'>): Post {
  const { origin, pathname } = new URL(url)
  const pool = new Pool(origin, { connections: 1, connect: { timeout: CONNECT_MS }, headersTimeout: 0, bodyTimeout: 0 })
  const sent = { 'user-agent': 'Satu', ...headers, 'content-type': 'application/json' }
  const post = async (body: Buffer, signal: AbortSignal): Promise<Posted> => {
    try {
      const answer = await pool.request({ method: 'POST', path: pathname, headers: sent, body, signal })
      return judge(answer, await textOf(answer.body))
    } catch (error) {
      if (signal.aborted) return { is: 'later', cause: 'the collector did not answer in time' }
      const { code } = error as { code?: string }
      return { is: 'later', cause: `the collector cannot be reached${code === undefined ? '' : ` (${code})`}` }
    }
  }
  return Object.assign(post, { close: () => pool.destroy() })
}

function judge({ statusCode, headers }: Dispatcher.ResponseData, text: string): Posted {
  if (statusCode >= 200 && statusCode < 300) return { is: 'taken', rejected: rejectedIn(text) }
  const cause = `the collector answered with status ${statusCode}`
  if (!AGAIN.includes(statusCode)) return { is: 'refused', cause }
  const seconds = Number(headers['retry-after'])
  return { is: 'later', cause, ...(seconds > 0 && { retryAfterMs: seconds * 1_000 }) }
}

/** The rest of a longer answer is not read. */
async function textOf(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MOST_ANSWER_BYTES) return ''
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

/** A collector may take a part of a batch, and says how many it did not. */
function rejectedIn(text: string): number {
  try {
    const { partialSuccess } = JSON.parse(text) as { partialSuccess?: { rejectedSpans?: string | number } }
    return Number(partialSuccess?.rejectedSpans ?? 0) || 0
  } catch {
    return 0
  }
}
