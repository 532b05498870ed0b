import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Streams } from '../../gateway/events/streams.ts'
import type { Session } from '../../http/auth.ts'
import type { Serving } from '../../http/serving.ts'
import { sessionUnder } from '../../http/standing.ts'
import { COMMAND_CENTER_SCOPE } from '../../platform/config/scopes.ts'
import type { Pictures, Viewer } from './picture.ts'
import { time } from './system-rows.ts'

export interface StreamOptions {
  pictures: Pictures
  streams: Streams
  current(): Serving
}

/** What may wait for a viewer that reads slowly; past this it is cut off, and comes back to a whole picture. */
const MOST_WAITING = 4_194_304
const RETRY_MS = 1_000
export const STREAM_HEADERS = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store',
  'x-accel-buffering': 'no' } as const

function viewerOf({ consumer, scopes, expiresAt }: Session): Viewer {
  return { consumer, scopes: [...scopes], expiresAt: time(expiresAt) }
}

/**
 * Server-sent events (WHATWG HTML, section 9.2): `picture` with everything, then one `change` a second, the same text
 * for all viewers. It ends with `over` when the viewer's credential does.
 */
export async function streamPictures(
  request: FastifyRequest,
  reply: FastifyReply,
  { pictures, streams, current }: StreamOptions
): Promise<FastifyReply> {
  let session = request.session as Session
  let serving = request.serving
  const picture = await pictures.now()
  const place = streams.enter(session.consumer, serving.config.hub.events.max_streams)
  request.seen = { outcome: 'stream', cache: 'bypass' }
  const { raw } = reply
  const headers = { ...reply.getHeaders(), ...STREAM_HEADERS }
  reply.hijack()
  // It outlives the configuration that it came under, and asks none of its systems.
  request.leave()
  raw.writeHead(200, headers as Record<string, string>)
  raw.write(
    `retry: ${RETRY_MS}\nevent: picture\ndata: ${JSON.stringify({ ...picture, viewer: viewerOf(session) })}\n\n`
  )
  const unfollow = pictures.follow(change => {
    if (!mayLook()) return end('event: over\ndata: {}\n\n')
    if (raw.writableLength > MOST_WAITING) raw.destroy()
    else raw.write(`event: change\ndata: ${change}\n\n`)
  })
  const end = (text = ''): void => {
    unfollow()
    raw.end(text)
  }
  const onEnd = (): void => {
    end()
  }
  place.signal.addEventListener('abort', onEnd)
  raw.once('close', () => {
    unfollow()
    place.signal.removeEventListener('abort', onEnd)
    place.leave()
  })
  return reply

  /** A consumer may have been taken out, or have lost the scope, since it came. */
  function mayLook(): boolean {
    if (serving !== current()) {
      serving = current()
      const again = sessionUnder(serving, request)
      if (again === undefined) return false
      session = again
    }
    return session.expiresAt > Date.now() && session.scopes.has(COMMAND_CENTER_SCOPE)
  }
}
