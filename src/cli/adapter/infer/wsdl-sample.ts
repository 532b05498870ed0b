import { Problems } from '../../../kit/formats/source.ts'
import { localName } from '../../../kit/formats/xml-collector.ts'
import { XmlStream } from '../../../kit/formats/xml-stream.ts'
import type { Declared } from './columns.ts'
import type { Head } from './head.ts'
import { type Sample, SampleError } from './sample.ts'

interface Type {
  name: string
  /** An array names the type of its items. */
  fields: { name: string; type: string; nullable: boolean; repeats: boolean }[]
}

/**
 * Reads what the description of a SOAP service says of its answers: the fields of the largest type, without a single
 * row. Services of PHP toolkits often describe none.
 */
export function readWsdlSample(text: string, head: Head): Sample {
  const { types, operations } = describe(text, head)
  const best = types.toSorted((a, b) => rate(b) - rate(a))[0]
  if (best === undefined || rate(best) < 2) {
    const named = operations.length === 0
      ? 'no operation'
      : `${operations.length} operations (${operations.slice(0, 6).join(', ')}${operations.length > 6 ? ', ...' : ''})`
    throw new SampleError(
      `${head.path} describes ${named}, but not the fields of what they answer: give a recorded answer of one`
    )
  }
  const declared = Object.fromEntries(
    best.fields.map(({ name, type, nullable }) => [name, { type, nullable } satisfies Declared])
  )
  return {
    format: 'wsdl',
    rows: [],
    place: `the type ${best.name}`,
    names: [best.name, head.name, ...operations],
    declared,
    remarks: ['is a description: matched by names alone, as there are no values']
  }
}

const simple = new Set(['string', 'int', 'integer', 'long', 'short', 'decimal', 'float', 'double', 'boolean', 'date',
  'dateTime', 'time', 'anyURI', 'token', 'base64Binary'])

/** Only fields of simple types: what has others around them is an envelope. */
function rate({ fields, name }: Type): number {
  const own = fields.filter(({ type, repeats }) => simple.has(type) && !repeats).length
  return /request|param|input|login/i.test(name) ? own / 4 : own
}

function describe(text: string, head: Head): { types: Type[]; operations: string[] } {
  const types: Type[] = []
  const operations = new Set<string>()
  const open: { name: string; attributes: Readonly<Record<string, string>>; type?: Type }[] = []
  const stream = new XmlStream(
    {
      open(name, attributes) {
        const around = open.findLast(({ type }) => type !== undefined)?.type
        const entry: (typeof open)[number] = { name, attributes }
        if (name === 'complexType') {
          const holder = open.findLast(({ name, attributes }) => name === 'element' && attributes['name'] !== undefined)
          entry.type = { name: attributes['name'] ?? holder?.attributes['name'] ?? '', fields: [] }
          types.push(entry.type)
        } else if (name === 'element' && around !== undefined && attributes['name'] !== undefined) {
          const { name: field, type = '', nillable, minOccurs, maxOccurs } = attributes
          around.fields.push({ name: field, type: localName(type), nullable: nillable === 'true' || minOccurs === '0',
            repeats: maxOccurs !== undefined && maxOccurs !== '1' })
        } else if (name === 'operation' && open.some(({ name }) => name === 'portType' || name === 'interface')) {
          operations.add(attributes['name'] ?? '')
        }
        open.push(entry)
      },
      text() {},
      close() {
        open.pop()
      }
    },
    new Problems('a WSDL', 'type', { stage: 'sample' })
  )
  for (const piece of XmlStream.pieces(text)) stream.write(piece)
  if (!head.isCut) stream.end()
  return { types, operations: [...operations].filter(Boolean) }
}
