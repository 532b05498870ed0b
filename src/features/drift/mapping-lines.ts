import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ResourceName } from '../../contract/resources.ts'
import { lastNameOf } from './profile.ts'

/** A line of an adapter's source. */
export interface MappingLine {
  /** `adapters/dishub/map.ts` */
  path: string
  /** From 1 on. */
  line: number
  /** The line itself, without what it is indented by. */
  text: string
}

/** Finds out which line of an adapter has to do with a field, so that whoever mends the mapping knows where to look. */
export interface MappingLines {
  /**
   * @param field in the legacy system's words
   * @param canonical the canonical field that the mapping gave up on, where it did
   * @returns undefined for a product whose source is not there
   */
  find(product: string, resource: ResourceName, field: string, canonical?: string): Promise<MappingLine | undefined>
  /** Whether the sources hold a code as a word of their own: then the mapping knows it. */
  knows(product: string, code: string): Promise<boolean>
}

interface Source {
  file: string
  lines: readonly string[]
  /** Lines of the file before these. */
  before: number
}

const LONGEST_TEXT = 160
/** Where records are mapped comes first; types of the wire say nothing of what is done with a field. */
const order = ['map.ts', 'codes.ts', 'tables.ts', 'settings.ts', 'client.ts']
const passedOver = /(?:^|\/)(?:wire|.*\.d)\.ts$/

/** @param folder of all adapters, each in a folder of its product's name */
export function createMappingLines(folder: string): MappingLines {
  const sources = new Map<string, Promise<Source[]>>()
  const sourcesOf = (product: string): Promise<Source[]> => {
    let found = sources.get(product)
    if (found === undefined) sources.set(product, found = readSources(join(folder, product)))
    return found
  }

  return {
    async find(product, resource, field, canonical) {
      const sources = await sourcesOf(product)
      const map = findMap(sources, resource)
      const all = map === undefined ? sources : [from(sources, map), ...sources]
      const found = (canonical === undefined ? undefined : search(all, readOf(canonical))) ??
        findField(all, lastNameOf(field)) ?? map
      return found && { path: `adapters/${product}/${found.file}`, line: found.line, text: found.text }
    },
    async knows(product, code) {
      const word = new RegExp(`(?:['"\`]${RegExp.escape(code)}['"\`]|(?<![\\w.])${RegExp.escape(code)}\\s*:)`)
      return search((await sourcesOf(product)).filter(({ file }) => file !== 'index.ts'), word) !== undefined
    }
  }
}

/**
 * Of products that serve several resources each has a mapping of its own: the lines behind its beginning are looked at
 * first.
 */
function from(sources: readonly Source[], { file, line }: Found): Source {
  const { lines = [] } = sources.find(source => source.file === file) ?? {}
  return { file, lines: lines.slice(line - 1), before: line - 1 }
}

interface Found {
  file: string
  line: number
  text: string
}

/**
 * Where a canonical field is read of a code: `read.code('status.code', ...`, or where the mapping notes that it could
 * not.
 */
function readOf(canonical: string): RegExp {
  const path = canonical.replace(/\.\d+(?=\.|$)/g, '.*').split('*').map(part => RegExp.escape(part)).join('.{1,6}')
  return new RegExp(`(?:code|choice|lookUp|add)\\(['"\`]${path}(?:\\.code)?['"\`]`)
}

/** Where a field is read: by its own name, or by the name that a client gives to a label of a page. */
function findField(sources: readonly Source[], name: string): Found | undefined {
  const asProperty = new RegExp(`(?:\\.|\\[['"])${RegExp.escape(name)}(?:['"]\\])?(?![\\w])`)
  const asName = new RegExp(`(?<![\\w.'"])${RegExp.escape(name)}(?![\\w'"])`)
  const quoted = new RegExp(`(?:(\\w+):\\s*)?(?:\\[[^\\]]*)?['"]${RegExp.escape(name)}['"]`)
  const [mappers, others] = [sources.filter(isMapper), sources.filter(source => !isMapper(source))]
  const label = search(sources, quoted)
  const alias = label && quoted.exec(label.text)?.[1]
  return search(mappers, asProperty)
    ?? (/^\w+$/.test(name) ? search(mappers, asName) : undefined)
    ?? (alias === undefined || alias === name
      ? undefined
      : search(mappers, new RegExp(`\\.${RegExp.escape(alias)}(?!\\w)`)))
    ?? search(others, asProperty)
    ?? label
}

function isMapper({ file }: Source): boolean {
  return file !== 'index.ts' && file !== 'client.ts'
}

/** Where the records of a resource begin to be mapped: the function that the reader in `index.ts` names. */
function findMap(sources: readonly Source[], resource: ResourceName): Found | undefined {
  const index = sources.find(({ file }) => file === 'index.ts')
  const start = index?.lines.findIndex(line => new RegExp(`reader\\(['"]${resource}['"]`).test(line)) ?? -1
  if (index === undefined || start < 0) return undefined
  const at = index.lines.findIndex((line, place) => place >= start && /^\s*map(?:\s*:|\(|,|\s*$)/.test(line))
  const line = index.lines[at]
  if (line === undefined) return undefined
  const name = /=>\s*(\w+)\(/.exec(line)?.[1] ?? /map:\s*(\w+)\s*,?\s*$/.exec(line)?.[1]
  return (name === undefined ? undefined : search(sources, new RegExp(`function\\s+${name}\\b`))) ?? foundAt(index, at)
}

function search(sources: readonly Source[], pattern: RegExp): Found | undefined {
  for (const source of sources) {
    const at = source.lines.findIndex(line => pattern.test(line) && !/^\s*(?:\/?\*|\/\/|import\s)/.test(line))
    if (at >= 0) return foundAt(source, at)
  }
  return undefined
}

function foundAt({ file, lines, before }: Source, at: number): Found {
  return { file, line: before + at + 1, text: (lines[at] ?? '').trim().slice(0, LONGEST_TEXT) }
}

/** A product that is not there, as one that a test hands in, has none. */
async function readSources(folder: string): Promise<Source[]> {
  const names = await readdir(folder).catch((): string[] => [])
  const files = names.filter(name => name.endsWith('.ts') && !passedOver.test(name)).sort((one, other) =>
    rankOf(one) - rankOf(other) || (one < other ? -1 : 1)
  )
  return Promise.all(
    files.map(async file => ({ file, lines: (await readFile(join(folder, file), 'utf8')).split('\n'), before: 0 }))
  )
}

function rankOf(file: string): number {
  const rank = order.indexOf(file)
  return file === 'index.ts' ? order.length + 1 : rank < 0 ? 0.5 : rank
}
