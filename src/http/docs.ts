import { createHash } from 'node:crypto'
import fastifySwagger from '@fastify/swagger'
import fastifySwaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import type { Contract } from '../contract/contract.ts'
import { errorKinds, SatuError, type ErrorCode } from '../errors.ts'
import { isUnchanged } from './answer-headers.ts'

/** The contract as JSON, its reference page and a page for each error. */
export async function addDocs(app: FastifyInstance, contract: Contract): Promise<void> {
  const etag = `"${contract.version}"`
  app.get('/openapi.json', { config: { name: 'openapi' } }, async (request, reply) => {
    reply.headers({ etag, 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' })
    if (isUnchanged(request.headers['if-none-match'], etag)) return reply.code(304).send()
    return reply.type('application/json; charset=utf-8').send(contract.text)
  })
  app.get('/', { config: { name: 'home' } }, async (_request, reply) => reply.redirect('/docs/', 302))
  app.get<{ Params: { code: string } }>('/problems/:code', { config: { name: 'problems' } }, async (request, reply) => {
    const { code } = request.params
    if (!Object.hasOwn(errorKinds, code)) throw new SatuError('not_found', 'No error has this name.', { stage: 'docs' })
    const page = problemPage(code as ErrorCode)
    return reply
      .headers({ 'content-security-policy': `default-src 'none'; style-src '${hashOf(STYLE)}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'` })
      .type('text/html; charset=utf-8')
      .send(page)
  })

  await app.register(async scope => {
    scope.addHook('onRoute', route => { route.config = { ...route.config, name: 'docs' } })
    await scope.register(fastifySwagger, { mode: 'static', specification: { document: JSON.parse(contract.text) } })
    await scope.register(fastifySwaggerUi, {
      routePrefix: '/docs',
      staticCSP: DOCS_CSP,
      uiConfig: { layout: 'BaseLayout', docExpansion: 'list', defaultModelsExpandDepth: 0, tryItOutEnabled: true },
      theme: { title: 'Satu API reference' }
    })
  })
}

// Nothing from outside, no inline script or style; the reference calls this hub alone.
const DOCS_CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
const STYLE = 'body{font:1.1rem/1.6 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}'

function problemPage(code: ErrorCode): string {
  const { status, title, atFault, action } = errorKinds[code]
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${code}</title><style>${STYLE}</style>
<h1>${status} ${title}</h1><p><code>${code}</code>, at fault: ${atFault}.</p><p>${action}</p>
<p><a href="/docs/">API reference</a></p></html>`
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
