import { request as send } from 'node:http'
import { Type } from 'typebox'
import { adapter as panicButton } from '../../../adapters/panic-button/index.ts'
import { adapter as webhook } from '../../../adapters/webhook/index.ts'
import { buildHub } from '../../../src/hub.ts'
import { type Adapter, createMqtt, defineAdapter, type Mapped, type MqttClient, needed, parseJson,
  reader } from '../../../src/kit/index.ts'
import { KEY, parameters } from '../../adapters/panic-button/surroundings.ts'
import { fixture, SECRET, signed } from '../../adapters/webhook/surroundings.ts'
import { startBroker } from '../../kit/connectors/mqtt-broker.ts'
import { until } from '../../services/wait.ts'
import { contractErrors } from '../../suites/contract-check.ts'
import { createConfig } from '../../suites/core/city.ts'
import { bearer } from '../../suites/core/tokens.ts'
import { testFolder } from '../../suites/folder.ts'
import { testLog } from '../../suites/test-log.ts'
import { seededAt, spoilt } from './spoil.ts'
import { emptyTally, type Tally } from './tally.ts'

type Ending = { teardown(end: () => unknown): void }
interface Options {
  seed: number
  count: number
}

const JWT_SECRET = 'a key for tests that is long enough'
const prefixes = { pushed: 'PUSH', alerts: 'ALRT', topics: 'TOPC' } as const

interface Pesan {
  NOMOR?: string
  WAKTU?: string
}

/**
 * A product that publishes its incidents; what cannot be read is kept as a row that fits nothing, so that it is seen.
 */
function topicsAdapter(url: string): Adapter {
  return defineAdapter({
    product: 'topics',
    title: 'Topics',
    version: 1,
    needsUrl: false,
    settings: Type.Object({}),
    connect: (): MqttClient => createMqtt({ url, clientId: 'satu-topics', maxMessageBytes: 65_536 }),
    probe: (mqtt: MqttClient, call) => mqtt.probe(call),
    close: (mqtt: MqttClient) => mqtt.close(),
    resources: {
      incidents: reader('incidents', {
        order: 'canonical',
        pageSize: 100,
        freshness: { fresh: 1, revalidate: 0, on_error: 0 },
        inbox: { subscribe: (mqtt: MqttClient, emit, signal) =>
          mqtt.subscribe(['insiden/+'], async ({ payload }) => {
            await emit([rowOf(payload)])
          }, signal) },
        map: ({ NOMOR, WAKTU }: Pesan) =>
          ({
            key: needed(NOMOR, 'identifiers'),
            updatedAt: needed(WAKTU, 'source.updated_at'),
            record: { identifiers: [], kind: 'fire', severity: 'unknown', status: { code: 'reported', raw_code: 'L' },
              occurred_at: needed(WAKTU, 'occurred_at'), headline: 'Kebakaran' }
          }) as unknown as Mapped<'incidents'>
      })
    }
  })
}

function rowOf(payload: Buffer): Pesan {
  try {
    const value = parseJson(payload.toString(), 'receive') as Pesan | null
    return typeof value?.NOMOR === 'string' && typeof value.WAKTU === 'string'
      ? { NOMOR: value.NOMOR, WAKTU: value.WAKTU }
      : {}
  } catch {
    return {}
  }
}

