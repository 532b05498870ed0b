import { mkdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Type } from 'typebox'
import { type Adapter, type ByteSource, type Call, createFiles, defineAdapter, type FilesClient, filesOptions,
  FilesSettings, type Mapped, needed, readCsv, readDbf, reader, readFixedWidth, readXlsx, readXmlRows,
  toWib } from '../../../src/kit/index.ts'
import { buildDbf } from '../../kit/formats/dbf-builder.ts'
import { buildWorkbook, cells } from '../../kit/formats/xlsx-builder.ts'

/** A record as a small register writes it down each night. */
export interface Aduan {
  NOMOR: string
  ISI: string
  UBAH: string
}

export const aduan: readonly Aduan[] = Array.from({ length: 24 },
  (_, i) => ({ NOMOR: `ADU${1_000 + i}`, ISI: `Lampu jalan ${i} mati`,
    UBAH: `2026-02-${String(28 - i).padStart(2, '0')}T09:15:00+07:00` }))
const names = ['NOMOR', 'ISI', 'UBAH'] as const
const layout = [{ name: 'NOMOR', from: 1, length: 10 }, { name: 'ISI', from: 11, length: 30 }, { name: 'UBAH', from: 41,
  length: 26 }] as const

export interface Format {
  file: string
  write(): Buffer
  read(bytes: ByteSource): AsyncIterable<Partial<Aduan>>
}

/** How each form of file is written and read. */
export const formats: Readonly<Record<string, Format>> = {
  'csv': {
    file: 'aduan.csv',
    write: () =>
      Buffer.from(
        [names.join(';'), ...aduan.map(row => names.map(name => row[name]).join(';'))].map(line => `${line}\r\n`).join(
          ''
        )
      ),
    read: bytes => readCsv<Aduan>(bytes, { separator: ';', required: [...names], lastLineEnds: true })
  },
  'fixed width': {
    file: 'aduan.txt',
    write: () =>
      Buffer.from(
        [...aduan.map(row => layout.map(({ name, length }) => row[name].padEnd(length)).join('')),
          `*JUMLAH${String(aduan.length).padStart(10)}`].map(line => `${line}\r\n`).join('')
      ),
    read: bytes =>
      readFixedWidth<Aduan>(bytes, { charset: 'windows-1252', layout: [...layout],
        trailer: { starts: '*JUMLAH', layout: [{ name: 'JUMLAH', from: 8, length: 10, type: 'number' }],
          count: 'JUMLAH' } })
  },
  'dbf': {
    file: 'aduan.dbf',
    write: () =>
      buildDbf({ fields: layout.map(({ name, length }) => ({ name, type: 'C', length })), records: aduan.map(row =>
        names.map(name => row[name])
      ) }),
    read: bytes => readDbf(bytes) as AsyncIterable<Partial<Aduan>>
  },
  'xlsx': {
    file: 'aduan.xlsx',
    write: () =>
      buildWorkbook({
        sheets: [{ name: 'Data',
          data: [names, ...aduan.map(row => names.map(name => row[name]))].map((values, i) => cells(i + 1, ...values))
            .join('') }]
      }),
    read: bytes => readXlsx(bytes) as AsyncIterable<Partial<Aduan>>
  },
  'xml file': {
    file: 'aduan.xml',
    write: () =>
      Buffer.from(
        `<?xml version="1.0" encoding="UTF-8"?>\n<daftar>\n${
          aduan.map(row => `<aduan>${names.map(name => `<${name}>${row[name]}</${name}>`).join('')}</aduan>\n`).join('')
        }</daftar>\n`
      ),
    read: bytes => readXmlRows(bytes, { rows: 'aduan' }) as AsyncIterable<Partial<Aduan>>
  }
}

/** What became of the newest version: rows, or what was thrown. */
export interface Reading {
  version: string
  rows?: number
  error?: unknown
}

/** A product whose records lie in one file, which is read whole whenever it is another. */
export function dropAdapter(product: string, { file, read }: Format, seen: (reading: Reading) => void): Adapter {
  const bytesOf = async function*(files: FilesClient, call: Call): AsyncGenerator<Buffer> {
    yield* await files.open(file, call) as AsyncIterable<Buffer>
  }
  return defineAdapter({
    product,
    title: product,
    version: 1,
    needsUrl: false,
    settings: Type.Object({ files: FilesSettings }),
    connect: ({ files }, { tls }): FilesClient => createFiles(filesOptions(files, tls)),
    probe: async (files: FilesClient, call) => void (await files.list(file, call)),
    close: (files: FilesClient) => files.close(),
    resources: {
      complaints: reader('complaints', {
        order: 'canonical',
        pageSize: 100,
        freshness: { fresh: 3_600, revalidate: 0, on_error: 0 },
        snapshot: {
          async newest(files: FilesClient, call) {
            const [found] = await files.list(file, call)
            return found &&
              { version: `${found.size}@${found.modifiedAt}`, producedAt: toWib(new Date(found.modifiedAt)) }
          },
          async *rows(files: FilesClient, version, call) {
            let rows = 0
            try {
              for await (const row of read(bytesOf(files, call))) {
                rows++
                yield row
              }
              seen({ version, rows })
            } catch (error) {
              seen({ version, error })
              throw error
            }
          }
        },
        map: ({ NOMOR, ISI, UBAH }: Partial<Aduan>) =>
          ({
            key: needed(NOMOR, 'identifiers'),
            updatedAt: needed(UBAH, 'source.updated_at'),
            record: { identifiers: [], status: { code: 'in_progress', raw_code: 'proses' },
              description: needed(ISI, 'description') }
          }) as unknown as Mapped<'complaints'>
      })
    }
  })
}

/** A folder with the file in it, which is exchanged whole and each time with a later date. */
export function dropOf(root: string, { file }: Format): { url: string; put(bytes: Buffer): void } {
  mkdirSync(root, { recursive: true })
  let turn = 0
  return {
    url: pathToFileURL(root).href,
    put(bytes) {
      const half = join(root, `.${file}.half`)
      writeFileSync(half, bytes)
      // Some places tell of times in whole seconds.
      const at = 1_800_000_000 + 2 * turn++
      utimesSync(half, at, at)
      renameSync(half, join(root, file))
    }
  }
}
