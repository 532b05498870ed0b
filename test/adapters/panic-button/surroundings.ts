import { readFileSync } from 'node:fs'
import { adapter } from '../../../adapters/panic-button/index.ts'
import type { Alert } from '../../../adapters/panic-button/wire.ts'
import type { Inbox, MapTools, PushedMessage, Reader, Received } from '../../../src/kit/index.ts'
import { city } from '../../suites/core/city.ts'
import { toolsFor } from '../records.ts'

export const incidents = adapter.resources.incidents as unknown as Reader<'incidents', unknown, Alert> & {
  inbox: Required<Inbox<unknown, Alert>>
}

export const KEY = 'demo-panic-only'
export const client = adapter.connect({ key: KEY }, {
  system: { id: 'panic-button', name: 'Panic Button', prefix: 'PANIC', agencyId: 'SKPD-DPU' },
  url: '',
  city,
  today: () => '2026-11-20'
})

/** The fixture's alert, with other parameters where they are given. */
export const parameters = (given: Record<string, string> = {}): URLSearchParams => {
  const query = new URL((fixture('alert') as { request: string }).request.slice(4), 'http://hub').searchParams
  for (const [name, value] of Object.entries(given)) query.set(name, value)
  return query
}

export const pushed = (query: URLSearchParams, message: Partial<PushedMessage> = {}): PushedMessage => ({
  method: 'GET',
  path: 'alert',
  query,
  headers: {},
  contentType: '',
  body: Buffer.alloc(0),
  receivedAt: '2026-11-20T09:15:24+07:00',
  ...message
})

export function receive(query: URLSearchParams, message?: Partial<PushedMessage>): Received<Alert> {
  return incidents.inbox.receive(client, pushed(query, message))
}

export const createTools = (): MapTools => toolsFor(city, 'PANIC')

export function fixture(name: string): unknown {
  return JSON.parse(
    readFileSync(new URL(`../../../adapters/panic-button/fixtures/${name}.json`, import.meta.url), 'utf8')
  )
}
