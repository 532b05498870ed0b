import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { SystemFault } from '../../../kit/faults.ts'
import type { FixedField } from '../../../kit/formats/fixed-width.ts'
import { readCsvSample } from './csv-sample.ts'
import { type FileKind, type Head, kindOf, readHead } from './head.ts'
import { readJsonSample } from './json-sample.ts'
import { type Sample, SampleError } from './sample.ts'
import { isSqlUrl, readSqlSample } from './sql-sample.ts'
import { readDbfSample, readFixedWidthSample, readXlsxSample } from './table-samples.ts'
import { readXmlSample } from './xml-sample.ts'

export interface SampleOptions {
  /** Of a database. */
  table?: string | undefined
  password?: string | undefined
  /** Path of the description of fixed-width fields. */
  layout?: string | undefined
}

const readers: Readonly<Record<FileKind, (head: Head) => Sample | Promise<Sample>>> = {
  json: readJsonSample,
  xml: readXmlSample,
  csv: readCsvSample,
  dbf: readDbfSample,
  xlsx: readXlsxSample
}

/**
 * Reads rows of a legacy system from a file or a database.
 * @throws SampleError which says in one line why there is nothing to learn
 */
export async function readSample(source: string, { table, password, layout }: SampleOptions): Promise<Sample> {
  if (isSqlUrl(source)) return readSqlSample(source, { table, password })
  if (table !== undefined) throw new SampleError('--table goes with the address of a database')
  const head = await readHead(source)
  const kind = layout === undefined ? kindOf(head) : undefined
  try {
    const sample = kind === undefined
      ? await readFixedWidthSample(head, layoutOf(layout ?? ''))
      : await readers[kind](head)
    if (sample.rows.length === 0 && sample.format !== 'wsdl') throw new SampleError(`${source} has no rows`)
    return head.isCut
      ? { ...sample,
        remarks: [...sample.remarks, `only the first ${Math.round(head.bytes.length / 1_048_576)} MiB were read`] }
      : sample
  } catch (error) {
    if (!(error instanceof SystemFault)) throw error
    throw new SampleError(
      `${source} ${
        error.message.replace(/^sent (?:an? \w+(?:-width)? file|XML|JSON|a WSDL) (?:that|whose)\s/,
          match => (match.endsWith('whose ') ? 'has a file whose ' : ''))
      }`
    )
  }
}

function layoutOf(path: string): FixedField[] {
  let fields: unknown
  try {
    fields = parse(readFileSync(path, 'utf8'))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new SampleError(code === undefined ? `${path} is no YAML` : `${path} cannot be read (${code})`)
  }
  const isField = (field: unknown): boolean => {
    const { name, from, length } = (field ?? {}) as Partial<FixedField>
    return typeof name === 'string' && Number.isInteger(from) && Number.isInteger(length)
  }
  if (!Array.isArray(fields) || fields.length === 0 || !fields.every(isField)) {
    throw new SampleError(`${path} must be a list of fields, each as { name: NIK, from: 1, length: 16 }`)
  }
  return fields as FixedField[]
}
