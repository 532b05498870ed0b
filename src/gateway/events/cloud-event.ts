import type { Selectable } from 'kysely'
import type { components } from '../../contract/types.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import type { EventsTable } from '../../platform/store/tables.ts'

/** An event as it stands in the log. */
export type EventRow = Selectable<EventsTable>

/** An event as it leaves the hub: CloudEvents 1.0, JSON format. */
export type CloudEvent = components['schemas']['Event']

/** @param prefix of the city, such as `id.go.bandung` */
export function toCloudEvent({ seq, type, system, subject, time, data }: EventRow, prefix: string): CloudEvent {
  return {
    specversion: '1.0',
    id: String(seq),
    source: system === null ? '/v1' : `/v1/systems/${system}`,
    type: `${prefix}.${type}`,
    subject,
    time: toWib(new Date(time)),
    datacontenttype: 'application/json',
    data: JSON.parse(data) as CloudEvent['data']
  }
}
