import type { ServerResponse } from 'node:http'
import { SatuError } from '../errors.ts'

/** Who may send a file now: what is received at the same time has to fit into memory. */
export interface UploadTurns {
  /**
   * Waits for a turn; what is sent meanwhile stays on the way.
   * @param most bytes that this one may have
   * @returns ends the turn, once
   * @throws SatuError invalid_request when its caller has left
   */
  take(consumer: string, most: number, response: ServerResponse): Promise<() => void>
}

/** Of all files that are received at once, in a process. */
const ROOM_BYTES = 134_217_728

interface Waiting {
  consumer: string
  most: number
  begin(): void
}

/** Turns come in order, but nobody has more than half of the room while others might want it. */
export function createUploadTurns(room = ROOM_BYTES): UploadTurns {
  const waiting = new Set<Waiting>()
  const taken = new Map<string, number>()
  let all = 0

  // The first always fits: a limit above the room must not lock everybody out.
  const fits = ({ consumer, most }: Waiting): boolean => {
    const own = taken.get(consumer) ?? 0
    return (all === 0 || all + most <= room) && (own === 0 || own + most <= room / 2)
  }

  function begin(): void {
    for (const one of waiting) {
      if (!fits(one)) continue
      waiting.delete(one)
      add(one.consumer, one.most)
      one.begin()
    }
  }

  function add(consumer: string, bytes: number): void {
    all += bytes
    const own = (taken.get(consumer) ?? 0) + bytes
    if (own === 0) taken.delete(consumer)
    else taken.set(consumer, own)
  }

  return {
    take: (consumer, most, response) =>
      new Promise((resolve, reject) => {
        let isOver = false
        const end = (): void => {
          if (isOver) return
          isOver = true
          response.off('close', leave)
          add(consumer, -most)
          begin()
        }
        const one: Waiting = { consumer, most, begin: () => {
          resolve(end)
        } }
        const leave = (): void => {
          if (waiting.delete(one))
            reject(
              new SatuError('invalid_request', 'The caller left before the file was taken.', { stage: 'upload' })
            )
        }
        waiting.add(one)
        response.once('close', leave)
        if (response.closed) leave()
        else begin()
      })
  }
}
