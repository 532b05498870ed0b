import { existsSync } from 'node:fs'
import t from 'tap'
import { adapters } from '../../adapters/index.ts'

t.test('every product declares a stand-in and runs the conformance suite', t => {
  for (const product of Object.keys(adapters)) {
    for (const file of ['conformance.ts', 'conformance.test.ts']) {
      t.ok(existsSync(new URL(`${product}/${file}`, import.meta.url)), `test/adapters/${product}/${file}: see docs/adapters.md`)
    }
  }
  t.end()
})
