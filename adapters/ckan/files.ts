import { compact, type MapTools, type Records } from '../../src/kit/index.ts'
import { formats } from './tables.ts'
import { readTime } from './time.ts'
import type { Resource } from './wire.ts'

type Distribution = Records['datasets']['distributions'][number]

const ID = /^[A-Za-z0-9_-]{1,58}$/
const MIMETYPE = /^[\w.+-]+\/[\w.+-]+$/

/** The files of a data set. One that cannot be reached is none: it is left out, with a note. */
export function readFiles(raw: unknown, tools: MapTools): Distribution[] {
  const resources = (Array.isArray(raw) ? raw : []) as (Resource | null)[]
  return resources.flatMap(
    resource => (resource === null || typeof resource !== 'object' || (resource.state ?? 'active') !== 'active'
      ? []
      : (readFile(resource, tools) ?? []))
  )
}

function readFile(resource: Resource, tools: MapTools): Distribution | undefined {
  const { read, notes, id } = tools
  const key = read.text('distributions.id', resource.id)
  const typed = read.text('distributions.url', resource.url)
  const url = addressOf(typed)
  if (key === undefined || !ID.test(key) || url === undefined) {
    const field = url === undefined ? 'distributions.url' : 'distributions.id'
    // An @ may stand behind a password.
    notes.add(field, 'invalid_value', { raw: typed?.includes('@') ? undefined : typed })
    return undefined
  }
  const mimetype = read.text('distributions.mimetype', resource.mimetype)?.toLowerCase()
  return compact<Distribution>({
    id: id(key),
    name: read.text('distributions.name', resource.name, { maxLength: 300 }),
    description: read.text('distributions.description', resource.description, { lines: true, maxLength: 4000 }),
    format: formatOf(read.text('distributions.format', resource.format, { maxLength: 40 }), url),
    mimetype: mimetype !== undefined && MIMETYPE.test(mimetype) ? mimetype : undefined,
    url,
    size: read.integer('distributions.size', resource.size, { min: 0 }),
    hash: read.text('distributions.hash', resource.hash, { maxLength: 128 }),
    created: readTime('distributions.created', resource.created, tools),
    last_modified: readTime('distributions.last_modified', resource.last_modified, tools)
  })
}

/** Absolute addresses only: what one without a scheme means is anybody's guess. */
function addressOf(text = ''): string | undefined {
  if (!/^(?:https?|ftp):\/\//i.test(text) || !URL.canParse(text)) return undefined
  const { href, username, password } = new URL(text)
  return username || password ? undefined : href
}

function formatOf(typed: string | undefined, url: string): string | undefined {
  const capitals = typed?.replace(/^\./, '').toUpperCase()
  const format = capitals === undefined ? undefined : (formats[capitals] ?? capitals)
  // "Excel" is either.
  return format === 'XLS' && /\.xlsx$/i.test(url) ? 'XLSX' : format
}
