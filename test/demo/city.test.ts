import t from 'tap'
import { createDemoCity } from '../../demo/city/city.ts'
import type { Person } from '../../demo/city/inhabitants.ts'
import { createRandom } from '../../demo/city/random.ts'

const city = createDemoCity()

t.test('is the same city each time', async t => {
  t.same(createDemoCity(), city)
})

t.test('has the districts and villages of Bandung and some 6,000 people in all of them', async t => {
  t.equal(city.districts.length, 30)
  t.equal(city.villages.length, 151)
  t.same(city.villages.find(({ code }) => code === '32.73.02.1004'), { code: '32.73.02.1004', name: 'Dago',
    districtCode: '32.73.02' })
  t.equal(city.districts.find(({ name }) => name === 'Coblong')?.bps, '3273230')
  t.ok(Math.abs(city.people.length - 6_000) < 10)
  t.equal(city.businesses.length, 800)
  t.equal(new Set(city.people.map(({ address }) => address.village.code)).size, 151)
})

t.test("invents every number: none can be a real person's", async t => {
  const people = city.people
  t.equal(new Set(people.map(({ nik }) => nik)).size, people.length)
  t.ok(people.every(({ nik }) => /^\d{12}999\d$/.test(nik)))
  t.ok(people.every(({ kk }) => /^\d{12}999\d$/.test(kk)))
  t.ok(people.every(({ phone }) => /^08\d\d000\d{5}$/.test(phone)))
  t.ok(people.every(({ email }) => /^[a-z.]+\d+@surel\.example$/.test(email)))
})

t.test('writes birth date and sex into the NIK', async t => {
  const expected = ({ sex, birthDate }: Person) => {
    const [year, month, day] = birthDate.split('-') as [string, string, string]
    return `${String(Number(day) + (sex === 'P' ? 40 : 0)).padStart(2, '0')}${month}${year.slice(2)}`
  }
  t.same(city.people.filter(person => person.nik.slice(6, 12) !== expected(person)), [])
  t.ok(city.people.some(({ nik }) => !nik.startsWith('3273')), 'some were born elsewhere')
})

t.test('lets families live together', async t => {
  const families = Map.groupBy(city.people, ({ kk }) => kk)
  t.ok([...families.values()].every(family => family.every(({ address }) => address === family[0]?.address)))
  t.ok(families.size > 1_200 && families.size < 3_000)
  t.ok([...families.values()].some(family => family.length > 4))
})

t.test('names people as their cards do', async t => {
  const names = city.people.map(({ name }) => name)
  t.ok(names.every(name => name === name.toUpperCase()))
  const share = (pattern: RegExp) => names.filter(name => pattern.test(name)).length / names.length
  t.ok(share(/^\S+$/) > 0.05, 'mononyms')
  t.ok(share(/^(?:H|HJ|DRS|IR|DR|R)\. /) > 0.01, 'titles before')
  t.ok(share(/, S\.|, M\./) > 0.01, 'titles after')
})

t.test('lies where Bandung lies', async t => {
  for (const { address } of [...city.people, ...city.businesses]) {
    const { lat, long } = address
    if (lat < -6.98 || lat > -6.83 || long < 107.54 || long > 107.74) t.fail(`${lat}, ${long}`)
    if (address.village.districtCode !== address.district.code)
      t.fail(`${address.village.code} is not in ${address.district.code}`)
  }
  t.pass()
})

t.test('gives businesses a form and a taxpayer number with its check digit', async t => {
  const luhn = (digits: string) =>
    digits.split('').reverse().reduce(
      (sum, digit, i) =>
        sum + (i % 2 === 0 ? Number(digit) : Math.floor((Number(digit) * 2) / 10) + ((Number(digit) * 2) % 10)),
      0
    ) % 10
  t.equal(luhn('012345674'), 0)
  t.same(
    city.businesses.filter(({ npwp }) =>
      !/^\d\d\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}$/.test(npwp) || luhn(npwp.replace(/\D/g, '').slice(0, 9)) !== 0
    ),
    []
  )
  t.ok(new Set(city.businesses.map(({ form }) => form)).size >= 6)
})

t.test('repeats chance from a seed, and only from that seed', async t => {
  const draw = (seed: string) => {
    const random = createRandom(seed)
    return Array.from({ length: 50 }, () => random.integer(1, 1_000))
  }
  t.same(draw('one'), draw('one'))
  t.notSame(draw('one'), draw('two'))
  t.ok(draw('one').every(number => number >= 1 && number <= 1_000))
  const random = createRandom('dates')
  for (let i = 0; i < 100; i++) {
    const date = random.date('2024-01-01', '2024-01-03').toISOString()
    t.ok(date >= '2024-01-01' && date <= '2024-01-03T00:00:00.000Z')
  }
})
