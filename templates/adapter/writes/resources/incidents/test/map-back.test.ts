import t from 'tap'
import { city } from '../../../../../../test/adapters/mapping.ts'
import { codes } from '../../../../resources/incidents/adapter/codes.ts'
import { toKejadian } from '../adapter/map-back.ts'
import { body } from './body.ts'

const sending = { receipt: 'K7Q2M9X4TBA3', codes, prefix: 'TEST', regions: city.regions }

t.test('an incident becomes this form, its time as clocks show it here', async t => {
  t.strictSame(toKejadian(body, sending), {
    NO_REF: 'K7Q2M9X4TBA3', JENIS: 'LALIN', URAIAN: 'Truk mogok di simpang. Lajur kiri tertutup & antre', LOKASI: 'Jl. Ir. H. Juanda Kel. Dago Kec. Coblong',
    LAT: '-6.8853', LNG: '107.6137', WAKTU: '2026-11-30 15:38:00'
  })
})

t.test('what is not known is left empty', async t => {
  const { kind, occurred_at } = body
  t.match(toKejadian({ kind, occurred_at, location: { address: 'Alun-alun' } }, sending), { URAIAN: '', LOKASI: 'Alun-alun', LAT: '', LNG: '' })
})

t.test('a kind that the system has no code for is rejected before anything is sent', async t => {
  t.match(thrownBy(() => toKejadian({ ...body, kind: 'panic' }, sending)), { kind: 'rejected', fields: [{ field: 'kind' }] })
})

function thrownBy(act: () => unknown): unknown {
  try {
    return act()
  } catch (error) {
    return error
  }
}
