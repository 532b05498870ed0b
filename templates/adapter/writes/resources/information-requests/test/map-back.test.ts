import t from 'tap'
import { city } from '../../../../../../test/adapters/mapping.ts'
import { codes } from '../../../../resources/information-requests/adapter/codes.ts'
import { toPermintaan } from '../adapter/map-back.ts'
import { body } from './body.ts'

t.test('a request becomes this form', async t => {
  t.strictSame(toPermintaan(body, { receipt: 'K7Q2M9X4TBA3', codes, prefix: 'TEST', regions: city.regions }), {
    NO_REF: 'K7Q2M9X4TBA3', PEMOHON: 'SITI RAHMAWATI', RINCIAN: 'Rincian anggaran pemeliharaan taman tahun 2015.', TUJUAN: 'Penelitian & skripsi'
  })
})
