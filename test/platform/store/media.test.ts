import { forgetting } from '../../../src/platform/store/forgetting.ts'
import { createMediaStore } from '../../../src/platform/store/media.ts'
import { overEachStore } from '../../suites/stores.ts'

const photo = (name: string, content = Buffer.from([0, 255, 13, 10])) => ({ name, mediaType: 'image/png', content })

overEachStore(async (t, place) => {
  const store = await place.open()
  const media = createMediaStore(store)

  t.test('a file comes back as it was, byte for byte', async t => {
    await media.keep([photo('a.png'), photo('b.png', Buffer.alloc(0))])
    const found = await media.get('a.png')
    t.equal(found?.mediaType, 'image/png')
    t.same(Buffer.from(found?.content ?? []), photo('a.png').content)
    t.equal((await media.get('b.png'))?.content.length, 0)
    t.equal(await media.get('c.png'), undefined)
  })

  t.test('what is kept already stays as it is', async t => {
    await media.keep([photo('a.png', Buffer.from('other')), photo('d.png')])
    t.same(Buffer.from((await media.get('a.png'))?.content ?? []), photo('a.png').content)
    t.ok(await media.get('d.png'))
    await media.keep([])
  })

  t.test('it is forgotten by age, as many at a time as are asked for', async t => {
    await media.keep(Array.from({ length: 30 }, (_, i) => photo(`${i}.png`)))
    t.equal(await forgetting.media(store, Date.now() - 60_000, 500), 0, 'not before its time')
    t.equal(await forgetting.media(store, Date.now() + 1, 20), 20)
    t.equal(await forgetting.media(store, Date.now() + 1, 20), 13)
    t.equal(await media.get('a.png'), undefined)
  })
})
