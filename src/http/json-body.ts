import type { FastifyInstance } from 'fastify'
import { isUtf8 } from 'node:buffer'
import { SatuError } from '../errors.ts'

/** Deeper than any body of the contract. */
const DEEPEST = 32

/** What no JSON may be, whatever it says: one reader of it would understand something else than another, or fall. */
export type JsonFault = 'nesting' | 'repeated'

const said: Readonly<Record<JsonFault, readonly [message: string, detail: string]>> = {
  nesting: ['The body is nested too deep.', `may be ${DEEPEST} levels deep`],
  repeated: ['A name stands twice in one object of the body.', 'has a name twice in one object']
}

/**
 * Reads JSON bodies: UTF-8 and no other, not deeper than anything needs, with no name twice in an object, and without
 * keys that reach into prototypes.
 */
export function addJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (!isUtf8(body)) return done(wrong('The body is not UTF-8.', 'encoding', 'is not UTF-8'))
    const fault = jsonFault(body)
    if (fault === undefined) return void parse(request, body.toString('utf8'), done)
    const [message, detail] = said[fault]
    done(wrong(message, fault, detail))
  })
}

const [QUOTE, BACKSLASH, OBJECT, OBJECT_END, LIST, LIST_END, COMMA] = Buffer.from('"\\{}[],')

/** Looks through it once, without reading it: what is no JSON at all is found by the parser. */
export function jsonFault(json: Buffer): JsonFault | undefined {
  /** Of each object that is open its names so far; of each list nothing. */
  const open: (Set<string> | undefined)[] = []
  let isName = false
  for (let i = 0; i < json.length; i++) {
    switch (json[i]) {
      case QUOTE: {
        const end = endOfText(json, i)
        if (isName && isKnown(open.at(-1), json.toString('utf8', i, end + 1))) return 'repeated'
        isName = false
        i = end
        break
      }
      case OBJECT:
      case LIST:
        isName = json[i] === OBJECT
        if (open.push(isName ? new Set() : undefined) > DEEPEST) return 'nesting'
        break
      case OBJECT_END:
      case LIST_END:
        open.pop()
        isName = false
        break
      case COMMA:
        isName = open.at(-1) !== undefined
        break
      default:
    }
  }
  return undefined
}

/** The place of the quote that ends the text that begins here. */
function endOfText(json: Buffer, start: number): number {
  let i = start + 1
  while (i < json.length && json[i] !== QUOTE) i += json[i] === BACKSLASH ? 2 : 1
  return i
}

/** Two spellings of a name are one name. */
function isKnown(names: Set<string> | undefined, text: string): boolean {
  if (names === undefined) return false
  let name = text
  try {
    name = JSON.parse(text) as string
  } catch {
    // The parser will say so.
  }
  if (names.has(name)) return true
  names.add(name)
  return false
}

function wrong(message: string, code: string, detail: string): SatuError {
  return new SatuError('invalid_request', message, { stage: 'http', errors: [{ in: 'body', field: '', code, detail }] })
}
