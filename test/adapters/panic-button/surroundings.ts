import { readFileSync } from 'node:fs'
import { adapter } from '../../../adapters/panic-button/index.ts'
import type { Alert } from '../../../adapters/panic-button/wire.ts'
import { loadContract } from '../../../src/contract/contract.ts'
import { createValidation } from '../../../src/contract/validation.ts'
import { createFieldReader } from '../../../src/kit/fields.ts'
import { toId } from '../../../src/kit/ids.ts'
import type { Inbox, Mapped, MapTools, PushedMessage, Reader, Received } from '../../../src/kit/index.ts'
import { createNotes } from '../../../src/kit/quality.ts'
import { city } from '../../suites/core/city.ts'

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

export function createTools(): MapTools {
  const notes = createNotes()
  const { regions, box, phoneArea } = city
  return { notes, read: createFieldReader(notes, { today: '2026-11-20', regions, box, phoneArea }),
    id: key => toId('PANIC', key) }
}

const validation = createValidation(loadContract())

/** What the contract finds wrong with an incident once the hub has added its own fields; empty when it fits. */
export function contractErrors({ key, updatedAt, record }: Mapped<'incidents'>, tools: MapTools): string[] {
  const source = { system: 'panic-button', record_id: key, fetched_at: '2026-11-20T09:15:24+07:00',
    updated_at: updatedAt }
  const whole = { id: tools.id(key), ...record, source, quality: tools.notes.list() }
  return validation.errorsOf('Incident', whole).map(error => `${error.instancePath} ${error.message}`)
}

export function fixture(name: string): unknown {
  return JSON.parse(
    readFileSync(new URL(`../../../adapters/panic-button/fixtures/${name}.json`, import.meta.url), 'utf8')
  )
}
