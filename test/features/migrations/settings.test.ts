import t from 'tap'
import { cityFile, placeOf, read } from '../../platform/config/city-file.ts'

const system = (id: string, prefix: string, more = ''): string =>
  `  ${id}: { adapter: permits, name: ${id}, prefix: ${prefix}, url: "http://10.0.0.2", settings: { api_key: ` +
  `"\${PERMITS_KEY}", codes: {} }${more} }\n`
const good = `${cityFile}${system('next', 'NEXT', ', resources: [licences]')}${system('third', 'THRD')}successions:
  permits-anew: { resource: licences, old: permits, new: next, key: number, mode: shadow }
`

t.test('a succession that is right is read, with what is left out', async t => {
  const { problems, config } = read(t, good)
  t.same(problems, [])
  t.same(config?.successions, [{ id: 'permits-anew', resource: 'licences', old: 'permits', new: 'next', key: 'number',
    mode: 'shadow', ids: 'key', sample: 10, ignore: [], tolerance: {} }])
  for (const line of ['mode: ramp, percent: 0', 'mode: ramp, percent: 100', 'mode: switched',
    'mode: switched, writes: old']) t.same(read(t, good.replace('mode: shadow', line)).problems, [], line)
})

for (const [name, change, at, message] of [
  ['the same system twice', ['new: next', 'new: permits'], 'new: permits', /is the system that it replaces/],
  ['an unknown old system', ['old: permits', 'old: permit'], 'old: permit,',
    /unknown system "permit"; did you mean "permits"\?/],
  ['an unknown successor', ['new: next', 'new: nxt'], 'new: nxt', /unknown system "nxt"/],
  ['a resource that the successor does not serve', ['resource: licences', 'resource: licence-applications'],
    'new: next', /next does not serve licence-applications: it is not among its resources/],
  ['a resource that no adapter of them serves', ['resource: licences', 'resource: complaints'], 'old: permits',
    /the adapter "permits" of permits does not serve complaints/],
  ['people', ['resource: licences', 'resource: residents'], 'resource: residents', /must be one of/],
  ['a share without a ramp', ['mode: shadow', 'mode: shadow, percent: 10'], 'percent: 10', /belongs to `mode: ramp`/],
  ['a ramp without a share', ['mode: shadow', 'mode: ramp'], 'mode: ramp', /ramp needs `percent`/],
  ['a share of more than all', ['mode: shadow', 'mode: ramp, percent: 101'], '101', /100/],
  ['an unknown mode', ['mode: shadow', 'mode: swiched'], 'mode: swiched', /must be one of shadow, ramp or switched/],
  ['no key', ['key: number, ', ''], 'permits-anew', /is missing/],
  ['a key that is no path', ['key: number', 'key: "number, name"'], 'key: "number, name"', /must match|must look/],
  ['a system that is replaced twice', ['mode: shadow }\n',
    'mode: shadow }\n  again: { resource: licences, old: permits, new: third, key: number, mode: shadow }\n'],
    'resource: licences, old: permits, new: third', /licences of permits is in the succession "permits-anew" already/],
  ['writes for a successor that takes none', ['mode: shadow', 'mode: shadow, writes: new'], 'writes: new',
    /takes no licences/],
  ['an old system that is not in the route', ['successions:', 'routes: { licences: [third] }\nsuccessions:'],
    'old: permits', /does not answer for licences: it is not in `routes.licences`/]
] as const) {
  t.test(`${name} is refused, where it stands`, async t => {
    const [from, to] = change
    const source = good.replace(from, to)
    t.not(source, good)
    const { problems } = read(t, source)
    const found = problems.find(problem => message.test(problem.message))
    t.ok(found, JSON.stringify(problems.map(problem => problem.message)))
    t.equal(found?.line, placeOf(source, at).line)
  })
}
