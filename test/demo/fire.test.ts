import t from 'tap'
import { createDemoCity } from '../../demo/city/city.ts'
import { createRegister, type Kejadian } from '../../demo/systems/fire-register.ts'
import { createFireSystem } from '../../demo/systems/fire.ts'

const city = createDemoCity()
const register = createRegister(city)
const some = (test: (row: Kejadian) => boolean): boolean => register.some(test)

t.test('has the same turn-outs at every start, by number', t => {
  t.same(createRegister(createDemoCity()), register)
  t.ok(register.length > 900)
  const numbers = register.map(({ NO_KEJADIAN }) => NO_KEJADIAN.split('/').toReversed().map(Number)).map((
    [year = 0, number = 0]
  ) => year * 10_000 + number)
  t.same(numbers, numbers.toSorted((a, b) => a - b))
  t.end()
})

t.test('writes semicolons, Windows-1252 and a last line that counts the others', t => {
  const [file, ...others] = createFireSystem(city).files()
  t.same(others, [])
  t.equal(file?.name, 'KEJADIAN.CSV')
  const text = new TextDecoder('windows-1252').decode(file?.bytes)
  t.match(text, /^NO_KEJADIAN;TGL_KEJADIAN;JAM_KEJADIAN;/)
  t.match(text, /\r\nJUMLAH;\d+;+\r\n$/)
  t.equal(Number(/JUMLAH;(\d+)/.exec(text)?.[1]), register.length)
  t.match(text, '“menolak”')
  t.throws(() => new TextDecoder('utf-8', { fatal: true }).decode(file?.bytes))
  t.match(text, /"Unit: Pos Gedebage\n/, 'line breaks within quotes')
  t.match(text, /""laporan warga""/)
  t.end()
})

t.test('has the defects of a register that people keep', t => {
  t.ok(some(({ TGL_KEJADIAN }) => /^\d\d-(Nop|Peb|Agu)-\d\d$/.test(TGL_KEJADIAN)), 'dates of a spreadsheet')
  t.ok(some(({ TGL_KEJADIAN }) => TGL_KEJADIAN === '00/00/0000'))
  t.ok(some(({ JAM_LAPOR, JAM_TIBA }) => JAM_LAPOR > '23' && JAM_TIBA !== '' && JAM_TIBA < '01'), 'past midnight')
  t.ok(some(({ NO_KEJADIAN }) => /^[1-9]\d?\d?\//.test(NO_KEJADIAN)), 'numbers without their zeros')
  t.ok(some(({ BUJUR }) => BUJUR.startsWith('-6,')), 'positions exchanged')
  t.ok(some(({ LINTANG }) => LINTANG === '0'))
  t.ok(some(({ KECAMATAN }) => ['BUAH BATU', 'UJUNG BERUNG', 'KIARA CONDONG'].includes(KECAMATAN)))
  t.ok(some(({ KELURAHAN }) => KELURAHAN === 'CIJAWURA'))
  t.ok(some(({ TELP_PELAPOR }) => TELP_PELAPOR.startsWith('8')))
  t.ok(some(({ KD_STATUS, JAM_SELESAI }) => KD_STATUS === '3' && JAM_SELESAI !== ''), 'ended, and nobody closed it')
  t.ok(some(({ KD_STATUS }) => KD_STATUS === '7'), 'a state nobody knows')
  t.ok(some(({ KD_JENIS }) => KD_JENIS === 'X'), 'a kind nobody knows')
  t.ok(new Set(register.map(({ NO_KEJADIAN }) => NO_KEJADIAN)).size < register.length,
    'corrections under the same number')
  t.end()
})

t.test('something is under way at the end', t => {
  t.same(register.slice(-4).map(({ KD_STATUS }) => KD_STATUS), ['3', '3', '2', '0'])
  t.end()
})
