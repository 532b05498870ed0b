import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { adapter } from '../../../adapters/webhook/index.ts'
import type { Delivery } from '../../../adapters/webhook/wire.ts'
import type { Inbox, MapTools, PushedMessage, Reader, Received } from '../../../src/kit/index.ts'
import { compile } from '../../../src/platform/config/shape.ts'
import { city } from '../../suites/core/city.ts'
import { toolsFor } from '../records.ts'

export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
export const OLD_SECRET = `whsec_${Buffer.alloc(24, 'an old one').toString('base64')}`
export const RECEIVED_AT = '2026-11-20T09:15:24+07:00'

export const incidents = adapter.resources.incidents as unknown as Reader<'incidents', unknown, Delivery> & {
  inbox: Required<Inbox<unknown, Delivery>>
}

export const acceptsSettings = (settings: object): boolean => compile(adapter.settings)(settings)

export function connect(settings: object): unknown {
  if (!acceptsSettings(settings)) throw new Error('the settings do not fit their schema')
  const system = { id: 'reports', name: 'Reports', prefix: 'HOOK', agencyId: 'SKPD-DPU' }
  return adapter.connect(settings, { system, url: '', city, today: () => '2026-11-20' })
}

/** What a sender's library adds to a body. */
export function signed(
  body: string | Buffer,
  { id = 'msg_1', at = RECEIVED_AT, secrets = [SECRET] }: { id?: string; at?: string; secrets?: string[] } = {}
) {
  const timestamp = String(Date.parse(at) / 1000)
  const sign = (secret: string) =>
    createHmac('sha256', Buffer.from(secret.slice(6), 'base64')).update(`${id}.${timestamp}.`).update(body).digest(
      'base64'
    )
  return { 'webhook-id': id, 'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map(secret => `v1,${sign(secret)}`).join(' ') }
}

export const pushed = (
  body: string | Buffer,
  headers: Record<string, string>,
  message: Partial<PushedMessage> = {}
): PushedMessage => ({
  method: 'POST',
  path: 'incidents',
  query: new URLSearchParams(),
  headers,
  contentType: 'application/json',
  body: Buffer.from(body as string),
  receivedAt: RECEIVED_AT,
  ...message
})

export function receive(
  client: unknown,
  body: string | Buffer,
  headers: Record<string, string>,
  message?: Partial<PushedMessage>
): Received<Delivery> {
  return incidents.inbox.receive(client, pushed(body, headers, message))
}

export const createTools = (): MapTools => toolsFor(city, 'HOOK')

export const fixture = (name: string): string =>
  readFileSync(new URL(`../../../adapters/webhook/fixtures/${name}.json`, import.meta.url), 'utf8')
