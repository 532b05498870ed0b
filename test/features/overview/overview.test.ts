import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'
import type { Identity } from '../../../demo/city/clerks.ts'
import type { Person } from '../../../demo/city/inhabitants.ts'
import { createLicensingData } from '../../../demo/systems/licensing-data.ts'
import { deployments } from '../../../demo/systems/licensing-tables.ts'
import { createPermits } from '../../../demo/systems/transport-permits.ts'
import { toId } from '../../../src/kit/ids.ts'
import { complaintRow } from '../../suites/core/legacy.ts'
import { openWholeStore } from '../../suites/open-store.ts'
import { type Answer, startOverviewCity } from '../../suites/overview-city.ts'
import { silent } from '../../suites/stores.ts'

const city = await startOverviewCity(t)

interface Known {
  id: string
  who: Identity
}
/** Ids of the records of a system, and whom they are about: the hub is not told. */
function recordsOf(
  prefix: string,
  of: 'licences' | 'licence-applications',
  make: (witness: (resource: string, key: string, who: Identity) => void) => unknown
): Known[] {
  const known: Known[] = []
  make((resource, key, who) => {
    if (resource === of && key.length > 5) known.push({ id: toId(prefix, key), who })
  })
  return known
}
const permits = recordsOf('DISHUB', 'licences', witness => {
  createPermits(city.city, witness)
})
const ofLicensing = (witness: Parameters<typeof createLicensingData>[2]): unknown =>
  createLicensingData(city.city, deployments.find(({ id }) => id === 'licensing-a')!, witness)
const decrees = recordsOf('HAYU', 'licences', ofLicensing)
const applications = recordsOf('HAYU', 'licence-applications', ofLicensing)

/**
 * Somebody whose NIK stands in a permit, and who has a decree of the other office, which knows where he or she lives.
 */
async function somebody(): Promise<{ person: Person; permit: string; decree: string }> {
  for (const { id: permit, who: { person } } of permits) {
    const decree = decrees.find(({ who }) => who.person?.nik === person?.nik)
    if (person === undefined || decree === undefined) continue
    const { body } = await city.get(`/v1/licences/${permit}`)
    if (body.holder?.nik !== person.nik) continue
    const other = await city.get(`/v1/licences/${decree.id}`)
    const { address = '', rt } = other.body.holder?.location ?? {}
    if (address.endsWith(`No. ${person.address.number}`) && rt === person.address.rt)
      return { person, permit, decree: decree.id }
  }
  throw new Error('nobody has both')
}
const { person, permit, decree } = await somebody()

/** What was read is mirrored soon. */
async function until(ask: () => Promise<Answer>, holds: (answer: Answer) => boolean): Promise<Answer> {
  for (;;) {
    const answer = await ask()
    if (holds(answer)) return answer
    await wait(50)
  }
}
const ids = (list: { id: string }[]): string[] => list.map(({ id }) => id)
const seen = (id: string) => ({ body: { records = [], candidates = [] } }: Answer): boolean =>
  [...ids(records), ...ids(candidates)].includes(id)

const whole = await until(() => city.overview(person.nik), answer => seen(permit)(answer) && seen(decree)(answer))

t.test('what systems know of a person stands side by side, each value with its source and age', async t => {
  t.equal(whole.status, 200)
  const { attributes, records, meta, id } = whole.body
  t.match(id, /^SIAK-[a-z]{24}$/)
  t.same(
    records.map((
      row: { id: string; matched_by: string[]; role: string; live: boolean }
    ) => [row.id, row.role, row.matched_by, row.live]).slice(0, 1),
    [[id, 'resident', ['nik'], true]]
  )
  t.match(records.find((row: { id: string }) => row.id === permit), { resource: 'licences', system: 'transport',
    role: 'holder', matched_by: ['nik'], number: /DISHUB/, live: true })
  const names = attributes.name.map(({ source }: { source: { system: string } }) => source.system)
  t.ok(names.includes('population') && names.includes('transport'))
  t.match(attributes.birth_date, [{ value: person.birthDate,
    source: { system: 'population', confidence: 'certain', age_seconds: Number } }])
  t.notOk(whole.body.differing.includes('name'), 'titles and spellings are no difference')
  t.same(meta.sources.filter(({ state }: { state: string }) => state !== 'ok'), [])
  t.equal(whole.headers.get('cache-control'), 'no-store')
})

t.test('a record without the number stands apart, with a score and the reasons, and is never merged', async t => {
  const { records, candidates, attributes } = whole.body
  const candidate = candidates.find((row: { id: string }) => row.id === decree)
  t.match(candidate, { resource: 'licences', system: 'licensing-a', role: 'holder', band: 'likely' })
  t.ok(candidate.score > 0.6 && candidate.score <= 1)
  t.ok(candidate.reasons.some(({ text }: { text: string }) => text.startsWith('the same house')),
    JSON.stringify(candidate.reasons))
  t.notOk(ids(records).includes(decree))
  t.notOk(JSON.stringify(attributes).includes(decree))
})

