import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import type { NewEvent } from '../../src/gateway/events/log.ts'
import { buildHub, type Hub } from '../../src/hub.ts'
import { createConfig, type TestConfig } from './core/city.ts'
import type { Legacy } from './core/legacy.ts'
import type { StorePlace } from './stores.ts'
import { testLog } from './test-log.ts'
import { signToken } from './token.ts'

export const JWT_SECRET = 'a key for tests that is long enough'

export interface EventsHub {
  hub: Hub
  url: string
  close(): Promise<void>
}

export const reader = { scopes: ['events:read', 'complaints:read', 'systems:read'] }

/** A hub over a store that several may open, as processes do. */
export async function startEventsHub(
  t: Test,
  place: StorePlace,
  settings: TestConfig = { consumers: { reader } },
  legacies: readonly Legacy[] = [],
  port = 0
): Promise<EventsHub> {
  const { dataDir, url: databaseUrl } = place.options
  const log = testLog(dataDir)
  const hub = await buildHub({
    config: createConfig(legacies, settings),
    adapters: new Map(legacies.map(({ adapter }) => [adapter.product, adapter])),
    environment: { jwtSecret: JWT_SECRET, name: 'development', dataDir,
      ...(databaseUrl !== undefined && { databaseUrl }) },
    log
  })
  const url = await hub.app.listen({ port, host: '127.0.0.1' })
  let closed: Promise<void> | undefined
  const close = (): Promise<void> => (closed ??= hub.close().finally(log.flush))
  t.teardown(close)
  return { hub, url, close }
}

export function authorization(
  consumer = 'reader',
  scopes: readonly string[] = reader.scopes,
  more: Record<string, unknown> = {}
): { authorization: string } {
  return { authorization: `Bearer ${signToken(JWT_SECRET, { sub: consumer, scope: scopes.join(' '), ...more })}` }
}

export type Happen = (...events: Partial<NewEvent>[]) => Promise<(number | undefined)[]>

/** Lets things happen, as another process over the same store does. */
export async function happenings(t: Test, place: Pick<StorePlace, 'options'>): Promise<Happen> {
  const writer = fork(fileURLToPath(new URL('happen-process.ts', import.meta.url)), [JSON.stringify(place.options)])
  await once(writer, 'message')
  t.teardown(async () => {
    writer.disconnect()
    await once(writer, 'exit')
  })
  const waiting = new Map<number, (written: (number | undefined)[]) => void>()
  writer.on('message', ({ id, written }: { id: number; written: (number | null)[] }) => {
    waiting.get(id)?.(written.map(seq => seq ?? undefined))
  })
  let calls = 0
  let subjects = 0
  return (...events) =>
    new Promise(resolve => {
      waiting.set(++calls, resolve)
      writer.send({
        id: calls,
        events: events.map((event): NewEvent => ({
          type: 'complaint.created',
          system: 'complaints',
          subject: `LAPOR-${++subjects}`,
          time: 1_700_000_000_000,
          data: { status: 'submitted' },
          ...event
        }))
      })
    })
}
