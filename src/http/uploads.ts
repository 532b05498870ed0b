import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { createHash } from 'node:crypto'
import { type FieldError, SatuError } from '../errors.ts'
import { documentTypes, withEnding } from './file-types.ts'

/** A form that has come, with its file. */
export interface Upload {
  /** As the contract has it: texts, and the name of the file in place of it. */
  form: Readonly<Record<string, unknown>>
  /** Undefined when there is none: what a form lacks is told with all else that is wrong with it. */
  file: UploadedFile | undefined
}

export interface UploadedFile {
  mediaType: string
  content: Buffer
  /** SHA-256 of the content. */
  digest: string
}

/** The part of a form that is the file. */
const FILE = 'file'
const MOST_PARTS = 10
/** Room for the texts of a form and what is between its parts. */
const FORM_BYTES = 65_536
const limits = { parts: MOST_PARTS, fieldSize: 4_096, fieldNameSize: 100, headerPairs: 20, headerSize: 4_096 }

/** Has the routes of a scope take forms with a file in them, and nothing else. */
export async function takeForms(scope: FastifyInstance): Promise<void> {
  scope.removeAllContentTypeParsers()
  await scope.register(multipart, { limits, preservePath: true, throwFileSizeLimit: false })
  scope.addContentTypeParser('*', (_request, _payload, done) => {
    done(notAForm())
  })
}

/**
 * Reads a form with one file in it. It is read as it comes, and never further than the limit; its type is told by its
 * content.
 * @param mostBytes of the file
 * @throws SatuError invalid_request, payload_too_large, unsupported_media_type
 */
export async function readUpload(request: FastifyRequest, mostBytes: number): Promise<Upload> {
  if (!request.isMultipart()) throw notAForm()
  try {
    if (Number(request.headers['content-length'] ?? 0) > mostBytes + FORM_BYTES) throw tooLarge(mostBytes)
    const { form, content } = await readParts(request, mostBytes)
    if (content === undefined) return { form, file: undefined }
    const type = documentTypes.find(({ isOne }) => isOne(content))
    if (type === undefined) {
      throw new SatuError('unsupported_media_type', `The file is none of these: ${
        documentTypes.map(({ name }) => name).join(', ')
      }. What it is is told by its content.`, {
        stage: 'upload',
        errors: [{ in: 'body', field: FILE, code: 'type', detail: 'is of no type that is taken',
          allowed: documentTypes.map(({ mediaType }) =>
            mediaType
          ) }]
      })
    }
    return {
      form: { ...form, [FILE]: withEnding(String(form[FILE]), type) },
      file: { mediaType: type.mediaType, content, digest: createHash('sha256').update(content).digest('base64url') }
    }
  } finally {
    // Whoever still sends can end, and hear the answer. Nobody reads it any more.
    request.raw.unpipe()
    request.raw.resume()
  }
}

async function readParts(
  request: FastifyRequest,
  mostBytes: number
): Promise<{ form: Record<string, unknown>; content: Buffer | undefined }> {
  const form: Record<string, unknown> = Object.create(null)
  let content: Buffer | undefined
  // A body that was empty has ended before anybody could read it.
  if (request.raw.readableEnded) return { form, content }
  try {
    for await (const part of request.parts({ limits: { fileSize: mostBytes + 1 } })) {
      const name = part.fieldname as string | undefined
      if (name === undefined || name === '') throw wrong('', 'name', 'has a part without a name')
      if (name in form)
        throw wrong(safe(name), 'repeated',
          name === FILE ? 'is given more than once: one file at a time' : 'is given more than once')
      if (part.type === 'field') {
        if (typeof part.value === 'string' && part.value.includes(REPLACED))
          throw wrong(safe(name), 'encoding', 'is not UTF-8')
        if (name === FILE) throw wrong(FILE, 'file', 'is no file: its part needs a name (filename)')
        form[name] = part.value
      } else {
        if (name !== FILE) throw wrong(safe(name), 'unknown', `is no file of this form: the file is called ${FILE}`)
        form[name] = nameOf(part.filename)
        content = await bytesOf(part.file, mostBytes)
      }
    }
  } catch (error) {
    throw error instanceof SatuError ? error : brokenForm(error)
  }
  return { form, content }
}

async function bytesOf(stream: AsyncIterable<Buffer>, most: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.length
    if (size > most) throw tooLarge(most)
    chunks.push(chunk)
  }
  if (size === 0) throw wrong(FILE, 'empty', 'is empty')
  return Buffer.concat(chunks, size)
}

/** What stands where bytes were no text. */
const REPLACED = '\uFFFD'
/** Also those that turn the direction of what follows, so that a name reads as another. */
const UNSEEN = /[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069]/u

function nameOf(name: string | undefined): string {
  if (name === undefined || name.trim() === '') throw wrong(FILE, 'name', 'has no name (filename)')
  if (name.includes(REPLACED)) throw wrong(FILE, 'encoding', 'has a name that is not UTF-8')
  if (/[/\\]/.test(name) || name === '.' || name === '..')
    throw wrong(FILE, 'path', 'has a path in its name: send the name alone')
  if (UNSEEN.test(name)) throw wrong(FILE, 'control', 'has control characters in its name')
  return name.trim()
}

/** What a form may be called by its parts is its sender's own: only what looks like a name is repeated. */
function safe(name: string): string {
  return /^[A-Za-z_][A-Za-z_.-]{0,40}$/.test(name) ? name : '(unnamed)'
}

/** The parser's own words may repeat what was sent. */
function brokenForm(cause: unknown): SatuError {
  const { code, message = '' } = cause as { code?: string; message?: string }
  const detail = code === 'FST_PARTS_LIMIT' ?
    `has more than ${MOST_PARTS} parts`
    : code === 'FST_PROTO_VIOLATION' ?
    'has a part with a name that no field has'
    : code === 'FST_INVALID_JSON_FIELD_ERROR' ?
    'has a part that says it is JSON and is none'
    : /boundary not found/i.test(message) ?
    'names no boundary in its Content-Type'
    : 'breaks off, or has a part without a head'
  return new SatuError('invalid_request', `The form ${detail}.`, { stage: 'upload', cause,
    errors: [{ in: 'body', field: '', code: 'multipart', detail }] })
}

function tooLarge(most: number): SatuError {
  return new SatuError('payload_too_large', `The file may have ${most} bytes.`, {
    stage: 'upload',
    headers: { connection: 'close' },
    errors: [{ in: 'body', field: FILE, code: 'maxLength', detail: `may have ${most} bytes` }]
  })
}

function notAForm(): SatuError {
  return new SatuError('unsupported_media_type', 'The body must be a form with a file in it: multipart/form-data.', {
    stage: 'upload'
  })
}

function wrong(field: string, code: string, detail: string): SatuError {
  const error: FieldError = { in: 'body', field, code, detail }
  return new SatuError('invalid_request', `The form cannot be taken: ${field === '' ? 'it' : field} ${detail}.`, {
    stage: 'upload',
    errors: [error]
  })
}
