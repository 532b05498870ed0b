import t from 'tap'
import { adapters } from '../../adapters/index.ts'
import { createDemoCity } from '../../demo/city/city.ts'
import { type Cell, describeFields, fieldsWithoutRule, type FieldTable, leavesOf, stateOf, told,
  valueAt } from '../../scripts/access-fields.ts'
import { personal } from '../../scripts/contract-sample.ts'
import { type FieldCaller, fieldCallers } from '../../scripts/field-callers.ts'
import type { Contract, JsonSchema, Operation } from '../../src/contract/contract.ts'
import { fieldTree } from '../../src/contract/fields.ts'
import { recordSchemas, type ResourceName } from '../../src/contract/resources.ts'
import { createValidation } from '../../src/contract/validation.ts'
import { keepOwners } from '../../src/gateway/writes/owners.ts'
import { isOwnRead } from '../../src/http/own-records.ts'
import type { Config, IssuerConfig } from '../../src/platform/config/schema.ts'
import { personalFields, scopes } from '../../src/platform/config/scopes.ts'
import { newApiKey } from '../../src/platform/identity/api-keys.ts'
import { createAccessLogKeys } from '../../src/platform/privacy/access-keys.ts'
import { createOwners } from '../../src/platform/privacy/owners.ts'
import { createMask } from '../../src/platform/privacy/visibility.ts'
import { createConfig } from '../suites/core/city.ts'
import { createConsumer } from '../suites/core/consumer.ts'
import { contract } from '../suites/core/hub.ts'
import { JWT_SECRET, startCity } from '../suites/demo-city.ts'
import { AUDIENCE, startIdentityProvider } from '../suites/identity-provider.ts'
import { openWholeStore } from '../suites/open-store.ts'
import { startReceiver } from '../suites/receiver.ts'
import { silent } from '../suites/stores.ts'
import { signToken } from '../suites/token.ts'
import { conditionsOf, isRecord, NIK, notes, pathOf, recordsOf, tables, text, wholes } from '../suites/whole-records.ts'

const all = scopes.join(' ')
const clients = ['everything']
const officers = await startIdentityProvider(t, { clients, scopes })
const citizens = await startIdentityProvider(t, { clients, scopes,
  claimsOf: account => ({ nik: account === 'self' ? NIK : '3273024101909993' }) })
const issuer = (of: string, persons: 'officer' | 'citizen'): IssuerConfig => ({ issuer: of, audience: AUDIENCE,
  algorithms: ['RS256'], persons, claims: { client: ['client_id'], scopes: 'scope', nik: 'nik' } })
const key = newApiKey()
const agreement = { number: '470/1/PKS', expires: '2999-12-31' }
const open = { scopes: [...scopes], purposes: ['public_service' as const] }
const plenty = { requests: 1_000_000, seconds: 60 }

const city = await startCity({
  products: { ...adapters, ...Object.fromEntries(wholes.map(({ id, adapter }) => [id, async () => ({ adapter })])) },
  change: (config): Config => ({
    ...config,
    hub: { ...config.hub, rate: { anonymous: plenty, consumer: plenty } },
    identity: { ...config.identity,
      issuers: { officers: issuer(officers.issuer, 'officer'), citizens: issuer(citizens.issuer, 'citizen') } },
    // Whoever serves a resource answers for it here.
    routes: {},
    systems: [...config.systems, ...createConfig(wholes).systems],
    consumers: {
      plain: createConsumer('plain', { scopes: [...scopes] }),
      names: createConsumer('names', { ...open, agreement, fields: ['name'] }),
      everything: createConsumer('everything', { ...open, agreement, fields: [...personalFields],
        clients: { officers: ['everything'], citizens: ['everything'] },
        keys: [{ prefix: key.prefix, sha256: key.sha256, expires: '2999-12-31' }] }),
      ended: createConsumer('ended', { ...open, agreement: { number: '470/1/PKS', expires: '2024-12-31' },
        fields: [...personalFields] })
    }
  })
})
t.teardown(() => city.close())

const persons: Record<string, string> = {
  officer: await officers.personToken('everything', 'asn-7', all),
  citizen: await citizens.personToken('everything', 'other', all),
  self: await citizens.personToken('everything', 'self', all)
}

const consumerOf = (
  { agreement: opens }: FieldCaller
): string => (opens === 'ended' ? 'ended' : opens === 'names' ? 'names' : opens === 'all' ? 'everything' : 'plain')

/** What an overview looks through is what the other scopes open. */
const beside = scopes.filter(scope => scope.endsWith(':read'))

