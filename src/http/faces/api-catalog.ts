import type { FastifyInstance } from 'fastify'
import { createHash } from 'node:crypto'
import { isUnchanged } from '../answer-headers.ts'
import { baseOf } from '../hub-address.ts'

const PATH = '/.well-known/api-catalog'
/** RFC 9727, section 4.2 and 5: a linkset (RFC 9264) that says by its profile what it is. */
const TYPE = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'
const OPENAPI = 'application/vnd.oai.openapi+json;version=3.1'

interface Link {
  href: string
  type?: string
  title?: string
}

interface Api {
  /** Where it is. */
  path: string
  title: string
  /** Descriptions for programs, and for people. */
  desc?: readonly Link[]
  doc?: readonly Link[]
}

/** Every interface of the hub. */
const apis: readonly Api[] = [
  { path: '/v1', title: 'Satu API',
    desc: [{ href: '/openapi.json', type: OPENAPI }, { href: '/openapi-3.0.json',
      type: 'application/vnd.oai.openapi+json;version=3.0' }], doc: [{ href: '/docs/', type: 'text/html' }] },
  {
    path: '/open311/v2',
    title: 'Open311 GeoReport v2: complaints',
    desc: [{ href: '/open311/v2/discovery.json', type: 'application/json' }, { href: '/open311/v2/discovery.xml',
      type: 'text/xml' }],
    doc: [{ href: 'http://wiki.open311.org/GeoReport_v2', type: 'text/html' }]
  },
  { path: '/data', title: 'Open data: files', desc: [{ href: '/data', type: 'application/json' }] },
  {
    path: '/api/3/action',
    title: 'CKAN Action API v3: open data',
    desc: [{ href: '/api/3/action/status_show', type: 'application/json' }],
    doc: [{ href: 'https://docs.ckan.org/en/latest/api/', type: 'text/html' }]
  },
  {
    path: '/catalog',
    title: 'DCAT-AP 3: catalogue of open data',
    desc: [{ href: '/catalog.jsonld', type: 'application/ld+json' }, { href: '/catalog.ttl', type: 'text/turtle' }, {
      href: '/catalog.rdf',
      type: 'application/rdf+xml'
    }],
    doc: [{ href: 'https://semiceu.github.io/DCAT-AP/releases/3.0.0/', type: 'text/html' }]
  }
]

/**
 * Where programs find every interface of the hub (RFC 9727): GET, and HEAD for who only wants to know that there is
 * one.
 */
export function addApiCatalog(app: FastifyInstance): void {
  app.route({
    method: ['GET', 'HEAD'],
    exposeHeadRoute: false,
    url: PATH,
    config: { name: 'api-catalog' },
    handler: async (request, reply) => {
      const base = baseOf(request)
      const body = JSON.stringify(describe(base))
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

function describe(base: string): unknown {
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
