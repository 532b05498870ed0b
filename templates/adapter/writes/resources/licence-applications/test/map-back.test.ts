import t from 'tap'
import { city } from '../../../../../../test/adapters/mapping.ts'
import { codes } from '../../../../resources/licence-applications/adapter/codes.ts'
import { toPermohonan } from '../adapter/map-back.ts'
import { body } from './body.ts'

const sending = { receipt: 'K7Q2M9X4TBA3', codes, prefix: 'TEST', regions: city.regions }

t.test('an application becomes this form', async t => {
  t.strictSame(toPermohonan(body, sending), {
    NO_REF: 'K7Q2M9X4TBA3', JENIS: 'SIUP', PEMOHON: 'SITI RAHMAWATI', TELP: '081200000001', ALAMAT: 'Jl. Wastukancana No. 2 Kec. Sumur Bandung'
  })
})

t.test('what is not known is left empty, and the applicant\'s own address does for a missing place', async t => {
  const { location, ...rest } = body
  t.match(toPermohonan({ ...rest, applicant: { name: 'NENENG' } }, sending), { TELP: '', ALAMAT: '' })
  t.match(toPermohonan({ ...rest, applicant: { name: 'NENENG', ...(location && { location }) } }, sending), { ALAMAT: /^Jl\. Wastukancana/ })
})

t.test('a service of another system is rejected before anything is sent', async t => {
  for (const service_id of ['OTHER-SIUP', 'siup']) {
    t.match(thrownBy(() => toPermohonan({ ...body, service_id }, sending)), { kind: 'rejected', fields: [{ field: 'service_id' }] })
  }
})

function thrownBy(act: () => unknown): unknown {
  try {
    return act()
  } catch (error) {
    return error
  }
}