t.test('an anonymous or confidential complaint is linked to nobody, one with a name while it has one', async t => {
  const reporter = { name: person.name, phone: `+62${person.phone.slice(1)}` }
  const row = (key: string, more: object) =>
    complaintRow(key, '2026-11-02T08:00:00+07:00', {
      reporter: { ...reporter, anonymous: false, confidential: false, ...more }
    })
  city.complaints.rows = [row('named', {}), row('anonymous', { anonymous: true }),
    row('secret', { confidential: true })]
  for (const key of ['anonymous', 'secret', 'named']) await city.get(`/v1/complaints/WISH-${key}`)
  const named = await until(() => city.overview(person.nik), seen('WISH-named'))
  t.notMatch(JSON.stringify(named.body), /WISH-(anonymous|secret)/)
  t.match(named.body.candidates.find(({ id }: { id: string }) => id === 'WISH-named'), { role: 'reporter',
    resource: 'complaints' })

  city.complaints.rows = [row('named', { anonymous: true })]
  t.notOk(seen('WISH-named')(await city.overview(person.nik)), 'who asks afterwards not to be named is not')
})

t.test('the same is found by the id of the resident, and no NIK stands in a URL or a log line', async t => {
  const { id } = whole.body
  const byId = await city.get(`/v1/residents/${id}/overview`)
  t.equal(byId.status, 200)
  t.equal(byId.body.id, id)
  t.ok(seen(permit)(byId))
  t.equal((await city.get(`/v1/residents/SIAK-${'a'.repeat(24)}/overview`)).status, 404)
  t.match(await city.get(`/v1/residents/${person.nik}/overview`), { status: 400 })
  t.notMatch(city.lines(), person.nik)
})

t.test('who may not look people up learns nothing, and who sees less is told less', async t => {
  t.match(await city.overview(person.nik, { as: 'plain' }), { status: 400 })
  t.match(await city.overview(person.nik, { scopes: ['residents:read'] }), { status: 403 })
  t.match(await city.overview(person.nik, { purpose: 'planning' }), { status: 403 })
  t.match(await city.get(`/v1/residents/${whole.body.id}/overview`, { as: 'plain' }), { status: 400 })

  const names = await city.overview(person.nik, { as: 'names' })
  t.match(names.body.attributes.phone[0].value, /^\*+\d{3}$/)
  t.ok(names.body.attributes.birth_date.every((entry: object) => !('value' in entry)))
  const reasons = names.body.candidates.flatMap((candidate: { reasons: { field: string }[] }) =>
    candidate.reasons.map(({ field }) => field)
  )
  t.notOk(reasons.includes('phone') || reasons.includes('address'),
    'a reason tells nothing that the caller may not see')

  const narrow = await city.overview(person.nik, { scopes: ['overview:read', 'residents:read'] })
  t.same(ids(narrow.body.records), [whole.body.id])
  t.same(narrow.body.candidates, [])
  t.ok(narrow.body.withheld.includes('licences'))
})

t.test('whoever looks is written into the access log, with the subject and not with the NIK', async t => {
  const store = await openWholeStore({ dataDir: city.dataDir, log: silent })
  t.teardown(() => store.close())
  const rows = await store.read(db =>
    db.selectFrom('access_log').innerJoin('access_subjects', 'access_subjects.seq', 'access_log.seq').select(['entry'])
      .execute()
  )
  const entries = rows.map(({ entry }) =>
    JSON.parse(entry) as { operation: string; records: string[]; fields: string[]; purpose: string }
  )
  const looked = entries.filter(({ operation }) => operation === 'overviewResident')
  t.ok(looked.length > 2)
  t.ok(
    looked.some(({ records, fields, purpose }) =>
      records.includes(permit) && fields.includes('birth_date') && purpose === 'public_service'
    )
  )
  t.ok(entries.some(({ operation }) => operation === 'getResidentOverview'))
  t.notMatch(JSON.stringify(rows), person.nik)
})

t.test('a system that is down is named, and what was kept of it is marked as such', async t => {
  await city.system('transport').setFault({ kind: 'down' })
  t.teardown(() => city.system('transport').setFault({ kind: 'none' }))
  const partial = await city.overview(person.nik)
  t.equal(partial.status, 200)
  t.match(partial.body.meta.sources.find(({ system }: { system: string }) => system === 'transport'), { state: 'failed',
    code: String })
  t.match(partial.body.records.find((row: { id: string }) => row.id === permit), { live: false, matched_by: ['nik'],
    as_of: String })
  t.notOk(JSON.stringify(partial.body.attributes).includes(permit), 'nothing of it stands among the values')
  t.match(await city.overview(person.nik, { query: '?require=all' }), { status: 503, body: { code: 'sources_failed' } })
})

