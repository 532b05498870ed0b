// What the tests use of `n3` and `jsonld`, which come without types.
declare module 'n3' {
  import type { DatasetCore, Quad } from '@rdfjs/types'

  export class Parser {
    constructor(options?: { format?: string; baseIRI?: string })
    parse(text: string): Quad[]
  }
  export class Store implements DatasetCore {
    constructor(quads: readonly Quad[])
    readonly size: number
    add(quad: Quad): this
    delete(quad: Quad): this
    has(quad: Quad): boolean
    match(subject?: unknown, predicate?: unknown, object?: unknown, graph?: unknown): DatasetCore
    [Symbol.iterator](): Iterator<Quad>
  }
  export class Writer {
    constructor(options: { format: string })
    quadsToString(quads: readonly Quad[]): string
  }
}

declare module 'jsonld' {
  const jsonld: {
    toRDF(
      document: unknown,
      options: { format: 'application/n-quads'; safe: boolean; documentLoader(url: string): never }
    ): Promise<string>
    canonize(
      text: string,
      options: { inputFormat: 'application/n-quads'; format: 'application/n-quads'; algorithm: 'RDFC-1.0' }
    ): Promise<string>
  }
  export default jsonld
}
