import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import type { Change, Picture } from '../../src/features/command-center/picture.ts'
import { readFrames } from './event-stream.ts'

export interface Viewer {
  status: number
  picture(): Promise<Picture>
  /** All changes so far. */
  changes: Change[]
  /** Resolves with the first change that has come, or comes, and fits. */
  change(fits: (change: Change) => boolean): Promise<Change>
  /** What the stream ended with. */
  over: Promise<'over' | 'cut'>
  leave(): void
}

/** Follows GET /command-center/stream as the page does. */
export async function view(url: string, headers: Record<string, string>): Promise<Viewer> {
  const call = request(`${url}/command-center/stream`, { headers: { ...headers, accept: 'text/event-stream' } }).end()
  const [response] = (await once(call, 'response')) as [IncomingMessage]
  const changes: Change[] = []
  const waiting = new Set<() => void>()
  let first: Picture | undefined
  let isOver = false
  readFrames(response, frames => {
    for (const fields of frames) {
      const data: unknown = JSON.parse(fields.get('data') ?? '{}')
      if (fields.get('event') === 'picture') first = data as Picture
      else if (fields.get('event') === 'over') isOver = true
      else changes.push(data as Change)
    }
    for (const wake of waiting) wake()
  })
  const until = async <T>(found: () => T | undefined): Promise<T> => {
    for (;;) {
      const value = found()
      if (value !== undefined) return value
      await new Promise<void>(resolve => {
        const wake = (): void => {
          waiting.delete(wake)
          resolve()
        }
        waiting.add(wake)
      })
    }
  }
  return {
    status: response.statusCode ?? 0,
    picture: () => until(() => first),
    changes,
    change: fits => until(() => changes.find(fits)),
    over: new Promise(resolve => {
      response.once('close', () => {
        resolve(isOver ? 'over' : 'cut')
      })
    }),
    leave: () => {
      call.destroy()
    }
  }
}
