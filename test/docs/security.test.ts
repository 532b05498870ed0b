import { existsSync, readFileSync } from 'node:fs'
import t from 'tap'

const text = readFileSync('SECURITY.md', 'utf8')
const rows = [...text.matchAll(/^\| (?!threat|asset|---)([^|]+) \| (`test\/.+) \|$/gm)].map(([, threat = '', held = '']) => ({ threat, held }))

/** The list of 2023, in its own words. */
const owasp = [
  'API1:2023 Broken object level authorization', 'API2:2023 Broken authentication', 'API3:2023 Broken object property level authorization',
  'API4:2023 Unrestricted resource consumption', 'API5:2023 Broken function level authorization', 'API6:2023 Unrestricted access to sensitive business flows',
  'API7:2023 Server side request forgery', 'API8:2023 Security misconfiguration', 'API9:2023 Improper inventory management', 'API10:2023 Unsafe consumption of APIs'
]

t.test('every item of the OWASP API Top 10 has a line', async t => {
  t.same(rows.map(({ threat }) => threat).filter(threat => threat.startsWith('API')), owasp)
})

t.test('every threat names tests, and each of them is there', async t => {
  const inTable = text.slice(text.indexOf('## Threats')).split('\n').filter(line => line.startsWith('| ')).length - 1
  t.equal(rows.length, inTable, 'every line of the table is read')
  for (const { threat, held } of rows) {
    const tests = [...held.matchAll(/`(test\/[\w/.-]+\.test\.ts)` "((?:[^"])+)"/g)]
    t.equal(tests.length, held.split('; `test').length, `${threat} names its tests`)
    for (const [, file = '', name = ''] of tests) {
      t.ok(existsSync(file) && readFileSync(file, 'utf8').includes(`t.test('${name}'`), `${file}: ${name}`)
    }
  }
})
