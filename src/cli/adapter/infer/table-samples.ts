import { existsSync, readFileSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { decodeBody } from '../../../kit/encoding.ts'
import { type DbfInfo, type DbfValue, readDbf } from '../../../kit/formats/dbf.ts'
import { type FixedField, type FixedRow, readFixedWidth } from '../../../kit/formats/fixed-width.ts'
import { readXlsx, type XlsxRow } from '../../../kit/formats/xlsx.ts'
import type { Declared, LegacyRow } from './columns.ts'
import type { Head } from './head.ts'
import { type Sample, SampleError, takeRows } from './sample.ts'

const DBF_NAME_LENGTH = 10

export async function readDbfSample(head: Head): Promise<Sample> {
  let info: DbfInfo | undefined
  let bad = 0
  const memo = memoOf(head)
  const options = { stage: 'sample', onHeader: (header: DbfInfo) => {
    info = header
  }, onBadRow: () => {
    bad++
  }, ...(memo && { memo: [memo] }) }
  const rows = await takeRows(readDbf<Record<string, DbfValue>>([head.bytes], options), { isHead: head.isCut })
  const declared = Object.fromEntries(
    (info?.fields ?? []).map((
      { name, type, length }
    ) => [name, { type: `${type}(${length})`, isCut: name.length >= DBF_NAME_LENGTH } satisfies Declared])
  )
  return {
    format: 'dbf',
    rows,
    place: `${info?.records ?? 0} records, ${info?.charset ?? ''}`,
    names: [head.name],
    declared,
    remarks: badRows(bad)
  }
}

const MOST_MEMO_BYTES = 16 * 1024 * 1024

/** The memo file lies beside it, under the same name. */
function memoOf({ path, extension }: Head): Buffer | undefined {
  if (extension !== 'dbf') return undefined
  const found = ['dbt', 'DBT', 'fpt', 'FPT'].map(other => `${path.slice(0, -3)}${other}`).find(other =>
    existsSync(other)
  )
  return found !== undefined && statSync(found).size <= MOST_MEMO_BYTES ? readFileSync(found) : undefined
}

/** @param layout path of a YAML or JSON file with the fields: `- { name: NIK, from: 1, length: 16 }` */
export async function readFixedWidthSample(head: Head, layout: readonly FixedField[]): Promise<Sample> {
  let bad = 0
  const { charset } = decodeBody(head.bytes)
  const whole = head.isCut ? head.bytes.subarray(0, head.bytes.lastIndexOf(0x0a) + 1) : head.bytes
  const rows = await takeRows(
    readFixedWidth<FixedRow>([whole], { layout, charset, short: 'pad', stage: 'sample', onBadRow: () => {
      bad++
    } }),
    { isHead: head.isCut }
  )
  return { format: 'fixed-width', rows, place: `${layout.length} fields, ${charset}`, names: [head.name],
    remarks: badRows(bad) }
}

const HEADER_WITHIN = 10
const MOST_XLSX_BYTES = 64 * 1024 * 1024

/** Its table of contents stands at its end: a workbook is read whole. */
export async function readXlsxSample(head: Head): Promise<Sample> {
  if (head.size > MOST_XLSX_BYTES)
    throw new SampleError(`${head.path} is too large for a workbook (more than 64 MiB): give a part of it`)
  const bytes = head.isCut ? await readFile(head.path) : head.bytes
  let best: { rows: LegacyRow[]; headerRow: number; named: number } | undefined
  for (let headerRow = 1; headerRow <= HEADER_WITHIN; headerRow++) {
    const rows = await takeRows(readXlsx<XlsxRow>([bytes], { headerRow, stage: 'sample' }), { isHead: false }).catch(
      (error: unknown) => {
        if (best === undefined && headerRow === HEADER_WITHIN) throw error
        if (!/no names in row/.test((error as Error).message)) throw error
        return []
      }
    )
    // A title above the table is one cell; a row of values instead of names has numbers in it.
    const names = Object.keys(rows[0] ?? {})
    const named = names.filter(name => !/^column_\d+$/.test(name) && !/^[\d.,/-]+(?:\[\d+\])?$/.test(name)).length
    if (named > (best?.named ?? 0)) best = { rows, headerRow, named }
  }
  if (best === undefined) throw new SampleError(`${head.path} has no table in its first sheet`)
  return { format: 'xlsx', rows: best.rows, place: `the first sheet, names in row ${best.headerRow}`,
    names: [head.name], remarks: [] }
}

export function badRows(count: number): string[] {
  return count === 0 ? [] : [`${count} rows cannot be read and are passed over`]
}
