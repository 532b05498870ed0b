import { type Conformance, startHttpProxy } from '../../../src/testing/index.ts'
import { city } from '../../adapters/mapping.ts'
import { startHubOver } from '../../suites/adapter-hub.ts'
import { createListing } from './listing.ts'
import { seededAt, spoilt } from './spoil.ts'
import type { Tally } from './tally.ts'

interface Over {
  connector: string
  product: string
  /** What is asked: a list of the contract. */
  path: string
  operation: string
}

/** A product of each connector that speaks HTTP, behind a proxy that spoils what it answers. */
export const overHttp: readonly Over[] = [
  { connector: 'http (JSON)', product: 'sicantik', path: '/v1/licences', operation: 'listLicences' },
  { connector: 'http (XML)', product: 'lapor', path: '/v1/complaints', operation: 'listComplaints' },
  { connector: 'soap', product: 'dishub', path: '/v1/licences', operation: 'listLicences' },
  { connector: 'html', product: 'ppid', path: '/v1/information-requests', operation: 'listInformationRequests' },
  { connector: 'feed (RSS)', product: 'humas', path: '/v1/announcements', operation: 'listAnnouncements' },
  { connector: 'ckan', product: 'ckan', path: '/v1/datasets', operation: 'listDatasets' },
  { connector: 'http (canonical)', product: 'canonical', path: '/v1/complaints', operation: 'listComplaints' }
]

/** Nothing is left alone after a few failures: each payload is looked at. */
export const patient = { breaker: { failures: 1_000_000, cooldown_ms: 100 } }
const LONGEST_MS = 60_000

export async function spoilHttp(
  t: { teardown(end: () => unknown): void },
  { connector, product, path, operation }: Over,
  { seed, count }: { seed: number; count: number }
): Promise<Tally> {
  const { conformance } = (await import(new URL(`../../adapters/${product}/conformance.ts`, import.meta.url).href)) as {
    conformance: Conformance
  }
  const standIn = await conformance.start(city)
  if (standIn === undefined) throw new Error(`this machine lacks what the stand-in of ${product} needs`)
  t.teardown(() => standIn.stop())
  const known = new Set<string>()
  const proxy = await startHttpProxy(standIn.url, { onExchange: ({ request: { method, path: target } }) => {
    known.add(`${method} ${target}`)
  } })
  t.teardown(() => proxy.close())
  const { request, purge } = await startHubOver(t, product, conformance, { ...standIn, url: proxy.url }, {
    limits: patient
  })
  const listing = await createListing({ purge,
    request: target => request(target, { signal: AbortSignal.timeout(LONGEST_MS) }) }, { connector, path, operation })
  /** Which make up an answer. */
  const calls = known.size

  for (let number = 0; number < count; number++) {
    let done = ''
    // One of its calls is spoilt in the same way, however often it is tried; the others are answered as they should be.
    const asked: string[] = []
    await listing.judge(number, {
      done: () => done,
      mend: () => {
        proxy.set(undefined)
      },
      spoil(again) {
        asked.length = 0
        proxy.set(async (response, next) => {
          const { request: { method, path: target, body: question }, answer: { status, headers, body } } = await next()
          const call = `${method} ${target} ${question.toString('latin1')}`
          if (!asked.includes(call)) asked.push(call)
          if (asked.indexOf(call) !== (again ? 0 : number % calls)) {
            response.writeHead(status, headers).end(body)
            return
          }
          const spoiling = spoilt({ body, status, type: String(headers['content-type'] ?? '') }, seededAt(seed, number),
            number)
          done = spoiling.done
          response.writeHead(spoiling.payload.status ?? 200, { ...headers,
            'content-type': spoiling.payload.type ?? '' }).end(spoiling.payload.body)
        })
      }
    })
  }
  return listing.tally
}
