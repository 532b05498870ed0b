import t from 'tap'
import { createRegions } from '../../../src/kit/indonesia/regions.ts'

const dago = { code: '32.73.02.1004', name: 'Dago', bps: '3273230005', tax: '004' }
const lebak = { code: '32.73.02.1002', name: 'Lebak Gede' }
const cijawura = { code: '32.73.22.1003', name: 'Cijawura', aliases: ['Cijaura'] }
const coblong = { code: '32.73.02', bps: '3273230', tax: '060', name: 'Coblong',
  villages: [dago, lebak, { code: '32.73.02.1009', name: 'Sukaasih' }] }
const regol = { code: '32.73.11', bps: '3273060', tax: '110', name: 'Regol',
  villages: [{ code: '32.73.11.1001', name: 'Sukaasih', tax: '004' }] }
const astanaAnyar = { code: '32.73.10', bps: '3273050', name: 'Astana Anyar', aliases: ['Astana Kidul'] }
const buahbatu = { code: '32.73.22', bps: '3273090', name: 'Buahbatu', villages: [cijawura] }
const regions = createRegions({
  province: { code: '32', name: 'Jawa Barat' },
  regency: { code: '32.73', name: 'Kota Bandung' },
  districts: [coblong, regol, astanaAnyar, buahbatu]
})
const unknown = { value: undefined, codes: ['region_unknown'] }

for (const raw of ['32.73.02', '327302', 327302, '2', '02', 2, '3273230', 3273230, 'Coblong', 'COBLONG  ',
  'Kec. Coblong', 'Kecamatan Coblong', 'KEC.COBLONG'])
{
  t.test(`finds a district by ${JSON.stringify(raw)}`, async t => {
    t.same(regions.district(raw), { value: coblong, codes: [] })
  })
}

for (const raw of ['Astanaanyar', 'ASTANA ANYAR', 'Astana-Anyar', 'Kec Astana Anyar', 'astana kidul']) {
  t.test(`finds a district in spite of the spelling ${raw}`, async t => {
    t.equal(regions.district(raw).value, astanaAnyar)
  })
}

t.test('reads 060 as the code system that was asked for', async t => {
  t.equal(regions.district('060', 'tax').value, coblong)
  t.equal(regions.district(60, 'tax').value, coblong)
  t.equal(regions.district('060', 'bps').value, regol)
  t.same(regions.district('060'), unknown)
})

t.test('does not read one code system as another', async t => {
  t.same(regions.district('3273230', 'kemendagri'), unknown)
  t.same(regions.district('32.73.02', 'bps'), unknown)
  t.same(regions.district('Coblong', 'tax'), unknown)
  t.same(regions.district('2', 'name'), unknown)
})

t.test('notes an unknown district', async t => {
  for (const raw of ['32.73.99', '99', 99, 'Lembang', '32.74.02', 'Coblon', 'Kec.'])
    t.same(regions.district(raw), unknown)
})

t.test('has no district for a blank field', async t => {
  for (const raw of ['', '-', null, undefined]) t.same(regions.district(raw), { value: undefined, codes: [] })
})

for (const raw of ['32.73.02.1004', '3273021004', 3273021004, '1004', 1004, '3273230005', 'Dago', 'KEL. DAGO',
  'Kelurahan Dago', 'Kel Dago'])
{
  t.test(`finds a village of a district by ${JSON.stringify(raw)}`, async t => {
    t.same(regions.village(raw, '32.73.02'), { value: dago, codes: [] })
  })
}

t.test('finds a village without its district by a whole code or a name that is there once', async t => {
  t.equal(regions.village('32.73.02.1004').value, dago)
  t.equal(regions.village('Dago').value, dago)
  t.equal(regions.village('lebakgede').value, lebak)
  t.equal(regions.village('Kel. Cijaura').value, cijawura)
})

t.test('does not choose between villages of one name', async t => {
  t.same(regions.village('Sukaasih'), unknown)
  t.equal(regions.village('Sukaasih', '32.73.11').value?.code, '32.73.11.1001')
})

t.test('does not find a village outside the district', async t => {
  t.same(regions.village('Dago', '32.73.11'), unknown)
  t.same(regions.village('Dago', '32.73.99'), unknown)
})

t.test('does not find a village by the end of its code without the district', async t => {
  t.same(regions.village('1004'), unknown)
})

t.test('translates the tax codes of a NOP', async t => {
  t.same(regions.ofNop('327306000400100020'), { district: coblong, village: dago })
  t.same(regions.ofNop('327306099900100020'), { district: coblong })
  t.same(regions.ofNop('327399900400100020'), {})
})

t.test('translates no NOP of another city', async t => {
  t.same(regions.ofNop('320406000400100020'), {})
  t.same(regions.ofNop('1'), {})
})

t.test('keeps a name that only looks as if it had a prefix', async t => {
  const others = createRegions({
    province: { code: '32', name: '' },
    regency: { code: '32.09', name: '' },
    districts: [{ code: '32.09.01', name: 'Kecapi' }, { code: '32.09.02', name: 'Kelapa' }, { code: '32.09.03',
      name: 'Desa Baru' }]
  })
  t.equal(others.district('KECAPI').value?.code, '32.09.01')
  t.equal(others.district('Kec. Kelapa').value?.code, '32.09.02')
  t.equal(others.district('Desa Baru').value?.code, '32.09.03')
})
