import type { ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import { SatuError } from '../errors.ts'

/** Memory for bodies that are read before it is known who sends them. */
export interface BodyRoom {
  /**
   * Reads a body, never further than its limit and the room for all of them. What it takes is given back when the
   * response has closed.
   * @param address whom it is counted to: nobody has more than half of the room
   * @throws SatuError payload_too_large, hub_busy, invalid_request for a body that breaks off
   */
  read(body: Readable, options: { most: number; address: string; response: ServerResponse }): Promise<Buffer>
}

/** Of all such bodies at once, in a process. */
const ROOM_BYTES = 67_108_864
const RETRY_AFTER_MS = 2_000

export function createBodyRoom(room = ROOM_BYTES): BodyRoom {
  const taken = new Map<string, number>()
  let all = 0

  function add(address: string, bytes: number): void {
    all += bytes
    const own = (taken.get(address) ?? 0) + bytes
    if (own === 0) taken.delete(address)
    else taken.set(address, own)
  }

  return {
    async read(body, { most, address, response }) {
      let bytes = 0
      const chunks: Buffer[] = []
      const giveBack = (): void => {
        add(address, -bytes)
        bytes = 0
      }
      response.once('close', giveBack)
      try {
        for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
          if (bytes + chunk.length > most) throw tooLarge(most)
          if (all + chunk.length > room || (taken.get(address) ?? 0) + chunk.length > room / 2) throw full()
          if (response.closed) throw new Error('the caller left')
          bytes += chunk.length
          add(address, chunk.length)
          chunks.push(chunk)
        }
        return Buffer.concat(chunks, bytes)
      } catch (cause) {
        giveBack()
        // Whoever still sends can end, and hear the answer. Nobody keeps it.
        body.resume()
        throw cause instanceof SatuError ? cause : new SatuError('invalid_request', 'The body breaks off.', {
          stage: 'http',
          cause
        })
      }
    }
  }
}

export function tooLarge(most: number): SatuError {
  return new SatuError('payload_too_large', `The body may have ${most} bytes.`, { stage: 'http',
    headers: { connection: 'close' } })
}

function full(): SatuError {
  return new SatuError('hub_busy', 'Too much is being received at once.', { stage: 'http',
    headers: { connection: 'close' }, retryAfterMs: RETRY_AFTER_MS })
}
