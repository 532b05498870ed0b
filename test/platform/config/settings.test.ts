import t from 'tap'
import { Type } from 'typebox'
import { compile } from '../../../src/platform/config/shape.ts'
import { cityAdapters, cityFile, permits, read } from './city-file.ts'

const entry = /( {2}permits:\n[^]*desk@example.go.id }\n)/
const second = (change: (text: string) => string): string =>
  cityFile.replace(entry, (_, text: string) =>
    text + change(text).replace('  permits:', '  permits-b:').replace('prefix: IZIN', 'prefix: IZIB'))

t.test('two systems of one product are judged each by its own settings', async t => {
  const { problems } = read(t, second(text => text.replace('draft', 'lost')))
  t.match(problems, [{ path: 'systems.permits-b.settings.codes[1]', message: /^must be one of draft or issued/ }])
  t.equal(problems.length, 1)
})

t.test('two systems of one product share no default', async t => {
  const settings = Type.Object({ api_key: Type.String({ writeOnly: true }), codes: Type.Unknown(),
    table: Type.Object({ rows: Type.Integer({ default: 5 }) }, { default: {} }) })
  const adapters = new Map([...cityAdapters, ['permits', { ...permits, settings }]])
  const { config } = read(t, second(text => text.replace('      codes:', '      table: { rows: 7 }\n      codes:')), {
    adapters
  })
  const tableOf = (id: string) => config?.systems.find(system => system.id === id)?.settings['table']
  t.same([tableOf('permits'), tableOf('permits-b')], [{ rows: 5 }, { rows: 7 }])
})

t.test('schemas of different products may have the same id', async t => {
  const [one, other] = ['string', 'integer'].map(type =>
    compile({ $id: 'settings', $ref: '#/$defs/value', $defs: { value: { $id: 'value', type } } })
  )
  t.same([one?.('a'), other?.('a'), one?.(1), other?.(1)], [true, false, false, true])
})
