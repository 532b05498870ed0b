import type { ResourceName } from '../../kit/adapter.ts'
import type { Call } from '../../kit/call.ts'
import { decodeCharset } from '../../kit/encoding.ts'
import { SystemFault } from '../../kit/faults.ts'
import { messageOf } from '../collection.ts'
import type { HttpFault } from '../http-proxy.ts'
import type { AnyReader } from '../subject.ts'
import { count, type Failure, skipped, type Verdict, verdict } from '../verdict.ts'
import { type Bench, sample } from './bench.ts'
import type { Ground } from './faults.ts'

/** Whether the same text comes out when the bytes are of another character set than the system declares. */
export async function readsReencoded(
  { subject, collection }: Bench,
  { barrier, client }: Ground<HttpFault>
): Promise<Verdict> {
  const failures: Failure[] = []
  let compared = 0
  for (const [resource, reader] of subject.readers) {
    const { made } = await collection(resource, reader)
    const [known] = sample(made.filter(({ record }) => record !== undefined), 1)
    const read = readerOf(reader, known?.key)
    if (read === undefined || known === undefined) continue
    const texts = textsIn(made.slice(0, 20).map(({ row, record }) => [row, record]))
    const make = subject.maker(resource, client)
    let reencodedBytes = 0
    const recordsThrough = async (change: (body: Buffer) => Buffer): Promise<string | Failure> => {
      barrier.set(async (response, ask) => {
        const { answer } = await ask()
        const body = change(answer.body)
        if (!body.equals(answer.body)) reencodedBytes += body.length
        response.writeHead(answer.status, answer.headers).end(body)
      })
      const { value, fault, error } = await subject.ask(`read ${resource}`, call => read(client, call))
      barrier.set(undefined)
      if (value !== undefined)
        return JSON.stringify(value.map((row, i) => ({ ...make(row, i).record, quality: undefined })))
      // To refuse such text is honest as well.
      return error === undefined || fault instanceof SystemFault
        ? ''
        : { what: `breaks: ${messageOf(fault)}`, where: resource,
          fix: 'Decode with the connector: `text()`, or `decodeBody`.' }
    }

    const declared = await recordsThrough(body => accentedTexts(body, texts, 'utf8'))
    for (const [name, spoil] of [['in another character set', reencoded], ['in two character sets', mixed]] as const) {
      reencodedBytes = 0
      const other = await recordsThrough(body => spoil(accentedTexts(body, texts, 'utf8')))
      if (reencodedBytes === 0 || declared === '' || other === '') continue
      compared++
      if (typeof other !== 'string') failures.push(other)
      else if (declared !== other)
        failures.push({ what: `reads other text when it comes ${name}`, where: placeOfDifference(resource, reader),
          fix: 'Decode with the connector: `text()`, or `decodeBody`.' })
    }
  }
  return compared === 0 && failures.length === 0
    ? skipped('no text of the stand-in could be given a letter beyond ASCII')
    : verdict(failures, count(compared, 'reading'))
}

function readerOf(
  reader: AnyReader,
  key: string | undefined
): ((client: unknown, call: Call) => Promise<unknown[] | undefined>) | undefined {
  const { list, get } = reader
  if (list !== undefined)
    return async (client, call) =>
      (await list(client, { offset: 0, limit: Math.min(20, reader.pageSize), filters: {} }, call)).rows
  if (get === undefined || key === undefined) return undefined
  return async (client, call) => {
    const row = await get(client, key, call)
    return row === undefined ? undefined : [row]
  }
}

function placeOfDifference(resource: ResourceName, { list }: AnyReader): string {
  return `${list === undefined ? 'get' : 'list'} ${resource}`
}

/** Texts of several words, which are nobody's codes or keys; where there are none, the words within longer texts. */
export function textsIn(value: unknown): string[] {
  const [texts, parts] = [new Set<string>(), new Set<string>()]
  const gather = (inner: unknown): void => {
    if (typeof inner === 'object' && inner !== null) return Object.values(inner).forEach(gather)
    for (const part of typeof inner === 'string' ? inner.match(/[A-Za-z]+(?: [A-Za-z]+)+/g) ?? [] : []) {
      if (/[aeou]/i.test(part.slice(1))) (part === inner ? texts : parts).add(part)
    }
  }
  gather(value)
  return [...(texts.size > 0 ? texts : parts)].slice(0, 40)
}

const accents: Readonly<Record<string, string>> = { a: 'á', e: 'é', o: 'ó', u: 'ü', A: 'Á', E: 'É', O: 'Ó', U: 'Ü' }

/**
 * Bytes with accents in some of their texts, in this character set; those that have letters beyond ASCII, or are no
 * text, are left as they are.
 */
export function accentedTexts(bytes: Buffer, texts: readonly string[], charset: 'utf8' | 'latin1'): Buffer {
  const [mark, rest] = bytes.subarray(0, MARK.length).equals(MARK) ? [MARK, bytes.subarray(MARK.length)] : [NONE, bytes]
  if (rest.some(byte => byte > 0x7f || byte === 0)) return bytes
  const accented = texts.reduce(
    (whole, text) =>
      whole.replaceAll(text, text[0] + text.slice(1).replace(/[aeou]/i, letter => accents[letter] ?? letter)),
    rest.toString('latin1')
  )
  return Buffer.concat([mark, Buffer.from(accented, charset)])
}

const NONE = Buffer.alloc(0)
/** The byte order mark of UTF-8. */
const MARK = Buffer.from('\uFEFF')

/** UTF-8 as windows-1252 where that is possible, and the other way round; the declaration stays. */
function reencoded(body: Buffer): Buffer {
  const text = body.toString('utf8')
  if (text.includes('\uFFFD')) return Buffer.from(decodeCharset(body, 'windows-1252'), 'utf8')
  return /[\u0100-\uffff]/.test(text) ? body : Buffer.from(text, 'latin1')
}

/** As pages are that take their rows from several tables: windows-1252 to the middle, UTF-8 from there. */
function mixed(body: Buffer): Buffer {
  const text = body.toString('utf8')
  const middle = Math.floor(text.length / 2)
  return /[\u0100-\uffff]/.test(text)
    ? body
    : Buffer.concat([Buffer.from(text.slice(0, middle), 'latin1'), Buffer.from(text.slice(middle))])
}