function headersOf(caller: FieldCaller, { scopes: own, resource }: Operation): Record<string, string> {
  const { name, kind, scopes: given = [], purpose } = caller
  const declared = purpose === undefined ? {} : { 'x-purpose': purpose === 'agreed' ? 'public_service' : 'planning' }
  if (kind === undefined) return declared
  if (name === 'API key') return { ...declared, 'x-api-key': key.key }
  const token = persons[name] ??
    signToken(JWT_SECRET, { sub: consumerOf(caller),
      scope: (given === 'own' ? [...own, ...(resource === 'overview' ? beside : [])] : given).join(' ') })
  return { ...declared, authorization: `Bearer ${token}` }
}

/** Each application has written something, and a citizen, so that there is something of their own to be seen. */
const submissions: Record<string, string> = {}
for (const sub of ['plain', 'names', 'everything', 'self']) {
  const token = persons[sub] ?? signToken(JWT_SECRET, { sub, scope: 'complaints:write' })
  const write = { 'authorization': `Bearer ${token}`, 'idempotency-key': '"fields"' }
  const { headers } = await city.post('/v1/complaints', { description: 'Lampu jalan mati.' }, { as: null,
    headers: write })
  submissions[sub] = `sub-${headers.get('satu-receipt')?.replaceAll('-', '').toLowerCase()}`
}

/** Complaints carry no NIK: what is theirs is what they sent. */
const store = await openWholeStore({ dataDir: city.dataDir, log: silent })
t.teardown(() => store.close())
const { of } = createOwners(createAccessLogKeys({ jwtSecret: JWT_SECRET }))
await store.write(async db => {
  for (const number of recordsOf('complaints').keys()) {
    const row = await db.insertInto('submissions').values({
      id: `sub-of-self-${number}`,
      consumer: 'everything',
      request_id: 'r',
      resource: 'complaints',
      action: 'create',
      system: 'whole-complaints',
      subject: 's',
      record_key: null,
      body: '',
      state: 'delivered',
      attempts: 1,
      sent_at: 0,
      due_at: 0,
      lease_owner: null,
      lease_until: 0,
      accepted_at: 0,
      changed_at: Date.now(),
      delivered_at: Date.now(),
      made_key: `whole-${number}`,
      reference: null,
      problem: null
    }).returningAll().executeTakeFirstOrThrow()
    await keepOwners(db, row, of({ issuer: 'citizens', subject: 'self', nik: NIK }))
  }
})

/** And has subscribed to events, and been sent one. */
const receiver = await startReceiver(t)
const subscribed: Record<string, { id: string; message: string }> = {}
for (const sub of ['plain', 'names', 'everything']) {
  const headers = { 'authorization': `Bearer ${signToken(JWT_SECRET, { sub, scope: 'events:subscribe' })}`,
    'idempotency-key': '"subscription"' }
  const { id } =
    (await city.post('/v1/subscriptions', { url: receiver.url, types: ['complaint.created'] }, { as: null, headers }))
      .body as { id: string }
  const { id: message } = (await city.post(`/v1/subscriptions/${id}/ping`, {}, { as: null, headers })).body as {
    id: string
  }
  subscribed[sub] = { id, message }
}
await receiver.until(3)

const bodies: Readonly<Record<string, unknown>> = {
  lookup: { nik: NIK },
  verify: { nik: NIK, full_name: personal['name'], birth_date: personal['birth_date'] },
  switch: { paused: true, reason: 'fields' },
  edit: { changes: { description: 'x' } },
  abandon: { reason: 'fields' },
  confirm: { key: '1', reason: 'fields' },
  change: { paused: false },
  redeliver: { since: '2999-01-01T00:00:00Z' }
}

function ownOf(caller: FieldCaller): { submission: string; subscription: string; message: string } {
  const consumer = consumerOf(caller)
  const { id, message } = subscribed[consumer] ?? { id: 'whk-none', message: '1' }
  return { submission: submissions[caller.name] ?? submissions[consumer] ?? 'sub-none', subscription: id, message }
}

function queryOf({ id, action, answer }: Operation): string {
  if (id === 'searchRecords') return '?q=lampu'
  if (action === 'count') return '?year=2026'
  return answer?.endsWith('List') === true ? '?limit=100' : ''
}

/** Of these there is something to be asked for by name. */
const known: ReadonlySet<string> = new Set(['submissions', 'deliveries', 'systems', 'subscriptions', 'overview',
  'track', 'events', 'me'])

/** The path of what is named by an id of its own: with that of the contract's example. */
function exampleOf({ path, parameters }: Operation): string {
  return path.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const { schema = {} } = parameters.find(parameter => parameter.name === name) ?? {}
    const target = typeof schema['$ref'] === 'string'
      ? contract.schemas[schema['$ref'].replace('#/components/schemas/', '')]
      : schema
    const [example] = (target?.['examples'] ?? []) as (string | number)[]
    return String(example ?? whole)
  })
}

