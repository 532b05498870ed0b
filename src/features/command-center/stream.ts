import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Streams } from '../../gateway/events/streams.ts'
import type { Session } from '../../http/auth.ts'
import type { Serving } from '../../http/serving.ts'
import { followStanding, STANDING_MS } from '../../http/standing.ts'
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
  const session = request.session as Session
  const standing = followStanding(request, current)
  const picture = await pictures.now()
  const place = streams.enter(session.consumer, request.serving.config.hub.events.max_streams)
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
  // The picture may be late; the end of a credential is not.
  const watch = setInterval(() => {
    if (!mayLook()) end('event: over\ndata: {}\n\n')
  }, STANDING_MS)
  watch.unref()
  const end = (text = ''): void => {
    unfollow()
    clearInterval(watch)
    raw.end(text)
  }
  const onEnd = (): void => {
    end()
  }
  place.signal.addEventListener('abort', onEnd)
  raw.once('close', () => {
    unfollow()
    clearInterval(watch)
    place.signal.removeEventListener('abort', onEnd)
    place.leave()
  })
  return reply

  function mayLook(): boolean {
    return standing()?.scopes.has(COMMAND_CENTER_SCOPE) === true
  }
}
