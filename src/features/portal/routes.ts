import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Contract } from '../../contract/contract.ts'
import { type ErrorCode, errorKinds, SatuError } from '../../errors.ts'
import { languageOf, wantedOf } from '../../http/accept.ts'
import { isUnchanged } from '../../http/answer-headers.ts'
import { escapeHtml, html } from '../../http/html.ts'
import { baseOf } from '../../http/hub-address.ts'
import { queryOf } from '../../http/requests.ts'
import type { City } from '../../kit/adapter.ts'
import type { EnvironmentName } from '../../platform/config/environment.ts'
import type { Config } from '../../platform/config/schema.ts'
import { HUB } from './guide.ts'
import { inline } from './markdown.ts'
import { links } from './portal-texts.ts'
import { portalPage } from './portal.ts'
import { publicSystems } from './public-status.ts'
import { createReference } from './reference.ts'
import { PAGE_CSP, shell } from './shell.ts'

export interface PagesOptions {
  contract: Contract
  environment: { name: EnvironmentName }
  cityOf(config: Config): City
}

const HTML_TYPE = 'text/html; charset=utf-8'
const assets: Readonly<Record<string, string>> = {
  'base.css': 'text/css; charset=utf-8',
  'reference.css': 'text/css; charset=utf-8',
  'portal.css': 'text/css; charset=utf-8',
  'reference.js': 'text/javascript; charset=utf-8',
  'portal.js': 'text/javascript; charset=utf-8'
}

/** What people read in a browser: the first page, the reference of the contract, and a page for each error. */
export function addPages(app: FastifyInstance, { contract, environment, cityOf }: PagesOptions): void {
  const reference = createReference(contract.text, { isDevelopment: environment.name === 'development' })
  const kept = new Map<string, Kept>()
  const keep = (name: string, make: () => string): Kept => {
    const known = kept.get(name) ?? withTag(make())
    kept.set(name, known)
    return known
  }

  app.get('/openapi.json', { config: { name: 'openapi' } },
    async (request, reply) => sendContract(request, reply, { text: contract.text, etag: `"${contract.version}"` }))
  app.get('/openapi-3.0.json', { config: { name: 'openapi' } },
    async (request, reply) => sendContract(request, reply, keep('openapi-3.0', () => contract.readOpenApi30())))

  app.get<{ Params: { name: string } }>('/docs/assets/:name', { config: { name: 'docs' } }, async (request, reply) => {
    const { name } = request.params
    const type = Object.hasOwn(assets, name) ? assets[name] : undefined
    if (type === undefined) throw noPage()
    return send(request, reply,
      keep(`asset ${name}`, () => readFileSync(new URL(`assets/${name}`, import.meta.url), 'utf8')), {
      'content-type': type,
      'cache-control': 'public, max-age=300'
    })
  })
  app.get('/docs', { config: { name: 'docs' } }, async (_request, reply) => reply.redirect('/docs/', 302))
  for (const path of ['/docs/', '/docs/:tag'] as const) {
    app.get<{ Params: { tag?: string } }>(path, { config: { name: 'docs' } }, async (request, reply) => {
      const page = reference.page(request.params.tag ?? '')
      if (page === undefined) throw noPage()
      return send(request, reply, withTag(page.replaceAll(HUB, escapeHtml(baseOf(request)))), PAGE)
    })
  }

  app.get<{ Params: { code: string } }>('/problems/:code', { config: { name: 'problems' } }, async (request, reply) => {
    const { code } = request.params
    if (!Object.hasOwn(errorKinds, code)) throw new SatuError('not_found', 'No error has this name.', { stage: 'docs' })
    return send(request, reply, keep(`problem ${code}`, () => problemPage(code as ErrorCode)), PAGE)
  })

  app.get('/', { config: { name: 'home' } }, async (request, reply) => {
    const { config, registry } = request.serving
    const city = cityOf(config)
    const wanted = wantedOf(request.headers.accept)
    const shown = links.filter(({ href, route = href }) => app.hasRoute({ method: 'GET', url: route }))
    void reply.headers({ 'vary': 'accept, accept-language', 'cache-control': 'no-store' })
    if (wanted === 'any') return reply.redirect('/docs/', 302)
    const systems = publicSystems(registry.systems, city.agencies)
    if (wanted === 'json') {
      return { name: 'Satu', city: city.name, links: Object.fromEntries(shown.map(({ href, name }) => [name.en, href])),
        systems }
    }
    const language = languageOf(queryOf(request.raw.url ?? '').get('lang'), request.headers['accept-language'])
    return reply.headers({ ...PAGE, 'content-language': language }).send(
      portalPage({ language, city: city.name, timeZone: config.city.time_zone, systems, links: shown }).text
    )
  })
}

const PAGE = { 'content-type': HTML_TYPE, 'content-security-policy': PAGE_CSP, 'cache-control': 'no-cache' } as const

interface Kept {
  text: string
  etag: string
}

function withTag(text: string): Kept {
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 16)}"` }
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { text, etag }: Kept,
  headers: Readonly<Record<string, string>>
): FastifyReply {
  void reply.headers({ ...headers, etag })
  return isUnchanged(request.headers['if-none-match'], etag) ? reply.code(304).send() : reply.send(text)
}

/** Anybody may read it, pages of other sites too. */
function sendContract(request: FastifyRequest, reply: FastifyReply, kept: Kept): FastifyReply {
  return send(request, reply, kept, { 'content-type': 'application/json; charset=utf-8',
    'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' })
}

function noPage(): SatuError {
  return new SatuError('not_found', 'There is no such page.', { stage: 'docs' })
}

function problemPage(code: ErrorCode): string {
  const { status, title, atFault, action } = errorKinds[code]
  return shell({
    lang: 'en',
    title: `${code} · Satu`,
    description: title,
    styles: ['base.css', 'portal.css'],
    scripts: [],
    body: html`<header class="top"><p class="brand"><a href="/">Satu</a></p></header>
<main><section class="hero"><h1>${status} ${title}</h1><p><code>${code}</code>, at fault: ${atFault}.</p>\
<p class="lead">${inline(action)}</p></section>
<p><a href="/docs/#errors">All errors</a> · <a href="/docs/">API reference</a></p></main>`
  }).text
}
