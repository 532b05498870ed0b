import { describedOnce, isLiteral, isNode, type Namespaces, type Node, type Value } from './graph.ts'

/** A graph in Turtle: a block for each thing that has an IRI, the others where they are pointed at. */
export function toTurtle(roots: readonly Node[], namespaces: Namespaces): string {
  const blocks = [...describedOnce(roots)].map(([iri, node]) => `<${iri}> ${describe(node, '    ')} .\n`)
  const prefixes = Object.entries(namespaces).map(([prefix, namespace]) => `@prefix ${prefix}: <${namespace}> .\n`)
  return `${prefixes.join('')}\n${blocks.join('\n')}`

  function describe({ types, properties }: Node, indent: string): string {
    const lines = [`a ${types.join(', ')}`,
      ...properties.map(([name, values]) => `${name} ${values.map(value => write(value, indent)).join(', ')}`)]
    return lines.join(` ;\n${indent}`)
  }

  function write(value: Value, indent: string): string {
    if (isLiteral(value))
      return `"${escape(value.text)}"${value.language === undefined ? '' : `@${value.language}`}${
        value.datatype === undefined ? '' : `^^${value.datatype}`
      }`
    return isNode(value) && value.iri === undefined ? `[ ${describe(value, `${indent}    `)} ]` : `<${value.iri}>`
  }
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function escape(text: string): string {
  return text.replace(/[\\"\n\r\t]/g, character => escapes[character] as string)
}
