import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pipeline } from 'node:stream/promises'
import { constants, createGzip } from 'node:zlib'
import { formats } from '../formats/index.ts'
import { createOutput } from '../formats/output.ts'
import type { FormatName, Value } from '../model.ts'
import { LAYOUT, type Plan } from '../plan.ts'
import { settledRows } from './staging.ts'

/** A file of an edition as it lies in its folder. */
export interface KeptFile {
  format: FormatName
  name: string
  size: number
  sha256: string
  /** The same, packed with gzip, under the name with `.gz`. */
  packedSize?: number
}

/** The file of an edition's rows. */
export const ROWS_FILE = 'rows.db'
/** More in memory makes it hardly smaller. */
const PACKING = { level: 6, memLevel: constants.Z_DEFAULT_MEMLEVEL }

/**
 * A hash of all that an edition says: its columns and rows. The same rows are the same edition, whenever they were
 * built.
 */
export function identify(rowsPath: string, { columns, formats: wanted }: Plan): string {
  const hash = createHash('sha256').update(JSON.stringify([LAYOUT, columns, wanted]))
  const pieces: string[] = []
  const flush = (): void => {
    hash.update(pieces.splice(0).join(''))
  }
  eachRow(rowsPath, columns, values => {
    pieces.push('\n', JSON.stringify(values))
    if (pieces.length > 2_000) flush()
  })
  flush()
  return hash.digest('hex').slice(0, 32)
}

/**
 * Writes all formats in one pass over the rows, and packs those that become smaller. All of it is on the disk
 * afterwards.
 */
export async function writeFiles(folder: string, plan: Plan): Promise<KeptFile[]> {
  const formatters = await Promise.all(plan.formats.map(format => formats[format].load()))
  const outputs = plan.formats.map(format => ({ format, name: `data.${format}`,
    output: createOutput(join(folder, `data.${format}`)) })
  )
  const kept: KeptFile[] = []
  try {
    const writers = outputs.flatMap(({ output }, i) => formatters[i]?.(output, plan) ?? [])
    eachRow(join(folder, ROWS_FILE), plan.columns, values => {
      for (const writer of writers) writer.row(values)
    })
    for (const writer of writers) writer.end()
    for (const { format, name, output } of outputs) kept.push({ format, name, ...output.close() })
  } finally {
    for (const { output } of outputs) output.abandon()
  }
  for (const file of kept) if (formats[file.format].isText) file.packedSize = await pack(join(folder, file.name))
  await sync(join(folder, ROWS_FILE))
  return kept
}

async function pack(path: string): Promise<number> {
  const packed = `${path}.gz`
  await pipeline(createReadStream(path), createGzip(PACKING), createWriteStream(packed, { mode: 0o600 }))
  await sync(packed)
  return (await stat(packed)).size
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

function eachRow(path: string, columns: Plan['columns'], take: (values: readonly Value[]) => void): void {
  const db = new DatabaseSync(path, { readOnly: true })
  try {
    for (const values of settledRows(db, columns)) take(values)
  } finally {
    db.close()
  }
}
