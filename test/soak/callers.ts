import { setTimeout as wait } from 'node:timers/promises'
import type { Seeded } from '../kit/seeded.ts'
import { followEvents } from '../suites/event-stream.ts'

export interface Counts {
  requests: number
  /** Answers by status. */
  statuses: Record<string, number>
  /** Nobody answered, or the connection broke. */
  unanswered: number
  /** The first of these. */
  lost: Lost[]
  /** Milliseconds of each answer. */
  times: number[]
}

/** A request that was not answered. */
export interface Lost {
  /** `GET /v1/licences?limit=20` */
  request: string
  /** `TimeoutError`, or what the connection broke by. */
  code: string
  waitedMs: number
}

export interface CallersOptions {
  url: string
  token: string
  /** Of somebody who may ask whether a person is who they say. */
  verifier: string
  random: Seeded
  counts: Counts
  isOver(): boolean
}

const MOST_LOST = 20

const lists = [
  '/v1/licences?limit=20',
  '/v1/licences?status=active&limit=50',
  '/v1/licence-applications?limit=20',
  '/v1/complaints?limit=20',
  '/v1/complaints?district_code=32.73.02&limit=50',
  '/v1/complaints?require=all',
  '/v1/agencies',
  '/v1/services?limit=50',
  '/v1/information-requests?limit=20',
  '/v1/announcements?limit=10',
  '/v1/datasets?limit=10',
  '/v1/incidents?limit=20',
  '/v1/tax-bills?limit=5',
  '/v1/tax-objects?limit=5',
  '/v1/systems',
  '/v1/events?limit=50',
  '/v1/search?q=juanda',
  '/v1/search?q=izn%20usaha&limit=20',
  '/v1/track/1420986',
  '/v1/track/9999999'
]
const pages = ['/', '/docs/complaints', '/readyz', '/command-center?lang=id', '/open311/v2/services.json',
  '/api/3/action/package_list', '/catalog.jsonld', '/data']
/** Each is told of as what it is. */
const mistakes = ['/v1/licences?limit=0', '/v1/licences?limit=x', '/v1/nothing', '/v1/complaints/LAPOR-0',
  '/v1/licences?cursor=made-up']

/** Somebody who asks all kinds of things, one after the other, and reads on where a list has a next page. */
export async function callOn(
  { url, token, verifier, random, counts, isOver }: CallersOptions,
  pauseMs: number
): Promise<void> {
  const headers = { authorization: `Bearer ${token}` }
  let next: string | undefined
  while (!isOver()) {
    const kind = random.int(0, 19)
    if (kind === 0) await ask(counts, url + random.pick(mistakes), { headers })
    else if (kind < 3) await ask(counts, url + random.pick(pages), {})
    else if (kind === 3) await ask(counts, `${url}/v1/complaints`, complaint(headers))
    else if (kind === 4)
      await ask(counts, `${url}/v1/residents/verify`, { method: 'POST',
        headers: { 'authorization': `Bearer ${verifier}`, 'content-type': 'application/json',
          'x-purpose': 'public_service' }, body: '{"nik":"3273014501909990","name":"BUDI","birth_date":"1990-01-05"}' })
    else {
      const path = next ?? random.pick(lists)
      // Some will not have what is kept.
      const text = await ask(counts, url + path, {
        headers: kind > 16 ? { ...headers, 'cache-control': 'no-cache' } : headers
      })
      next = kind % 2 === 0 ? nextOf(path, text) : undefined
    }
    await wait(random.int(0, pauseMs))
  }
}

function complaint(headers: Record<string, string>): RequestInit {
  const marker = crypto.randomUUID()
  return {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': `"${marker}"` },
    body: JSON.stringify({ description: `Lampu jalan mati. ${marker}` })
  }
}

function nextOf(path: string, text: string): string | undefined {
  const cursor = /"next_cursor":"([^"]+)"/.exec(text)?.[1]
  return cursor === undefined
    ? undefined
    : `${path.replace(/[?&]cursor=[^&]*/, '')}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`
}

/** Somebody who follows the events, goes away after a while and comes again. */
export async function followOn({ url, token, random, isOver }: CallersOptions, mostMs: number): Promise<void> {
  for (let lastId = '0'; !isOver();) {
    const reader = await followEvents(`${url}/v1/events`, { 'authorization': `Bearer ${token}`,
      'last-event-id': lastId }).catch(() => undefined)
    await wait(random.int(100, mostMs))
    if (reader !== undefined && reader.lastId !== '') lastId = reader.lastId
    reader?.leave()
  }
}

/** @returns the body, empty when there is none */
async function ask(counts: Counts, url: string, init: RequestInit): Promise<string> {
  const began = performance.now()
  counts.requests++
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(30_000) })
    const text = await response.text()
    counts.statuses[response.status] = (counts.statuses[response.status] ?? 0) + 1
    counts.times.push(performance.now() - began)
    return text
  } catch (error) {
    counts.unanswered++
    if (counts.lost.length < MOST_LOST)
      counts.lost.push({ request: `${init.method ?? 'GET'} ${url.slice(new URL(url).origin.length)}`,
        code: codeOf(error as Error), waitedMs: Math.round(performance.now() - began) })
    return ''
  }
}

/** What fetch fails with names its cause, such as `ECONNRESET`. */
function codeOf({ name, cause }: Error): string {
  return (cause as { code?: string } | undefined)?.code ?? name
}
