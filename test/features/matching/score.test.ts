import t from 'tap'
import { type Side, sidesOf } from '../../../src/features/matching/compare.ts'
import { byWayOf, judge, reasonText, type Verdict } from '../../../src/features/matching/score.ts'
import { createTraitsMaker } from '../../../src/features/matching/traits.ts'
import { createAccessLogKeys } from '../../../src/platform/privacy/access-keys.ts'

const maker = createTraitsMaker(createAccessLogKeys({ jwtSecret: 'x'.repeat(32) }).current)

function sideOf(
  resource: 'residents' | 'licences' | 'tax-objects',
  record: Record<string, unknown>,
  role: string
): Side {
  const side = sidesOf(maker.traitsOf(resource, record)?.parties ?? []).find(({ party }) => party.role === role)
  if (side === undefined) throw new Error(`no ${role}`)
  return side
}
const place = { address: 'Jl. Braga No. 12', rt: '003', rw: '005', district_code: '32.73.19' }
const resident = (record: Record<string, unknown>): Side =>
  sideOf('residents', { location: place, birth_date_precision: 'day', ...record }, 'resident')
const holder = (person: Record<string, unknown>, more: Record<string, unknown> = {}): Side =>
  sideOf('licences', { number: String(Math.random()), holder: person, ...more }, 'holder')
const bandOf = (
  verdict: Verdict | undefined
): string => (verdict === undefined ? 'not compared' : verdict.certain ? `certain by ${verdict.by}` : verdict.band)
const textsOf = (
  verdict: Verdict | undefined
): string[] => (verdict === undefined || verdict.certain ? [] : verdict.reasons.map(reasonText))

t.test('a number that names them both is certain, whatever else differs', async t => {
  const nik = '3273021305859991'
  t.equal(bandOf(judge(resident({ full_name: 'Asep Hidayat', nik }), holder({ name: 'Budi', nik }))), 'certain by nik')
})

t.test('the same name in the same house is likely, and says why', async t => {
  const verdict = judge(resident({ full_name: 'H. Asep Saefudin, S.E.', birth_date: '1985-05-13' }),
    holder({ name: 'ASEP SAEPUDIN', location: { address: 'JALAN BRAGA 12' } }))
  t.equal(bandOf(verdict), 'likely')
  t.same(textsOf(verdict), ['the same name', 'the same house (100 % alike)'])
})

t.test('namesakes of two houses are not', async t => {
  const verdict = judge(resident({ full_name: 'Asep Hidayat' }),
    holder({ name: 'Asep Hidayat', location: { address: 'Jl. Kopo No. 3', district_code: '32.73.04' } }))
  t.equal(bandOf(verdict), 'unlikely')
  t.same(textsOf(verdict).slice(0, 1), ['the same name'])
})

t.test('a telephone in common makes one who has moved likely', async t => {
  const phone = '081200012345'
  t.equal(
    bandOf(
      judge(holder({ name: 'Asep Hidayat', phone, location: place }),
        holder({ name: 'Asep Hidayat', phone, location: { address: 'Jl. Kopo No. 3', district_code: '32.73.04' } }))
    ),
    'likely'
  )
})

t.test('twins, and a father and his son of one house, are not one person', async t => {
  t.not(
    bandOf(
      judge(resident({ full_name: 'Dinda Permatasari', birth_date: '2001-02-03' }),
        resident({ full_name: 'Ratna Permatasari', birth_date: '2001-02-03' }))
    ),
    'likely'
  )
  t.not(
    bandOf(
      judge(resident({ full_name: 'Asep Hidayat', birth_date: '1960-01-01' }),
        resident({ full_name: 'Agus Hidayat', birth_date: '1990-01-01' }))
    ),
    'likely'
  )
  t.not(
    bandOf(
      judge(resident({ full_name: 'Asep Hidayat', birth_date: '1960-01-01' }),
        resident({ full_name: 'Asep Hidayat', birth_date: '1990-06-07' }))
    ),
    'likely',
    'nor are they with one name'
  )
})

t.test('two NIKs are two people, however much agrees', async t => {
  const both = { full_name: 'Asep Hidayat', birth_date: '1985-05-13' }
  const verdict = judge(resident({ ...both, nik: '3273021305859991' }), resident({ ...both, nik: '3273021305859992' }))
  t.match(verdict, { certain: false, score: 0, band: 'unlikely' })
})

t.test('a date with day and month exchanged is noticed, and one that lacks the day is less', async t => {
  const texts = (a: string, b: string, precision = 'day'): string | undefined =>
    textsOf(
      judge(resident({ full_name: 'Asep', birth_date: a }),
        resident({ full_name: 'Asep', birth_date: b, birth_date_precision: precision }))
    )[1]
  t.equal(texts('1985-05-03', '1985-03-05'), 'the same date of birth with day and month exchanged')
  t.equal(texts('1985-05-03', '1985-01-01', 'year'), 'the same year of birth')
  t.equal(texts('1985-05-03', '1986-05-03'), 'the same day and month of birth, another year')
  t.equal(texts('1985-05-03', '1984-02-01'), 'another date of birth')
})

t.test('whose shop it is counts for its owner', async t => {
  const business = { name: 'CV Mekar Wangi Konveksi' }
  const [one, other] = [holder({ name: 'Asep Hidayat' }, { business }),
    holder({ name: 'Asep Hidayat' }, { business: { name: 'Mekar Wangi Konveksi, CV' } })]
  t.equal(bandOf(judge(one, other)), 'likely')
  t.same(textsOf(judge(one, other)), ['the same name', 'businesses of the same name'])
  t.equal(bandOf(judge(holder({ name: 'Asep Hidayat' }), holder({ name: 'Asep Hidayat' }))), 'unlikely')
})

t.test('a person and a business are not compared', async t => {
  t.equal(
    judge(resident({ full_name: 'Asep' }),
      sideOf('licences', { number: '1', holder: { name: 'Asep' }, business: { name: 'Asep' } }, 'business')),
    undefined
  )
})

t.test('a third record joins two only when nothing between them speaks against it', async t => {
  const [one, other] = [resident({ full_name: 'Asep Hidayat', birth_date: '1985-05-13' }),
    holder({ name: 'Asep Hidayat' })]
  t.equal(byWayOf(one, other, 0.9, 0.9), 0.81)
  t.equal(byWayOf(one, holder({ name: 'Budi Santosa' }), 0.9, 0.9), 0)
  t.equal(byWayOf(one, resident({ full_name: 'Asep Hidayat', birth_date: '1990-01-01' }), 0.9, 0.9), 0)
})
