import { createHash, timingSafeEqual } from 'node:crypto'
import { parseJson, pick, SystemFault, type PushedMessage, type Received } from '../../../../../src/kit/index.ts'
import { columns, type Izin } from '../../../resources/licences/adapter/wire.ts'

const STAGE = 'receive licence'

/**
 * One record in each message: a POST to `izin` with JSON and the key in a header.
 * @throws SystemFault `denied` for a wrong key, `rejected` for anything that is no record
 */
export function receiveIzin({ method, path, headers, body }: PushedMessage, key: string): Received<Izin> {
  // Anybody can send to the push address: the key comes before everything else.
  if (!isSame(headers['x-api-key'] ?? '', key)) throw new SystemFault('denied', { stage: STAGE, detail: 'needs the key of the pusher' })
  if (method !== 'POST' || path.replace(/^\/|\/$/g, '') !== 'izin') throw rejected('is no POST to izin')
  const row = readRow(body.toString())
  if (row === undefined) throw rejected('has no record with its key and its date of change')
  return { rows: [pick(row, columns)], answer: { status: 200, contentType: 'application/json', body: '{"status":"ok"}' } }
}

function readRow(text: string): Izin | undefined {
  let value
  try {
    value = parseJson(text, STAGE) as Partial<Izin> | null
  } catch (cause) {
    throw rejected('is no JSON', cause)
  }
  // What the mapping cannot do without; every other value may be anything.
  return typeof value?.NO_IZIN === 'string' && typeof value.TGL_UBAH === 'string' ? (value as Izin) : undefined
}

function rejected(detail: string, cause?: unknown): SystemFault {
  return new SystemFault('rejected', { stage: STAGE, detail, cause })
}

/** Takes as long for a key that begins right as for any other. */
function isSame(given: string, key: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(key))
}
