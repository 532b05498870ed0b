import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { createHash } from 'node:crypto'
import { SatuError } from '../../errors.ts'
import { isUnchanged, JSON_TYPE } from '../../http/answer-headers.ts'
import { describePart, partOf, takesGzip } from '../../http/file-answer.ts'
import { isRealDate, toWibDate } from '../../kit/indonesia/calendar.ts'
import { describeDataset, dictionaryOf, dictionaryTable, summaryOf } from './data-words.ts'
import { type Dataset, type Edition, type EditionFile, type FormatName, formatNames, type OpenData } from './model.ts'

/** Whoever publishes data wants pages of all sites to read them. */
const OPEN = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin',
  'access-control-expose-headers': 'etag, content-range, accept-ranges, content-disposition, last-modified' }
const LONGEST_AGE = 300
const DAY_SECONDS = 86_400
const RETRY_MS = 10_000
const HISTORY_PATH = /^(\d{4})-(\d{2})-(\d{2})\.([a-z]+)$/

/**
 * The open data: an index at /data, and for each dataset its files, its dictionary and its history. Everybody may read
 * them.
 */
export function addData(app: FastifyInstance, openData: OpenData): void {
  const get = app.route.bind(app)
  const method = ['GET', 'HEAD']

  get({ method, url: '/data', config: { name: 'data' }, handler: async (request, reply) => {
    checkQuery(request, [])
    const datasets = openData.list().map(dataset =>
      summaryOf(dataset, openData.edition(dataset.name), openData.state(dataset.name))
    )
    return sendJson(request, reply, { datasets })
  } })

  get<{ Params: { name: string } }>({ method, url: '/data/:name', config: { name: 'data-set' },
    handler: async (request, reply) => {
      const { name: wanted } = request.params
      const [, name, ending] = /^(.*)\.([a-z]+)$/.exec(wanted) ?? []
      if (name !== undefined && ending !== undefined) return sendCurrent(request, reply, name, ending)
      checkQuery(request, [])
      const dataset = find(wanted)
      return sendJson(request, reply, describeDataset(dataset, openData.history(wanted), openData.state(wanted)))
    } })

  get<{ Params: { name: string; file: string } }>({ method, url: '/data/:name/history/:file',
    config: { name: 'data-history' }, handler: async (request, reply) => {
      checkQuery(request, [])
      const { name, file } = request.params
      const dataset = find(name)
      const [, year = '', month = '', day = '', ending = ''] = HISTORY_PATH.exec(file) ?? []
      if (!isRealDate(Number(year), Number(month), Number(day)))
        throw new SatuError('not_found', 'Paths of the history end with a day and a format, such as 2026-11-28.csv.', {
          stage: 'data'
        })
      return sendFile(request, reply, dataset, ending, `${year}-${month}-${day}`)
    } })

  for (const ending of ['json', 'csv'] as const) {
    get<{ Params: { name: string } }>({ method, url: `/data/:name/dictionary.${ending}`,
      config: { name: 'data-dictionary' }, handler: async (request, reply) => {
        checkQuery(request, [])
        const dataset = find(request.params.name)
        if (ending === 'json') return sendJson(request, reply, dictionaryOf(dataset))
        return sendText(request, reply, dictionaryTable(dataset), 'text/csv; charset=utf-8; header=present', {
          'content-disposition': `attachment; filename="${dataset.name}-dictionary.csv"`
        })
      } })
  }

  function find(name: string): Dataset {
    const dataset = openData.get(name)
    if (dataset === undefined)
      throw new SatuError('not_found', 'There is no dataset of this name; /data lists them.', { stage: 'data' })
    return dataset
  }

  async function sendCurrent(
    request: FastifyRequest,
    reply: FastifyReply,
    name: string,
    ending: string
  ): Promise<FastifyReply> {
    const on = checkQuery(request, ['on'])
    return sendFile(request, reply, find(name), ending, on)
  }

  async function sendFile(
    request: FastifyRequest,
    reply: FastifyReply,
    dataset: Dataset,
    ending: string,
    on: string | undefined
  ): Promise<FastifyReply> {
    const { edition, file } = pick(dataset, ending, on)
    const { headers } = request
    const isPacked = file.packedSize !== undefined && headers.range === undefined &&
      takesGzip(headers['accept-encoding'])
    const hash = file.sha256.slice(0, 32)
    const sent = { size: isPacked ? file.packedSize ?? 0 : file.size, etag: isPacked ? `"${hash}-gzip"` : `"${hash}"`,
      modifiedAt: edition.modifiedAt }
    const part = partOf(request, sent)
    const isOver = on !== undefined && on < toWibDate(new Date())
    reply.headers({
      ...OPEN,
      'content-type': file.mediaType,
      // What has passed does not change any more.
      'cache-control': isOver
        ? `public, max-age=${DAY_SECONDS}, immutable`
        : `public, max-age=${Math.min(LONGEST_AGE, dataset.refreshSeconds)}`,
      'content-disposition': `attachment; filename="${dataset.name}-${edition.day}.${file.format}"`,
      'link': `</data/${dataset.name}/dictionary.json>; rel="describedby", <${dataset.licence.url}>; rel="license"`,
      ...(file.packedSize !== undefined && { vary: 'accept-encoding' }),
      ...(isPacked && { 'content-encoding': 'gzip' })
    })
    const status = describePart(reply, part, sent)
    if (part === 'unchanged' || request.method === 'HEAD') return reply.code(status).send()
    const opened = await openData.open(edition, file.format, { isPacked })
    if (opened === undefined) throw notReady('It is being replaced by a newer edition right now.')
    // A download may last longer than the configuration it came under.
    request.leave()
    // With its end told it ends there, and does not look for more.
    return reply.code(status).send(opened.stream(part === 'all' ? { start: 0, end: sent.size - 1 } : part))
  }

  function pick(dataset: Dataset, ending: string, on: string | undefined): { edition: Edition; file: EditionFile } {
    const { name, formats } = dataset
    if (!isFormat(ending))
      throw new SatuError('not_found', `There is no such format; there are ${formats.join(', ')}.`, { stage: 'data' })
    if (!formats.includes(ending))
      throw new SatuError('not_found', `The dataset is not published as ${ending}; there are ${formats.join(', ')}.`, {
        stage: 'data'
      })
    const current = openData.edition(name)
    if (current === undefined) throw notReady('Its first edition has not been made yet.')
    if (on !== undefined && on > toWibDate(new Date()))
      throw new SatuError('not_found', 'That day has not come yet.', { stage: 'data' })
    const edition = on === undefined ? current : openData.edition(name, on)
    if (edition === undefined)
      throw new SatuError('not_found',
        `Nothing is kept of that day; the first is ${openData.history(name).at(-1)?.day ?? current.day}.`, {
        stage: 'data'
      })
    const file = edition.files.find(({ format }) => format === ending)
    if (file === undefined)
      throw new SatuError('not_found', `The edition of ${edition.day} is not there as ${ending}.`, { stage: 'data' })
    return { edition, file }
  }
}

