import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { type City, parseCoordinates, type PushedMessage, type Received, SystemFault } from '../../src/kit/index.ts'
import type { Alert, Parameter } from './wire.ts'

const STAGE = 'receive an alert'
const ID = /^[A-Za-z0-9-]{1,40}$/

/**
 * Reads one pushed alert. What is personal ends here: telephone and IMEI become a pseudonym of the day, and of the
 * position only remains whether it was usable.
 * @throws SystemFault `denied` for a wrong key, `rejected` for anything that is no alert
 */
export function receiveAlert(
  { method, path, query, receivedAt }: PushedMessage,
  key: string,
  box: City['box']
): Received<Alert> {
  const parameter = (name: Parameter): string => {
    const [value = '', ...more] = query.getAll(name)
    // Which of them the pusher meant cannot be known.
    if (more.length > 0) throw rejected(`came with several parameters ${name}`)
    return value.trim()
  }
  if (!isEqual(query.get('key') ?? '', key))
    throw new SystemFault('denied', { stage: STAGE, detail: 'came with a wrong key, or with none' })
  if (method !== 'GET' || path.replace(/^\/|\/$/g, '') !== 'alert') throw rejected('is no GET of an alert')
  const id = parameter('id')
  if (!ID.test(id)) throw rejected('came without a usable id')
  const telephone = `${parameter('hp')}|${parameter('imei')}`
  return {
    rows: [{
      id,
      waktu: parameter('waktu').slice(0, 40),
      kec: parameter('kec').slice(0, 100),
      position: readPosition(parameter('lat'), parameter('lng'), box),
      device: telephone === '|'
        ? id
        : createHmac('sha256', key).update(`${receivedAt.slice(0, 10)}|${telephone}`).digest('base64url'),
      receivedAt
    }],
    answer: { status: 200, contentType: 'text/plain; charset=utf-8', body: 'OK' }
  }
}

function readPosition(lat: string, lng: string, box: City['box']): Alert['position'] {
  // Telephones without a fix say 0, 0.
  if (Number(lat) === 0 && Number(lng) === 0) return 'none'
  const { value, codes } = parseCoordinates(lat, lng, box)
  if (codes.includes('coord_swapped')) return 'swapped'
  if (codes.includes('coord_outside')) return 'outside'
  if (value !== undefined) return 'inside'
  return codes.length > 0 ? 'unreadable' : 'none'
}

/** Takes as long for a wrong key as for the right one, whatever their lengths. */
function isEqual(given: string, key: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(key))
}

function rejected(detail: string): SystemFault {
  return new SystemFault('rejected', { stage: STAGE, detail })
}
