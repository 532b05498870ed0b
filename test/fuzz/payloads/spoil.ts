import { gzipSync } from 'node:zlib'
import { type Seeded, seeded } from '../../kit/seeded.ts'
import { oddJson } from '../values.ts'

/** A payload as a system sends it. */
export interface Payload {
  body: Buffer
  /** Content-Type, where the protocol has one. */
  type?: string | undefined
  status?: number
}

type Spoil = (payload: Payload, random: Seeded) => void

const PAGE =
  '<!DOCTYPE html><html><head><title>Login</title></head><body><form><input name="username"></form></body></html>'
const ERROR = '<br />\n<b>Fatal error</b>:  Allowed memory size exhausted in <b>/var/www/html/index.php</b> on line ' +
  '<b>12</b><br />\n'
const types = ['text/html; charset=UTF-8', 'application/json', 'application/octet-stream', 'image/png',
  'text/plain; charset=utf-16', 'text/xml; charset=klingon', 'x', '']

const text = (payload: Payload, how: (text: string) => string): void => {
  payload.body = Buffer.from(how(payload.body.toString('latin1')), 'latin1')
}
const at = (random: Seeded, { body }: Payload): number => random.int(0, Math.max(0, body.length - 1))

/** One of the places where the pattern fits, replaced. */
function one(payload: Payload, random: Seeded, pattern: RegExp, by: (found: string) => string): void {
  text(payload, whole => {
    const found = [...whole.matchAll(pattern)]
    if (found.length === 0) return whole.slice(0, whole.length >> 1)
    const { 0: match, index } = random.pick(found)
    return whole.slice(0, index) + by(match) + whole.slice(index + match.length)
  })
}

