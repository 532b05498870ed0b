import type { Contract, Operation } from '../../src/contract/contract.ts'
import type { Seeded } from '../kit/seeded.ts'
import { resolved, validValue, words } from './values.ts'

/** A request on its way to the wire, in parts that can be changed one by one. */
export interface Draft {
  method: string
  /** Encoded as it stands on the request line, without the query. */
  path: string
  /** Names and values, encoded as they stand on the request line. */
  query: [name: string, value: string][]
  headers: [name: string, value: string][]
  /** Undefined: no body, and no header that tells of one. */
  body: Buffer | undefined
  /** Changes the finished bytes. */
  finish: (bytes: Buffer) => Buffer
  /** Goes over a connection of its own, which the server must close when it has answered. */
  alone: boolean
  /** Its head is not what the parts say: nobody can tell what it asks for. */
  raw: boolean
}

/** What is known of the city that is asked. */
export interface Ground {
  contract: Contract
  /** Headers of each kind of caller. */
  callers: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Paths of records that exist, by the operation's own path. */
  paths: ReadonlyMap<string, readonly string[]>
  /** Cursors that lists have given. */
  cursors: readonly string[]
}

/** A request to the operation that is good, by chance: right types and bounds, records that exist as often as not. */
export function goodRequest(ground: Ground, operation: Operation, random: Seeded, number: string): Draft {
  const { contract, callers, paths } = ground
  const query: Draft['query'] = []
  const headers: Draft['headers'] = [['Host', 'hub'], ['X-Request-Id', number]]
  for (const [name, value] of Object.entries(callers[callerFor(operation, callers, random)] ?? {}))
    headers.push([name, value])
  let path = operation.path
  for (const parameter of operation.parameters) {
    const { name, in: place, required, schema } = parameter
    if (name === 'X-Request-Id') continue
    if (place === 'path') {
      path = path.replace(`{${name}}`, encodeURIComponent(String(validValue(contract, schema, random))))
    } else if (name === 'Idempotency-Key') {
      // Some are used again, with the same body or another.
      headers.push([name, random.int(0, 4) === 0 ? `"again-${random.int(0, 20)}"` : `"${number}"`])
    } else if (name === 'cursor') {
      if (random.int(0, 5) === 0 && ground.cursors.length > 0)
        query.push([name, encodeURIComponent(random.pick(ground.cursors))])
    } else if (required || random.int(0, 3) === 0) {
      const text = textOf(validValue(contract, schema, random))
      if (place === 'query') query.push([name, encodeURIComponent(text)])
      // Whatever a header may hold is bytes.
      else headers.push([name, Buffer.from(text).toString('latin1')])
    }
  }
  const known = paths.get(operation.path)
  if (known !== undefined && known.length > 0 && random.int(0, 9) > 2) path = random.pick(known)
  let body: Buffer | undefined
  if (operation.body !== undefined) {
    body = Buffer.from(JSON.stringify(validValue(contract, resolved(contract, operation.body), random)))
    headers.push(['Content-Type', 'application/json'])
  } else if (operation.action === 'attach') {
    const boundary = 'a boundary of the fuzzer'
    const content = random.pick(['%PDF-1.4\n', '\u0089PNG\r\n\u001a\n', '\u00ff\u00d8\u00ff\u00e0', 'MZ', '',
      '%PDF-1.4\n'.repeat(2_000)])
    const part = (disposition: string, text: string): string =>
      `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${text}\r\n`
    const file = part(
      `name="${random.pick(['file', 'file', 'file', 'other'])}"; filename="${
        random.pick(['denah.pdf', 'a.exe', '../../x.pdf', 'a%00.pdf', 'x'.repeat(300)])
      }"`,
      content
    )
    const title = random.int(0, 1) === 0
      ? part(`name="${random.pick(['title', 'title', 'code', '__proto__', ''])}"`, random.pick(words))
      : ''
    body = Buffer.from(`${title}${file}${random.int(0, 9) === 0 ? file : ''}--${boundary}--\r\n`, 'latin1')
    headers.push(['Content-Type', `multipart/form-data; boundary="${boundary}"`])
  }
  return { method: operation.method, path, query, headers, body, finish: bytes => bytes, alone: false, raw: false }
}

/** Mostly one who may do it. */
function callerFor({ scopes, citizen }: Operation, callers: Ground['callers'], random: Seeded): string {
  if (random.int(0, 5) === 0) return random.pick(Object.keys(callers))
  if (citizen === 'only') return 'citizen'
  return scopes.some(scope => scope.endsWith(':operate')) ? 'operator' : 'application'
}

function textOf(value: unknown): string {
  return Array.isArray(value) ? value.map(String).join(',') : String(value)
}

export function render(draft: Draft): Buffer {
  const { method, path, query, headers, body, finish } = draft
  const search = query.length === 0 ? '' : `?${query.map(([name, value]) => `${name}=${value}`).join('&')}`
  const framing = body === undefined || headers.some(([name]) => /^(content-length|transfer-encoding)$/i.test(name))
    ? []
    : [['Content-Length', String(body.length)] as const]
  const closing = draft.alone ? [['Connection', 'close'] as const] : []
  const head = [`${method} ${path}${search} HTTP/1.1`,
    ...[...headers, ...framing, ...closing].map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n')
  return finish(Buffer.concat([Buffer.from(head, 'latin1'), body ?? Buffer.alloc(0)]))
}
