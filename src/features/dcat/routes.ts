import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { SatuError } from '../../errors.ts'
import type { Refusal } from '../../http/app.ts'
import { baseOf } from '../../http/hub-address.ts'
import { causesOf, problemHeaders, toSatuError } from '../../http/problems.ts'
import { queryOf } from '../../http/requests.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { aboutOf, type Catalogues, findEntries, type Opened, sendEncoded } from '../catalogue/index.ts'
import { PAGE, toCatalog } from './catalog.ts'
import { toDataset } from './dataset.ts'
import { type FormatName, formats, isFormat, negotiate } from './formats.ts'
import { iriOf, namespacesOf, type Node } from './graph.ts'
import { pathOf, readQuestion, toSearch } from './question.ts'
import { sdiVocabulary } from './sdi.ts'

export interface DcatOptions {
  catalogues: Catalogues
  log: Pick<Logger, 'warn'>
}

/** What stands in a path. */
interface Named {
  ending: string
  named: string
}

/** Vocabularies change with the hub alone. */
const LASTING = 'public, max-age=86400'

/**
 * The catalogue as DCAT-AP 3, at the addresses of ckanext-dcat: /catalog.{jsonld,ttl,rdf,xml} in pages, and
 * /dataset/{id}.{jsonld,ttl,rdf,xml}. The same graph in each form, over the same reads and limits as /v1.
 */
export async function addDcat(app: FastifyInstance, { catalogues, log }: DcatOptions): Promise<void> {
  await app.register(async scope => {
    scope.setErrorHandler((cause, request, reply) => {
      const error = toSatuError(cause)
      if (error.status >= 500 && error.code !== 'not_served')
        log.warn({ request_id: request.id, code: error.code, stage: error.stage, cause: causesOf(error) },
          'request failed')
      refuse(error, request, reply)
    })
    // HEAD is as GET, as everywhere.
    const get = (
      url: string,
      handler: (request: FastifyRequest<{ Params: Named }>, reply: FastifyReply) => Promise<FastifyReply>
    ): void => {
      scope.route<{ Params: Named }>({ method: ['GET', 'HEAD'], exposeHeadRoute: false, url, config: { name: 'dcat' },
        handler })
    }
    get('/catalog.:ending', async (request, reply) => sendCatalog(request, reply, formatOf(request.params.ending)))
    get('/catalog', async (request, reply) => sendCatalog(request, reply, negotiate(request.headers.accept)))
    get('/dataset/:named', async (request, reply) => {
      const { named } = request.params
      const [, name = named, ending] = /^(.+)\.([a-z0-9]{1,10})$/i.exec(named) ?? []
      return sendDataset(request, reply, name,
        ending === undefined ? negotiate(request.headers.accept) : formatOf(ending))
    })
    // What describes a file is the document about its dataset.
    get('/dataset/:named/resource/:file',
      async (request, reply) =>
        reply.redirect(`${baseOf(request)}/dataset/${encodeURIComponent(request.params.named)}`, 303))
    get('/ns/sdi', async (request, reply) => {
      const base = iriOf(baseOf(request))
      const { type, encode } = formats[negotiate(request.headers.accept)]
      return reply.headers({ 'content-type': type, 'cache-control': LASTING, 'vary': 'accept' }).send(
        encode(sdiVocabulary(base), namespacesOf(base))
      )
    })
  })

  async function sendCatalog(request: FastifyRequest, reply: FastifyReply, format: FormatName): Promise<FastifyReply> {
    const question = readQuestion(queryOf(request.raw.url?.split('#')[0] ?? ''))
    return send(request, reply, format, `catalog ${JSON.stringify(question)}`, ({ catalogue }, base) => {
      const found = toSearch(question, search => findEntries(catalogue, { ...search, now: Date.now() }))
      const from = (question.page - 1) * PAGE
      const path = pathOf(format, question)
      const page = { entries: found.slice(from, from + PAGE), number: question.page, total: found.length,
        urlOf: (number: number) => iriOf(`${base}${path}page=${number}`) }
      return toCatalog(page, { ...aboutOf(request.serving.config), modifiedAt: catalogue.latest }, { base })
    })
  }

  async function sendDataset(
    request: FastifyRequest,
    reply: FastifyReply,
    name: string,
    format: FormatName
  ): Promise<FastifyReply> {
    return send(request, reply, format, `dataset ${name}`, ({ catalogue }, base) => {
      const entry = catalogue.get(name)
      if (entry === undefined) throw new SatuError('not_found', 'There is no such dataset.', { stage: 'dcat' })
      return [toDataset(entry, { base })]
    })
  }

  async function send(
    request: FastifyRequest,
    reply: FastifyReply,
    format: FormatName,
    question: string,
    make: (opened: Opened, base: string) => Node[]
  ): Promise<FastifyReply> {
    const opened = await catalogues.open(request)
    request.seen = { outcome: opened.basis.outcome, cache: opened.use, systems: opened.waits }
    const base = iriOf(baseOf(request))
    const { type, encode } = formats[format]
    const encoded = opened.catalogue.encode(`${base} ${format} ${question}`,
      () => encode(make(opened, base), namespacesOf(base)))
    return sendEncoded(request, reply, opened, encoded, type)
  }
}

function formatOf(ending: string): FormatName {
  const format = ending.toLowerCase()
  if (!isFormat(format))
    throw new SatuError('not_found', `Paths end with ${Object.keys(formats).map(name => `.${name}`).join(', ')}.`, {
      stage: 'dcat'
    })
  return format
}

export const dcatRefusal: Refusal = { under: '/dataset', refuse }

/** In plain words: neither a graph, which a harvester would read, nor a problem of `/v1`. */
function refuse(error: SatuError, request: FastifyRequest, reply: FastifyReply): void {
  request.seen = { ...request.seen, outcome: error.code }
  const { errors = [], message, status } = error
  const details = errors.map(({ field, detail }) => `${field} ${detail}`.trim())
  void reply.code(status).headers({ ...problemHeaders(error), 'content-type': 'text/plain; charset=utf-8' }).send(
    `${status}: ${[message, ...details].join('\n')}\n`
  )
}
