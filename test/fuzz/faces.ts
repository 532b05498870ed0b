import { SaxesParser } from 'saxes'
import type { Seeded } from '../kit/seeded.ts'
import type { Draft, Ground } from './draft.ts'
import { CANARY_NAME, CANARY_NIK, oddTexts } from './values.ts'
import type { WireAnswer } from './wire.ts'

type Request = readonly [method: string, path: string]

/** What stands beside the operations of the contract. */
const open311: readonly Request[] = [
  ['GET', '/open311/v2/discovery.xml'],
  ['GET', '/open311/v2/discovery.json'],
  ['GET', '/open311/v2/services.xml'],
  ['GET', '/open311/v2/services.json'],
  ['GET', '/open311/v2/services/LAPOR-11.xml'],
  ['GET', '/open311/v2/requests.xml'],
  ['GET', '/open311/v2/requests.json'],
  ['GET', '/open311/v2/requests/LAPOR-1420986.json'],
  ['GET', '/open311/v2/tokens/x.xml'],
  ['GET', '/open311/v2/servicerequestupdates.xml'],
  ['GET', '/open311/v2/servicerequestupdates.json'],
  ['GET', '/open311/v2/media/x'],
  ['POST', '/open311/v2/requests.json'],
  ['POST', '/open311/v2/requests.xml'],
  ['POST', '/open311/v2/servicerequestupdates.xml']
]
const beside: readonly Request[] = [
  ['GET', '/livez'],
  ['GET', '/readyz'],
  ['GET', '/'],
  ['GET', '/docs'],
  ['GET', '/docs/'],
  ['GET', '/docs/static/index.html'],
  ['GET', '/docs/json'],
  ['GET', '/docs/static/../../package.json'],
  ['GET', '/openapi.json'],
  ['GET', '/problems/not_found'],
  ['GET', '/problems/constructor'],
  ['GET', '/metrics'],
  ['GET', '/push/panic-button/press'],
  ['POST', '/push/panic-button/press'],
  ['POST', '/push/complaints/x'],
  ['GET', '/push/none/x'],
  ['GET', '/systems/transport/raw/x'],
  ['POST', '/systems/none/raw/x'],
  ['GET', '/systems/complaints/raw/../../x'],
  ['GET', '/v1'],
  ['GET', '/v1/nothing'],
  ['GET', '/favicon.ico'],
  ['GET', '/.env'],
  ['GET', '/robots.txt']
]
const names = ['api_key', 'service_code', 'lat', 'long', 'address_string', 'description', 'status', 'start_date',
  'end_date', 'service_request_id', 'page', 'page_size', 'jurisdiction_id', 'extensions', 'attribute[x]',
  'attribute[x][]', 'update_id', 'updated_datetime', 'first_name', 'email', 'media_url', 'id', 'lon']
const values = ['LAPOR-11', '-6.8853', '107.6137', 'open', 'closed,open', '2026-11-01T00:00:00Z',
  '2026-11-20T00:00:00%2B0700', 'LAPOR-1420986,LAPOR-1420985', 'true', '1', '50', 'Lampu+mati', ...oddTexts]

/** Who must not be told of. */
const people = [encodeURIComponent(CANARY_NAME), CANARY_NAME, CANARY_NIK]

/** A request to another face of the hub, good or bad by chance. */
export function faceRequest({ callers }: Ground, random: Seeded, number: string): Draft {
  const [method, path] = random.pick(random.int(0, 2) > 0 ? open311 : beside)
  // What is passed through reaches a system as it came: a name that this puts there would be told of as a leak.
  const own = path.includes('/raw/') ? values.filter(value => !people.some(one => value.includes(one))) : values
  const pairs = (): Draft['query'] =>
    Array.from({ length: random.int(0, 5) }, () => [random.pick(names), random.pick(own)])
  const credentials = Object.entries(callers[random.pick(['anonymous', 'application', 'operator'])] ?? {})
  const form = pairs().map(([name, value]) => `${name}=${value}`).join('&')
  return {
    method,
    path,
    query: method === 'GET' ? pairs() : [],
    headers: [['Host', 'hub'], ['X-Request-Id', number], ...credentials,
      ...(method === 'POST' ? [['Content-Type', 'application/x-www-form-urlencoded'] as [string, string]] : [])],
    body: method === 'POST' ? Buffer.from(form) : undefined,
    finish: bytes => bytes,
    alone: false,
    raw: false
  }
}

/** Statuses that GeoReport's callers may get: its own, and those that say when to come again. */
const statuses = new Set([200, 201, 202, 400, 403, 404, 405, 408, 413, 429, 431, 501, 502, 503, 504])

/** What is wrong with an answer of the Open311 face: it answers in the format that was asked for, errors too. */
export function open311Errors({ status, headers, body }: WireAnswer): string[] {
  const errors = statuses.has(status) ? [] : [`status ${status} is none of GeoReport`]
  const [type] = (headers['content-type'] ?? '').split(';')
  const text = body.toString()
  if (body.length === 0) return errors
  if (type === 'text/xml') return [...errors, ...xmlErrors(text, status >= 400 ? 'errors' : undefined)]
  if (type !== 'application/json')
    return type?.startsWith('image/') === true
      ? errors
      : [...errors, `an answer of the type ${type}`]
  try {
    const value = JSON.parse(text) as unknown
    const isRight = status < 400 ||
      (Array.isArray(value) && value.length > 0 &&
        value.every(one =>
          typeof (one as { code: unknown }).code === 'number' &&
          typeof (one as { description: unknown }).description === 'string'
        ))
    return isRight ? errors : [...errors, "an error in other words than GeoReport's"]
  } catch {
    return [...errors, 'a body that is not JSON']
  }
}

function xmlErrors(text: string, root: string | undefined): string[] {
  const errors: string[] = []
  let first: string | undefined
  const parser = new SaxesParser()
  parser.on('error', () => {
    errors.push('a body that is not XML')
  })
  parser.on('opentag', ({ name }) => {
    first ??= name
  })
  parser.write(text).close()
  if (root !== undefined && first !== root) errors.push(`an error whose root is ${first}`)
  return errors.slice(0, 1)
}