t.test('a NIK that its register has twice is told of', async t => {
  const twice = city.city.people[395] as Person
  const { body } = await city.overview(twice.nik)
  t.match(body.contradictions, [{ system: 'population', code: 'nik_duplicate', records: [body.id] }])
})

t.test('nobody is known under a NIK that nobody has', async t => {
  t.match(await city.overview('3273021305859997'), { status: 404, body: { code: 'not_found' } })
  t.match(await city.overview('123'), { status: 400 })
})

t.test('it says which systems were looked through', async t => {
  const covered = new Map(
    whole.body.coverage.map((
      { system, resource, looked_through: is }: { system: string; resource: string; looked_through: boolean }
    ) => [`${system} ${resource}`, is])
  )
  t.equal(covered.get('population residents'), true)
  t.equal(covered.get('transport licences'), true)
  t.equal(covered.get('tax tax-objects'), false, 'of which the hub keeps nothing')
})

t.test('a business is found by the number that two offices have of it', async t => {
  const byNpwp = (known: Known[]): Map<string, Known> =>
    new Map(known.flatMap(one => (one.who.business === undefined ? [] : [[one.who.business.npwp, one] as const])))
  const mine = byNpwp(applications)
  let found: { permit: string; application: string } | undefined
  for (const [npwp, { id, who }] of byNpwp(permits)) {
    const other = mine.get(npwp)
    if (other === undefined || who.business === undefined) continue
    const [one, two] = await Promise.all([city.get(`/v1/licences/${id}`),
      city.get(`/v1/licence-applications/${other.id}`)])
    if (one.body.business?.npwp !== undefined && one.body.business.npwp === two.body.business?.npwp) {
      found = { permit: id, application: other.id }
      break
    }
  }
  if (found === undefined) return t.fail('no business has both')
  const { permit: theirs, application: ours } = found
  const answer = await until(() => city.get(`/v1/businesses/${ours}/overview`), seen(theirs))
  t.equal(answer.status, 200)
  t.match(
    answer.body.records.find(({ id, resource }: { id: string; resource: string }) =>
      id === ours && resource === 'licence-applications'
    ),
    { role: 'business', matched_by: ['npwp', 'id'] }
  )
  t.match(answer.body.records.find(({ id }: { id: string }) => id === theirs), { role: 'business',
    matched_by: ['npwp'] })
  t.equal(answer.body.attributes.npwp.length >= 2, true)

  const masked = await city.get(`/v1/businesses/${ours}/overview`, { purpose: null })
  t.match(masked.body.attributes.npwp[0].value, /^\d\d\*+\d{3}$/)
  t.match(masked.body.attributes.owner[0].value, /^(\p{L}\. ?)+$/u)
  t.match(await city.get('/v1/businesses/9999000000001/overview'), { status: 404 })
  t.match(await city.get('/v1/businesses/HAYU-00000000000000000/overview'), { status: 404 })
  t.match(await city.get('/v1/businesses/what/overview'), { status: 400 })
})

t.test('a piece of land has its area, its owner and its bills', async t => {
  const objects = await until(() => city.get('/v1/tax-objects?limit=5'),
    ({ status, body }) => status === 200 && body.items.length > 0)
  const [{ nop, land_m2: land, owner_name: owner }] = objects.body.items
  const { status, body } = await city.get(`/v1/parcels/${nop}/overview`)
  t.equal(status, 200)
  t.match(body.attributes.land_m2, [{ value: land, source: { system: 'tax', resource: 'tax-objects' } }])
  t.equal(body.attributes.owner[0].value, owner)
  t.match(body.records.find((row: { tax_year?: number }) => row.tax_year === 2026), { resource: 'tax-bills',
    status: String, payable_idr: Number, matched_by: ['nop'] })
  t.same(
    body.coverage.filter(({ system }: { system: string }) => system === 'tax').map((
      { resource, looked_through: is }: { resource: string; looked_through: boolean }
    ) => [resource, is]),
    [['tax-objects', true], ['tax-bills', true]],
    'which no mirror has to keep for it'
  )
  t.match((await city.get(`/v1/parcels/${nop}/overview`, { purpose: null })).body.attributes.owner[0].value,
    /^(\p{L}\. ?)+$/u)
  t.match(await city.get('/v1/parcels/327306000100200/overview'), { status: 400 })
  t.match(await city.get('/v1/parcels/327399999999999999/overview'), { status: 404 })
})
