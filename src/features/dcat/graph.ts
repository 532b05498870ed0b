/** Every namespace that is written, by its prefix. */
export const namespaces = {
  adms: 'http://www.w3.org/ns/adms#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  hydra: 'http://www.w3.org/ns/hydra/core#',
  owl: 'http://www.w3.org/2002/07/owl#',
  prov: 'http://www.w3.org/ns/prov#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  schema: 'http://schema.org/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#'
} as const
export type Prefix = keyof typeof namespaces | 'sdi'
/** A name of a vocabulary: `dct:title`. */
export type Name = `${Prefix}:${string}`

/** Namespaces of a graph; that of Satu Data Indonesia is the hub's own. */
export type Namespaces = Readonly<Record<Prefix, string>>

export function namespacesOf(base: string): Namespaces {
  return { ...namespaces, sdi: `${base}/ns/sdi#` }
}

export interface Literal {
  text: string
  /** BCP 47 */
  language?: string
  /** A text without one. */
  datatype?: Name
}

/** A thing that is only pointed at. */
export interface Reference {
  iri: string
}

/**
 * A thing that is described. Without an IRI it is described where it is pointed at; with one it may be pointed at
 * anywhere, and is described the same wherever it is.
 */
export interface Node {
  iri?: string
  types: readonly [Name, ...Name[]]
  /** In the order in which they are written. */
  properties: readonly Property[]
}

export type Value = Literal | Reference | Node
export type Property = readonly [Name, readonly Value[]]

export function isLiteral(value: Value): value is Literal {
  return 'text' in value
}

export function isNode(value: Value): value is Node {
  return 'types' in value
}

/** Characters that XML 1.0 cannot hold in any spelling: left out of every form, so that all of them say the same. */
// oxlint-disable-next-line no-control-regex
const UNWRITABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g

function clean(text: string): string {
  return text.toWellFormed().replace(UNWRITABLE, '')
}

/** Nothing for what is not there. */
export function text(value: string | undefined, language?: string): Literal[] {
  return value === undefined || value === ''
    ? []
    : [{ text: clean(value), ...(language !== undefined && { language }) }]
}

export function typed(value: string | number | undefined, datatype: Name): Literal[] {
  return value === undefined ? [] : [{ text: String(value), datatype }]
}

/** @param at ms since 1970 */
export function dateTime(at: number | undefined): Literal[] {
  return at === undefined ? [] : typed(`${new Date(at).toISOString().slice(0, 19)}Z`, 'xsd:dateTime')
}

/** An address as an IRI: what may stand in a URL and not in an IRI is percent-encoded (RFC 3987, section 3.1). */
export function iriOf(url: string): string {
  // oxlint-disable-next-line no-control-regex
  return clean(url).replace(/[\u0000-\u0020<>"{}|\\^`]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
}

/** Properties that have a value. */
export function present(properties: readonly Property[]): Property[] {
  return properties.filter(([, values]) => values.length > 0)
}

/**
 * Each thing that has an IRI, as it is described first: what describes it again is taken for the same in every form.
 */
export function describedOnce(roots: readonly Node[]): ReadonlyMap<string, Node> {
  const first = new Map<string, Node>()
  const visit = (node: Node): void => {
    if (node.iri !== undefined) {
      if (first.has(node.iri)) return
      first.set(node.iri, node)
    }
    for (const [, values] of node.properties) for (const value of values) if (isNode(value)) visit(value)
  }
  for (const root of roots) visit(root)
  return first
}
