import { readFileSync } from 'node:fs'
import t from 'tap'
import { run } from './terminal.ts'

const CONFIG = 'config/bandung.yaml'

t.test('the table is printed with its counts, the same that stand in the docs', async t => {
  const { code, out } = await run('access table')
  t.equal(code, 0)
  t.ok(readFileSync('docs/access.md', 'utf8').includes(`\n${out.at(-1)}\n`))
  t.match(out[0], /^REQUEST +SCOPE +ANONYMOUS .* CERTIFICATE .* STRANGER$/)
  t.match(out.find(line => line.startsWith('GET /v1/licence-applications ')),
    /licence-applications:read +401 +403 +yes/)
  t.match(out.find(line => line.startsWith('POST /open311/v2/requests.json ')), /complaints:write +403 +403 +yes/)
})

t.test('what one consumer may call follows from its own entry', async t => {
  const { code, out } = await run(`access table --config ${CONFIG} --consumer licensing-kiosk`)
  t.equal(code, 0)
  t.match(out.find(line => line.startsWith('GET /v1/systems ')), /systems:read +403 +403 +403/, 'it lacks the scope')
  t.match(out.find(line => line.startsWith('GET /v1/me/access-log ')), / 403 /)
  t.match(out.find(line => line.startsWith('GET /v1/complaints ')), /yes +yes +yes/, 'what is public')
  t.match(out.at(-1), /^licensing-kiosk may call \d+ of \d+ requests itself, \d+ for an officer, \d+ for a citizen\.$/)
})

t.test('a consumer that is none is told', async t => {
  t.match(await run(`access table --config ${CONFIG} --consumer licensing-kioks`), { code: 1,
    err: [/has no consumer licensing-kioks.*licensing-kiosk/] })
})
