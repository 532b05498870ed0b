import { describedOnce, isLiteral, isNode, type Namespaces, type Node, type Value } from './graph.ts'

/**
 * A graph in JSON-LD 1.1, nested: a thing is described where it is first pointed at, as DCAT's own examples have it.
 */
export function toJsonLd(roots: readonly Node[], namespaces: Namespaces): string {
  const nodes = describedOnce(roots)
  const described = new Set<string>()
  const [first, ...others] = roots.map(describe)
  const document = { '@context': namespaces, ...(others.length === 0 ? first : { '@graph': [first, ...others] }) }
  return `${JSON.stringify(document)}\n`

  function describe(node: Node): Record<string, unknown> {
    const { iri, types, properties } = nodes.get(node.iri ?? '') ?? node
    if (iri !== undefined) described.add(iri)
    return {
      ...(iri !== undefined && { '@id': iri }),
      '@type': one(types),
      ...Object.fromEntries(properties.map(([name, values]) => [name, one(values.map(write))]))
    }
  }

  function write(value: Value): unknown {
    if (isLiteral(value)) {
      if (value.language !== undefined) return { '@value': value.text, '@language': value.language }
      return value.datatype === undefined ? value.text : { '@value': value.text, '@type': value.datatype }
    }
    return isNode(value) && (value.iri === undefined || !described.has(value.iri))
      ? describe(value)
      : { '@id': value.iri }
  }
}

function one<T>(values: readonly T[]): T | readonly T[] {
  return values.length === 1 ? (values[0] as T) : values
}
