import type { Namespaces, Node } from './graph.ts'
import { toJsonLd } from './json-ld.ts'
import { toRdfXml } from './rdf-xml.ts'
import { toTurtle } from './turtle.ts'

export interface Format {
  /** Content-Type. */
  type: string
  encode(roots: readonly Node[], namespaces: Namespaces): string
}

const jsonLd: Format = { type: 'application/ld+json; charset=utf-8', encode: toJsonLd }
const turtle: Format = { type: 'text/turtle; charset=utf-8', encode: toTurtle }
const rdfXml: Format = { type: 'application/rdf+xml; charset=utf-8', encode: toRdfXml }

/** By the ends of paths. */
export const formats = {
  jsonld: jsonLd,
  ttl: turtle,
  rdf: rdfXml,
  xml: rdfXml,
  // Every Turtle is Notation3.
  n3: { ...turtle, type: 'text/n3; charset=utf-8' }
} as const satisfies Record<string, Format>
export type FormatName = keyof typeof formats

export function isFormat(name: string): name is FormatName {
  return Object.hasOwn(formats, name)
}

const byType: Readonly<Record<string, FormatName>> = {
  'application/ld+json': 'jsonld',
  'application/json': 'jsonld',
  'text/turtle': 'ttl',
  'application/x-turtle': 'ttl',
  'text/n3': 'n3',
  'application/rdf+xml': 'rdf',
  'application/xml': 'rdf',
  'text/xml': 'rdf',
  'application/*': 'jsonld',
  'text/*': 'ttl',
  '*/*': 'jsonld'
}
const MOST_TYPES = 20

/**
 * The form that a caller would have (RFC 9110, section 12.5.1): JSON-LD when it does not mind, or would have what there
 * is not.
 */
export function negotiate(accept: string | undefined): FormatName {
  const wanted = (accept ?? '*/*').split(',', MOST_TYPES).flatMap(part => {
    const [type = '', ...parameters] = part.split(';').map(text => text.trim().toLowerCase())
    const quality = Number(parameters.find(text => text.startsWith('q='))?.slice(2) ?? 1)
    const format = Object.hasOwn(byType, type) ? byType[type] : undefined
    return format === undefined || !(quality > 0) ? [] : [{ format, quality, isExact: !type.endsWith('*') }]
  })
  const [best] = wanted.toSorted((a, b) => b.quality - a.quality || Number(b.isExact) - Number(a.isExact))
  return best?.format ?? 'jsonld'
}
