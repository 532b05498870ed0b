import type { FastifyInstance } from 'fastify'
import { createHash } from 'node:crypto'
import { isUnchanged } from './answer-headers.ts'
import { baseOf } from './hub-address.ts'

const PATH = '/.well-known/api-catalog'
/** RFC 9727, section 4.2 and 5: a linkset (RFC 9264) that says by its profile what it is. */
const TYPE = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'
const OPENAPI = 'application/vnd.oai.openapi+json;version=3.1'

interface Link {
  href: string
  type?: string
  title?: string
}

/** An interface of the hub. */
export interface ApiDescription {
  /** Where it is. */
  path: string
  title: string
  /** Descriptions for programs, and for people. */
  desc?: readonly Link[]
  doc?: readonly Link[]
}

/** The API of the contract itself. */
const satu: ApiDescription = {
  path: '/v1',
  title: 'Satu API',
  desc: [{ href: '/openapi.json', type: OPENAPI }, { href: '/openapi-3.0.json',
    type: 'application/vnd.oai.openapi+json;version=3.0' }],
  doc: [{ href: '/docs/', type: 'text/html' }]
}

/**
 * Where programs find every interface of the hub (RFC 9727): GET, and HEAD for who only wants to know that there is
 * one.
 */
export function addApiCatalog(app: FastifyInstance, apis: readonly ApiDescription[]): void {
  app.route({
    method: ['GET', 'HEAD'],
    exposeHeadRoute: false,
    url: PATH,
    config: { name: 'api-catalog' },
    handler: async (request, reply) => {
      const base = baseOf(request)
      const body = JSON.stringify(describe(base, [satu, ...apis]))
      const etag = `"${createHash('sha1').update(body).digest('base64url')}"`
      reply.headers({
        'content-type': TYPE,
        etag,
        'cache-control': 'public, max-age=300',
        'access-control-allow-origin': '*',
        'link': `<${base}${PATH}>; rel="api-catalog"; type="application/linkset+json"; ` +
          'profile="https://www.rfc-editor.org/info/rfc9727"'
      })
      // As bytes: of a text it would be said which letters it is written in, which JSON knows.
      return isUnchanged(request.headers['if-none-match'], etag)
        ? reply.code(304).send()
        : reply.send(Buffer.from(body))
    }
  })
}

function describe(base: string, apis: readonly ApiDescription[]): unknown {
  const links = (all: readonly Link[] = []): Link[] => all.map(link => ({ ...link, href: absolute(link.href) }))
  const absolute = (href: string): string => (href.startsWith('/') ? `${base}${href}` : href)
  return {
    linkset: [
      { anchor: `${base}${PATH}`, item: apis.map(({ path, title }) => ({ href: absolute(path), title })) },
      ...apis.map(({ path, desc, doc }) => ({
        anchor: absolute(path),
        ...(desc && { 'service-desc': links(desc) }),
        ...(doc && { 'service-doc': links(doc) }),
        status: links([{ href: '/readyz', type: 'application/json' }])
      }))
    ]
  }
}
