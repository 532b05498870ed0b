import type { Contract } from '../../contract/contract.ts'
import type { Store } from '../../platform/store/database.ts'
import { type Family, labels } from '../../platform/telemetry/metrics.ts'
import { createFeed, type Feed } from './feed.ts'
import { createHearing, type Hearing } from './hearing.ts'
import { createEventLog, type EventLog } from './log.ts'
import { createStreams, type Streams } from './streams.ts'
import { createTail, type Tail } from './tail.ts'

/** What happened, and those who want to hear of it. */
export interface Events extends Pick<EventLog, 'append'> {
  feed: Feed
  tail: Tail
  hearing: Hearing
  streams: Streams
  families(): Family[]
  close(): void
}

export interface EventsOptions {
  store: Store
  contract: Contract
}

export function createEvents({ store, contract }: EventsOptions): Events {
  const appended = new Map<string, number>()
  const log = createEventLog({ engine: store.engine, onAppend: type => {
    appended.set(type, (appended.get(type) ?? 0) + 1)
  } })
  const feed = createFeed(store)
  const tail = createTail({ store })
  const streams = createStreams()

  return {
    append: log.append,
    feed,
    tail,
    streams,
    hearing: createHearing(contract),
    families: () => [
      { name: 'satu_events_total', help: 'Events written into the log, by type.', type: 'counter',
        series: [...appended].map(([type, count]) => [labels({ type }), count]) },
      { name: 'satu_event_streams', help: 'Streams of events that are open.', type: 'gauge',
        series: [['', streams.count()]] }
    ],
    close: tail.close
  }
}
