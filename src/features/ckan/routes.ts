import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Operation } from '../../contract/contract.ts'
import { SatuError } from '../../errors.ts'
import { JSON_TYPE } from '../../http/answer-headers.ts'
import type { Refusal } from '../../http/app.ts'
import { admit } from '../../http/faces/admission.ts'
import { baseOf } from '../../http/hub-address.ts'
import { causesOf, toSatuError } from '../../http/problems.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { aboutOf, type Catalogues, type Entry, type Opened, sendEncoded } from '../catalogue/index.ts'
import type { OpenData } from '../open-data/index.ts'
import type { ActionContext } from './action.ts'
import { createActions } from './actions.ts'
import { credentialIn } from './credential.ts'
import { createDatastore } from './datastore.ts'
import { CkanError, toCkanError } from './errors.ts'
import { toPackage } from './package.ts'
import { readParams } from './request.ts'
import { refuse, sendStreamed } from './send.ts'

export interface CkanOptions {
  catalogues: Catalogues
  openData: Pick<OpenData, 'get' | 'edition' | 'rows' | 'count'>
  /** Lists datasets: by its rule callers are let in. */
  operation: Operation
  log: Pick<Logger, 'warn'>
}

export const PREFIX = '/api'
const ROOTS = ['/action', '/3/action'] as const
const METHODS = ['GET', 'HEAD', 'POST']

export const ckanRefusal: Refusal = { under: PREFIX, refuse: (error, request, reply) => {
  refuse(toCkanError(error), request, reply, error)
} }

/**
 * CKAN's Action API, version 3, at /api/action and /api/3/action: the datasets of the contract and the hub's own in the
 * words of ckanapi and the CKAN harvester, over the same reads and limits as /v1. It reads only.
 */
export async function addCkan(
  app: FastifyInstance,
  { catalogues, openData, operation, log }: CkanOptions
): Promise<void> {
  const actions = createActions(createDatastore(openData))
  const texts = new WeakMap<Entry, { base: string; text: string }>()

  await app.register(async scope => {
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
      done(null, body)
    })
    scope.addHook('onRequest', (
      request,
      reply
    ) => (request.method === 'OPTIONS' ? Promise.resolve() : admit(request, reply, credentialIn(request), operation)))
    scope.setErrorHandler((cause, request, reply) => {
      const error = cause instanceof CkanError ? cause : toSatuError(cause)
      if (error instanceof SatuError && error.status >= 500 && error.code !== 'not_served')
        log.warn({ request_id: request.id, code: error.code, stage: error.stage, cause: causesOf(error) },
          'request failed')
      refuse(error instanceof SatuError ? toCkanError(error) : error, request, reply,
        error instanceof SatuError ? error : undefined)
    })
    scope.setNotFoundHandler((request, reply) => {
      const isAction = ROOTS.some(root => request.url.startsWith(`${PREFIX}${root}/`))
      const error = isAction
        ? new SatuError('method_not_allowed', 'An action is called by GET or POST.', { stage: 'ckan',
          headers: { allow: METHODS.join(', ') } })
        : new SatuError('not_found', 'there is nothing at this path.', { stage: 'ckan' })
      refuse(toCkanError(error), request, reply, error)
    })
    for (const path of ['/', '/3', '/3/'])
      scope.get(path, { config: { name: 'ckan' } },
        async (_request, reply) => reply.header('cache-control', 'public, max-age=300').send({ version: 3 }))
    for (const root of ROOTS) {
      scope.route<{ Params: { action: string } }>({ method: METHODS, exposeHeadRoute: false, url: `${root}/:action`,
        config: { name: 'ckan' }, handler: call })
      scope.options(`${root}/:action`, { config: { name: 'ckan' } }, async (request, reply) => {
        const allowed = request.serving.cors.preflight(request.headers.origin, METHODS)
        if (allowed === undefined)
          throw new SatuError('forbidden', 'Pages of this site may not read answers here.', { stage: 'ckan' })
        return reply.code(204).headers(allowed).send()
      })
    }
  }, { prefix: PREFIX })

  async function call(
    request: FastifyRequest<{ Params: { action: string } }>,
    reply: FastifyReply
  ): Promise<FastifyReply> {
    const { action: name } = request.params
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined
    // The one failure that CKAN tells without its envelope. The name is the caller's text, and only a plain one is
    // repeated.
    if (action === undefined)
      return reply.code(400).headers({ 'cache-control': 'no-store' }).type('application/json; charset=utf-8').send(
        JSON.stringify(`Bad request - Action name not known${/^[a-z_]{1,64}$/i.test(name) ? `: ${name}` : ''}`)
      )
    const params = readParams(request)
    const opened = await catalogues.open(request)
    request.seen = { outcome: opened.basis.outcome, cache: opened.use, systems: opened.waits,
      operation: `ckan-${name}` }
    const base = baseOf(request)
    const envelope = `{"help":${
      JSON.stringify(`${base}${PREFIX}/3/action/help_show?name=${name}`)
    },"success":true,"result":`
    const context = contextOf(request, opened, base)
    const question = `${base} ${name} ${JSON.stringify(params)}`
    if ('stream' in action)
      return sendStreamed(request, reply, opened, { question, envelope, ...(await action.stream(params, context)) })
    const encoded = opened.catalogue.encode(question, () => `${envelope}${action.run(params, context)}}`)
    return sendEncoded(request, reply, opened, encoded, JSON_TYPE)
  }

  function contextOf({ serving: { config } }: FastifyRequest, { catalogue }: Opened, base: string): ActionContext {
    const packageOf = (entry: Entry) => toPackage(entry, base)
    return {
      catalogue,
      base,
      packageOf,
      about: aboutOf(config),
      now: Date.now(),
      packageText(entry) {
        let found = texts.get(entry)
        if (found?.base !== base) texts.set(entry, found = { base, text: JSON.stringify(packageOf(entry)) })
        return found.text
      }
    }
  }
}
