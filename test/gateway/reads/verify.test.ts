import t from 'tap'
import { type Claim, createVerify } from '../../../src/gateway/reads/verify.ts'
import { theHub } from '../../../src/gateway/systems/asker.ts'
import { SystemFault } from '../../../src/kit/faults.ts'
import { connect } from '../../suites/core/hub.ts'
import { createLegacy, type Legacy, type Row } from '../../suites/core/legacy.ts'
import { day } from '../../suites/core/random-city.ts'

const NIK = '3273021305859991'
const claim: Claim = { nik: NIK, full_name: 'Asep Sunandar', birth_date: '1985-05-13' }
const person = (more: object = {}): Row => ({ key: NIK, updatedAt: day(1),
  record: { identifiers: [], full_name: 'ASEP SUNANDAR', birth_date: '1985-05-13', ...more } })

function setUp(...registers: Row[][]) {
  const legacies = registers.map((rows, i) =>
    createLegacy({ id: `register-${i}`, prefix: `REG${i}`, resource: 'residents', rows })
  )
  const registry = connect(legacies)
  t.teardown(() => registry.close())
  const verify = createVerify(registry)
  return { legacies, registry,
    verify: async (more: Partial<Claim> = {}) => (await verify({ ...claim, ...more }, theHub('test'))).answer }
}
const down = (legacy: Legacy | undefined, kind: 'reset' | 'timeout' = 'reset'): void => {
  if (legacy !== undefined)
    legacy.before = () => {
      throw new SystemFault(kind, { stage: 'get', detail: 'broke off' })
    }
}

t.test('NIK, name and birth date must belong together', async t => {
  const { verify } = setUp([person()])
  t.match(await verify(), { match: true, fields: { full_name: true, birth_date: true } })
  t.match(await verify({ full_name: 'Ir. H. Asep SUNANDAR, M.M.' }), { match: true })
  t.match(await verify({ birth_date: '1985-05-14' }), { match: false, fields: { full_name: true, birth_date: false } })
})

t.test('who does not know the name learns nothing: not the birth date, nor whether the NIK exists', async t => {
  const { verify } = setUp([person()])
  const [other, nobody] = [await verify({ full_name: 'Siti Rahmawati' }), await verify({ nik: '3273021305859992' })]
  t.match(other, { match: false, fields: { full_name: false, birth_date: false } })
  t.same(other.fields, nobody.fields)
})

t.test('a NIK that exists and one that does not take the same calls, the same number of times', async t => {
  const { verify, legacies } = setUp([person()], [person({ full_name: 'ASEP S.' })])
  const calls = async (more: Partial<Claim>): Promise<(number | string)[]> => {
    for (const { asked } of legacies) asked.length = 0
    await verify(more)
    return legacies.flatMap(({ asked }) => [asked.length, ...asked.map(({ operation }) => operation)])
  }
  const known = await calls({})
  t.same(known, [1, 'get', 1, 'get'])
  for (const round of ['first', 'again: nothing is kept of either']) {
    t.same(await calls({ full_name: 'Siti Rahmawati' }), known, `${round}: it exists, and the name is another`)
    t.same(await calls({ nik: '3273021305859992' }), known, `${round}: it does not exist`)
  }
})

t.test('two registers together may not make a person up', async t => {
  const { verify } = setUp([person({ birth_date: '1990-01-01' })], [person({ full_name: 'SITI RAHMAWATI' })])
  t.match(await verify(), { match: false, fields: { full_name: true, birth_date: false } })
})

t.test('one register that answers is enough, and the answer says who did not', async t => {
  const { verify, legacies } = setUp([person()], [person()])
  down(legacies[1])
  t.match(await verify(), { match: true, meta: {
    sources: [{ system: 'register-0', state: 'ok' }, { system: 'register-1', state: 'failed', code: 'system_failed' }]
  } })
  down(legacies[0], 'timeout')
  await t.rejects(verify(), { code: 'system_timeout', message: /^register-0: / })
})

t.test('a record that makes no sense is not a fault of the whole register', async t => {
  const bad: [Row, RegExp][] = [
    [{ ...person(), fault: new TypeError('cannot read nama') }, /its adapter could not map it/],
    [person({ full_name: undefined }), /has no name/],
    [person({ full_name: 7 }), /has no name/]
  ]
  for (const [row, reason] of bad) {
    const { verify, registry } = setUp([row])
    const [system] = registry.systems
    for (let i = 0; i < 10; i++)
      await t.rejects(verify(), { code: 'system_failed', message: /^register-0: its adapter could not make sense/ })
    t.equal(system?.guard().breaker, 'closed', 'the others still get an answer')
    t.match(system?.quarantine.recent(), [{ resource: 'residents', recordId: undefined, reason }])
    t.match(await verify({ nik: '3273021305859992' }), { match: false })
    t.notMatch(JSON.stringify(system?.quarantine.recent()), NIK)
  }
})

t.test('a register that answers with somebody else says nothing about the one who was asked for', async t => {
  const { verify } = setUp([{ ...person(), mapsTo: '3273021305859993' }])
  await t.rejects(verify(), { code: 'system_failed' })
})
