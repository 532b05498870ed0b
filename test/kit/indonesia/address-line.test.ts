import t from 'tap'
import { addressLine } from '../../../src/kit/indonesia/address-line.ts'
import { parseAddress } from '../../../src/kit/indonesia/address.ts'
import { createRegions } from '../../../src/kit/indonesia/regions.ts'

const regions = createRegions({
  province: { code: '32', name: 'Jawa Barat' },
  regency: { code: '32.73', name: 'Kota Bandung' },
  districts: [{ code: '32.73.02', name: 'Coblong', villages: [{ code: '32.73.02.1004', name: 'Dago' }] }]
})

t.test('writes an address that is read again', t => {
  const line = addressLine({ address: 'Jl. Ir. H. Juanda\nNo. 100', rt: '003', rw: '005', village_code: '32.73.02.1004',
    district_code: '32.73.02', postal_code: '40135' }, regions)
  t.equal(line, 'Jl. Ir. H. Juanda No. 100 RT 003 RW 005 Kel. Dago Kec. Coblong 40135')
  t.match(parseAddress(line).value, { address: 'Jl. Ir. H. Juanda No. 100', rt: '003', rw: '005', villageName: 'Dago',
    districtName: 'Coblong', postalCode: '40135' })
  t.end()
})

t.test('a village names its district', t => {
  t.equal(addressLine({ village_code: '32.73.02.1004' }, regions), 'Kel. Dago Kec. Coblong')
  t.end()
})

t.test('leaves out what it does not know', t => {
  t.equal(addressLine(undefined, regions), '')
  t.equal(addressLine({}, regions), '')
  t.equal(addressLine({ address: 'Jl. Dago', village_code: '32.77.01.1001', district_code: '32.77.01' }, regions),
    'Jl. Dago')
  t.end()
})
