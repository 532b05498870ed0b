import t from 'tap'
import { city } from '../../../../../../test/adapters/mapping.ts'
import { codes } from '../../../../resources/complaints/adapter/codes.ts'
import { toPengaduan } from '../adapter/map-back.ts'
import { body } from './body.ts'

const sending = { receipt: 'K7Q2M9X4TBA3', codes, prefix: 'TEST', regions: city.regions }

t.test('a complaint becomes this form', async t => {
  t.strictSame(toPengaduan(body, sending), {
    NO_REF: 'K7Q2M9X4TBA3', ISI: 'Lampu jalan di depan taman mati sejak Senin & gelap.',
    ALAMAT: 'Jl. Ir. H. Juanda No. 100 Kec. Coblong', LAT: '-6.8853', LNG: '107.6137'
  })
})

t.test('what is not known is left empty', async t => {
  t.match(toPengaduan({ description: body.description }, sending), { ALAMAT: '', LAT: '', LNG: '' })
})