/** What systems send by themselves: signed JSON, a query, and messages of a broker. */
export async function spoilPushes(t: Ending, options: Options): Promise<Tally[]> {
  const broker = await startBroker(t as Parameters<typeof startBroker>[0])
  const products = { pushed: webhook, alerts: panicButton, topics: topicsAdapter(broker.url) } as const
  const legacies = Object.entries(products).map(([id, adapter]) => ({ id, prefix: prefixes[id as keyof typeof prefixes],
    resource: 'incidents', adapter })
  )
  const config = createConfig(legacies as never, {
    systems: { pushed: { adapter: 'webhook', settings: { secret: SECRET } },
      alerts: { adapter: 'panic-button', settings: { key: KEY } } },
    consumers: { desk: { scopes: ['systems:read'] } }
  })
  const dataDir = testFolder()
  const log = testLog(dataDir)
  const hub = await buildHub({ config, adapters: new Map(legacies.map(({ adapter }) => [adapter.product, adapter])),
    environment: { jwtSecret: JWT_SECRET, name: 'development', dataDir }, log })
  t.teardown(async () => {
    await hub.close()
    log.flush()
  })
  const url = await hub.app.listen({ port: 0, host: '127.0.0.1' })
  const post = overHttp(`${url}/push/pushed/incidents`)
  const get = overHttp(`${url}/push/alerts/alert`)
  return [
    await spoilMessages(url, options),
    await spoilPushed({ connector: 'push (POST)', ...options }, async (random, number) => {
      const good = Buffer.from(JSON.stringify({ ...JSON.parse(fixture('message')) as object }))
      const { payload, done } = spoilt({ body: good, type: 'application/json' }, random, number)
      return { done,
        answer: await post('POST', '', { ...(payload.type ? { 'content-type': payload.type } : {}),
          ...signed(payload.body, { id: `msg_${number}`, at: `${new Date().toISOString().slice(0, 19)}Z` }) },
          payload.body) }
    }),
    await spoilPushed({ connector: 'push (GET)', ...options }, async (random, number) => {
      const text = parameters({ id: `PB2026112009152${number}`, imei: String(990_000_862_000_000 + number) }).toString()
      const { payload, done } = spoilt({ body: Buffer.from(text) }, random, number)
      const query = payload.body.subarray(0, 6_000).toString('latin1').replace(/[^\x21-\x7e]|#/g,
        byte => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`)
      return { done, answer: await get('GET', `?key=${KEY}&${query}`) }
    })
  ]

  async function spoilMessages(at: string, { seed, count }: Options): Promise<Tally> {
    const tally = emptyTally('mqtt')
    const tell = (what: string): void => {
      tally.wrong.push(`mqtt: ${what}`)
    }
    const message = (key: string): Buffer =>
      Buffer.from(JSON.stringify({ NOMOR: key, WAKTU: '2026-11-20T09:15:00+07:00' }))
    const listed = async (): Promise<{ status: number; headers: Headers; body: { items: { id: string }[] } }> => {
      const answer = await fetch(`${at}/v1/incidents?limit=100`)
      return { status: answer.status, headers: answer.headers,
        body: (await answer.json()) as { items: { id: string }[] } }
    }
    const has = async (key: string): Promise<boolean> => (await fetch(`${at}/v1/incidents/TOPC-${key}`)).status === 200
    await until(async () => {
      await broker.publish('insiden/1', message('AWAL-1'))
      return has('AWAL-1')
    }, { what: 'the subscription', timeoutMs: 60_000 })
    for (let number = 0; number < count; number++) {
      await broker.publish('insiden/1',
        spoilt({ body: message(`RUSAK-${number}`) }, seededAt(seed, number), number).payload.body)
      tally.payloads++
    }
    // It is the last: all before it were handled.
    await broker.publish('insiden/1', message('AKHIR-1'))
    await until(() => has('AKHIR-1'), { what: 'what comes behind all of them', timeoutMs: 60_000 })
    const answer = await listed()
    for (const wrong of contractErrors('listIncidents', answer)) tell(wrong)
    const { authorization } = bearer({ claims: { sub: 'desk', scope: 'systems:read' } })
    const view = (await (await fetch(`${at}/v1/systems/topics`, { headers: { authorization } })).json()) as {
      recent_quarantine?: { reason?: string }[]
    }
    if ((view.recent_quarantine ?? []).length === 0)
      tell(`nobody is told what was left out: ${JSON.stringify(view).slice(0, 300)}`)
    const kept = answer.body.items.filter(({ id }) => id.startsWith('TOPC-')).length - 2
    tally.read = kept
    tally.refused = tally.payloads - kept
    return tally
  }

  async function spoilPushed(
    { connector, seed, count }: Options & { connector: string },
    push: (
      random: ReturnType<typeof seededAt>,
      number: number
    ) => Promise<{ done: string; answer: { status: number; type: string; body: string } }>
  ): Promise<Tally> {
    const tally = emptyTally(connector)
    for (let number = 0; number < count; number++) {
      const before = await ids()
      const { done, answer: { status, type, body } } = await push(seededAt(seed, number), number)
      const tell = (what: string): void => {
        tally.wrong.push(`${connector}, payload ${number} (${done}): ${what}`)
      }
      tally.payloads++
      if (status === 200) tally.read++
      else if (status >= 400 && status < 500 && type.startsWith('application/problem+json') &&
        /"detail":"[^"]{10,}/.test(body) && /"stage":"[^"]+"/.test(body)) tally.refused++
      else tell(`${status} ${type} ${body.slice(0, 200)}`)
      if (status !== 200 && (await ids()) !== before) {
        tally.cached++
        tell('is kept all the same')
      }
      const answer = await fetch(`${url}/v1/incidents?limit=100`)
      for (const wrong of contractErrors('listIncidents', { status: answer.status, headers: answer.headers,
        body: await answer.json() })) tell(wrong)
    }
    return tally
  }

  async function ids(): Promise<string> {
    const { items } =
      (await (await fetch(`${url}/v1/incidents?limit=100`, { headers: { 'cache-control': 'no-cache' } })).json()) as {
        items?: { id: string }[]
      }
    return JSON.stringify(items?.map(({ id }) => id))
  }
}

/** Sends as it stands: `fetch` would put some of it right. */
function overHttp(base: string) {
  return (
    method: string,
    query: string,
    headers: Record<string, string> = {},
    body?: Buffer
  ): Promise<{ status: number; type: string; body: string }> =>
    new Promise((resolve, reject) => {
      const asked = send(base, { method, path: `${new URL(base).pathname}${query}`,
        headers: { ...headers, ...(body !== undefined && { 'content-length': String(body.length) }) } }, answer => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => {
          chunks.push(chunk)
        })
        answer.on('end', () => {
          resolve({ status: answer.statusCode ?? 0, type: answer.headers['content-type'] ?? '',
            body: Buffer.concat(chunks).toString() })
        })
      })
      asked.on('error', reject)
      asked.end(body)
    })
}
