import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** A message as it came. */
export interface InboxMessage {
  id: string
  type: string
  time: string
  title: string
  text: string
}

/** Where the demo gets the hub's alerts, as a duty officer's phone would. */
export interface Inbox {
  /** What messages have to be signed with. */
  secret: string
  /** Takes a message. @returns why not, if it does not */
  take(headers: IncomingHttpHeaders, body: string): string | undefined
  /** Newest first; one that came twice stands there once. */
  messages(): readonly InboxMessage[]
  /** The same as a page that looks anew by itself. */
  page(): string
}

const KEPT = 100
/** A message that is older was caught and sent again by somebody. */
const TOLERANCE_SECONDS = 300

export function createInbox(now: () => number = Date.now): Inbox {
  const key = randomBytes(32)
  let kept: InboxMessage[] = []

  function faultOf(
    { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signatures }: IncomingHttpHeaders,
    body: string
  ): string | undefined {
    if (typeof id !== 'string' || typeof at !== 'string' || typeof signatures !== 'string') return 'it is not signed'
    if (Math.abs(now() / 1_000 - Number(at)) > TOLERANCE_SECONDS) return 'its time is not now'
    const wanted = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest()
    const isSigned = signatures.split(' ').some(signature => {
      const given = Buffer.from(signature.replace(/^v1,/, ''), 'base64')
      return given.length === wanted.length && timingSafeEqual(given, wanted)
    })
    return isSigned ? undefined : 'its signature is wrong'
  }

  return {
    secret: `whsec_${key.toString('base64')}`,
    take(headers, body) {
      const fault = faultOf(headers, body)
      if (fault !== undefined) return fault
      const { id, type, time, title, text } = JSON.parse(body) as InboxMessage
      if (!kept.some(message => message.id === id)) kept = [{ id, type, time, title, text }, ...kept].slice(0, KEPT)
      return undefined
    },
    messages: () => kept,
    page: () =>
      `<!doctype html>
<html lang="id">
<meta charset="utf-8"><meta http-equiv="refresh" content="2"><meta name="viewport" content="width=device-width">
<title>Inbox (${kept.length})</title>
<style>
body{font:16px/1.5 system-ui,sans-serif;max-width:45rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;
background:#f6f7f8}
article{background:#fff;border:1px solid #d5d9de;border-radius:.5rem;padding:.75rem 1rem;margin:1rem 0}
h2{font-size:1rem;margin:0}
time{color:#5a636e;font-size:.85rem}
pre{white-space:pre-wrap;font:inherit;margin:.5rem 0 0}
</style>
<h1>What the hub tells people</h1>
${
        kept.length === 0
          ? '<p>Nothing yet. Break a system: it is told within 15 seconds.</p>'
          : kept.map(article).join('\n')
      }
</html>
`
  }
}

function article({ time, title, text }: InboxMessage): string {
  return `<article><h2>${escapeHtml(title)}</h2><time>${escapeHtml(time)}</time><pre>${
    escapeHtml(text)
  }</pre></article>`
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
