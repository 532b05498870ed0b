import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t, { type Test } from 'tap'
import { createFiles, filesOptions, type FilesSettings, readCsv, readDbf } from '../../src/kit/index.ts'
import { type Bench, mapAll, type Mapped, startBench, writeAll } from './adapter-record-bench.ts'
import { foundIn, personalOf } from './adapter-record-originals.ts'

const call = { signal: AbortSignal.timeout(120_000), requestId: 'test' }

interface Copies {
  bench: Bench
  files: ReadonlyMap<string, Buffer>
  said: string[]
  /** What the adapter makes of the copies. */
  mapped: Mapped[]
  folder: string
}

async function copiesOf(t: Test, id: string): Promise<Copies> {
  const bench = await startBench(id)
  t.teardown(() => bench.stop())
  const { files, said } = await bench.record({ rows: 10 })
  const folder = writeAll(t.testdir({}), files)
  return { bench, files, said, folder,
    mapped: await mapAll(bench, { url: '',
      settings: { ...bench.bound.settings, files: { url: pathToFileURL(folder).href } } }) }
}

interface Table {
  rows: Record<string, string>[]
}

/** Told by the kit's own readers. */
async function tableOf(bytes: Buffer, name: string): Promise<Table> {
  const rows = /\.dbf$/i.test(name)
    ? readDbf([bytes])
    : readCsv([bytes], { separator: ';', fallbackCharset: 'windows-1252' })
  return {
    rows: (await Array.fromAsync(rows)).map(row =>
      Object.fromEntries(Object.entries(row).map(([column, value]) => [column, String(value ?? '')]))
    )
  }
}

async function originalOf({ bench }: Copies, name: string): Promise<Buffer> {
  const place = createFiles({ ...filesOptions(bench.bound.settings['files'] as FilesSettings),
    maxReadBytes: 256 * 1024 * 1024 })
  try {
    return await place.read(name, call)
  } finally {
    await place.close()
  }
}

/** Nobody of these rows is in any of the copies. */
async function nobodyIsIn(
  t: Test,
  { bench, files }: Copies,
  rows: readonly Record<string, string>[],
  least: number
): Promise<void> {
  const personal = personalOf(bench.demo)
  const lines = (rows: readonly Record<string, string>[]): Buffer =>
    Buffer.from(rows.flatMap(row => Object.values(row)).join('\n'))
  const told = new Set(foundIn(lines(rows), personal))
  t.comment(`${bench.bound.id}: ${told.size} names and numbers of people in ${rows.length} rows`)
  t.ok(told.size >= least, `${told.size} names and numbers of people`)
  for (const [name, bytes] of files) {
    // The columns of a DBF have nothing between them.
    const text = /\.dbf$/i.test(name) ? lines((await tableOf(bytes, name)).rows) : bytes
    t.same(foundIn(text, personal).filter(found => told.has(found)), [], name)
  }
}

t.test('DBF and CSV files of a night: rows that belong together, control totals that fit', async t => {
  const copies = await copiesOf(t, 'tax')
  const { mapped, said, files, folder } = copies
  const named = (start: string): string => [...files.keys()].find(name => name.startsWith(start))!
  const [objectFile, ownerFile] = [named('DAT_OBJEK'), named('DAT_SUBJEK')]
  const nop = (row: Record<string, string>): string =>
    ['KD_PROPINS', 'KD_DATI2', 'KD_KECAMAT', 'KD_KELURAH', 'KD_BLOK', 'NO_URUT', 'KD_JNS_OP'].map(column => row[column])
      .join('.')
  const taken = new Set((await tableOf(files.get(objectFile)!, objectFile)).rows.map(nop))
  const before = (await tableOf(await originalOf(copies, objectFile), objectFile)).rows.filter(row =>
    taken.has(nop(row))
  )
  const owners = new Set(before.map(row => row['SUBJEK_PAJ']))
  const people = (await tableOf(await originalOf(copies, ownerFile), ownerFile)).rows.filter(row =>
    owners.has(row['SUBJEK_PAJ'])
  )
  t.equal(before.length, taken.size)
  await nobodyIsIn(t, copies, [...before, ...people], 15)
  t.same(mapped.filter(({ refusal, misfits }) => refusal !== undefined || misfits.length > 0), [])
  const objects = mapped.filter(({ resource }) => resource === 'tax-objects')
  t.ok(objects.length >= 9)
  t.ok(objects.filter(({ fields }) => fields.includes('.owner_name')).length >= 8,
    'an object has its owner, though the owner has another NIK')
  t.ok(mapped.filter(({ resource }) => resource === 'tax-bills').length >= 20)
  t.match(said.join('\n'), /^DAT_OBJEK_PAJAK_\d{8}\.DBF: 10 of 8000 rows$/m)
  const control = readFileSync(join(folder, [...files.keys()].find(name => !/\.(?:dbf|csv)$/i.test(name))!), 'latin1')
  t.match(control, /^DAT_OBJEK_PAJAK_\d{8}\.DBF\|(?:9|10)\|\d+$/m)
  // The day of birth of a civil servant stands in the number.
  t.notMatch([...files.values()].join('\n'), '19760131 200112 1 001')
})

t.test('rulers and counts of CSV files stay', async t => {
  const copies = await copiesOf(t, 'finance')
  const { mapped, files } = copies
  t.same(mapped.filter(({ refusal, misfits }) => refusal !== undefined || misfits.length > 0), [])
  t.ok(mapped.length > 0)
  const [newest = Buffer.alloc(0)] = [...files].flatMap(([name, bytes]) => (name.includes('2026') ? [bytes] : []))
  t.match(newest.toString(), /^\ufeffKd_Urusan;[^\r\n]*\r?\n-+;[^]*\r?\n\r?\n\(10 rows affected\)\r?\n$/)
})

t.test('a file that is fetched by FTP, whose fields are of two character sets', async t => {
  const copies = await copiesOf(t, 'fire')
  const { mapped, files } = copies
  const taken = new Set((await tableOf(files.get('KEJADIAN.CSV')!, 'KEJADIAN.CSV')).rows.map(row => row['NO_KEJADIAN']))
  const before = (await tableOf(await originalOf(copies, 'KEJADIAN.CSV'), 'KEJADIAN.CSV')).rows.filter(row =>
    taken.has(row['NO_KEJADIAN']) && row['NO_KEJADIAN'] !== 'JUMLAH'
  )
  await nobodyIsIn(t, copies, before, 10)
  t.same(mapped.filter(({ refusal, misfits }) => refusal !== undefined || misfits.length > 0), [])
  t.ok(mapped.length >= 5)
  const csv = files.get('KEJADIAN.CSV')?.toString('latin1') ?? ''
  t.match(csv, /\r\nJUMLAH;10;+\r\n$/)
  t.match(csv, /;Rp\.? ?\d/, 'amounts are written as they were')
})