/** A value of JSON, an attribute, an element's text or a column of a line. */
const VALUE =
  /(?<=:\s*)(?:"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false|null)|(?<=>)[^<>\n]+(?=<)|(?<=[;,|])[^;,|\n]*(?=[;,|])/g
/** A member of JSON with its comma, an element without elements, or a line. */
const FIELD =
  /"\w+"\s*:\s*(?:"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false|null)\s*,?|<([\w:.-]+)[^<>]*>[^<>]*<\/\1>|^.+\n/gm

/** What systems do to what they send, by mishap or by malice. */
export const spoils: Readonly<Record<string, Spoil>> = {
  'cut': (payload, random) => {
    payload.body = payload.body.subarray(0, at(random, payload))
  },
  'cut at its end': (payload, random) => {
    payload.body = payload.body.subarray(0, Math.max(0, payload.body.length - random.int(1, 12)))
  },
  'its beginning is gone': (payload, random) => {
    payload.body = payload.body.subarray(random.int(1, 20))
  },
  'bits flipped': (payload, random) => {
    payload.body = Buffer.from(payload.body)
    for (let i = random.int(1, 8); i > 0 && payload.body.length > 0; i--)
      payload.body[at(random, payload)]! ^= 1 << random.int(0, 7)
  },
  'bytes of chance': (payload, random) => {
    payload.body = Buffer.from(Array.from({ length: random.int(1, 2_000) }, () => random.int(0, 255)))
  },
  'some of it twice': (payload, random) => {
    const from = at(random, payload)
    payload.body = Buffer.concat([payload.body.subarray(0, from),
      payload.body.subarray(Math.max(0, from - random.int(1, 300))), payload.body.subarray(from)])
  },
  'all of it twice': payload => {
    payload.body = Buffer.concat([payload.body, payload.body])
  },
  'nothing': payload => {
    payload.body = Buffer.alloc(0)
  },
  'blanks': payload => {
    payload.body = Buffer.from(' \r\n\t\r\n')
  },
  'NUL within': (payload, random) => {
    const from = at(random, payload)
    payload.body = Buffer.concat([payload.body.subarray(0, from), Buffer.alloc(random.int(1, 9)),
      payload.body.subarray(from)])
  },
  'UTF-16': payload => {
    payload.body = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(payload.body.toString('utf8'), 'utf16le')])
  },
  'letters of another set': (payload, random) => {
    const from = at(random, payload)
    payload.body = Buffer.concat([payload.body.subarray(0, from), Buffer.from([0xe9, 0xff, 0xc3]),
      payload.body.subarray(from)])
  },
  'half a letter': payload => {
    payload.body = Buffer.concat([payload.body, Buffer.from([0xe2, 0x82])])
  },
  'a mark in front': payload => {
    payload.body = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf]), payload.body])
  },
  'a page of a login': payload => {
    Object.assign(payload, { body: Buffer.from(PAGE), type: 'text/html; charset=UTF-8' })
  },
  'an error of PHP in front': payload => {
    payload.body = Buffer.concat([Buffer.from(ERROR), payload.body])
  },
  'an error of PHP behind': payload => {
    payload.body = Buffer.concat([payload.body, Buffer.from(ERROR)])
  },
  'packed, and not said': payload => {
    payload.body = gzipSync(payload.body)
  },
  'another content type': (payload, random) => {
    payload.type = random.pick(types)
  },
  'a status of failure': (payload, random) => {
    payload.status = random.pick([400, 401, 403, 404, 418, 429, 500, 503, 599])
  },
  'a value of another kind': (payload, random) => {
    one(payload, random, VALUE, () => random.pick(oddJson))
  },
  'values of another kind': (payload, random) => {
    for (let i = 12; i > 0; i--) one(payload, random, VALUE, () => random.pick(oddJson))
  },
  'a value that is far too large': (payload, random) => {
    one(payload, random, VALUE,
      () =>
        random.pick(['9'.repeat(400), '1e999', '-1e999', '"' + 'x'.repeat(200_000) + '"', '99999999999999999999', '-0',
          '0.1e-400']))
  },
  'all values empty': payload => {
    text(payload, whole => whole.replaceAll(VALUE, found => (found.startsWith('"') ? '""' : '')))
  },
  'a field is missing': (payload, random) => {
    one(payload, random, FIELD, () => '')
  },
  'fields are missing': (payload, random) => {
    for (let i = 8; i > 0; i--) one(payload, random, FIELD, () => '')
  },
  'a field twice': (payload, random) => {
    one(payload, random, FIELD, found => found + (found.startsWith('"') && !found.endsWith(',') ? ',' : '') + found)
  },
  'nested deep': (payload, random) => {
    const levels = random.pick([50, 5_000, 200_000])
    one(payload, random, VALUE,
      () =>
        random.pick(['['.repeat(levels) + ']'.repeat(levels), '{"a":'.repeat(levels) + '1' + '}'.repeat(levels),
          '<a>'.repeat(levels) + '</a>'.repeat(levels)]))
  },
  'an entity that reaches out': payload => {
    text(payload, whole => (whole.startsWith('<?xml')
      ? whole.replace('?>', '?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>')
      : `<!DOCTYPE x SYSTEM "file:///etc/passwd">${whole}`))
  },
  'a prototype': (payload, random) => {
    one(payload, random, FIELD,
      found => (found.startsWith('"') ? `"__proto__":{"admin":true},${found}` : `<__proto__>x</__proto__>${found}`))
  }
}

const names = Object.keys(spoils)

/** The chances of a payload: the same for the same seed. */
export const seededAt = (seed: number, number: number): Seeded =>
  seeded(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b))

/** A payload spoilt in one way or, seldom, two; every way has its turn. */
export function spoilt(payload: Payload, random: Seeded, turn: number): { payload: Payload; done: string } {
  const next = { ...payload }
  const done = [names[turn % names.length] as string, ...(random.int(0, 3) === 0 ? [random.pick(names)] : [])]
  for (const name of done) spoils[name]?.(next, random)
  return { payload: next, done: done.join(', ') }
}
