import { readXml, SystemFault, type XmlRecord } from '../../src/kit/index.ts'
import type { Alert, NowcastItem } from './wire.ts'

/** The stage of faults that are a document's own, not the site's. */
export const READ_ALERT = 'read alert'

const LINK = /\/([A-Z]{3}\d{11})_alert\.xml$/

/** The warnings that the RSS lists. Items without a link to a CAP document are none. */
export function readNowcast(bytes: Buffer, contentType: string, stage: string): NowcastItem[] {
  const { root, rows } = readXml(bytes, { rows: 'item', contentType, stage })
  if (root !== 'rss') throw new SystemFault('unreadable', { stage, detail: 'sent XML that is no RSS' })
  return rows.flatMap(({ title = '', link = '' }) => {
    // The link names BMKG's own site: only the name of the document is taken from it.
    const code = LINK.exec(link)?.[1]
    return code === undefined ? [] : [{ title, code }]
  })
}

/**
 * A CAP document, in Indonesian when it has several languages.
 * @param stage of faults of the site, such as a page in the documents' place; a document's own have `READ_ALERT`
 */
export function readAlert(bytes: Buffer, contentType: string, stage: string): Alert {
  const isDocument = /^(?:\xEF\xBB\xBF)?\s*<(?:\?xml|(?:\w+:)?alert)\b/.test(bytes.toString('latin1', 0, 100))
  const { root, rows, fields } = readXml(bytes, { rows: 'info', contentType, stage: isDocument ? READ_ALERT : stage })
  if (root !== 'alert')
    throw new SystemFault('unreadable', { stage: isDocument ? READ_ALERT : stage,
      detail: 'sent XML that is no CAP alert' })
  const info = rows.find(({ language }) => /^id\b/i.test(language ?? '')) ?? rows[0] ?? {}
  const { identifier, sent, status, msgType, scope } = fields
  const { category, event, urgency, severity, certainty, effective, expires, headline, description } = info
  const alert = { identifier, sent, status, msgType, scope, category, event, urgency, severity, certainty, effective,
    expires, headline, description }
  return { ...defined(alert), areaDesc: all(info, 'area/areaDesc').join(', '), polygons: all(info, 'area/polygon') }
}

/** The texts of a repeated element: `area/polygon`, `area/polygon[2]`... */
function all(record: XmlRecord, path: string): string[] {
  return Object.entries(record).flatMap((
    [key, text]
  ) => (key === path || (key.startsWith(`${path}[`) && key.endsWith(']')) ? [text] : []))
}

function defined(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined))
}
