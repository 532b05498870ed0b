import t from 'tap'
import { interpolate } from '../../../src/platform/config/interpolate.ts'

const env = { HOST: 'db.example', PORT_9: '81', EMPTY: '', TRICKY: '${HOST} $& $1' }

const texts = [
  ['plain', 'plain'],
  ['${HOST}', 'db.example'],
  ['http://${HOST}:${PORT_9}/x', 'http://db.example:81/x'],
  ['${HOST:-other}', 'db.example'],
  ['${NONE:-other}', 'other'],
  ['${EMPTY:-other}', 'other'],
  ['${NONE:-}', ''],
  ['${NONE:-http://localhost:8080}', 'http://localhost:8080'],
  ['$${HOST}', '${HOST}'],
  ['a$${b', 'a${b'],
  ['$HOST costs 5$', '$HOST costs 5$'],
  ['${TRICKY}', '${HOST} $& $1']
] as const

for (const [source, text] of texts) {
  t.test(`${source} gives ${text || 'nothing'}`, async t => {
    t.match(interpolate(source, env), { text, missing: [], malformed: false })
  })
}

t.test('a variable that is not set, or is empty, is missing', async t => {
  t.same(interpolate('${NONE}-${EMPTY}-${HOST}', env).missing, ['NONE', 'EMPTY'])
})

t.test('every variable is named', async t => {
  t.same(interpolate('${NONE:-x}${HOST}', env).variables, ['NONE', 'HOST'])
})

t.test('only a single reference without a default is whole', async t => {
  const isWhole = (source: string) => interpolate(source, env).whole
  t.ok(isWhole('${HOST}'))
  for (const source of ['x${HOST}', '${HOST}x', '${HOST}${HOST}', '${HOST:-x}', '$${HOST}', '', ' ${HOST}'])
    t.notOk(isWhole(source), source)
})

t.test('what begins like a reference and is none is malformed', async t => {
  for (const source of ['${', '${}', '${HOST', '${1HOST}', '${HO ST}', '${HOST-x}', '${HOST:x}', '${A:-${HOST}}x${'])
    t.ok(interpolate(source, env).malformed, source)
})

t.test('without an environment only defaults are filled in', async t => {
  t.match(interpolate('${HOST:-x}', undefined), { text: 'x', missing: [] })
  t.match(interpolate('${HOST}', undefined), { text: '', missing: ['HOST'] })
})
