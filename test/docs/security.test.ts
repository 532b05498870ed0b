import { existsSync, readFileSync } from 'node:fs'
import t from 'tap'

const text = readFileSync('SECURITY.md', 'utf8')
const rows = [...text.matchAll(/^\| (?!threat|asset|---)([^|]+) \| ([\d, ]+) \| (`test\/.+) \|$/gm)].map((
  [, threat = '', at = '', held = '']
) => ({ threat, at: at.split(', '), held }))

/** The list of 2023, in its own words. */
const owasp = [
  'API1:2023 Broken object level authorization',
  'API2:2023 Broken authentication',
  'API3:2023 Broken object property level authorization',
  'API4:2023 Unrestricted resource consumption',
  'API5:2023 Broken function level authorization',
  'API6:2023 Unrestricted access to sensitive business flows',
  'API7:2023 Server side request forgery',
  'API8:2023 Security misconfiguration',
  'API9:2023 Improper inventory management',
  'API10:2023 Unsafe consumption of APIs'
]

/**
 * What else a hub has to fear that stands in front of systems which it cannot trust, and holds people's data in
 * passing.
 */
const ofHubs: Readonly<Record<string, RegExp>> = {
  'hostile payloads': /sends what breaks the hub, or what it keeps and gives to others/,
  'content that runs in browsers': /runs in a browser/,
  'more data than the hub may hold': /more of people than the hub may hold/,
  'a false system': /passes for a legacy system/,
  'a false pusher': /pushes is somebody else/,
  'overload of old systems': /brings an old system down/,
  'request smuggling': /hides another/,
  'two readings of one request': /says two things, to two readers/,
  'SSRF by subscription': /address that is not public/,
  'slow and half-open connections': /hold connections/,
  'a shared cache that is read or poisoned': /What Redis holds/,
  'personal data beside the answers': /leaks beside the answers/,
  'personal data in URLs': /stands in a URL/,
  'enumeration of people': /which NIKs exist/,
  'an access log that is forged': /tampered with/,
  'a log that tells too little or what is made up': /cannot be found in the log/,
  'secrets in texts, files and reports': /secret is told/,
  'eavesdropping': /listens in/,
  'stolen tokens': /token is stolen/,
  'pages of other sites': /page of another site/,
  'hostile uploads': /uploaded/,
  'lost and doubled writes': /lost, or done twice/,
  'events for those who may not hear them': /may not hear/,
  'forged webhooks': /webhook is forged/,
  'packages of others': /package of others/,
  'what nobody has thought of': /nobody has thought of/
}

t.test('every item of the OWASP API Top 10 has a line', async t => {
  t.same(rows.map(({ threat }) => threat).filter(threat => threat.startsWith('API')), owasp)
})

t.test('so has everything that a hub in front of systems has to fear beside it', async t => {
  for (const [name, line] of Object.entries(ofHubs))
    t.equal(rows.filter(({ threat }) => line.test(threat)).length, 1, name)
  const lines = rows.filter(({ threat }) =>
    !threat.startsWith('API') && !Object.values(ofHubs).some(line => line.test(threat))
  ).map(({ threat }) => threat)
  t.ok(lines.length < rows.length / 4, `the list above knows most of them; not ${lines.join('; ')}`)
})

t.test('every boundary is held by something, and no line names another', async t => {
  const boundaries = [...text.matchAll(/^(\d)\. \*\*/gm)].map(([, number]) => number)
  t.equal(boundaries.length, 6)
  t.same([...new Set(rows.flatMap(({ at }) => at))].toSorted(), boundaries)
})

/** Of the tests in a file, also those whose name is written as a sum. */
function testNames(file: string): Set<string> {
  const text = readFileSync(file, 'utf8').replaceAll(/' \+\n\s+'/g, '')
  return new Set(
    [...text.matchAll(/t\.test\(\s*(["'])(.+?)\1,/g)].map(([, , name = '']) => name.replaceAll("\\'", "'"))
  )
}

t.test('every threat names tests, and each of them is there', async t => {
  const inTable = text.slice(text.indexOf('## Threats')).split('\n').filter(line => line.startsWith('| ')).length - 1
  t.equal(rows.length, inTable, 'every line of the table is read')
  const named = new Set<string>()
  for (const { threat, held } of rows) {
    const tests = [...held.matchAll(/`(test\/[\w/.-]+\.test\.ts)` "((?:[^"])+)"/g)]
    t.ok(tests.length > 0, `${threat} names tests`)
    t.equal(tests.length, held.split('; `test').length, `${threat} names its tests`)
    for (const [, file = '', name = ''] of tests) {
      t.ok(existsSync(file) && testNames(file).has(name), `${file}: ${name}`)
      named.add(`${file}: ${name}`)
    }
  }
  t.comment(`${rows.length} threats, ${named.size} tests`)
})