function isFormat(ending: string): ending is FormatName {
  return (formatNames as readonly string[]).includes(ending)
}

function notReady(detail: string): SatuError {
  return new SatuError('dataset_not_ready', detail, { stage: 'data', retryAfterMs: RETRY_MS })
}

/** @returns the day that is asked for @throws SatuError invalid_request */
function checkQuery({ raw: { url = '' } }: FastifyRequest, known: readonly string[]): string | undefined {
  const query = new URLSearchParams(url.split('?')[1] ?? '')
  const refuse = (code: string, detail: string, field: string): never => {
    throw new SatuError('invalid_request', 'A parameter is wrong.', { stage: 'data',
      errors: [{ in: 'query', field, code, detail, ...(code === 'unknown' && { allowed: [...known] }) }] })
  }
  for (const name of query.keys())
    if (!known.includes(name))
      refuse('unknown', 'is not a parameter here', /^[a-z_]{1,40}$/.test(name) ? name : '(unnamed)')
  const [on, ...more] = query.getAll('on')
  if (on === undefined) return undefined
  if (more.length > 0) refuse('repeated', 'is given more than once', 'on')
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(on) ?? []
  if (!isRealDate(Number(year), Number(month), Number(day))) refuse('format', 'must be a day, such as 2026-11-28', 'on')
  return on
}

function sendJson(request: FastifyRequest, reply: FastifyReply, value: unknown): FastifyReply {
  return sendText(request, reply, JSON.stringify(value), JSON_TYPE, {})
}

function sendText(
  request: FastifyRequest,
  reply: FastifyReply,
  text: string,
  type: string,
  headers: Record<string, string>
): FastifyReply {
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
  reply.headers({ ...OPEN, 'content-type': type, etag, 'cache-control': 'public, max-age=60', ...headers })
  if (isUnchanged(request.headers['if-none-match'], etag)) return reply.code(304).send()
  if (request.method === 'HEAD') return reply.header('content-length', Buffer.byteLength(text)).send()
  return reply.send(text)
}
