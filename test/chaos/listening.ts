import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { CloudEvent } from '../../src/gateway/events/cloud-event.ts'
import type { Seeded } from '../kit/seeded.ts'
import { type EventReader, followEvents } from '../suites/event-stream.ts'
import { createReceiver } from '../suites/receiver.ts'
import { ask, authorization } from './sending.ts'

/** Who follows the log as a stream, whichever process answers, and comes back whenever that is killed. */
export interface Follower {
  /** Ids of all events that came, in the order in which they came. */
  ids(): string[]
  /** How often it came back. */
  returns: number
  stop(): void
}

/** @param ports of the processes, asked in turn */
export function follow(ports: readonly number[]): Follower {
  let over = false
  let reader: EventReader | undefined
  const before: string[] = []
  const idsOf = (one: EventReader | undefined): string[] => one?.events.map(({ id }) => id) ?? []
  const follower: Follower = {
    returns: -1,
    ids: () => [...before, ...idsOf(reader)],
    stop() {
      over = true
      reader?.leave()
    }
  }
  async function goOn(): Promise<void> {
    for (let lastId = '0', turn = 0; !over; turn++) {
      const url = `http://127.0.0.1:${ports[turn % ports.length]}/v1/events`
      reader = await followEvents(url, { 'authorization': authorization(), 'last-event-id': lastId }).catch(() =>
        undefined
      )
      if (reader?.status === 200) {
        follower.returns++
        await reader.ended
        if (reader.lastId !== '') lastId = reader.lastId
      } else {
        reader?.leave()
        await wait(50)
      }
      before.push(...idsOf(reader))
      reader = undefined
    }
  }
  void goOn()
  return follower
}

/** Who is sent events, and fails now and then. */
export interface Target {
  url: string
  /** How often each event came, by its id. */
  counts: Map<string, number>
  /** From now on it takes all. */
  heal(): void
  stop(): Promise<void>
}

export async function startTarget(random: Seeded): Promise<Target> {
  const { receiver, listener } = createReceiver()
  const counts = new Map<string, number>()
  let isIll = true
  receiver.answer = ({ event }, response) => {
    const chance = isIll ? random.int(0, 19) : 19
    // Both have it, and the hub does not know.
    if (chance !== 1) counts.set(event.id, (counts.get(event.id) ?? 0) + 1)
    if (chance === 0) response.destroy()
    else response.writeHead(chance === 1 ? 503 : 204).end()
  }
  const server = createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`,
    counts,
    heal: () => {
      isIll = false
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }
  }
}

export async function subscribe(port: number, url: string): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}/v1/subscriptions`, {
    method: 'POST',
    body: JSON.stringify({ url }),
    headers: { 'content-type': 'application/json', 'idempotency-key': '"chaos"', 'authorization': authorization() }
  })
  if (response.status !== 201) throw new Error(`no subscription was made: ${response.status} ${await response.text()}`)
}

/** The whole log, as the writer may see it. */
export async function readLog(port: number): Promise<CloudEvent[]> {
  const all: CloudEvent[] = []
  for (let after: string | undefined = '0'; after !== undefined;) {
    const page: { items: CloudEvent[]; next_cursor: string | null; last_id: string } = await ask(port,
      `/v1/events?after=${after}&limit=100`)
    all.push(...page.items)
    after = page.next_cursor === null ? undefined : page.last_id
  }
  return all
}
