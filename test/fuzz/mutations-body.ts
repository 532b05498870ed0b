import type { Seeded } from '../kit/seeded.ts'
import type { Draft } from './draft.ts'
import type { Mutation } from './mutations.ts'
import { CANARY_NIK, oddJson } from './values.ts'

/** Stands for a JSON text that no value of JavaScript writes. */
const PLACE = 'this is put in by the fuzzer'

/** What has more is odd enough. */
const MOST_PLACES = 1_000

/** What a body may come as. */
const types = [
  'application/json; charset=utf-8',
  'application/json;charset=utf-16',
  'APPLICATION/JSON',
  'application/json;',
  'application/json, text/plain',
  'application/merge-patch+json',
  'application/problem+json',
  'text/plain',
  'text/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'x',
  '',
  ';',
  'application/\u00e9',
  'application/json\t'
]

const change = (draft: Draft, how: (text: string) => string): void => {
  if (draft.body !== undefined) draft.body = Buffer.from(how(draft.body.toString()))
}
const json = (draft: Draft): void => {
  if (!draft.headers.some(([name]) => name.toLowerCase() === 'content-type'))
    draft.headers.push(['Content-Type', 'application/json'])
}

export const bodyMutations: Readonly<Record<string, Mutation>> = {
  'a field is odd': (draft, random) => {
    change(draft, text =>
      withField(text, random, at => {
        at.holder[at.name] = PLACE
      }).replaceAll(JSON.stringify(PLACE), random.pick(oddJson)))
  },
  'a field is missing': (draft, random) => {
    change(draft, text =>
      withField(text, random, at => {
        delete at.holder[at.name]
      }))
  },
  'another field': (draft, random) => {
    const name = random.pick(['extra', '__proto__', 'constructor', '', CANARY_NIK, 'a.b', '$ref', 'id', 'toJSON',
      'then', '\u0000'])
    change(draft, text =>
      withField(text, random, at => {
        Object.defineProperty(at.holder, name, { value: PLACE, enumerable: true, configurable: true })
      }).replaceAll(JSON.stringify(PLACE), random.pick(oddJson)))
  },
  'a field twice': draft => {
    change(draft, text => text.replace(/^\{("[^"]*":)/, '{$1null,$1'))
  },
  'another body': (draft, random) => {
    draft.body = Buffer.from(
      random.pick([...oddJson, '', ' ', '{', '[', '"', '{}{}', '{"a":1,}', "{'a':1}", 'undefined', 'NaN', '// x\n{}',
        '<xml/>', 'a=1&b=2', '\u0000', '[1,2', '{"a"', '{"a":', '"\\x"', '"\u0001"',
        `{"a":"${'\\u0061'.repeat(3_000)}"}`])
    )
    json(draft)
  },
  'nested deep': (draft, random) => {
    const levels = random.pick([31, 32, 33, 100, 5_000, 100_000])
    draft.body = Buffer.from(
      random.pick([`${'['.repeat(levels)}${']'.repeat(levels)}`, `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`,
        '['.repeat(levels), `{"changes":${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}}`])
    )
    json(draft)
  },
  'a very large body': (draft, random) => {
    draft.body = Buffer.from(`{"description":"${'x'.repeat(random.pick([100_000, 1_048_000, 1_049_000, 3_000_000]))}"}`)
    json(draft)
    draft.alone = true
  },
  'very many fields': (draft, random) => {
    draft.body = Buffer.from(
      `{${Array.from({ length: random.pick([900, 1_100, 20_000]) }, (_, i) => `"x${i}":${i}`).join()}}`
    )
    json(draft)
  },
  'bytes of the body are others': (draft, random) => {
    const { body } = draft
    if (body === undefined || body.length === 0) return
    const bytes = Buffer.from(body)
    for (let i = random.int(1, 4); i > 0; i--) bytes[random.int(0, bytes.length - 1)] = random.int(0, 255)
    draft.body = bytes
  },
  'the body is cut': (draft, random) => {
    draft.body = draft.body?.subarray(0, random.int(0, draft.body.length))
  },
  'the body is of another character set': (draft, random) => {
    const text = draft.body?.toString() ?? '{}'
    draft.body = random.pick([Buffer.from(text, 'utf16le'),
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
      Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]),
      Buffer.from(`${text.slice(0, -1)},"x":"caf\u00e9"}`, 'latin1'),
      Buffer.concat([Buffer.from(text), Buffer.from([0])])])
    json(draft)
  },
  'the body is of another type': (draft, random) => {
    draft.headers = [...draft.headers.filter(([name]) => name.toLowerCase() !== 'content-type'), ['Content-Type',
      random.pick(types)]]
    draft.body ??= Buffer.from('{}')
  },
  'a body where none is asked for': draft => {
    draft.body ??= Buffer.from('{"x":1}')
    json(draft)
  },
  'no body': draft => {
    draft.body = undefined
  },
  'in chunks': (draft, random) => {
    if (draft.body === undefined) return
    const parts: Buffer[] = []
    for (let at = 0; at < draft.body.length;) {
      const length = Math.min(random.int(1, 40), draft.body.length - at)
      parts.push(
        Buffer.from(
          `${random.int(0, 1) === 0 ? length.toString(16) : `000${length.toString(16).toUpperCase()}`}${
            random.pick(['', ';x=y', ';x'])
          }\r\n`
        ),
        draft.body.subarray(at, at + length),
        Buffer.from('\r\n')
      )
      at += length
      if (parts.length > 300) break
    }
    if (parts.length > 300) return
    draft.headers.push(['Transfer-Encoding', 'chunked'])
    draft.body = Buffer.concat([...parts,
      Buffer.from(random.pick(['0\r\n\r\n', '0\r\nX-Trailer: 1\r\n\r\n', '0;x\r\n\r\n']))])
  }
}

/** A JSON object with something done to one of its fields, however deep it lies. */
function withField(
  text: string,
  random: Seeded,
  how: (at: { holder: Record<string, unknown>; name: string }) => void
): string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return text
  }
  const places: { holder: Record<string, unknown>; name: string }[] = []
  // By hand, as another mutation may have nested it deeper than any stack goes.
  for (const waiting = [value]; waiting.length > 0;) {
    const holder = waiting.pop()
    if (typeof holder !== 'object' || holder === null) continue
    for (const [name, inner] of Object.entries(holder)) {
      places.push({ holder: holder as Record<string, unknown>, name })
      waiting.push(inner)
    }
  }
  if (places.length === 0 || places.length > MOST_PLACES) return text
  how(random.pick(places))
  return JSON.stringify(value)
}
