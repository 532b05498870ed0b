import t, { type Test } from 'tap'
import { createDemoCity } from '../../demo/city/city.ts'
import { type RunningSystem, startLegacySystem } from '../../demo/legacy-system.ts'
import { createWeatherSystem, type WeatherOptions } from '../../demo/systems/weather.ts'

type Gempa = Record<string, string>

const city = createDemoCity()

async function start(t: Test, options?: WeatherOptions): Promise<RunningSystem> {
  const system = await startLegacySystem(createWeatherSystem(city, options))
  t.teardown(() => system.stop())
  return system
}

const text = async (system: RunningSystem, path: string): Promise<string> => (await fetch(system.url + path)).text()
const gempa = async (system: RunningSystem, feed: string): Promise<Gempa | Gempa[]> =>
  (JSON.parse(await text(system, `/DataMKG/TEWS/${feed}.json`)) as { Infogempa: { gempa: Gempa | Gempa[] } }).Infogempa
    .gempa

t.test('has the latest earthquake as an object and the others as lists of fifteen', async t => {
  const system = await start(t)
  const latest = await gempa(system, 'autogempa')
  t.match(latest, { Tanggal: /^\d\d [A-Z][a-z]{2} 2026$/, Jam: /^\d\d:\d\d:\d\d WIB$/, DateTime: /\+00:00$/,
    Lintang: / L[SU]$/, Bujur: / BT$/, Kedalaman: / km$/ })
  const [large, felt] = [await gempa(system, 'gempaterkini') as Gempa[],
    await gempa(system, 'gempadirasakan') as Gempa[]]
  t.equal(large.length, 15)
  t.equal(felt.length, 15)
  t.ok(large.every(row => Number(row['Magnitude']) >= 5 && row['Potensi'] && !row['Dirasakan']))
  t.ok(felt.every(row => row['Dirasakan'] && !row['Potensi']))
})

t.test('one earthquake in a list is an object', async t => {
  const system = await start(t, { most: 1 })
  t.match(await gempa(system, 'gempadirasakan'), { Magnitude: /\d/ })
})

t.test('tells the same earthquake differently in its feeds', async t => {
  const system = await start(t)
  const times = (rows: Gempa[]) => rows.map(row => row['DateTime']).filter(Boolean)
  const [large, felt] = [await gempa(system, 'gempaterkini') as Gempa[],
    await gempa(system, 'gempadirasakan') as Gempa[]]
  const both = times(large).filter(time => times(felt).includes(time))
  t.ok(both.length > 3)
  const place = (rows: Gempa[]) => rows.find(row => row['DateTime'] === both[0])?.['Wilayah']
  t.not(place(large), place(felt))
})

t.test('nests the position in XML', async t => {
  const system = await start(t)
  const xml = await text(system, '/DataMKG/TEWS/gempaterkini.xml')
  t.equal(xml.match(/<gempa>/g)?.length, 15)
  t.match(xml, /<point><coordinates>-?\d+(?:\.\d+)?,\d+(?:\.\d+)?<\/coordinates><\/point>/)
})

t.test('has the defects of the real one', async t => {
  const felt = await gempa(await start(t), 'gempadirasakan') as Gempa[]
  t.ok(felt.some(row => /^1\d\d/.test(row['Coordinates'] ?? '')), 'a position exchanged')
  t.ok(felt.some(row => row['DateTime'] === undefined), 'a row without DateTime')
  t.ok(felt.some(row => row['Coordinates'] === ''), 'a row without a position')
})

t.test('every link of the feed but one names a CAP document in two languages', async t => {
  const system = await start(t)
  const links = [
    ...(await text(system, '/alerts/nowcast/id')).matchAll(
      /<link>https:\/\/www\.bmkg\.go\.id(\/alerts\/nowcast\/id\/[A-Z]{3}\d{11}_alert\.xml)<\/link>/g
    )
  ]
  t.equal(links.length, 12)
  const answers = await Promise.all(links.map(([, path]) => fetch(system.url + path)))
  t.same(answers.map(({ status }) => status).filter(status => status !== 200), [404])
  const caps = await Promise.all(answers.filter(({ ok }) => ok).map(answer => answer.text()))
  t.ok(
    caps.every(cap => /<language>en<.*<language>id</s.test(cap) && cap.includes('urn:oasis:names:tc:emergency:cap:1.2'))
  )
  t.ok(
    caps.some(cap => cap.includes('<status>Test<')) && caps.some(cap => cap.includes('<msgType>Cancel<')) &&
      caps.some(cap => cap.includes('+08:00</expires>'))
  )
})

t.test('serves sixty requests a minute to one address', async t => {
  let now = 0
  const system = await start(t, { now: () => now })
  for (let count = 0; count < 59; count++) await text(system, '/DataMKG/TEWS/autogempa.json')
  t.equal((await fetch(`${system.url}/DataMKG/TEWS/autogempa.json`)).status, 200)
  now = 1_500
  const refused = await fetch(`${system.url}/DataMKG/TEWS/autogempa.json`)
  t.equal(refused.status, 429)
  t.equal(refused.headers.get('retry-after'), '59')
  now = 60_000
  t.equal((await fetch(`${system.url}/DataMKG/TEWS/autogempa.json`)).status, 200)
})

t.test('says the same at every start', async t => {
  const [one, other] = [await start(t), await start(t)]
  for (const path of ['/DataMKG/TEWS/gempadirasakan.xml', '/alerts/nowcast/id',
    '/alerts/nowcast/id/CJB20261120009_alert.xml'])
  {
    t.equal(await text(one, path), await text(other, path))
  }
})

t.test('answers what it does not have with 404, and anything but GET with 405', async t => {
  const system = await start(t)
  for (const path of ['/', '/DataMKG/TEWS/lasttsunami.xml', '/alerts/nowcast/id/XXX20261120001_alert.xml'])
    t.equal((await fetch(system.url + path)).status, 404, path)
  t.equal((await fetch(system.url, { method: 'POST' })).status, 405)
})
