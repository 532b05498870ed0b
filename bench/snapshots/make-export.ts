// node bench/snapshots/make-export.ts <folder> [records]: a nightly export of the property tax as the adapter pbb reads
// it:
// a million objects and their subjects as DBF, with a control file. The same in every run.
import { createWriteStream, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type DbfCell, type DbfColumn, dbfEnd, dbfHeader, dbfRecords } from '../../demo/dbf.ts'
import { objekPajak, subjekPajak, taxDistricts } from '../../demo/systems/tax-tables.ts'

const STAMP = '20261120'
const BLOCK = 2_000
const UPDATED_ON = new Date('2026-11-20T00:00:00Z')

const padded = (value: number, width: number): string => String(value).padStart(width, '0')
const districts = Object.values(taxDistricts).sort()
const streets = ['JL. IR. H. JUANDA', 'JL TERUSAN BUAH BATU', 'KOMP. “GRIYA ASRI” BLOK C', 'GG. MASJID',
  'JL. A.H. NASUTION']
const names = ['UJANG KOSASIH', 'CAFÉ “ASIH”', 'NENENG SUMIATI', 'PT. MAJU JAYA ABADI SEJAHTERA BANDUNG',
  'H. ASEP SAEPUDIN', 'IMAS']

/** By NOP, as the export has them. */
function objectAt(index: number, objects: number, subjects: number): DbfCell[] {
  const perDistrict = Math.ceil(objects / districts.length)
  const within = index % perDistrict
  const land = 40 + (index % 977)
  const building = index % 7 === 0 ? 0 : 30 + (index % 311)
  const day = `${2023 + (index % 3)}${padded(1 + (index % 12), 2)}${padded(1 + (index % 28), 2)}`
  return [
    '32',
    '73',
    districts[Math.floor(index / perDistrict)],
    padded(1 + Math.floor(within / 9_000), 3),
    padded(1 + Math.floor((within % 9_000) / 90), 3),
    padded(1 + (within % 90), 4),
    '0',
    subjectId((index * 7_919) % subjects),
    streets[index % streets.length],
    `NO. ${1 + (index % 240)}`,
    padded(1 + (index % 15), 2),
    padded(1 + (index % 9), 3),
    '1',
    land,
    building,
    land * 1_147_000,
    building * 968_000,
    day
  ]
}

const subjectId = (index: number): string => `3273${padded(index, 8)}9990`

function subjectAt(index: number): DbfCell[] {
  return [
    subjectId(index),
    `${names[index % names.length]} ${index % 1_000}`,
    streets[index % streets.length],
    `NO. ${1 + (index % 240)}`,
    '05',
    '003',
    'DAGO',
    'BANDUNG',
    '40135',
    '',
    '',
    '5'
  ]
}

async function write(
  path: string,
  columns: readonly DbfColumn[],
  count: number,
  at: (index: number) => DbfCell[]
): Promise<void> {
  function* blocks(): Generator<Buffer> {
    yield dbfHeader(columns, count, UPDATED_ON)
    for (let index = 0; index < count; index += BLOCK) {
      const rows = Array.from({ length: Math.min(BLOCK, count - index) }, (_, offset) => at(index + offset))
      yield dbfRecords({ columns, rows, cells: row => row })
    }
    yield dbfEnd
  }
  await pipeline(Readable.from(blocks()), createWriteStream(path))
}

const [folder, count = '1000000'] = process.argv.slice(2)
if (folder === undefined) throw new Error('usage: node bench/snapshots/make-export.ts <folder> [records]')
const objects = Number(count)
const subjects = Math.ceil(objects * 0.7)
let total = 0n
await write(join(folder, `DAT_OBJEK_PAJAK_${STAMP}.DBF`), objekPajak, objects, index => {
  const cells = objectAt(index, objects, subjects)
  total += BigInt(Number(cells[15]) + Number(cells[16]))
  return cells
})
await write(join(folder, `DAT_SUBJEK_PAJAK_${STAMP}.DBF`), subjekPajak, subjects, subjectAt)
writeFileSync(
  join(folder, `KONTROL_${STAMP}.TXT`),
  [
    `PBB-P2 EKSPOR ${STAMP}`,
    `DAT_OBJEK_PAJAK_${STAMP}.DBF|${objects}|${total}`,
    `DAT_SUBJEK_PAJAK_${STAMP}.DBF|${subjects}|0`,
    'SELESAI 2026-11-21 01:40:00',
    ''
  ].join('\r\n')
)
