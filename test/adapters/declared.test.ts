import { existsSync } from 'node:fs'
import t from 'tap'
import { adapters } from '../../adapters/index.ts'

// The suite asks systems; those that push, leave files or keep a database have no stand-in that it can run yet.
const withoutSuite = ['musrenbang', 'panic-button', 'pbb', 'webhook']

t.test('every product that is asked over HTTP runs the conformance suite', t => {
  for (const product of Object.keys(adapters)) {
    const runs = existsSync(new URL(`${product}/conformance.test.ts`, import.meta.url))
    t.equal(runs, !withoutSuite.includes(product), `test/adapters/${product}/conformance.test.ts`)
  }
  t.end()
})
