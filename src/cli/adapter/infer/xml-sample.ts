import { decodeBody } from '../../../kit/encoding.ts'
import { Problems } from '../../../kit/formats/source.ts'
import { readXmlRows } from '../../../kit/formats/xml-rows.ts'
import { XmlStream } from '../../../kit/formats/xml-stream.ts'
import type { LegacyRow } from './columns.ts'
import type { Head } from './head.ts'
import { type Sample, SampleError, takeRows } from './sample.ts'
import { readWsdlSample } from './wsdl-sample.ts'

/** Reads an XML document, or a description of a SOAP service. The rows are the elements that repeat in it. */
export async function readXmlSample(head: Head): Promise<Sample> {
  const { text, charset, wasDeclared } = decode(head)
  const elements = look(text, head)
  const root = elements[0]?.name ?? ''
  if (root === 'definitions' || root === 'description') return readWsdlSample(text, head)
  if (elements.some(({ name, above }) => name === 'Fault' && above.at(-1) === 'Body'))
    throw new SampleError(`${head.path} is the fault of a SOAP service: give an answer that went well`)
  const best = bestOf(elements)
  if (best === undefined)
    throw new SampleError(`${head.path} has no records in it: an element with others in it was looked for`)
  const rows = await takeRows(readXmlRows([Buffer.from(text)], { rows: best.name, charset: 'utf-8', stage: 'sample' }),
    { isHead: head.isCut })
  if (rows.length === 0) throw new SampleError(`${head.path} has no ${best.name} with anything in it`)
  return {
    format: 'xml',
    rows: gathered(rows),
    place: `<${best.name}>`,
    names: [best.name, head.name, ...best.above],
    remarks: wasDeclared ? [] : [`declares another character set than it is in (${charset})`]
  }
}

function decode({ bytes, isCut }: Head): { text: string; charset: string; wasDeclared: boolean } {
  const declared = /^(?:\xEF\xBB\xBF)?<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(
    bytes.toString('latin1', 0, 200)
  )?.[1]
  // A head may end within a character.
  const whole = isCut ? bytes.subarray(0, bytes.lastIndexOf(0x3e) + 1) : bytes
  const { text, charset, codes } = decodeBody(whole, { declared })
  return { text: text.replace(/^\uFEFF?<\?xml[^>]*\?>/, ''), charset, wasDeclared: codes.length === 0 }
}

interface Element {
  name: string
  path: string
  above: readonly string[]
  count: number
  /** Names of the elements without children in it. */
  fields: Set<string>
}

/** Every kind of element with others in it, or with attributes, the outermost first. */
function look(text: string, head: Head): Element[] {
  const elements = new Map<string, Element>()
  const open: { path: string; name: string; hasChildren: boolean }[] = []
  const at = (path: string): Element | undefined => elements.get(path)
  const stream = new XmlStream(
    {
      open(name, attributes) {
        const parent = open.at(-1)
        if (parent !== undefined) parent.hasChildren = true
        const path = `${parent?.path ?? ''}/${name}`
        const element = at(path) ??
          { name, path, above: open.map(({ name }) => name), count: 0, fields: new Set<string>() }
        element.count++
        for (const attribute of Object.keys(attributes))
          if (!attribute.includes(':') && attribute !== 'xmlns') element.fields.add(`@${attribute}`)
        elements.set(path, element)
        open.push({ path, name, hasChildren: false })
      },
      text() {},
      close() {
        const closed = open.pop()
        const parent = open.at(-1)
        if (closed !== undefined && parent !== undefined && !closed.hasChildren)
          at(parent.path)?.fields.add(closed.name)
      }
    },
    new Problems('XML', 'row', { stage: 'sample' })
  )
  for (const piece of XmlStream.pieces(text)) stream.write(piece)
  if (!head.isCut) stream.end()
  return [...elements.values()]
}

/** Many elements of many fields. What holds them has a few fields of its own. */
function bestOf(elements: readonly Element[]): Element | undefined {
  const rated = elements.map(element => {
    // One that stands once in each row is a part of the row.
    const isPart = elements.some(other =>
      element.path.startsWith(`${other.path}/`) && other.count >= element.count && other.count > 1
    )
    return { element, rate: isPart ? 0 : element.fields.size * (element.count > 1 ? 2 + Math.log2(element.count) : 1) }
  })
  return rated.filter(({ rate }) => rate > 0).toSorted((a, b) => b.rate - a.rate)[0]?.element
}

/** What comes several times in a row, `SYARAT`, `SYARAT[2]`, is one list. */
function gathered(rows: readonly Record<string, string>[]): LegacyRow[] {
  const repeated = new Set(rows.flatMap(row => Object.keys(row).flatMap(key => /^(.*)\[\d+\]$/.exec(key)?.[1] ?? [])))
  if (repeated.size === 0) return [...rows]
  return rows.map(row => {
    const joined: Record<string, unknown> = {}
    for (const [key, value] of Object.entries(row)) {
      const name = key.replace(/\[\d+\]$/, '')
      if (!repeated.has(name)) joined[key] = value
      else joined[name] = [...((joined[name] as string[] | undefined) ?? []), value]
    }
    return joined
  })
}
