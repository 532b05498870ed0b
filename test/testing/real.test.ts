import t from 'tap'
import { adapters } from '../../adapters/index.ts'
import { createDemoCity } from '../../demo/city/city.ts'
import { startLegacySystem } from '../../demo/legacy-system.ts'
import { createComplaintsSystem } from '../../demo/systems/complaints.ts'
import { loadContract } from '../../src/contract/contract.ts'
import { createValidation } from '../../src/contract/validation.ts'
import { createCity } from '../../src/gateway/systems/city.ts'
import { defineConformance, runConformance } from '../../src/testing/index.ts'
import { loadConfig } from '../suites/config.ts'

t.test('a real system is read, and meets no wrong credentials and no obstacles', async t => {
  const system = await startLegacySystem(createComplaintsSystem(createDemoCity()))
  t.teardown(() => system.stop())
  const contract = loadContract()
  const results = await runConformance({
    adapter: (await adapters['lapor']!()).adapter,
    declared: defineConformance({
      isReal: true,
      async start() {
        return { url: system.url,
          settings: { api_key: system.environment['COMPLAINTS_KEY'], codes: { agency: {} }, topic_agencies: {} },
          stop: async () => {} }
      }
    }),
    city: createCity(loadConfig({ file: 'config/bandung.yaml', env: {}, skipEnvironment: true })),
    contract,
    validation: createValidation(contract),
    mostRows: 200
  })
  const names = results.map(({ name }) => name)
  t.same(results.filter(({ state }) => state === 'failed'), [])
  t.ok(names.length > 5, names.join('\n'))
  t.notMatch(names.join('\n'), /credential|refused|broken off|time-out|character set|status|stand-in/)
})
