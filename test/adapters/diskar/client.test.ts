import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { FILE } from '../../../adapters/diskar/client.ts'
import { SystemFault } from '../../../src/kit/index.ts'
import { call, clientOf } from './surroundings.ts'

t.test('reads the register: quoted line breaks, Windows-1252, a correction below', async t => {
  const client = clientOf(t, 'KEJADIAN.CSV')
  const rows = await client.kejadian(call)
  t.same(rows.map(({ NO_KEJADIAN }) => NO_KEJADIAN.slice(0, -5)), ['0001', '2', '0003', '0004', '0005', '0006', '0007',
    '0008', '0009'])
  t.equal(rows[0]?.PENYEBAB, 'PUNTUNG ROKOK', 'the correction')
  t.equal(rows[2]?.PENYEBAB, 'Saluran tersumbat – lihat 0812 0000 0126')
  t.match(await client.newest(call), {
    size: readFileSync(new URL('../../../adapters/diskar/fixtures/KEJADIAN.CSV', import.meta.url)).length
  })
})

t.test('takes along nobody who reported, owned, was hurt or is written about, and no home', async t => {
  const rows = await clientOf(t, 'KEJADIAN.CSV').kejadian(call)
  const text = JSON.stringify(rows)
  for (const personal of ['SITI', 'ASEP', '081200000123', '0812-0000-0125', 'PELAPOR', 'TELP', 'LUKA', 'MENINGGAL',
    'KERUGIAN', 'KETERANGAN', 'GG. MASJID', '-6,950000'])
  {
    t.notOk(text.includes(personal), personal)
  }
  t.same(Object.keys(rows[1] ?? {}).filter(column => ['ALAMAT', 'RT', 'RW', 'LINTANG', 'BUJUR'].includes(column)), [])
  t.equal(rows[0]?.ALAMAT, 'JL. BRAGA NO. 12')
})

t.test('reads it in UTF-8 too', async t => {
  const client = clientOf(t, 'KEJADIAN.CSV', folder => {
    const path = join(folder, FILE)
    writeFileSync(path, `\ufeff${new TextDecoder('windows-1252').decode(readFileSync(path))}`)
  })
  t.equal((await client.kejadian(call))[2]?.PENYEBAB, 'Saluran tersumbat – lihat 0812 0000 0126')
})

const faultOf = async (t: Test, fixture: string, change?: (folder: string) => void): Promise<string> =>
  clientOf(t, fixture, change).kejadian(call).then(
    rows => `${rows.length} rows`,
    (error: unknown) => (error instanceof SystemFault ? `${error.kind}: ${error.message}` : String(error))
  )
const rewrite = (change: (text: string) => string) => (folder: string): void => {
  writeFileSync(join(folder, FILE), change(readFileSync(join(folder, FILE), 'latin1')), 'latin1')
}

t.test('refuses a register that is not whole, and says why', async t => {
  t.equal(await faultOf(t, 'KEJADIAN-terpotong.CSV'), 'truncated: does not end with the number of its rows (JUMLAH)')
  t.equal(await faultOf(t, 'KEJADIAN-kurang.CSV'), 'truncated: holds 4 rows, where its last line says 10')
  t.match(await faultOf(t, 'KEJADIAN-kolom.CSV'), /^unreadable: .*has no column KD_STATUS/)
  t.equal(await faultOf(t, 'KEJADIAN.CSV', rewrite(text => text.replace(/JUMLAH;10/, 'JUMLAH;'))),
    'truncated: holds 10 rows, where its last line says NaN')
  t.match(await faultOf(t, 'KEJADIAN.CSV', rewrite(text => `${text}${text.split('\r\n')[1]}\r\n`)),
    /^(unreadable|truncated)/)
  t.equal(await faultOf(t, 'KEJADIAN.CSV', rewrite(text => `${text}${text.split('\r\n')[5]}\r\n`)),
    'unreadable: goes on behind the line that counts its rows')
  t.match(await faultOf(t, 'KEJADIAN.CSV', folder => {
    rmSync(join(folder, FILE))
  }), /^failed: has no file KEJADIAN.CSV/)
  const whole = readFileSync(new URL('../../../adapters/diskar/fixtures/KEJADIAN.CSV', import.meta.url))
  for (let length = 0; length < whole.length; length += 61) {
    t.match(await faultOf(t, 'KEJADIAN.CSV', folder => {
      writeFileSync(join(folder, FILE), whole.subarray(0, length))
    }), /^(truncated|unreadable): /, `cut at ${length}`)
  }
})

t.test('there is none before the first export', async t => {
  t.equal(await clientOf(t, 'KEJADIAN.CSV', folder => {
    rmSync(join(folder, FILE))
  }).newest(call), undefined)
})
