import type { FastifyRequest } from 'fastify'
import t from 'tap'
import type { Form } from '../../../src/features/open311/form.ts'
import { createParams } from '../../../src/features/open311/params.ts'
import { readRepeat } from '../../../src/features/open311/repeats.ts'
import { jpeg, png } from './clients.ts'

const request = { id: 'r', session: { consumer: 'app' }, headers: {} } as unknown as FastifyRequest
const TURN = 600_000
const NOW = TURN * 3_000_000

/** A journal that remembers what was asked of it as written. */
function start() {
  const used = new Set<string>()
  return {
    journal: { knows: (consumer: string, key: string) => Promise.resolve(used.has(`${consumer} ${key}`)) },
    async write(
      query: string,
      { at = NOW, photo, own }: { at?: number; photo?: Buffer; own?: readonly string[] } = {}
    ): Promise<boolean> {
      const form: Form = { params: createParams(new URLSearchParams(query)),
        files: photo === undefined ? [] : [{ field: 'media', content: photo }] }
      const { key } = await readRepeat(this.journal, request, 'requests', form, own, at)
      const isNew = !used.has(`app ${key}`)
      used.add(`app ${key}`)
      return isNew
    }
  }
}

t.test('the very same is one write, also where a turn ends in between', async t => {
  const { write, journal } = start()
  const send = write.bind({ journal })
  t.ok(await send('a=1&b=2', { at: NOW + TURN - 1 }))
  for (const at of [NOW + TURN - 1, NOW + TURN, NOW + 2 * TURN - 1])
    t.notOk(await send('b=2&a=1', { at }), String(at - NOW))
  t.ok(await send('a=1&b=2', { at: NOW + 3 * TURN }), 'much later it is another')
})

t.test('anything else in it is another write; who calls, and what is empty, says nothing', async t => {
  const { write, journal } = start()
  const send = write.bind({ journal })
  t.ok(await send('a=1', { photo: jpeg }))
  t.notOk(await send('a=1&api_key=x&jurisdiction_id=y&c=', { photo: jpeg }))
  t.ok(await send('a=1', { photo: png }))
  t.ok(await send('a=1'))
  t.ok(await send('a=2', { photo: jpeg }))
})

t.test('what its sender numbers is known by the number, however late and changed', async t => {
  const { write, journal } = start()
  const send = write.bind({ journal })
  t.ok(await send('a=1', { own: ['7', 'lamp'] }))
  t.notOk(await send('a=2', { own: ['7', 'lamp'], at: NOW + 50 * TURN }))
  t.ok(await send('a=1', { own: ['7', 'road'] }))
})
