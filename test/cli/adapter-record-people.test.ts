import t from 'tap'
import { createChance } from '../../src/cli/adapter/record/chance.ts'
import { createPeople } from '../../src/cli/adapter/record/people.ts'
import { parseNik } from '../../src/kit/indonesia/nik.ts'
import { parseNpwp } from '../../src/kit/indonesia/npwp.ts'
import { parsePhone } from '../../src/kit/indonesia/phone.ts'

const today = '2026-11-20'
const people = createPeople(createChance('a secret of the test'), () => false)

t.test('the same value gives the same, however it is written', async t => {
  const nik = people.nik('3273011507800001')
  t.match(nik, /^327301\d{2}\d{2}80999\d$/)
  t.equal(people.nik('3273011507800001'), nik)
  t.equal(people.nik('32.73.011507.800001').replaceAll('.', ''), nik)
  t.equal(people.phone('081234567890').slice(1), people.phone('+62 812-3456-7890').replace(/\D/g, '').slice(2))
  t.equal(people.npwp('01.234.567.8-901.000').replace(/\D/g, ''), people.npwp('0012345678901000').slice(1))
  t.equal(people.name('ASEP SUNANDAR').toLowerCase(), people.name('Asep  Sunandar').toLowerCase().replace('  ', ' '))
  t.equal(people.email('Asep@gmail.com'), people.email('asep@GMAIL.com'))
  t.equal(people.plate('D 1234 ABC').replaceAll(' ', ''), people.plate('D1234ABC'))
})

t.test('what is invented is good where the value was, and nobody has it', async t => {
  t.same(parseNik(people.nik('3273011507800001'), { today }).codes, [])
  t.match(people.nik('3273011507800001'), /999\d$/)
  t.same(parseNik(people.nik('3273015507800001'), { today }).value?.sex,
    parseNik('3273015507800001', { today }).value?.sex)
  t.ok(
    parseNpwp(people.npwp('01.234.567.7-901.000')).value === undefined ||
      parseNpwp('01.234.567.7-901.000').value !== undefined
  )
  t.match(parsePhone(people.phone('081234567890')).value, /^\+62812000/)
  t.match(people.email('Asep.S@Gmail.com'), /^warga\d{6}@surel\.example$/)
  t.match(people.plate('D 1234 ABC'), /^D [1-9]{4} [A-Z]{3}$/)
  t.match(people.civilServant('19800715 200501 1 002'), /^1980\d{4} 200501 1 \d{3}$/)
})

t.test('a NIK and the birth date that stands in it still belong together', async t => {
  for (const [nik, written, inverse] of [['3273011507800001', '1980-07-15', 0], ['3273015507800001', '15/07/1980',
    40]] as const)
  {
    const made = people.nik(nik)
    const date = people.birthDate(written)
    const [year = '', month = '', day = ''] = date.includes('-') ? date.split('-') : date.split('/').toReversed()
    t.equal(made.slice(6, 12), `${Number(day) + inverse}`.padStart(2, '0') + month + year.slice(2))
    t.not(date, written)
  }
})

for (const [kind, value, pattern] of [
  ['nik', '327301150780001', /^327301\d{9}$/],
  ['nik', '0000000000000000', /^0{16}$/],
  ['nik', '3273011507800000', /^327301\d{6}0000$/],
  ['nik', '3273013113800001', /^3273013113809990$/],
  ['nik', '-', /^-$/],
  ['npwp', '00.000.000.0-000.000', /^00\.000\.000\.0-000\.000$/],
  ['npwp', '1234567', /^\d{7}$/],
  ['phone', '-', /^-$/],
  ['phone', '0812', /^0812$/],
  ['phone', '081234', /^0812\d0$|^081200$/],
  ['email', 'asep at gmail', /^\w{4} \w{2} \w{5}$/],
  ['email', 'asep@gmail', /^warga\d{6}@surel$/],
  ['email', ' asep@gmail.com ', /^ warga\d{6}@surel\.example $/],
  ['birthDate', '31/02/1980', /^31\/02\/1980$/],
  ['birthDate', '0000-00-00', /^0000-00-00$/],
  ['birthDate', '15-Jul-80', /^\d{2}-[A-Z][a-z]{2}-80$/],
  ['birthDate', '15 JULI 1980 ', /^\d{2} [A-Z]+ 1980 $/],
  ['birthDate', '19800715', /^1980\d{4}$/],
  ['birthDate', '7/5/80', /^\d{1,2}\/\d{1,2}\/80$/],
  ['number', '004', /^00[1-9]$/],
  ['number', '0', /^0$/]
] as const) {
  t.test(`what is wrong with a value stays wrong: ${kind} ${value}`, async t => t.match(people[kind](value), pattern))
}

t.test('titles, particles, entities, initials and blanks of a name stay', async t => {
  for (const [name, pattern] of [
    ['H. ASEP SUNANDAR, S.Pd.', /^H\. [A-Z]{4} [A-Z]{8}, S\.Pd\.$/],
    ['Asep bin Udin', /^[A-Z][a-z]{3} bin [A-Z][a-z]{3}$/],
    ['asep  sunandar ', /^[a-z]{4} {2}[a-z]{8} $/],
    ['Siti Nur&#39;aini', /^[A-Z][a-z]{3} [A-Z][a-z]{2}&#39;[a-z]{4}$/],
    ['Ren\u00e9 Sunandar', /^[A-Z][a-z]{2}\u00e9 [A-Z][a-z]{7}$/],
    ['', /^$/]
  ] as const) {
    const made = people.name(name)
    t.match(made, pattern)
    t.notMatch(made.toLowerCase(), /asep|sunandar|udin|siti|aini/)
  }
})

t.test('nothing that is invented is of a person of the recording', async t => {
  const taken = new Set<string>()
  const first = createPeople(createChance('x'), () => false)
  taken.add(first.name('asep')).add(first.phone('081234567890').slice(1))
  const people = createPeople(createChance('x'), text => taken.has(text))
  t.notOk(taken.has(people.name('asep')))
  t.notOk(taken.has(people.phone('081234567890').slice(1)))
})

t.test('every recording has a secret of its own', async t => {
  t.not(createPeople(createChance(), () => false).name('asep sunandar'),
    createPeople(createChance(), () => false).name('asep sunandar'))
})

t.test('more people of one birthday than there are free serials do not get one NIK', async t => {
  const niks = Array.from({ length: 25 },
    (_, serial) => people.nik(`3273021507800${String(serial + 1).padStart(3, '0')}`))
  t.equal(new Set(niks).size, niks.length)
})
