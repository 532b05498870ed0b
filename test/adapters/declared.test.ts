import { existsSync } from 'node:fs'
import t from 'tap'
import { adapters } from '../../adapters/index.ts'

t.test('every product runs the conformance suite', t => {
  for (const product of Object.keys(adapters)) {
    t.ok(existsSync(new URL(`${product}/conformance.test.ts`, import.meta.url)),
      `test/adapters/${product}/conformance.test.ts`)
  }
  t.end()
})
