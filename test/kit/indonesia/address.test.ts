import t from 'tap'
import { parseAddress } from '../../../src/kit/indonesia/address.ts'
import { parsePostalCode, parseUnitNumber } from '../../../src/kit/indonesia/neighbourhood.ts'

const full = {
  address: 'Jl. Wastukancana No. 2',
  rt: '003',
  rw: '005',
  villageName: 'Babakan Ciamis',
  districtName: 'Sumur Bandung',
  postalCode: '40117'
}

for (const raw of [
  'Jl. Wastukancana No. 2 RT 003 RW 005 Kel. Babakan Ciamis Kec. Sumur Bandung 40117',
  'Jln Wastukancana No. 2, RT.03/RW.05, Kelurahan Babakan Ciamis, Kecamatan Sumur Bandung, 40117',
  'Jalan Wastukancana No. 2 RT/RW 003/005 Kel Babakan Ciamis Kec Sumur Bandung Kode Pos 40117',
  'Jl Wastukancana No. 2 RT/RW: 3/5 Kel: Babakan Ciamis Kec: Sumur Bandung 40117',
  'Jl.Wastukancana No. 2 003/005 Kel. Babakan Ciamis, Kec. Sumur Bandung, 40117',
  'Jl. Wastukancana No. 2 RT 003/005 Kel.Babakan Ciamis Kec.Sumur Bandung 40117',
  'Jl. Wastukancana No. 2 RW 05 RT 03 Kec. Sumur Bandung Kel. Babakan Ciamis 40117',
  'Jl. Wastukancana No. 2 Rt03/Rw05 kel. Babakan Ciamis kec. Sumur Bandung 40117.',
  'Jl. Wastukancana No. 2 RW/RT 05/003 Desa Babakan Ciamis Kec. Sumur Bandung 40117'
]) {
  t.test(`splits ${raw}`, async t => {
    t.same(parseAddress(raw), { value: full, codes: [] })
  })
}

for (const [raw, expected] of [
  ['Gg. Mawar 12/5', { address: 'Gg. Mawar 12/5' }],
  ['Jl. Merdeka No. 02/03', { address: 'Jl. Merdeka No. 02/03' }],
  ['Komp. Permata Blok C No. 7', { address: 'Komp. Permata Blok C No. 7' }],
  ['Jl. Desa No. 3', { address: 'Jl. Desa No. 3' }],
  ['Jl. Kecamatan Lama 5', { address: 'Jl. Kecamatan Lama 5' }],
  ['RT 001 RW 002', { rt: '001', rw: '002' }],
  ['Jl. Dago Kota Bandung', { address: 'Jl. Dago Kota Bandung' }],
  ['Jl. Dago Kec. Coblong Kota Bandung 40135', { address: 'Jl. Dago, Kota Bandung', districtName: 'Coblong',
    postalCode: '40135' }],
  ['JL. ARTERI 10', { address: 'Jl. ARTERI 10' }],
  ['Kp. Sukamaju RT 000 RW 00', { address: 'Kp. Sukamaju' }]
] as const) {
  t.test(`makes no more of ${raw} than it says`, async t => {
    t.same(parseAddress(raw).value, expected)
  })
}

t.test('reads a bare pair in the order of the system', async t => {
  t.same(parseAddress('Jl. Dago 05/003', { pairOrder: 'rw_rt' }).value, { address: 'Jl. Dago', rt: '003', rw: '005' })
  t.same(parseAddress('Jl. Dago 003/005').value, { address: 'Jl. Dago', rt: '003', rw: '005' })
})

t.test('believes a pair that says its own order', async t => {
  t.same(parseAddress('RT/RW 003/005', { pairOrder: 'rw_rt' }).value, { rt: '003', rw: '005' })
  t.same(parseAddress('RW/RT 05/003').value, { rt: '003', rw: '005' })
})

t.test('has no address for a blank field', async t => {
  for (const raw of ['', '-', null, undefined]) t.same(parseAddress(raw), { value: undefined, codes: [] })
  t.same(parseAddress({}), { value: undefined, codes: ['invalid_value'] })
})

t.test('writes RT and RW with three digits', async t => {
  for (const raw of [3, '3', '03', '003']) t.same(parseUnitNumber(raw), { value: '003', codes: [] })
  for (const raw of [0, '00', '', '-', null]) t.same(parseUnitNumber(raw), { value: undefined, codes: [] })
  for (const raw of ['0003', 'II', -3, 3.5])
    t.same(parseUnitNumber(raw), { value: undefined, codes: ['invalid_value'] })
})

t.test('reads a postal code of five digits', async t => {
  for (const raw of ['40117', 40117, ' 40117 ']) t.same(parsePostalCode(raw), { value: '40117', codes: [] })
  for (const raw of ['', '00000', 0, '0']) t.same(parsePostalCode(raw), { value: undefined, codes: [] })
  for (const raw of ['4011', '401177', '04011', 'x'])
    t.same(parsePostalCode(raw), { value: undefined, codes: ['invalid_value'] })
})
