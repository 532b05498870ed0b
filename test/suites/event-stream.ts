import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import type { CloudEvent } from '../../src/gateway/events/cloud-event.ts'

export interface EventReader {
  status: number
  /** All events so far. */
  events: CloudEvent[]
  /** What a browser would send when it comes back. */
  lastId: string
  /** Waits until so many have come. */
  until(count: number): Promise<CloudEvent[]>
  /** Resolves when the stream has ended. */
  ended: Promise<void>
  leave(): void
}

/** Follows GET /v1/events as a browser does: an id without data moves the position, and is no event. */
export async function followEvents(url: string, headers: Record<string, string>): Promise<EventReader> {
  const call = request(url, { headers: { ...headers, accept: 'text/event-stream' } }).end()
  const [response] = (await once(call, 'response')) as [IncomingMessage]
  const events: CloudEvent[] = []
  const waiting: (() => void)[] = []
  const reader: EventReader = {
    status: response.statusCode ?? 0,
    events,
    lastId: '',
    async until(count) {
      while (events.length < count)
        await new Promise<void>(resolve => {
          waiting.push(resolve)
        })
      return events
    },
    ended: new Promise(resolve => {
      response.once('close', resolve)
    }),
    leave: () => {
      call.destroy()
    }
  }
  readFrames(response, frames => {
    for (const fields of frames) {
      reader.lastId = fields.get('id') ?? reader.lastId
      const data = fields.get('data')
      if (data !== undefined) events.push(JSON.parse(data) as CloudEvent)
    }
    for (const wake of waiting.splice(0)) wake()
  })
  return reader
}

/** Tells the fields of each frame of a stream of server-sent events, once it is whole. */
export function readFrames(response: IncomingMessage, tell: (frames: readonly Map<string, string>[]) => void): void {
  let rest = ''
  response.setEncoding('utf8')
  response.on('error', () => {})
  response.on('data', (text: string) => {
    const frames = (rest + text).split('\n\n')
    rest = frames.pop() ?? ''
    tell(
      frames.map(frame =>
        new Map(frame.split('\n').map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]))
      )
    )
  })
}
