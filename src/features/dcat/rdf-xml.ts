import { describedOnce, isLiteral, isNode, type Name, type Namespaces, type Node, type Property,
  type Value } from './graph.ts'

/** A graph in RDF/XML: a thing is described where it is first pointed at. */
export function toRdfXml(roots: readonly Node[], namespaces: Namespaces): string {
  const nodes = describedOnce(roots)
  const described = new Set<string>()
  const declared = Object.entries(namespaces).map(([prefix, namespace]) => ` xmlns:${prefix}="${escape(namespace)}"`)
    .join('')
  return `<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF${declared}>\n${
    roots.map(root => element(root, '  ')).join('')
  }</rdf:RDF>\n`

  function element(node: Node, indent: string): string {
    const { iri, types: [type, ...others], properties } = nodes.get(node.iri ?? '') ?? node
    if (iri !== undefined) described.add(iri)
    const about = iri === undefined ? '' : ` rdf:about="${escape(iri)}"`
    const inner = [
      ...others.map(other => `${indent}  <rdf:type rdf:resource="${escape(expand(other, namespaces))}"/>\n`),
      ...properties.flatMap(([name, values]: Property) => values.map(value => property(name, value, `${indent}  `)))
    ].join('')
    return inner === '' ? `${indent}<${type}${about}/>\n` : `${indent}<${type}${about}>\n${inner}${indent}</${type}>\n`
  }

  function property(name: Name, value: Value, indent: string): string {
    if (isLiteral(value)) {
      const language = value.language === undefined ? '' : ` xml:lang="${value.language}"`
      const datatype = value.datatype === undefined
        ? ''
        : ` rdf:datatype="${escape(expand(value.datatype, namespaces))}"`
      return `${indent}<${name}${language}${datatype}>${escape(value.text)}</${name}>\n`
    }
    if (!isNode(value) || (value.iri !== undefined && described.has(value.iri)))
      return `${indent}<${name} rdf:resource="${escape(value.iri as string)}"/>\n`
    return `${indent}<${name}>\n${element(value, `${indent}  `)}${indent}</${name}>\n`
  }
}

function expand(name: Name, namespaces: Namespaces): string {
  const at = name.indexOf(':')
  return `${namespaces[name.slice(0, at) as keyof Namespaces]}${name.slice(at + 1)}`
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;',
  '\r': '&#13;', '\n': '&#10;', '\t': '&#9;' }

/** Line breaks too: a reader would make others of them. */
function escape(text: string): string {
  return text.replace(/[&<>"\r\n\t]/g, character => entities[character] as string)
}
