import type { FastifyInstance } from 'fastify'
import { isUtf8 } from 'node:buffer'
import { SatuError } from '../errors.ts'

/** Deeper than any body of the contract. */
const DEEPEST = 32

/**
 * Reads JSON bodies: UTF-8 and no other, not deeper than anything needs, and without keys that reach into prototypes.
 */
export function addJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (!isUtf8(body)) done(wrong('The body is not UTF-8.', 'encoding', 'is not UTF-8'))
    else if (isTooDeep(body))
      done(wrong('The body is nested too deep.', 'nesting', `may be ${DEEPEST} levels deep`))
    else void parse(request, body.toString('utf8'), done)
  })
}

const [QUOTE, BACKSLASH, OBJECT, OBJECT_END, LIST, LIST_END] = Buffer.from('"\\{}[]')

/** Whether it is nested deeper than anything needs: what reads it by calling itself would fall. */
export function isTooDeep(json: Buffer): boolean {
  return depthOf(json) > DEEPEST
}

function depthOf(json: Buffer): number {
  let deepest = 0
  let depth = 0
  let isText = false
  for (let i = 0; i < json.length; i++) {
    const byte = json[i]
    if (isText) {
      if (byte === BACKSLASH) i++
      else if (byte === QUOTE) isText = false
    } else if (byte === QUOTE) isText = true
    else if (byte === OBJECT || byte === LIST) deepest = Math.max(deepest, ++depth)
    else if (byte === OBJECT_END || byte === LIST_END) depth--
  }
  return deepest
}

function wrong(message: string, code: string, detail: string): SatuError {
  return new SatuError('invalid_request', message, { stage: 'http', errors: [{ in: 'body', field: '', code, detail }] })
}