/** The answer about the record of a number; of a list the item, if it is there for the caller. */
async function ask(
  operation: Operation,
  caller: FieldCaller,
  number: number
): Promise<{ status: number; seen: unknown }> {
  const { method, path, resource, action, answer } = operation
  const hasBody = method !== 'GET' && method !== 'DELETE'
  const response = await fetch(
    `${city.url}${
      pathOf(known.has(resource) || resource in recordSchemas ? path : exampleOf(operation), resource, number,
        ownOf(caller))
    }${queryOf(operation)}`,
    {
      method,
      headers: { ...headersOf(caller, operation), ...(hasBody && { 'content-type': 'application/json' }) },
      ...(hasBody && { body: JSON.stringify(bodies[action] ?? {}) })
    }
  )
  const body = (await response.json()) as { items?: { id?: string }[] }
  const isList = body.items !== undefined && answer !== 'ComplaintUpdateList' && resource in recordSchemas
  const seen = body.items === undefined
    ? body
    : isList
    ? body.items.find(item => isRecord(item, resource as ResourceName, number))
    : body.items[0]
  return { status: response.status, seen: response.status === 200 ? seen : undefined }
}

/** The numbers of records that a table says something of, and what it says: of each field the cells of its row. */
function sayings({ rows }: FieldTable, resource: string): { number: number; cells: Map<string, readonly Cell[]> }[] {
  const usual = rows.filter(({ when }) => when === undefined)
  const conditions = resource in recordSchemas ? conditionsOf(resource as ResourceName) : [undefined]
  return conditions.flatMap((condition, number) => {
    const special = rows.filter(({ when }) =>
      when !== undefined && condition?.field.join('.').endsWith(when.field.join('.'))
    )
    // What hides the whole complaint is said of it, and not of its updates.
    if (condition !== undefined && special.length === 0) return []
    return [{ number,
      cells: new Map([...usual, ...special].flatMap(row => row.fields.map(field => [field, row.cells] as const))) }]
  })
}

/** What the hub adds to a record itself: whoever sees everything sees what it is. */
const OWN = /^(id|source|clock)\b/

t.test('every field is seen by every kind of caller as the table says, by each operation that shows it', async t => {
  let cells = 0
  const filled = new Set<string>()
  const unfilled = new Set<string>()
  const wrong: string[] = []
  for (const table of tables) {
    for (const operation of table.operations) {
      const isOfRecords = operation.resource in recordSchemas && operation.action !== 'verify'
      for (const { number, cells: said } of sayings(table, operation.resource)) {
        const record = isOfRecords
          ? { ...recordsOf(operation.resource as ResourceName)[number], quality: notes } as Record<string, unknown>
          : undefined
        const whole = operation.answer === 'ComplaintUpdateList' ? valueAt(record, ['updates']) : record
        const reference = await ask(operation, fieldCallers.find(({ name }) => name === 'everything') as FieldCaller,
          number)
        for (const [index, caller] of fieldCallers.entries()) {
          // Again, from what is kept: it must show nobody else's view.
          for (const round of [1, 2]) {
            const { status, seen } = await ask(operation, caller, number)
            const isThere = [...said.values()].some(of => of[index] === 'clear' || of[index] === 'masked')
            for (const [field, of] of said) {
              const path = field.split('.')
              const expected = of[index]
              // Ages grow from look to look; values are those that are seen by whoever sees everything.
              const own = operation.resource === 'overview' && path.at(-1) === 'value'
                ? reference.seen
                : (seen ?? reference.seen)
              const truth = OWN.test(field) || !isOfRecords ? valueAt(own, path) : valueAt(whole, path)
              if (truth === undefined && isThere && status === 200) {
                unfilled.add(`${table.schema}.${field}`)
                continue
              }
              filled.add(`${table.schema}.${field}`)
              // What operators do is not done here: that it is refused for its body says that the caller may.
              if (status === 400 && expected !== '400' && !(operation.resource in recordSchemas) &&
                !known.has(operation.resource))
              {
                unfilled.add(`${table.schema}.${field}`)
                continue
              }
              const found = status === 400 || status === 401 || status === 403
                ? String(status)
                : stateOf(truth, valueAt(seen, path))
              cells++
              if (found !== expected && (isOfRecords || found !== 'absent'))
                wrong.push(
                  `${table.schema}.${field} by ${operation.id} of record ${number} to ${caller.name}, ${round}: ` +
                    `${found} (${status}) and not ${expected}`
                )
            }
          }
        }
      }
    }
  }
  t.comment(`${told(tables)} ${cells} looks, ${wrong.length} otherwise`)
  t.same(wrong.slice(0, 20), [])
  t.ok(text.includes(`\n${told(tables)}\n`), 'the page counts its cells right')
  const missing = unfilled.difference(filled)
  t.same([...missing].filter(field => Object.values(recordSchemas).some(schema => field.startsWith(`${schema}.`))), [],
    'every field of every record was there to be seen')
  t.same(
    ['Submission.id', 'Subscription.id', 'WebhookDelivery.tries.outcome', 'Event.id', 'AccessLogEntry.request_id',
      'System.id', 'ResidentOverview.attributes.name.value', 'BusinessOverview.attributes.owner.value',
      'ParcelOverview.attributes.owner.value'].filter(field => missing.has(field)),
    [],
    "and something of the hub's own"
  )
})

