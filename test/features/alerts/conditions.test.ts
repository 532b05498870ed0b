import t from 'tap'
import { advance, type Open } from '../../../src/features/alerts/advance.ts'
import { type Condition, createConditions, type Found } from '../../../src/features/alerts/conditions.ts'
import { type AlertRule, type AlertsConfig, rulesOf } from '../../../src/features/alerts/settings.ts'
import type { Sight, SystemSight } from '../../../src/features/alerts/sight.ts'

const NOW = 1_790_000_000_000
const rules = (own: AlertsConfig['rules'] = {}): AlertRule[] => rulesOf({ rules: own })
const system = (more: Partial<SystemSight> = {}): SystemSight => ({
  id: 'lapor',
  name: 'LAPOR!',
  agency: 'SKPD-DISKOMINFO',
  agencyCode: 'DISKOMINFO',
  resources: ['complaints'],
  state: 'up',
  since: NOW - 60_000,
  hasAnswered: true,
  isExcused: false,
  calls: 0,
  failures: 0,
  quarantined: 0,
  staleSince: undefined,
  ...more
})
const sight = (more: Partial<Sight> = {}): Sight => ({
  at: NOW,
  systems: [system()],
  codes: new Map([['SKPD-DPU', 'DPU'], ['SKPD-BAG-DPU', 'BAG-DPU']]),
  backlog: new Map(),
  overdue: new Map(),
  drifted: new Map(),
  freeShare: 0.5,
  store: { isDown: false, isFull: false, since: NOW },
  certificates: [],
  ...more
})
const keysOf = ({ conditions }: Found): string[] => [...conditions.keys()]
const once = (own: AlertsConfig['rules'], ...sights: Partial<Sight>[]): Found => {
  const find = createConditions()
  return sights.map(one => find(rules(own), sight(one))).at(-1) as Found
}

t.test('where all is well there is nothing to tell', t => {
  t.same(keysOf(once({}, {})), [])
  t.end()
})

t.test('each kind finds what it is there for, and not less than its threshold', t => {
  const one = (more: Partial<SystemSight>): Partial<Sight> => ({ systems: [system(more)] })
  const later = (sights: Partial<Sight>, ms: number): Partial<Sight> => ({ ...sights, at: NOW + ms })
  t.same(keysOf(once({}, one({ state: 'down' }))), ['system-down lapor'])
  t.same(keysOf(once({}, one({ state: 'degraded' }))), [])
  t.same(keysOf(once({}, one({ calls: 100 }), later(one({ calls: 200, failures: 20 }), 60_000))), [
    'system-fails lapor'
  ])
  t.same(keysOf(once({}, one({ calls: 100, failures: 90 }), later(one({ calls: 200, failures: 109 }), 60_000))), [],
    '19 of 100, and what was before does not count')
  t.same(keysOf(once({}, one({}), later(one({ calls: 19, failures: 19 }), 60_000))), [], 'of 19 calls nothing is said')
  t.same(
    keysOf(
      once({}, one({}), later(one({ calls: 50, failures: 50 }), 60_000),
        later(one({ calls: 50, failures: 50 }), 500_000), later(one({ calls: 50, failures: 50 }), 900_000))
    ),
    [],
    'what was long ago is over'
  )
  t.same(keysOf(once({}, one({ staleSince: NOW - 3_600_000 }))), ['answers-old lapor'])
  t.same(keysOf(once({}, one({ staleSince: NOW - 3_599_000 }))), [])
  t.same(keysOf(once({}, { backlog: new Map([['lapor', { parked: 1, oldestAt: NOW - 4 * 3_600_000 }]]) })), [
    'delivery-parked lapor',
    'deliveries-late lapor'
  ])
  t.same(keysOf(once({}, { backlog: new Map([['lapor', { parked: 0, oldestAt: NOW - 4 * 3_600_000 + 1_000 }]]) })), [])
  t.same(keysOf(once({}, one({ quarantined: 900 }), later(one({ quarantined: 1_000 }), 1_000))), [
    'records-left-out lapor'
  ])
  t.same(keysOf(once({}, one({ quarantined: 900 }), later(one({ quarantined: 5 }), 1_000))), [],
    'a system that was connected anew began anew')
  t.same(keysOf(once({}, { drifted: new Map([['lapor', NOW - 86_399_000]]) })), ['form-changed lapor'])
  t.same(keysOf(once({}, { drifted: new Map([['lapor', NOW - 86_400_000]]) })), [])
  t.same(keysOf(once({}, { overdue: new Map([['SKPD-DPU', 25], ['SKPD-DLH', 24]]) })), ['agency-late SKPD-DPU'])
  t.same(keysOf(once({}, { freeShare: 0.09 })), ['disk-full hub'])
  t.same(keysOf(once({}, { store: { isDown: true, isFull: true, since: NOW } })), ['store-down hub'])
  t.same(
    keysOf(
      once({}, {
        certificates: [{ use: 'callers', expiresAt: NOW + 13 * 86_400_000 }, { use: 'lapor',
          expiresAt: NOW + 15 * 86_400_000 }]
      })
    ),
    ['certificate-ends callers']
  )
  t.end()
})

