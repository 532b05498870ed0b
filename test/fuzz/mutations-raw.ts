import { type Seeded, seeded } from '../kit/seeded.ts'
import type { Mutation } from './mutations.ts'

/** What is done to the bytes of the head: no client library would send the like. */
const inHead = (how: (head: string, random: Seeded) => string): Mutation => (draft, random) => {
  draft.alone = draft.raw = true
  const { finish } = draft
  const own = random.int(0, 2 ** 31 - 1)
  draft.finish = given => {
    const bytes = finish(given)
    const end = bytes.indexOf('\r\n\r\n')
    const [head, rest] = end < 0 ? [bytes, Buffer.alloc(0)] : [bytes.subarray(0, end), bytes.subarray(end)]
    return Buffer.concat([Buffer.from(how(head.toString('latin1'), seeded(own)), 'latin1'), rest])
  }
}

const breakLine = (head: string, random: Seeded, with_: string): string => {
  const lines = head.split('\r\n')
  const at = random.int(1, Math.max(1, lines.length - 1))
  return `${lines.slice(0, at).join('\r\n')}${with_}${lines.slice(at).join('\r\n')}`
}

export const rawMutations: Readonly<Record<string, Mutation>> = {
  'a byte of the head is another': inHead((head, random) => {
    const at = random.int(0, head.length - 1)
    return head.slice(0, at) + String.fromCharCode(random.int(0, 255)) + head.slice(at + 1)
  }),
  'NUL in the head': inHead((head, random) => {
    const at = random.int(0, head.length - 1)
    return `${head.slice(0, at)}\0${head.slice(at)}`
  }),
  'a folded header': inHead((head, random) =>
    breakLine(head, random, random.pick(['\r\n ', '\r\n\t', '\r\nX-Folded: a\r\n b\r\n']))
  ),
  'a line ends otherwise': inHead((head, random) =>
    breakLine(head, random, random.pick(['\n', '\r', '\r\r\n', '\n\r', '\r\n\0\r\n', '\u0085']))
  ),
  'a header without a name': inHead((head, random) =>
    breakLine(head, random,
      random.pick(['\r\n: x\r\n', '\r\nX y: z\r\n', '\r\nX\r\n', '\r\nX : y\r\n', '\r\n\u00e9: y\r\n', '\r\n"a": b\r\n',
        '\r\n =: x\r\n']))
  ),
  'another version': inHead((head, random) =>
    head.replace('HTTP/1.1',
      random.pick(['HTTP/1.0', 'HTTP/1.9', 'HTTP/2.0', 'HTTP/0.9', 'HTTP/11', 'http/1.1', 'HTTP/1.1 x', '',
        'HTTP/1.1\t', 'RTSP/1.0', 'ICE/1.0']))
  ),
  'another request line': inHead((head, random) =>
    head.replace(/^(\S*) (.*?) HTTP/, (_whole, method: string, target: string) =>
      random.pick([`${method}  ${target} HTTP`, `${method}\t${target} HTTP`, ` ${method} ${target} HTTP`,
        `${method} ${target} ${target} HTTP`, `${method} HTTP`, `${method} \u00e9${target} HTTP`,
        `${method} ${target}\u0001 HTTP`, `\r\n${method} ${target} HTTP`, `${method}:${target} HTTP`]))
  ),
  'two lengths': inHead((head, random) =>
    `${head}\r\n${
      random.pick(['Content-Length: 0\r\nContent-Length: 1', 'Content-Length: 0, 1', 'Content-Length: +1',
        'Content-Length: -1', 'Content-Length: 0x1', 'Content-Length: 1e1', 'Content-Length: 99999999999999999999',
        'Content-Length:', 'Content-Length: 1 1'])
    }`
  ),
  'a length beside chunks': inHead((head, random) =>
    `${head}\r\n${
      random.pick(['Transfer-Encoding: chunked\r\nContent-Length: 5', 'Content-Length: 5\r\nTransfer-Encoding: chunked',
        'Transfer-Encoding: xchunked', 'Transfer-Encoding: chunked, gzip', 'Transfer-Encoding: identity',
        'Transfer-Encoding : chunked', 'Transfer-Encoding:\r\n chunked',
        'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity', 'Transfer-Encoding: "chunked"'])
    }`
  ),
  'more behind the request': draft => {
    draft.alone = true
    const { finish } = draft
    draft.finish = given => Buffer.concat([finish(given), Buffer.from('GET /smuggled HTTP/1.1\r\nHost: hub\r\n\r\n')])
  },
  'no line at all': draft => {
    draft.alone = draft.raw = true
    draft.finish = () =>
      Buffer.from('\0\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03nothing that is HTTP\r\n\r\n', 'latin1')
  }
}
