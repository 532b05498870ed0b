import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { SatuError } from '../../errors.ts'
import { languageOf } from '../../http/accept.ts'
import { OWN_HEADERS } from '../../http/answer-headers.ts'
import type { Panel } from '../../http/panels.ts'
import { queryOf } from '../../http/requests.ts'
import type { City } from '../../kit/adapter.ts'
import type { Config } from '../../platform/config/schema.ts'
import { PAGE_CSP } from '../portal/index.ts'
import { createAssets, sendAsset } from './assets-served.ts'
import { createCityMap } from './city-map.ts'
import { viewDrillDown } from './drill-down.ts'
import { ASSETS, commandCenterPage } from './page.ts'
import { createSignIn } from './sign-in.ts'
import { STREAM_HEADERS, type StreamOptions, streamPictures } from './stream.ts'

export interface CommandCenterOptions extends StreamOptions {
  cityOf(config: Config): City
  panels: readonly Panel[]
}

/** No script can make HTML of a text either: what a stranger wrote stays text, whatever mistake the page has. */
const CSP = `${PAGE_CSP}; require-trusted-types-for 'script'; trusted-types 'none'`

/** The Command Center: a page for operators, the picture that it shows, and what changes in it. */
export function addCommandCenter(app: FastifyInstance, { cityOf, panels, ...stream }: CommandCenterOptions): void {
  const findAsset = createAssets(panels)
  app.get('/command-center', { config: { name: 'command-center' } }, async (request, reply) => {
    const { config: { city } } = request.serving
    const language = languageOf(queryOf(request.raw.url ?? '').get('lang'), request.headers['accept-language'])
    return reply
      .headers({ 'content-type': 'text/html; charset=utf-8', 'content-security-policy': CSP,
        'cache-control': 'no-cache', 'vary': 'accept-language', 'content-language': language })
      .send(commandCenterPage({ language, city: city.name, timeZone: city.time_zone, panels }).text)
  })
  app.get('/command-center/', { config: { name: 'command-center' } },
    async (_request, reply) => reply.redirect('/command-center', 302))
  const serve = (request: FastifyRequest, reply: FastifyReply, path: string): FastifyReply => {
    const asset = findAsset(path)
    if (asset === undefined)
      throw new SatuError('not_found', 'The page has no such file.', { stage: 'command-center' })
    return sendAsset(request, reply, asset)
  }
  app.get<{ Params: { name: string } }>(`${ASSETS}/:name`, { config: { name: 'command-center' } },
    async (request, reply) => serve(request, reply, request.params.name))
  app.get<{ Params: { name: string; file: string } }>(`${ASSETS}/:name/:file`, { config: { name: 'command-center' } },
    async (request, reply) => serve(request, reply, `${request.params.name}/${request.params.file}`))
  const signIn = createSignIn()
  app.get('/command-center/sign-in', { config: { name: 'command-center-sign-in' } }, async (request, reply) => {
    const offer = await signIn.offer(request.serving.config)
    return reply.headers(OWN_HEADERS).send(offer === undefined ? {} : { offer })
  })
  app.post('/command-center/sign-in', { config: { name: 'command-center-sign-in' } },
    async (request, reply) =>
      reply.headers(OWN_HEADERS).send(await signIn.exchange(request.serving.config, readCode(request.body))))
  app.get('/command-center/map', { config: { name: 'command-center-map' } }, async (request, reply) => {
    const { config } = request.serving
    return reply.headers(OWN_HEADERS).send(createCityMap(config, cityOf(config)))
  })
  app.get('/command-center/state', { config: { name: 'command-center-state' } },
    async (_request, reply) => reply.headers(OWN_HEADERS).send(await stream.pictures.now()))
  app.route({
    method: ['GET', 'HEAD'],
    exposeHeadRoute: false,
    url: '/command-center/stream',
    config: { name: 'command-center-stream' },
    handler: (
      request,
      reply
    ) => (request.method === 'HEAD' ? reply.headers(STREAM_HEADERS).send() : streamPictures(request, reply, stream))
  })
  app.get<{ Params: { id: string } }>('/command-center/systems/:id', { config: { name: 'command-center-system' } },
    async (request, reply) => {
      const { registry, config } = request.serving
      return reply.headers(OWN_HEADERS).send(viewDrillDown(registry.get(request.params.id), cityOf(config).agencies))
    })
}

/** @throws SatuError invalid_request */
function readCode(body: unknown): { code: string; verifier: string; redirectUri: string } {
  const given = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const errors = ['code', 'verifier', 'redirectUri'].flatMap(field => {
    const value = given[field]
    return typeof value === 'string' && value !== '' && value.length <= 4_096
      ? []
      : [{ in: 'body' as const, field, code: 'type', detail: 'must be text of at most 4096 characters' }]
  })
  if (errors.length > 0)
    throw new SatuError('invalid_request', 'The request does not end a sign-in.', { stage: 'sign-in', errors })
  return given as { code: string; verifier: string; redirectUri: string }
}
