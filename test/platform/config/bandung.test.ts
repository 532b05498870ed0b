import t from 'tap'
import { adapters } from '../../../adapters/index.ts'
import { createCity, workingDaysOf } from '../../../src/gateway/systems/city.ts'
import { loadAdapters } from '../../../src/platform/config/adapters.ts'
import { loadConfig } from '../../suites/config.ts'

const config = loadConfig({ file: 'config/bandung.yaml', env: {}, adapters: await loadAdapters(adapters),
  skipEnvironment: true })

t.test('Bandung has its thirty districts under both of their codes', async t => {
  const { districts } = config.city
  t.same(districts.map(({ code }) => code),
    Array.from({ length: 30 }, (_, i) => `32.73.${String(i + 1).padStart(2, '0')}`))
  t.equal(new Set(districts.map(({ bps }) => bps)).size, 30)
  t.match(districts.find(({ name }) => name === 'Coblong'), { code: '32.73.02', bps: '3273230' })
  t.match(districts.find(({ name }) => name === 'Antapani'), { code: '32.73.20', bps: '3273141' })
})

t.test('each district has an office', async t => {
  const offices = config.city.agencies.filter(({ kind }) => kind === 'kecamatan').map(({ name }) => name)
  t.same(offices, config.city.districts.map(({ name }) => `Kecamatan ${name}`))
})

t.test('spellings that drift lead to their district', async t => {
  const { regions } = createCity(config)
  for (const [spelling, code] of [['Astanaanyar', '32.73.10'], ['UJUNG BERUNG', '32.73.26'], ['Buah Batu', '32.73.22'],
    ['Kiara Condong', '32.73.16']] as const)
  {
    t.equal(regions.district(spelling).value?.code, code, spelling)
  }
})

t.test('the days off are those of the joint decrees', async t => {
  t.same(
    config.city.holidays.map((
      { year, national, collective_leave }
    ) => [year, national.length, collective_leave.length]),
    [
      [2015, 17, 3],
      [2016, 15, 4],
      [2024, 19, 10],
      [2025, 17, 11],
      [2026, 17, 8],
      [2027, 18, 8]
    ]
  )
  // What a decree gives beside a feast is there to bridge to a weekend, or else it would be one.
  const leave = config.city.holidays.flatMap(({ collective_leave }) => collective_leave)
  t.same(leave.filter(({ date }) => [0, 6].includes(new Date(date).getUTCDay())), [])
})

t.test('working days of Bandung pass over its days off', async t => {
  const { add, between, knows } = workingDaysOf(config.city)
  t.equal(add('2016-06-30', 5), '2016-07-14', 'Idul Fitri with collective leave')
  t.equal(add('2026-03-16', 3), '2026-03-26', 'Nyepi and Idul Fitri')
  t.equal(between('2024-12-31', '2025-12-31'), 261 - 24)
  t.ok(knows('2024-01-01', '2027-12-31'))
  t.notOk(knows('2016-12-31', '2017-01-01'))
})

t.test('the systems keep the prefixes of their ids', async t => {
  t.same(config.systems.map(({ id, adapter, prefix }) => [id, adapter, prefix]), [
    ['licensing-a', 'sicantik', 'HAYU'],
    ['licensing-b', 'sicantik', 'SICA'],
    ['complaints', 'lapor', 'LAPOR'],
    ['population', 'siak', 'SIAK'],
    ['transport', 'dishub', 'DISHUB'],
    ['tax', 'pbb', 'PBBP2'],
    ['finance', 'simda', 'SIMDA'],
    ['ppid', 'ppid', 'PPID'],
    ['humas', 'humas', 'HUMAS'],
    ['weather', 'bmkg', 'BMKG'],
    ['fire', 'diskar', 'DISKAR'],
    ['panic-button', 'panic-button', 'PANIC'],
    ['open-data', 'ckan', 'CKAN'],
    ['spatial', 'canonical', 'TARU'],
    ['register', 'register', 'SKPD']
  ])
})

t.test('the demo application is kept out of production', async t => {
  t.same(config.consumers['demo-app']?.environments, ['development'])
  t.ok(Object.values(config.consumers).filter(({ environments }) => environments.includes('production')).length > 0)
})

t.test('only those who verify or look up residents may', async t => {
  const holders = Object.values(config.consumers).filter(({ scopes }) =>
    scopes.some(scope => scope.startsWith('residents:'))
  )
  t.same(holders.map(({ id }) => id), ['demo-app', 'social-aid', 'service-desk'])
})
