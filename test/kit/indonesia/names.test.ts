import t from 'tap'
import { nameInitials, namesMatch, normalizeName, parseName, titleCaseName } from '../../../src/kit/indonesia/names.ts'

for (const [raw, fullName, titles] of [
  ['ASEP SUNANDAR', 'Asep Sunandar', []],
  ['SUPRIYADI', 'Supriyadi', []],
  ['  asep   sunandar\u0000\u0000', 'Asep Sunandar', []],
  ['H. ASEP SUNANDAR', 'Asep Sunandar', ['H.']],
  ['H ASEP SUNANDAR', 'Asep Sunandar', ['H.']],
  ['HJ. SITI AMINAH', 'Siti Aminah', ['Hj.']],
  ['DRS.H.ASEP SUNANDAR, S.H., M.M.', 'Asep Sunandar', ['Drs.', 'H.', 'S.H.', 'M.M.']],
  ['IR. H. BUDI SANTOSA, M.M.', 'Budi Santosa', ['Ir.', 'H.', 'M.M.']],
  ['Prof. Dr. Ir. H. Budi Santosa', 'Budi Santosa', ['Prof.', 'Dr.', 'Ir.', 'H.']],
  ['R. DADANG HIDAYAT', 'Dadang Hidayat', ['R.']],
  ['R.A. KARTINI', 'Kartini', ['R.A.']],
  ['H.R. DADANG', 'Dadang', ['H.', 'R.']],
  ['TB. HASAN', 'Hasan', ['Tb.']],
  ['NY. ANI', 'Ani', ['Ny.']],
  ["K.H. MA'RUF AMIN", "Ma'ruf Amin", ['K.H.']],
  ['SUPRIYADI SH MM', 'Supriyadi', ['S.H.', 'M.M.']],
  ['ASEP S.E.', 'Asep', ['S.E.']],
  ['ASEP, SE', 'Asep', ['S.E.']],
  ['ANI S.PD.', 'Ani', ['S.Pd.']],
  ['ANI S. Pd, M. Si', 'Ani', ['S.Pd.', 'M.Si.']],
  ['JOKO S.T., M.T.', 'Joko', ['S.T.', 'M.T.']],
  ['dr. Ani Widya, Sp.A', 'Ani Widya', ['dr.', 'Sp.A.']],
  ['Budi, S.H., M.Xyz.', 'Budi', ['S.H.', 'M.Xyz.']]
] as const) {
  t.test(`splits the titles off ${JSON.stringify(raw)}`, async t => {
    const parsed = parseName(raw)
    t.match(parsed, { value: { fullName, titles, deceased: false }, codes: [] })
    t.same(parsed.value?.titles, titles)
  })
}

for (const [raw, fullName] of [
  ['M. YUSUF', 'M. Yusuf'],
  ['R HIDAYAT', 'R Hidayat'],
  ['TAN SE', 'Tan Se'],
  ['SITI MA', 'Siti Ma'],
  ['A. R. SALEH', 'A. R. Saleh'],
  ['SUNANDAR, ASEP', 'Sunandar, Asep'],
  ['IBU', 'Ibu'],
  ['H.', 'H.'],
  ['HAJAR', 'Hajar'],
  ['IRWAN', 'Irwan'],
  ['ALMAS', 'Almas'],
  ['DRAJAT', 'Drajat']
] as const) {
  t.test(`takes nothing of ${raw} for a title`, async t => {
    t.match(parseName(raw).value, { fullName, titles: [], deceased: false })
  })
}

for (const raw of ['ALM. HASAN', 'ALM HASAN', 'HASAN (ALM)', 'HASAN, ALM.', 'Almarhum Hasan', 'HASAN ALMH']) {
  t.test(`notices the mark of a dead person in ${raw}`, async t => {
    t.match(parseName(raw).value, { fullName: 'Hasan', titles: [], deceased: true })
  })
}

t.test('keeps what was sent beside the name', async t => {
  t.equal(parseName(' IR.  H. BUDI SANTOSA ').value?.raw, 'IR. H. BUDI SANTOSA')
})

