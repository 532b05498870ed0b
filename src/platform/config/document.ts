import { readFileSync } from 'node:fs'
import { type Alias, type Document as ParsedDocument, isAlias, isMap, isScalar, isSeq, LineCounter, type Node,
  parseDocument, visit, type YAMLError } from 'yaml'
import { interpolate } from './interpolate.ts'
import type { Problem } from './problems.ts'

/** What is known of the place of one value in the file. */
export interface Mark {
  line: number
  column: number
  /** Where its key stands; for a list item the item itself. */
  keyLine: number
  keyColumn: number
  /** Environment variables that its text was made from. */
  variables: readonly string[]
  /** All of it comes from one variable. */
  whole: boolean
  /** The same, and it is empty where that is not set. */
  optional: boolean
  /** A variable is missing, or was not looked up: the value says nothing. */
  unresolved: boolean
}

/** What a file took from the environment. */
export interface Surroundings {
  /** What should be otherwise, and stops nothing: files of secrets that everybody may read. */
  remarks: readonly Problem[]
  /** Files that variables were read from, absolute. */
  files: readonly string[]
  /** Variables that are not set, or empty. */
  missing: readonly string[]
}

export interface Document extends Surroundings {
  /** Plain data, variables filled in. */
  value: unknown
  /** By JSON pointer. */
  marks: ReadonlyMap<string, Mark>
  problems: readonly Problem[]
}

const MAX_NODES = 100_000
const nothing: Surroundings = { remarks: [], files: [], missing: [] }

export const pointerTo = (parent: string, key: string | number): string =>
  `${parent}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`

/** A JSON pointer as people read it: `/city/districts/3/code` is `city.districts[3].code`. */
export function pathOf(pointer: string): string {
  return pointer.split('/').slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce(
      (path, part) => /^\d+$/.test(part) && path !== '' ? `${path}[${part}]` : path === '' ? part : `${path}.${part}`,
      ''
    )
}

/** Reads a file as `readDocument` does; one that cannot be read is a problem too. */
export function readFile(file: string, env: NodeJS.ProcessEnv | undefined): Document {
  try {
    return readDocument(readFileSync(file, 'utf8'), file, env)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    const message = code === 'ENOENT'
      ? 'there is no such file; SATU_CONFIG names the file to read'
      : `cannot be read (${code})`
    return { value: undefined, marks: new Map(), problems: [{ file, line: 0, column: 0, path: '', message }],
      ...nothing }
  }
}

/**
 * Reads YAML 1.2 into plain data, with the place of every value. Duplicate keys, unknown tags, references to
 * missing variables and syntax errors are problems.
 * @param env undefined to look no variable up
 */
export function readDocument(source: string, file: string, env: NodeJS.ProcessEnv | undefined): Document {
  const lines = new LineCounter()
  const parsed = parseDocument(source, { lineCounter: lines, prettyErrors: false, uniqueKeys: false })
  const problems: Problem[] = []
  const remarks: Problem[] = []
  const files = new Set<string>()
  const lacking = new Set<string>()
  const marks = new Map<string, Mark>()
  const resolving = new Set<unknown>()
  let nodes = 0

  const position = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const report = (offset: number, pointer: string, message: string, to = problems) =>
    to.push({ file, ...position(offset), path: pathOf(pointer), message })

  function read(node: unknown, pointer: string, keyOffset: number): unknown {
    const offset = isEmpty(node) ? keyOffset : startOf(node) ?? keyOffset
    const { line, column } = position(offset)
    const key = position(keyOffset)
    const mark: Mark = { line, column, keyLine: key.line, keyColumn: key.column, variables: [], whole: false,
      optional: false, unresolved: false }
    marks.set(pointer, mark)
    if (++nodes > MAX_NODES) return undefined

    if (isAlias(node)) {
      const target = targets.get(node)
      if (target === undefined || resolving.has(target)) {
        report(offset, pointer, 'the alias refers to nothing, or to itself')
        mark.unresolved = true
        return null
      }
      resolving.add(target)
      const value = read(target, pointer, keyOffset)
      resolving.delete(target)
      return value
    }
    if (isMap(node)) return readMap(node.items, pointer)
    if (isSeq(node)) return node.items.map((item, i) => read(item, pointerTo(pointer, i), startOf(item) ?? offset))
    if (!isScalar(node) || typeof node.value !== 'string') return isScalar(node) ? node.value : null

    const { text, variables, missing, found, whole, optional, malformed } = interpolate(node.value, env)
    if (malformed)
      report(offset, pointer, 'holds a broken reference; write ${NAME} or ${NAME:-default}, and $${ for a plain ${')
    if (env !== undefined) {
      for (const name of missing) {
        report(offset, pointer, `the environment variable ${name} is not set, or is empty`)
        lacking.add(name)
      }
    }
    for (const { problem, remark, file: read } of found) {
      if (problem !== undefined) report(offset, pointer, problem)
      if (remark !== undefined) report(offset, pointer, remark, remarks)
      if (read !== undefined) files.add(read)
    }
    Object.assign(mark, { variables, whole, optional,
      unresolved: malformed || missing.length > 0 || found.some(({ problem }) => problem !== undefined) })
    return text
  }

  function readMap(items: readonly { key: unknown; value: unknown }[], pointer: string): Record<string, unknown> {
    const result: Record<string, unknown> = {}
    const lineOf = new Map<string, number>()
    for (const { key, value } of items) {
      const offset = startOf(key) ?? 0
      if (!isScalar(key)) {
        report(offset, pointer, 'a key must be plain text')
        continue
      }
      // As it is written: `08: x` has the key 08, not 8.
      const name = key.source ?? String(key.value)
      const first = lineOf.get(name)
      if (name === '__proto__') report(offset, pointerTo(pointer, name), 'this key is not allowed')
      else if (first !== undefined) report(offset, pointerTo(pointer, name), `the key is already on line ${first}`)
      else {
        lineOf.set(name, position(offset).line)
        result[name] = read(value, pointerTo(pointer, name), offset)
      }
    }
    return result
  }

  for (const error of [...parsed.errors, ...parsed.warnings]) report(error.pos[0], '', syntaxMessage(error))
  // After a syntax error the structure is a guess; what else it seems to hold would only mislead.
  if (problems.length > 0) return { value: undefined, marks, problems, ...nothing }
  const targets = targetsOf(parsed)
  const value = read(parsed.contents, '', 0)
  if (nodes > MAX_NODES) report(0, '', `the file holds more than ${MAX_NODES} values`)
  return { value, marks, problems, remarks, files: [...files], missing: [...lacking] }
}

/** What the aliases refer to: the last before them of that name. */
function targetsOf(parsed: ParsedDocument): ReadonlyMap<Alias, Node> {
  const anchors = new Map<string, Node>()
  const targets = new Map<Alias, Node>()
  visit(parsed, {
    Node(_, node) {
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchors.set(node.anchor, node)
        return
      }
      const target = anchors.get(node.source)
      if (target !== undefined) targets.set(node, target)
    }
  })
  return targets
}

// `name:` with nothing behind it.
function isEmpty(node: unknown): boolean {
  return isScalar(node) && node.value === null && node.source === ''
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0]
}

// The parser quotes what it stumbled over after a colon, and that may be a secret.
function syntaxMessage({ code, message }: YAMLError): string {
  const said = code === 'BAD_DQ_ESCAPE' ? 'Invalid escape sequence' : message.split(': ')[0]
  return `not valid YAML: ${said}`
}
