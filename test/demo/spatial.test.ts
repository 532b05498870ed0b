import t from 'tap'
import { createDemoCity } from '../../demo/city/city.ts'
import { startControl } from '../../demo/control.ts'
import { startLegacySystem } from '../../demo/legacy-system.ts'
import type { SpatialRecord } from '../../demo/systems/spatial-records.ts'
import { createSpatialSystem } from '../../demo/systems/spatial.ts'
import { createTaxRegister } from '../../demo/systems/tax-objects.ts'

const city = createDemoCity()
const system = await startLegacySystem(createSpatialSystem(city, () => Date.parse('2026-11-25T03:00:00Z')))
const control = await startControl([system], { port: 0 })
t.teardown(() => Promise.all([control.stop(), system.stop()]))
const headers = { authorization: `Bearer ${system.environment['SPATIAL_TOKEN']}` }
interface Body {
  items: SpatialRecord[]
  next_cursor: string | null
}
const get = async (path: string): Promise<{ status: number; body: Body }> => {
  const answer = await fetch(`${system.url}${path}`, { headers })
  return { status: answer.status, body: await answer.json() as Body }
}

t.test('it gives its parcels and permits page by page, in the words of the contract', async t => {
  const parcels: SpatialRecord[] = []
  for (let cursor: string | null = '0'; cursor !== null;) {
    const { status, body } = await get(`/v1/tax-objects?limit=100&cursor=${cursor}&require=all`)
    t.equal(status, 200)
    parcels.push(...body.items)
    cursor = body.next_cursor
  }
  const known = new Map(createTaxRegister(city).objects.map(object => [object.number, object]))
  t.ok(parcels.length > 250)
  t.ok(parcels.every(({ nop }) => known.has(nop as string)), 'each is in the tax register')
  const moved =
    parcels.filter(({ nop, land_m2: land }) => Math.abs((land as number) - (known.get(nop as string)?.land ?? 0)) > 1)
      .length / parcels.length
  t.ok(moved > 0.02 && moved < 0.12, 'most have the area that the tax register has')
  t.match(await get('/v1/licences?limit=100&status=revoked'), { status: 200,
    body: { items: [{ status: { code: 'revoked' }, permit_type: 'IMB' }] } })
  t.equal((await get('/v1/licences/nothing')).status, 404)
  t.equal((await fetch(`${system.url}/v1/licences`)).status, 401)
})

t.test('its owners correct a record by way of the control server', async t => {
  const { id } = (await get('/v1/tax-objects?limit=1')).body.items[0] as SpatialRecord
  const edit = async (body: unknown) => {
    const answer = await fetch(`${control.url}/systems/spatial/edit`, { method: 'POST', body: JSON.stringify(body) })
    return { status: answer.status, body: await answer.json() as { error?: string } }
  }
  t.match(await edit({ resource: 'tax-objects', id, fields: { land_m2: 77 } }), { status: 200,
    body: { record: { land_m2: 77 } } })
  t.match(await get(`/v1/tax-objects/${id}`), {
    body: { land_m2: 77, source: { updated_at: '2026-11-25T10:00:00+07:00' } }
  })
  t.match(await edit({ resource: 'tax-objects', id: 'P0', fields: {} }), { status: 404,
    body: { error: 'spatial has no record "P0" of tax-objects' } })
  t.match(await edit({ resource: 'tax-objects', id }), { status: 400, body: { error: /fields must be an object/ } })
})
