import { createFiles, type RemoteFile } from '../../../kit/connectors/files/files.ts'
import { filesOptions, type FilesSettings } from '../../../kit/connectors/files/settings.ts'
import { SystemFault } from '../../../kit/faults.ts'
import type { SystemTls } from '../../../kit/tls.ts'
import { CommandError } from '../../command.ts'
import { encodeBody, mapBody, readBody } from './bodies.ts'
import { recount, type Sampled } from './control-file.ts'
import { readCsvTable } from './csv-table.ts'
import { readDbfTable } from './dbf-table.ts'
import type { Fields } from './fields.ts'
import type { Visit } from './json-body.ts'
import { maskLines } from './lines-file.ts'
import type { Scrub } from './scrubber.ts'
import { sampleTables, type TableFile } from './tables.ts'

const MOST_BYTES = 256 * 1024 * 1024
const DEADLINE_MS = 600_000
const MOST_YEARS = 30

export interface FilesRecording {
  settings: unknown
  tls: SystemTls | undefined
  rows: number
  fields: Fields
  scrub(): Scrub
  say(line: string): void
}

/** Copies of a system's files: some rows of each, with invented people, control totals counted anew. */
export async function recordFiles(
  { settings, tls, rows, fields, scrub, say }: FilesRecording
): Promise<Map<string, Buffer>> {
  const files = await fetchAll(settings, tls, say)
  const tables: TableFile[] = []
  const others: { name: string; bytes: Buffer }[] = []
  for (const { name, bytes } of files) {
    const table = tableOf(name, bytes, say)
    if (table === 'none') continue
    if (table === undefined) others.push({ name, bytes })
    else tables.push(table)
  }
  const sampled = sampleTables(tables, rows)
  for (const [table, chosen] of sampled)
    for (const { cells } of chosen)
      for (const [index, cell] of cells.entries())
        fields.collect(
          table.columns[index] ?? '',
          cell.trim()
        )
  const collect: Visit = (key, text) => {
    fields.collect(key, text)
    return text
  }
  for (const { bytes } of others) mapBody(readBody(bytes), collect)

  const visit = scrub()
  const written = new Map<string, Buffer>()
  // Blanks around a value are the width of its column.
  const cell: Visit = (column, text) => text.replace(/\S(?:[^]*\S)?/, inner => visit(column, inner))
  const left: Sampled[] = [...sampled].map(([table, rows]) => ({ table, rows, cell }))
  for (const { table, rows } of left) {
    written.set(table.name, table.write(rows, cell))
    say(`${table.name}: ${rows.length} of ${table.rows.length} rows`)
  }
  for (const { name, bytes } of others) {
    const copy = copyOf(bytes, visit, { rows, fields, left })
    if (copy === undefined) say(`${name}: is no format that can be written anew, so it is left out`)
    else written.set(name, copy)
  }
  return written
}

/** The newest file of each name that has a date in it, and all of what comes each year. */
async function fetchAll(
  settings: unknown,
  tls: SystemTls | undefined,
  say: (line: string) => void
): Promise<{ name: string; bytes: Buffer }[]> {
  const place = placeIn(settings)
  if (place === undefined) throw new CommandError('the settings name no place with files')
  const files = createFiles({ ...filesOptions(place, tls), maxReadBytes: MOST_BYTES })
  try {
    const call = { signal: AbortSignal.timeout(DEADLINE_MS), requestId: 'record' }
    const listed = await files.list('*', call)
    const found: { name: string; bytes: Buffer }[] = []
    for (const file of newestOf(listed)) {
      if (file.size > MOST_BYTES) say(`${file.name}: is larger than 256 MiB, so it is left out`)
      else found.push({ name: file.name, bytes: await files.read(file.name, call) })
    }
    return found
  } catch (error) {
    if (error instanceof SystemFault) throw new CommandError(`the files cannot be had: the place ${error.message}`)
    throw error
  } finally {
    await files.close()
  }
}

function newestOf(files: readonly RemoteFile[]): RemoteFile[] {
  const groups = Map.groupBy(files, ({ name }) => name.replace(/\d+/g, '#').toLowerCase())
  return [...groups.values()].flatMap(group => group.slice(0, /\d{6,}/.test(group[0]?.name ?? '') ? 1 : MOST_YEARS))
}

function placeIn(settings: unknown): FilesSettings | undefined {
  if (typeof settings !== 'object' || settings === null) return undefined
  const { url } = settings as { url?: unknown }
  if (typeof url === 'string' && /^(?:file:|sftp:\/\/|ftps?:\/\/)/i.test(url)) return settings as FilesSettings
  return Object.values(settings).map(placeIn).find(found => found !== undefined)
}

const DBF = /\.dbf$/i

/** `none` for what goes with another file. */
function tableOf(name: string, bytes: Buffer, say: (line: string) => void): TableFile | 'none' | undefined {
  if (/\.(?:dbt|fpt)$/i.test(name)) {
    say(`${name}: memos are free text, so they are left out`)
    return 'none'
  }
  try {
    if (DBF.test(name)) return readDbfTable(name, bytes)
  } catch (error) {
    if (!(error instanceof SystemFault)) throw error
    say(`${name}: ${error.message}, so it is left out`)
    return 'none'
  }
  const { kind } = readBody(bytes)
  return kind === 'text' ? readCsvTable(name, bytes) : undefined
}

interface Copying {
  rows: number
  fields: Fields
  left: readonly Sampled[]
}

function copyOf(bytes: Buffer, visit: Visit, { rows, fields, left }: Copying): Buffer | undefined {
  const body = readBody(bytes)
  if (body.kind === 'none') return Buffer.alloc(0)
  if (body.kind === 'binary') return undefined
  if (body.kind === 'text') {
    const isControl = left.some(({ table }) => body.text.toLowerCase().includes(table.name.toLowerCase()))
    return encodeBody(isControl ? recount(body.text, left) : maskLines(body.text, rows, fields, visit), body)
  }
  const mapped = mapBody(body, visit)
  return 'json' in mapped ? Buffer.from(JSON.stringify(mapped.json)) : encodeBody(mapped.text, body)
}
