import type { Quad } from '@rdfjs/types'
import jsonld from 'jsonld'
import { Parser, Store, Writer } from 'n3'
import { readdirSync, readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import SHACLValidator from 'rdf-validate-shacl'
import { RdfXmlParser } from 'rdfxml-streaming-parser'

/** A graph as readers that know nothing of the hub understand it. */
export async function readGraph(text: string, contentType: string, base: string): Promise<Quad[]> {
  if (contentType.startsWith('text/turtle') || contentType.startsWith('text/n3'))
    return new Parser({ format: 'text/turtle' }).parse(text)
  if (contentType.startsWith('application/rdf+xml')) {
    const quads: Quad[] = []
    for await (const quad of Readable.from([text]).pipe(new RdfXmlParser({ baseIRI: base }))) quads.push(quad as Quad)
    return quads
  }
  if (!contentType.startsWith('application/ld+json')) throw new Error(`no graph: ${contentType}`)
  const documentLoader = (url: string): never => {
    throw new Error(`asks for ${url}`)
  }
  // Whatever would be lost on the way is an error.
  return new Parser({ format: 'application/n-quads' }).parse(
    await jsonld.toRDF(JSON.parse(text), { format: 'application/n-quads', safe: true, documentLoader })
  )
}

/** The same text for the same graph, whatever its blank nodes are called (RDF Dataset Canonicalization). */
export function canonical(quads: readonly Quad[]): Promise<string> {
  const text = new Writer({ format: 'application/n-quads' }).quadsToString(quads)
  return jsonld.canonize(text, { inputFormat: 'application/n-quads', format: 'application/n-quads',
    algorithm: 'RDFC-1.0' })
}

/** The standard's own shapes are not part of this repository: a folder with them is named by the environment. */
const folder = process.env['DCAT_AP_SHAPES']

/** The shapes of the standard itself, by the names of their files; none without that folder. */
export const officialShapes = folder === undefined
  ? []
  : readdirSync(folder).filter(name => name.endsWith('.ttl')).map(name =>
    [name, readFileSync(`${folder}/${name}`, 'utf8')] as const
  )

/** Without what is recommended alone, which the standard calls a warning. */
export const violationsOf = (lines: readonly string[]): string[] => lines.filter(line => line.startsWith('Violation'))

/** What a graph does that shapes do not allow: as text, one line each. */
export async function violations(quads: readonly Quad[], shapes: string): Promise<string[]> {
  const validator = new SHACLValidator(new Store(new Parser({ format: 'text/turtle' }).parse(shapes)), {
    importGraph: () => new Store([])
  })
  const { results } = await validator.validate(new Store(quads))
  return results.map(({ severity, focusNode, path, sourceConstraintComponent, value }) =>
    [severity, focusNode, path as { value?: string } | undefined, sourceConstraintComponent, value].map(term =>
      (term as { value?: string } | null | undefined)?.value?.replace(/^.*[#/]/, '') ?? ''
    ).join(' ')
  )
}

/** Values of a property, in order. */
export function valuesOf(quads: readonly Quad[], subject: string, predicate: string): string[] {
  return quads.filter(quad => quad.subject.value === subject && quad.predicate.value === predicate).map(({ object }) =>
    object.value
  ).sort()
}
