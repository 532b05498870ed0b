import t from 'tap'
import { type Item, type PublicList, startCityWith, testFaults, testPublicList, walk } from '../suites/public-list.ts'

interface Announcement extends Item {
  guid: string
  body_html?: string
  published_at: string
  categories?: string[]
  url: string
  image_url?: string
}

const announcements: PublicList = {
  path: '/v1/announcements',
  name: 'Announcement',
  system: 'humas',
  count: 231,
  reasons: ['has no date of publication', 'has no title'],
  word: 'festival',
  agency: 'DINKES',
  unknown: 'HUMAS-999999'
}
const city = await startCityWith('humas')
t.teardown(() => city.close())

await testPublicList(t, city, announcements)

await t.test('every field says what the site means', async t => {
  const all = await walk<Announcement>(city, '/v1/announcements')
  const noted = (code: string): Announcement[] => all.filter(({ quality }) => quality.some(note => note.code === code))

  t.ok(all.every(({ published_at, url }) => url.includes(published_at.slice(0, 10).replaceAll('-', '/'))),
    'the day of publication is that of the address')
  t.ok(all.every(({ published_at }) => /T(?:0[7-9]|1[0-7]):.*\+07:00$/.test(published_at)),
    'at office hours, in local time whatever the feed states')
  t.equal(new Set(all.map(({ guid }) => guid)).size, all.length)
  t.ok(all.every(({ agency_id }) => agency_id?.startsWith('SKPD-')))
  t.ok(new Set(all.map(({ agency_id }) => agency_id)).size > 5)
  t.notMatch(JSON.stringify(all), /rina\.w/, 'no account of a person')
  t.notMatch(all.flatMap(({ categories = [] }) => categories).join('\n'), /uncategorized|&amp;/i)
  t.notMatch(all.map(({ title }) => title).join('\n'), /&\w+;|<|[\u0080-\u009f]/)
  t.notMatch(all.map(({ body_html = '' }) => body_html).join('\n'),
    /<script|<style|<iframe|<form|javascript:|\son\w+=|\sstyle=|stats\.example|slot/i)
  t.ok(all.every(({ image_url = 'https://' }) => image_url.startsWith('https://')))
  t.equal(noted('duplicate_record').length, 2)
  t.equal(noted('encoding_repaired').length, 2)
  t.equal(noted('invalid_value').length, 1, 'one whose HTML is too deep')
})

await t.test('an announcement is known by the number that the site gave it', async t => {
  const [item] = (await city.get('/v1/announcements?limit=1')).body.items as [Announcement]
  t.match(item, { id: `HUMAS-${item.source.record_id}`,
    guid: `https://humas.bandung.example/?p=${item.source.record_id}` })
})

await testFaults(t, city, announcements)
