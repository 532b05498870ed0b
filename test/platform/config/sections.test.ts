import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { Type } from 'typebox'
import { loadConfig, readConfig } from '../../../src/platform/config/load.ts'
import { fileSchemaOf } from '../../../src/platform/config/schema.ts'
import type { ConfigSection, FeatureSection } from '../../../src/platform/config/section.ts'
import { testFolder } from '../../suites/folder.ts'
import { cityAdapters, cityEnv, cityFile, placeOf, read } from './city-file.ts'

const folder = testFolder()
const file = join(folder, 'city.yaml')
const readWith = (source: string, sections: readonly ConfigSection[]) => {
  writeFileSync(file, source)
  return readConfig({ file, env: cityEnv, adapters: cityAdapters, sections })
}
const section = (name: string, more: FeatureSection = {}, needs: readonly string[] = []): ConfigSection => ({ name,
  needs, ...more })
const bells: FeatureSection = {
  top: { bells: Type.Object({ rings: Type.Integer({ default: 3 }) }, { default: {}, additionalProperties: false }) },
  hub: { bells: Type.Object({ loud: Type.Boolean({ default: false }) }, { default: {}, additionalProperties: false }) },
  system: { bell: Type.Optional(Type.String()) }
}
const withFeatures = (text: string): string => cityFile.replace('consumers:\n', `features: ${text}\nconsumers:\n`)

t.test('a city is read without any feature, and a key of one is unknown then', async t => {
  t.match(readWith(cityFile, []), { problems: [], config: { city: { name: 'Kota Contoh' }, features: {} } })
  t.match(readWith(cityFile.replace('consumers:\n', 'bells: {}\nconsumers:\n'), []).problems, [{ path: 'bells',
    message: /^unknown key/ }])
})

t.test('a feature has its keys at the top, below hub and in the entry of a system', async t => {
  const source = cityFile.replace('  max_scan: 500\n', '  max_scan: 500\n  bells: { loud: true }\n')
    .replace('    url: ', '    bell: ding\n    url: ')
  const { config, problems } = readWith(source, [section('bells', bells)])
  t.same(problems, [])
  t.match(config, { bells: { rings: 3 }, hub: { max_scan: 500, bells: { loud: true } },
    systems: [{ id: 'permits', bell: 'ding' }, { id: 'register' }] })
  t.match(readWith(source.replace('loud: true', 'loud: 1'), [section('bells', bells)]).problems, [{
    path: 'hub.bells.loud',
    ...placeOf(source, 'true }'),
    message: 'must be true or false (is 1)'
  }])
})

t.test('a feature checks its part, reads the files that it names, and resolves it', async t => {
  const sections = [section('bells', {
    ...bells,
    check({ content, report, systems }) {
      if (JSON.stringify(content['bells']) === '{"rings":4}')
        report('/bells/rings', `is one more than there should be for ${systems.join(' and ')}`)
    },
    readFiles: () => ({ config: { file: 'from elsewhere' }, problems: [], files: ['/bells.wav'] }),
    resolve: () => ({ routes: { licences: ['permits'] } })
  })]
  const wrong = cityFile.replace('consumers:\n', 'bells: { rings: 4 }\nconsumers:\n')
  t.match(readWith(wrong, sections), { config: undefined, files: ['/bells.wav'],
    problems: [{ path: 'bells.rings', ...placeOf(wrong, '4 }\nconsumers'),
      message: 'is one more than there should be for permits and register' }] })
  t.match(readWith(cityFile, sections).config, { bells: { rings: 3 }, routes: { licences: ['permits'] },
    file: 'from elsewhere' })
  t.same(readConfig({ file, env: {}, sections, skipEnvironment: true }).files, [],
    'no file is read where the surroundings are left alone')
})

t.test('two features cannot have one key, nor a feature one of the core', async t => {
  t.throws(() => fileSchemaOf([section('bells', bells), section('chimes', bells)]), {
    message: 'two features have the key "bells"'
  })
  t.throws(() => fileSchemaOf([section('routes', { top: { routes: Type.Object({}) } })]), {
    message: 'the configuration has a key "routes" already'
  })
  t.throws(() => fileSchemaOf([section('rate', { hub: { rate: Type.Object({}) } })]), {
    message: 'the configuration has a key "rate" already'
  })
})

t.test('what a list of sections allows is compiled once', async t => {
  let reads = 0
  const counted = [{ name: 'counted', needs: [], get top() {
    reads++
    return {}
  } }]
  const options = { file, env: cityEnv, adapters: cityAdapters, sections: counted }
  writeFileSync(file, cityFile)
  loadConfig(options)
  const first = reads
  loadConfig(options)
  t.equal(reads - first, 1, 'the second time only its part is taken')
})

t.test('features are switched off by name, and the file stays valid', async t => {
  const called: string[] = []
  const noted = (name: string, needs: readonly string[] = []): ConfigSection =>
    section(name, {
      check: () => {
        called.push(`check ${name}`)
      },
      readFiles: () => {
        called.push(`read ${name}`)
        return { problems: [], files: [] }
      }
    }, needs)
  const sections = [noted('bells'), noted('chimes', ['bells']), noted('drums')]
  t.same(readWith(withFeatures('{ bells: false, drums: true }'), sections).config?.features, { bells: false,
    drums: true })
  t.same(called, ['check drums', 'read drums'], 'what is off, itself or by what it needs, is not checked')
  const wrong = withFeatures('{ bells: false }\nbells: { rings: many }')
  t.match(readWith(wrong, [section('bells', bells)]).problems, [{ path: 'bells.rings',
    message: 'must be an integer (is "many")' }], 'its keys are held to their schema')
  t.match(readWith(withFeatures('{ bells: false }'), [section('bells', bells)]).config, { bells: { rings: 3 } },
    'and have their defaults')
})

t.test('an unknown feature is refused with a suggestion, and so is what is no yes or no', async t => {
  const unknown = withFeatures('{ serch: false }')
  t.match(read(t, unknown).problems, [{ path: 'features.serch', ...placeOf(unknown, 'serch'),
    message: 'unknown key; did you mean "search"?' }])
  t.match(read(t, withFeatures('{ search: "off" }')).problems, [{ path: 'features.search',
    message: 'must be true or false (is "off")' }])
  t.match(read(t, withFeatures('[search]')).problems, [{ path: 'features', message: 'must be a mapping (is a list)' }])
  t.match(read(t, withFeatures('{ search: false }')).config, { features: { search: false } })
})

t.test('a check of a feature that is off is not run in the real file', async t => {
  const source = (features: string): string => withFeatures(`${features}\nalerts:\n  digest: {}`)
  t.match(read(t, source('{}')).problems, [{ path: 'alerts.digest' }])
  t.same(read(t, source('{ alerts: false }')).problems, [])
})