t.test('notes a name that fills its column', async t => {
  t.same(parseName('MUHAMMAD ABDURRAHMAN AL FARISI', { width: 30 }).codes, ['name_truncated'])
  t.same(parseName('MUHAMMAD ABDURRAHMAN AL FARIS ', { width: 30 }).codes, [])
})

t.test('has no value for blanks and placeholders', async t => {
  for (const raw of ['', null, undefined, '-', '...', '***', '  '])
    t.same(parseName(raw), { value: undefined, codes: [] })
})

t.test('rejects a name without letters', async t => {
  for (const raw of ['12345', 42, {}]) t.same(parseName(raw), { value: undefined, codes: ['invalid_value'] })
})

for (const [name, expected] of [
  ["MA'RUF", "Ma'ruf"],
  ['MA’RUF', 'Ma’ruf'],
  ['NUR-AINI', 'Nur-Aini'],
  ['M. YUSUF BIN ALI', 'M. Yusuf bin Ali'],
  ['SITI BINTI AHMAD', 'Siti binti Ahmad'],
  ['JAN VAN DER MEER', 'Jan van der Meer'],
  ['BINTI', 'Binti'],
  ['UMAR II', 'Umar II'],
  ['andi', 'Andi'],
  ['McDonald', 'McDonald'],
  ['Asep SUNANDAR', 'Asep SUNANDAR']
] as const) {
  t.test(`writes ${name} as ${expected}`, async t => {
    t.equal(titleCaseName(name), expected)
    t.equal(titleCaseName(expected), expected)
  })
}

t.test('masks a name as initials', async t => {
  t.equal(nameInitials('Asep Sunandar'), 'A. S.')
  t.equal(nameInitials("Ma'ruf"), 'M.')
  t.equal(nameInitials('M. Yusuf bin Ali'), 'M. Y. B. A.')
  t.equal(nameInitials('12'), '')
})

t.test('compares names in one form', async t => {
  t.equal(normalizeName("  drs. H. Moch.  Ma'ruf-Amin, S.H. "), 'MUHAMMAD MARUF AMIN')
  t.equal(normalizeName('Renée'), 'RENEE')
})

for (const [a, b] of [
  ['ASEP SUNANDAR', 'Asep Sunandar'],
  ['H. Asep Sunandar, S.H.', 'ASEP SUNANDAR'],
  ["MA'RUF AMIN", 'Maruf Amin'],
  ['NUR HAYATI', 'NURHAYATI'],
  ['NUR-AINI', 'Nur Aini'],
  ['MOHAMAD YUSUF', 'Muhammad Yusuf'],
  ['MOCH. YUSUF', 'MUHAMAD YUSUF'],
  ['Mochammad Yusuf', 'Mohammed Yusuf'],
  ['Muh Yusuf', 'MHD. YUSUF'],
  ['ALM. HASAN', 'Hasan']
] as const) {
  t.test(`matches ${a} with ${b}`, async t => {
    t.ok(namesMatch(a, b))
    t.ok(namesMatch(b, a))
  })
}

for (const [why, a, b] of [
  ['another order', 'ASEP SUNANDAR', 'SUNANDAR ASEP'],
  ['a missing word', 'ASEP SUNANDAR', 'ASEP'],
  ['an initial', 'A. SUNANDAR', 'ASEP SUNANDAR'],
  ['a lone M.', 'M. YUSUF', 'MUHAMMAD YUSUF'],
  ['the old spelling', 'SOEKARNO', 'SUKARNO'],
  ['one letter', 'BUDI SANTOSA', 'BUDI SANTOSO'],
  ['a shorter relative of Muhammad', 'AHMAD YUSUF', 'MUHAMMAD YUSUF'],
  ['nothing', '', ''],
  ['punctuation only', '-', '...']
] as const) {
  t.test(`tells names apart by ${why}`, async t => {
    t.notOk(namesMatch(a, b))
    t.notOk(namesMatch(b, a))
  })
}