/** What a mask leaves of each class, told a second time. */
const masked: Readonly<Record<string, RegExp>> = {
  name: /^(\p{L}\. ?)+$|^\*$/u,
  nik: /^\d{6}\*{6}\d{4}$/,
  family_card: /^\d{6}\*{6}\d{4}$/,
  phone: /^\*+\d{3}$/,
  email: /^\*{3}@/,
  npwp: /^\d\d\*+\d{3}$/
}

t.test("of the demo city's own records every caller sees the same", async t => {
  const people = new Set(createDemoCity().people.flatMap(({ nik, name }) => [nik, name.toUpperCase()]))
  const counts = { records: 0, clear: 0, masked: 0, absent: 0, refused: 0, known: 0 }
  const wrong: string[] = []
  for (const table of tables) {
    const operation = table.operations.find(({ answer, path }) =>
      answer?.endsWith('List') === true && !path.includes('{')
    )
    if (operation === undefined || !(operation.resource in recordSchemas)) continue
    const list = async (caller: FieldCaller): Promise<{ status: number; items: Map<string, unknown> }> => {
      const response = await fetch(`${city.url}${operation.path}?limit=100`, { headers: headersOf(caller, operation) })
      const { items = [] } = (await response.json()) as { items?: { id: string; source: { system: string } }[] }
      return { status: response.status, items: new Map(items.filter(({ source }) =>
        !source.system.startsWith('whole')
      ).map(item => [item.id, item])) }
    }
    const truth = await list(fieldCallers.find(({ name }) => name === 'everything') as FieldCaller)
    counts.records += truth.items.size
    const leaves = leavesOf(fieldTree(contract, table.schema)).filter(({ privacy }) => privacy !== undefined)
    for (const [index, caller] of fieldCallers.entries()) {
      const { status, items } = await list(caller)
      for (const { path, privacy = '' } of leaves) {
        const said = table.rows.find(({ when, fields }) => when === undefined && fields.includes(path.join('.')))
          ?.cells[index]
        // None of these is the citizen's own.
        const expected = caller.own === true && isOwnRead(operation) ? 'absent' : said
        for (const [id, record] of truth.items) {
          const value = valueAt(record, path)
          if (value === undefined) continue
          const seen = valueAt(items.get(id), path)
          const found = status === 200 ? stateOf(value, seen) : String(status)
          const isRight = expected === 'masked'
            ? masked[privacy]?.test(String(seen)) === true && String(seen).length > 0
            : found === expected
          if (!isRight)
            wrong.push(`${table.schema}.${path.join('.')} of ${id} to ${caller.name}: ${found} and not ${expected}`)
          if (expected === 'clear' && people.has(JSON.stringify(value).slice(1, -1).toUpperCase()))
            counts.known++
          counts[expected === 'clear' || expected === 'masked' || expected === 'absent' ? expected : 'refused']++
        }
      }
    }
  }
  t.comment(JSON.stringify(counts), `${wrong.length} otherwise`)
  t.same(wrong.slice(0, 20), [])
  t.ok(counts.records > 300 && counts.known > 500, 'there were people to be seen')
})

t.test('a field that has no rule is shown to nobody, and the table is not made', async t => {
  const licence = contract.schemas['Licence'] as { properties: Record<string, JsonSchema> }
  const changed: Contract = { ...contract,
    schemas: { ...contract.schemas,
      Licence: { ...licence, properties: { ...licence.properties, spouse_name: { type: 'string' } },
        required: ['spouse_name'] } } }
  t.same(fieldsWithoutRule(contract), [])
  t.same(fieldsWithoutRule(changed), ['Licence.spouse_name'])
  t.throws(() => describeFields(changed), { message: /Licence\.spouse_name/ })
  const record = { id: 'AAAA-1', spouse_name: 'Kenari Rahasiawati' }
  for (const visibility of [undefined, { key: 'all', open: new Set<string>(personalFields) }])
    t.same(createMask(changed, 'Licence', visibility)(record), { id: 'AAAA-1' })
  t.same(JSON.parse(createValidation(changed).serialize('Licence', record)), { id: 'AAAA-1' })
})
