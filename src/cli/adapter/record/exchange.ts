import type { HttpExchange } from '../../../testing/index.ts'
import { encodeBody, mapBody, readBody, throughMarkup } from './bodies.ts'
import { mapForm, mapUrl } from './form-body.ts'
import type { Visit } from './json-body.ts'

/** An exchange as a fixture holds it: no headers but those that say what the body is and where the caller is sent. */
export interface Fixture {
  request: { method: string; path: string; form?: Record<string, string | string[]>; body?: unknown }
  answer: { status: number; content_type?: string; location?: string; body?: unknown; file?: string }
}

export interface Recorded {
  fixture: Fixture
  /** A body that is no JSON lies beside it, byte for byte. */
  file?: { extension: string; bytes: Buffer }
}

/** Visits all that an exchange holds, and makes the fixture of it. */
export function mapExchange(exchange: HttpExchange, plainVisit: Visit): Recorded {
  const { request, answer } = exchange
  const operation = nameOf(exchange).join('/')
  // A cell's place says what it is within one list only.
  const visit = throughMarkup((key, text) => plainVisit(key.endsWith(']') ? `${operation} ${key}` : key, text))
  const type = headerOf(answer.headers['content-type'])
  const location = headerOf(answer.headers['location'])
  const fixture: Fixture = {
    request: { method: request.method, path: mapUrl(request.path, visit), ...requestBody(request, visit) },
    answer: { status: answer.status, ...(type !== undefined && { content_type: type }),
      ...(location !== undefined && { location: mapUrl(location, visit) }) }
  }
  const body = readBody(answer.body, type)
  if (body.kind === 'none') return { fixture }
  if (body.kind === 'binary') return { fixture: { ...fixture, answer: { ...fixture.answer, body: '(not kept)' } } }
  const mapped = mapBody(body, visit)
  if ('json' in mapped) {
    fixture.answer.body = mapped.json
    return { fixture }
  }
  return { fixture,
    file: { extension: body.kind === 'xml' || body.kind === 'html' ? body.kind : 'txt',
      bytes: encodeBody(mapped.text, body) } }
}

function requestBody(
  { headers, body: bytes }: HttpExchange['request'],
  visit: Visit
): Pick<Fixture['request'], 'form' | 'body'> {
  const body = readBody(bytes, headers['content-type'])
  if (body.kind === 'none' || body.kind === 'binary') return {}
  if (body.kind === 'form') {
    const form: Record<string, string | string[]> = {}
    for (const [name, value] of new URLSearchParams(mapForm(body.text, visit))) {
      const known = form[name]
      form[name] = known === undefined ? value : [known, value].flat()
    }
    return { form }
  }
  const mapped = mapBody(body, visit)
  return { body: 'json' in mapped ? mapped.json : mapped.text }
}

function headerOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}

/** What an exchange is called: the SOAP operation, or the last word of the path. */
export function nameOf({ request }: HttpExchange): readonly string[] {
  const operation = /<(?:[\w-]+:)?Body[^>]*>\s*<(?:[\w-]+:)?([A-Za-z][\w-]*)/.exec(
    request.body.toString('latin1', 0, 4_000)
  )?.[1]
  if (operation !== undefined) return [operation]
  const [path = ''] = request.path.split('?')
  const words = path.split('/').map(segment => segment.replace(/\.\w{2,5}$/, '')).filter(segment =>
    /^[A-Za-z][A-Za-z_-]{1,40}$/.test(segment)
  )
  return words.length === 0 ? ['root'] : words.reverse()
}
