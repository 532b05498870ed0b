import type { FastifyRequest } from 'fastify'
import { Transform } from 'node:stream'
import { SatuError } from '../../errors.ts'

/**
 * A request's body on its way, which ends where it grows longer than any other may be; undefined when there is none.
 */
export function measured({ body, raw, serving }: FastifyRequest): Transform | undefined {
  if (body !== raw) return undefined
  const most = serving.config.hub.max_body_bytes
  let left = most
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      left -= chunk.length
      if (left < 0) done(tooLarge(most))
      else done(null, chunk)
    }
  })
  // Its end is the call's own matter.
  stream.on('error', () => {})
  return raw.pipe(stream)
}

/** @param most bytes */
export function tooLarge(most: number): SatuError {
  return new SatuError('payload_too_large', `The body may have ${most} bytes.`, { stage: 'pass through' })
}
