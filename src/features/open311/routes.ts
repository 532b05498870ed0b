import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Contract } from '../../contract/contract.ts'
import { SatuError } from '../../errors.ts'
import type { Journal } from '../../gateway/writes/journal.ts'
import type { Refusal } from '../../http/app.ts'
import { createBodyRoom, tooLarge } from '../../http/body-room.ts'
import { causesOf, toSatuError } from '../../http/problems.ts'
import type { Submit } from '../../http/submit.ts'
import type { City } from '../../kit/adapter.ts'
import type { EnvironmentName } from '../../platform/config/environment.ts'
import type { Config } from '../../platform/config/schema.ts'
import type { MediaStore } from '../../platform/store/media.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { admissionOf, checkJurisdiction, checkShown, countUnread } from './access.ts'
import { PREFIX } from './addresses.ts'
import { discover } from './discovery.ts'
import { type Format, formatOf, formats } from './encode.ts'
import { toErrors } from './errors.ts'
import { type Form, readForm } from './form.ts'
import { createMedia } from './media.ts'
import { type Params, queryParams } from './params.ts'
import { createPosts } from './posts.ts'
import { createRequests } from './requests.ts'
import { getDefinition, listServices } from './services.ts'
import { createUpdates } from './updates.ts'
import type { Answer } from './values.ts'
import { createWalks } from './walk.ts'
import { createWriting } from './writing.ts'

export interface Open311Options {
  contract: Contract
  journal: Journal
  submit: Submit
  media: MediaStore
  cityOf(config: Config): City
  environment: { name: EnvironmentName; jwtSecret: string }
  log: Pick<Logger, 'warn'>
}

/** A call of the standard: everything but its format, which is the end of its path. */
interface Read {
  path: string
  name: string
  /** Operation of the contract that it amounts to: who may call it. */
  as: string
  answer(request: FastifyRequest, params: Params, named: string): Promise<Answer> | Answer
}
interface Write extends Pick<Read, 'path' | 'name' | 'as'> {
  answer(request: FastifyRequest, form: Form): Promise<Answer>
}

/**
 * Open311 GeoReport v2 and mySociety's `servicerequestupdates`, at /open311/v2: the complaints of the contract in the
 * words of FixMyStreet, Open311-adapter and GeoReporter, over the same reads, journal and limits as /v1.
 */
export async function addOpen311(
  app: FastifyInstance,
  { contract, journal, submit, media: store, cityOf, environment, log }: Open311Options
): Promise<void> {
  const walks = createWalks(contract)
  const media = createMedia(store, environment.jwtSecret)
  const startWriting = createWriting({ contract, journal, submit, media })
  const requests = createRequests(walks, cityOf)
  const posts = createPosts({ walks, startWriting, journal })
  const updates = createUpdates({ walks, startWriting })
  const admit = admissionOf(contract.operations)
  const room = createBodyRoom()

  const reads: readonly Read[] = [
    { path: '/discovery', name: 'open311-discovery', as: 'listServices',
      answer: request => discover(request, environment.name) },
    { path: '/services', name: 'open311-services', as: 'listServices',
      answer: request => listServices(walks, request) },
    { path: '/services/:named', name: 'open311-services', as: 'listServices',
      answer: (request, _params, code) => getDefinition(walks, request, code) },
    { path: '/requests', name: 'open311-requests', as: 'listComplaints', answer: requests.list },
    { path: '/requests/:named', name: 'open311-requests', as: 'listComplaints', answer: requests.get },
    { path: '/tokens/:named', name: 'open311-tokens', as: 'listComplaints',
      answer: (request, _params, token) => posts.token(request, token) },
    { path: '/servicerequestupdates', name: 'open311-updates', as: 'listComplaints', answer: updates.list }
  ]
  const writes: readonly Write[] = [
    { path: '/requests', name: 'open311-requests', as: 'createComplaint', answer: posts.post },
    { path: '/servicerequestupdates', name: 'open311-updates', as: 'addComplaintComment', answer: updates.post }
  ]

  await app.register(async scope => {
    // Bodies come in types of any spelling; what they are is read later.
    scope.removeAllContentTypeParsers()
    // They come unread: how far one is read, the route says.
    scope.addContentTypeParser('*', (_request, _payload, done) => {
      done(null)
    })
    scope.setErrorHandler((cause, request, reply) => {
      const error = toSatuError(cause)
      if (error.status >= 500 && error.code !== 'not_served')
        log.warn({ request_id: request.id, code: error.code, stage: error.stage, cause: causesOf(error) },
          'request failed')
      refuse(error, request, reply)
    })
    scope.setNotFoundHandler((request, reply) => {
      refuse(new SatuError('not_found', 'There is nothing at this path.', { stage: 'open311' }), request, reply)
    })
    for (const read of reads) addRead(scope, read)
    for (const write of writes) addWrite(scope, write)
    scope.get('/media/:name', { config: { name: 'open311-media' } },
      async (request: FastifyRequest<{ Params: { name: string } }>, reply) => {
        await admit(request, reply, queryParams(''), 'listComplaints')
        return media.show(request, reply)
      })
  }, { prefix: PREFIX })

  function addRead(scope: FastifyInstance, { path, name, as, answer }: Read): void {
    const isNamed = path.endsWith('/:named')
    for (const url of isNamed ? [path] : endings(path)) {
      scope.get<{ Params: { named?: string } }>(url, { config: { name } }, async (request, reply) => {
        const params = queryParams(request.raw.url ?? '')
        await admit(request, reply, params, as)
        checkJurisdiction(request, params)
        const { named, format } = isNamed ? split(request.params.named ?? '') : { named: '', format: formatOf(url) }
        return send(reply, format, await answer(request, params, named))
      })
    }
  }

  function addWrite(scope: FastifyInstance, { path, name, as, answer }: Write): void {
    for (const url of endings(path)) {
      scope.post(url, {
        config: { name },
        onRequest: async request => {
          countUnread(request)
          const { max_upload_bytes: most } = request.serving.config.hub
          if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge(most)
        }
      }, async (request, reply) => {
        const { config: { hub: { max_upload_bytes: most } }, addressOf } = request.serving
        await checkShown(request)
        const body = await room.read(request.raw, { most, address: addressOf(request.raw), response: reply.raw })
        const form = readForm(request.headers['content-type'] ?? '', body)
        await admit(request, reply, form.params, as)
        checkJurisdiction(request, form.params)
        return send(reply, formatOf(url), await answer(request, form))
      })
    }
  }
}

function endings(path: string): string[] {
  return Object.keys(formats).map(format => `${path}.${format}`)
}

/** `LAPOR-1420986.xml`: what is meant, and the format. */
function split(name: string): { named: string; format: Format } {
  const [, named, format] = /^(.+)\.(xml|json)$/i.exec(name) ?? []
  if (named === undefined || format === undefined)
    throw new SatuError('not_found', 'Paths end with .xml or .json.', { stage: 'open311' })
  return { named, format: format.toLowerCase() as Format }
}

function send(reply: FastifyReply, format: Format, answer: Answer): FastifyReply {
  const { type, encode } = formats[format]
  return reply
    .code(answer.status ?? 200)
    .headers({ 'content-type': type, 'cache-control': 'no-store', ...answer.headers })
    .send(encode(answer))
}

export const open311Refusal: Refusal = { under: PREFIX, refuse }

/** An error in the format that was asked for, never a problem of `/v1`. */
function refuse(error: SatuError, request: FastifyRequest, reply: FastifyReply): void {
  request.seen = { ...request.seen, outcome: error.code }
  void send(reply, formatOf(request.raw.url ?? ''), toErrors(error))
}