t.test('a rule may choose systems and agencies, and be switched off', t => {
  const systems = [system({ state: 'down' }), system({ id: 'permits', agencyCode: 'DPMPTSP', state: 'down' }),
    system({ id: 'nobodys', agency: undefined, agencyCode: undefined, state: 'down' })]
  t.same(keysOf(once({ 'system-down': { enabled: true, systems: ['permits'] } }, { systems })), ['system-down permits'])
  t.same(keysOf(once({ 'system-down': { enabled: true, agencies: ['DISKOMINFO'] } }, { systems })), [
    'system-down lapor'
  ])
  t.same(keysOf(once({ 'system-down': { enabled: false } }, { systems })), [])
  const overdue = new Map([['SKPD-DPU', 30], ['SKPD-BAG-DPU', 30]])
  t.same(keysOf(once({ 'agency-late': { enabled: true, agencies: ['DPU'] } }, { overdue })), ['agency-late SKPD-DPU'])
  t.end()
})

t.test('of a system that has not answered yet nothing is said', t => {
  const systems = [system({ state: 'unknown', hasAnswered: false }),
    system({ id: 'failing', state: 'degraded', hasAnswered: false }),
    system({ id: 'down', state: 'down', hasAnswered: false }), system({ id: 'up' })]
  t.same(once({}, { systems }).unjudged, new Set(['lapor', 'failing']))
  t.end()
})

t.test('what could not be found out is neither well nor ill', t => {
  t.same(once({}, { backlog: undefined, overdue: undefined, drifted: undefined, freeShare: undefined }).unknown,
    new Set(['overdue', 'parked', 'waiting', 'drift', 'disk']))
  t.end()
})

t.test('time decides what begins and what ends', t => {
  const [rule] = rules({ 'system-down': { enabled: true, for_seconds: 5 } }) as [AlertRule]
  const down: Condition = { key: 'system-down lapor', rule, subject: 'lapor', system: 'lapor', agency: null,
    value: null }
  const found = (conditions: Condition[], more: Partial<Found> = {}): Found => ({
    conditions: new Map(conditions.map(one => [one.key, one])),
    unknown: new Set(),
    unjudged: new Set(),
    excused: new Set(),
    ...more
  })
  const pending = new Map<string, number>()
  const open = new Map<string, Open>()
  const step = (of: Found, now: number, flaps = 0, inUse = [rule]) => {
    const { begin, end } = advance(of, open, pending, { now, rules: inUse, times: { clearMs: 10_000, calmMs: 600_000 },
      flaps: () => flaps })
    return [...begin.map(({ condition, since }) => `begin ${condition.key} since ${since}`),
      ...end.map(({ key }) => `end ${key}`)]
  }
  t.same(step(found([down]), 0), [])
  t.same(step(found([]), 1_000), [])
  t.same(step(found([down]), 2_000), [], 'it begins anew')
  t.same(step(found([down]), 6_999), [])
  t.same(step(found([down], { excused: new Set(['lapor']) }), 7_000), [], 'somebody works on it')
  t.same(step(found([down]), 8_000), [])
  t.same(step(found([down]), 13_000), ['begin system-down lapor since 8000'])
  t.same(step(found([{ ...down, since: 1_000 }]), 13_000), ['begin system-down lapor since 1000'],
    'since when it is so may be known')
  open.set(down.key, { key: down.key, rule: rule.name, kind: 'system_down', system: 'lapor', firedAt: 13_000 })
  t.same(step(found([down]), 14_000), [], 'one that is open does not begin')
  t.same(step(found([]), 15_000), [])
  t.same(step(found([down]), 20_000), [], 'it was not over')
  t.same(step(found([]), 21_000), [])
  t.same(step(found([], { excused: new Set(['lapor']) }), 40_000), [], 'of one that is closed nothing is known')
  t.same(step(found([], { unknown: new Set(['system_down']) }), 40_000), [])
  t.same(step(found([], { unjudged: new Set(['lapor']) }), 40_000), [],
    'who has just begun does not know whether it is well')
  t.same(step(found([]), 40_000, 3), [], 'what comes and goes has to be calm')
  t.same(step(found([]), 40_000), ['end system-down lapor'])
  t.same(step(found([]), 621_000, 3), ['end system-down lapor'])
  delete open.get(down.key)?.clearSince
  t.same(step(found([]), 700_000, 0, []), ['end system-down lapor'], 'what nobody watches any more is over at once')
  t.end()
})
