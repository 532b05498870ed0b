import t from 'tap'
import type { City } from '../../src/kit/adapter.ts'
import { agencyIdOf, createAgencyFinder } from '../../src/kit/agency-names.ts'
import { createRegions } from '../../src/kit/indonesia/regions.ts'

const city: City = {
  name: 'Kota Bandung',
  box: { south: -6.98, north: -6.83, west: 107.54, east: 107.74 },
  phoneArea: '022',
  regions: createRegions({ province: { code: '32', name: 'Jawa Barat' },
    regency: { code: '32.73', name: 'Kota Bandung' }, districts: [] }),
  agencies: [
    { id: 'SKPD-DPU', code: 'DPU', name: 'Dinas Pekerjaan Umum', aliases: ['DBMP', 'Dinas Bina Marga dan Pengairan'] },
    { id: 'SKPD-DLHK', code: 'DLHK', name: 'Dinas Lingkungan Hidup dan Kebersihan', aliases: ['Dinas Pekerjaan Umum'] },
    { id: 'SKPD-SATPOLPP', code: 'SATPOLPP', name: 'Satuan Polisi Pamong Praja', short_name: 'Satpol PP' }
  ]
}

t.test('finds an agency by each of its names, however it is typed', t => {
  const find = createAgencyFinder(city)
  for (const name of ['Dinas Pekerjaan Umum', 'DINAS  PEKERJAAN UMUM ', 'dinas-pekerjaan-umum', 'dpu', 'DPU', 'dbmp',
    'Dinas Bina Marga & Pengairan', 'Dinas Pekerjaan Umum Kota Bandung'])
  {
    t.equal(find(name), 'SKPD-DPU', name)
  }
  const inBandung = createAgencyFinder({ ...city, name: 'Bandung' })
  for (const name of ['Dinas Pekerjaan Umum Kota Bandung', 'Dinas Pekerjaan Umum, Bandung'])
    t.equal(inBandung(name), 'SKPD-DPU', name)
  t.equal(find('satpol pp'), 'SKPD-SATPOLPP')
  t.equal(find('SATPOL  PP KOTA BANDUNG'), 'SKPD-SATPOLPP')
  t.equal(find('Dinas Lingkungan Hidup & Kebersihan'), 'SKPD-DLHK')
  t.end()
})

t.test('gives undefined for a name that nobody has', t => {
  const find = createAgencyFinder(city)
  for (const name of ['', ' ', ' - ', 'Dinas', 'Pekerjaan Umum', 'Dinas Pekerjaan', 'Kota Bandung', 'Bandung',
    'Dinas Kota Bandung', 'PT PLN', 'constructor'])
  {
    t.equal(find(name), undefined, name)
  }
  t.end()
})

t.test('prefers the agency that has the name today to one that had it once', t => {
  const turned = { ...city, agencies: [...city.agencies].reverse() }
  t.equal(createAgencyFinder(turned)('Dinas Pekerjaan Umum'), 'SKPD-DPU')
  t.end()
})

t.test('names of one system are added, for agencies that there are', t => {
  t.equal(createAgencyFinder(city, { 'Admin Kota': 'SATPOLPP' })('admin kota'), 'SKPD-SATPOLPP')
  t.throws(() => createAgencyFinder(city, { 'Admin Kota': 'NIHIL' }), {
    message: 'the city has no agency with the code NIHIL'
  })
  t.equal(agencyIdOf(city, 'DPU'), 'SKPD-DPU')
  t.end()
})
