import { type Call, createSession, type HttpClient, SystemFault } from '../../src/kit/index.ts'
import type { Refusal, Stream, Streams, Token, Topic } from './wire.ts'

export interface StreamsQuery {
  start: number
  limit: number
  /** `2026-11-03 09:15:22`: only reports changed then or later. */
  sejak?: string | undefined
}

/** LAPOR's pull calls, one method each. */
export interface LaporClient {
  gettopics(call: Call): Promise<Topic[]>
  getstreams(query: StreamsQuery, call: Call): Promise<{ total: number; data: Stream[] }>
  getstream(trackingid: string, call: Call): Promise<Stream | undefined>
  close(): Promise<void>
}

type Operation = 'gettoken' | 'gettopics' | 'getstreams' | 'getstream'
type Form = Record<string, string | number | undefined>

export function createLaporClient(http: HttpClient, apiKey: string): LaporClient {
  const session = createSession<string>({
    async open(call) {
      const { KEYTOKEN, masa_berlaku } = (await post('gettoken', { api_key: apiKey }, call)) as Partial<Token>
      if (typeof KEYTOKEN !== 'string' || KEYTOKEN === '') throw unreadable('gettoken', 'sent no token')
      const seconds = Number(masa_berlaku)
      return { token: KEYTOKEN, expiresInMs: seconds > 0 ? seconds * 1000 : undefined }
    }
  })

  async function post(operation: Operation, form: Form, call: Call): Promise<unknown> {
    const { status, value } = await http.json<unknown>({ path: `/api/services/f01/${operation}`, form,
      stage: operation }, call)
    if (status >= 400) throw new SystemFault('failed', { stage: operation, detail: `answered with status ${status}` })
    if (typeof value !== 'object' || value === null) throw unreadable(operation, 'sent JSON of another shape')
    throwForRefusal(operation, value)
    return value
  }

  function ask(operation: Operation, form: Form, call: Call): Promise<unknown> {
    return session.use(call, KEYTOKEN => post(operation, { KEYTOKEN, ...form }, call))
  }

  return {
    async gettopics(call) {
      const topics = await ask('gettopics', {}, call)
      if (!Array.isArray(topics)) throw unreadable('gettopics', 'sent no list of topics')
      return topics as Topic[]
    },
    async getstreams(query, call) {
      const answer = await ask('getstreams', { ...query, detail: 1 }, call)
      if (saysNoneFound(answer)) return { total: 0, data: [] }
      const { total, data } = answer as Partial<Streams>
      if (!Array.isArray(data) || !/^\d+$/.test(total ?? '')) throw unreadable('getstreams', 'sent no list of reports')
      return { total: Number(total), data }
    },
    async getstream(trackingid, call) {
      const answer = await ask('getstream', { trackingid }, call)
      if (saysNoneFound(answer)) return undefined
      const { data } = answer as { data?: Stream | null }
      if (data?.trackingid !== trackingid)
        throw unreadable('getstream', 'sent another report than the one asked for, or none')
      return data
    },
    close: () => http.close()
  }
}

/** LAPOR reports its errors with status 200. That it has no such report is an answer, and not one of them. */
function throwForRefusal(operation: Operation, value: object): void {
  const { status, message = '' } = value as Partial<Refusal>
  if (status !== 'error' || saysNoneFound(value)) return
  // The message itself is not repeated: its database errors quote the query.
  if (/token|api key/i.test(message)) {
    throw new SystemFault('denied', { stage: operation,
      detail: operation === 'gettoken' ? 'refused the API key' : 'refused the token' })
  }
  throw new SystemFault('failed', { stage: operation, detail: 'reported an error of its own, with status 200' })
}

function saysNoneFound(value: unknown): boolean {
  const { status, message = '' } = value as Partial<Refusal>
  return status === 'error' && /tidak ditemukan/i.test(message)
}

function unreadable(stage: Operation, detail: string): SystemFault {
  return new SystemFault('unreadable', { stage, detail })
}
