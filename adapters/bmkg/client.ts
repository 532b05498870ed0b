import { type Call, type HttpClient, readXml, statusFault, SystemFault } from '../../src/kit/index.ts'
import { readAlert, readNowcast } from './cap.ts'
import type { Alert, Feed, Gempa, NowcastItem } from './wire.ts'

/** BMKG's documents, one method each. */
export interface BmkgClient {
  gempa(feed: Feed, call: Call): Promise<Gempa[]>
  nowcast(call: Call): Promise<NowcastItem[]>
  /** Undefined when there is no document of this code, or none any more. */
  alert(code: string, call: Call): Promise<Alert | undefined>
  close(): Promise<void>
}

/** @param alerts the site of the warnings; the same as `data` unless they have one of their own */
export function createBmkgClient(data: HttpClient, alerts: HttpClient, format: 'json' | 'xml'): BmkgClient {
  async function get(http: HttpClient, path: string, stage: string, call: Call) {
    const answer = await http.send({ path, stage, headers: { accept: '*/*' } }, call)
    const fault = statusFault(answer, stage)
    if (fault !== undefined) throw fault
    if (answer.status >= 400 && answer.status !== 404) throw failed(stage, answer.status)
    return answer
  }

  return {
    async gempa(feed, call) {
      const path = `/DataMKG/TEWS/${feed}.${format}`
      if (format === 'json') {
        const { status, value } = await data.json<unknown>({ path, stage: feed }, call)
        if (status >= 400) throw failed(feed, status)
        return fromJson(value, feed)
      }
      const { status, bytes, contentType } = await get(data, path, feed, call)
      if (status === 404) throw failed(feed, status)
      return fromXml(bytes, contentType, feed)
    },
    async nowcast(call) {
      const { status, bytes, contentType } = await get(alerts, '/alerts/nowcast/id', 'nowcast', call)
      if (status === 404) throw failed('nowcast', status)
      return readNowcast(bytes, contentType, 'nowcast')
    },
    async alert(code, call) {
      const { status, bytes, contentType } = await get(alerts, `/alerts/nowcast/id/${code}_alert.xml`, 'alert', call)
      return status === 404 ? undefined : readAlert(bytes, contentType, 'alert')
    },
    async close() {
      await Promise.all([data.close(), alerts === data ? undefined : alerts.close()])
    }
  }
}

/** One earthquake is an object, several are a list. */
function fromJson(value: unknown, feed: Feed): Gempa[] {
  const gempa = (value as { Infogempa?: { gempa?: unknown } } | null)?.Infogempa?.gempa
  const rows: unknown[] = Array.isArray(gempa) ? gempa : [gempa]
  if (!rows.every(row => typeof row === 'object' && row !== null)) throw unreadable(feed)
  return rows
}

function fromXml(bytes: Buffer, contentType: string, feed: Feed): Gempa[] {
  const { root, rows } = readXml(bytes, { rows: 'gempa', contentType, stage: feed })
  if (root !== 'Infogempa') throw unreadable(feed)
  return rows.map(({ 'point/coordinates': Coordinates, ...row }) => ({ ...row,
    ...(Coordinates !== undefined && { Coordinates }) })
  )
}

function unreadable(feed: Feed): SystemFault {
  return new SystemFault('unreadable', { stage: feed, detail: 'sent no earthquakes where they should be' })
}

function failed(stage: string, status: number): SystemFault {
  return new SystemFault('failed', { stage, detail: `answered with status ${status}` })
}
