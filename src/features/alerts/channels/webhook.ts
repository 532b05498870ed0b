import { toWib } from '../../../kit/indonesia/calendar.ts'
import { type Sender, signatureHeaders } from '../../webhooks/index.ts'
import type { DigestBody } from '../digest.ts'
import { runbookOf } from '../message.ts'
import type { AlertView } from '../notices.ts'
import { type Channel, type Outgoing, resultOf } from './channel.ts'

/** Sends JSON, signed as Standard Webhooks 1.0 has it. */
export function createWebhookChannel(sender: Sender, city: () => string): Channel {
  return {
    async send({ webhook }, outgoing, signal) {
      if (webhook === undefined) throw new Error('no webhook')
      const body = JSON.stringify(payloadOf(outgoing, city()))
      const signature = signatureHeaders({ id: outgoing.id, timestamp: Math.floor(Date.now() / 1_000), body }, [
        webhook.secret
      ])
      return resultOf(
        await sender.send(webhook.url, { headers: { 'content-type': 'application/json; charset=utf-8', ...signature },
          body }, signal)
      )
    }
  }
}

/** What a receiver is sent: the words for people, and all of it for programs. */
function payloadOf({ id, at, body, message }: Outgoing, city: string): object {
  const words = { type: `satu.${body.kind}`, id, time: time(at), city, title: message.title,
    text: message.lines.join('\n') }
  if (body.kind === 'test') return { ...words, by: body.by }
  if (body.kind === 'digest') return { ...words, digest: viewDigest(body.digest) }
  const { firing, again, resolved, more } = body.alerts
  return { ...words,
    alerts: [...firing.map(viewOf('firing')), ...again.map(viewOf('again')), ...resolved.map(viewOf('resolved'))],
    more }
}

const viewOf =
  (state: 'firing' | 'again' | 'resolved') => ({ since, firedAt, resolvedAt, kind, ...view }: AlertView): object => ({
    ...view,
    kind,
    state,
    since: time(since),
    fired_at: time(firedAt),
    ...(resolvedAt !== undefined && { resolved_at: time(resolvedAt) }),
    runbook: runbookOf(kind)
  })

function viewDigest({ from, to, ...digest }: DigestBody): object {
  return { from: time(from), to: time(to), ...digest }
}

function time(ms: number): string {
  return toWib(new Date(ms))
}
