import t from 'tap'
import { legalForm } from '../../../src/kit/indonesia/legal-form.ts'

for (const [name, form] of [
  ['PT Contoh Sejahtera', 'pt'],
  ['PT. CONTOH', 'pt'],
  ['PT.CONTOH', 'pt'],
  ['cv contoh', 'cv'],
  ['UD. Contoh', 'ud'],
  ['PD Pasar', 'pd'],
  ['Fa. Contoh', 'firma'],
  ['Koperasi Contoh', 'koperasi'],
  ['Kop. Contoh', 'koperasi'],
  ['YAYASAN CONTOH', 'yayasan'],
  ['Perkumpulan Contoh', 'perkumpulan'],
  ['Perumda Contoh', 'bumd'],
  ['CONTOH SEJAHTERA, PT', 'pt'],
  ['Contoh, CV.', 'cv']
] as const) {
  t.test(`reads ${name} as ${form}`, async t => {
    t.equal(legalForm(name), form)
  })
}

for (const name of ['Contoh Sejahtera', 'PTERODON', 'PT', 'Toko CV', 'Constructor Contoh', 'Contoh, Bandung', '']) {
  t.test(`reads no legal form in ${JSON.stringify(name)}`, async t => {
    t.equal(legalForm(name), undefined)
  })
}
