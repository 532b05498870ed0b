import { adapters } from '../../adapters/index.ts'
import { type LegacySystem, type RunningSystem, startLegacySystem } from '../../demo/legacy-system.ts'
import { loadContract } from '../../src/contract/contract.ts'
import { createValidation } from '../../src/contract/validation.ts'
import { createCity } from '../../src/gateway/systems/city.ts'
import { type Conformance, linesOf, runConformance, type StandIn } from '../../src/testing/index.ts'
import { loadConfig } from './config.ts'

/** A legacy system of the demo as the stand-in of its product. */
export async function standInOf(
  legacy: LegacySystem,
  settings: (environment: Record<string, string>) => Record<string, unknown>
): Promise<StandIn> {
  const system = await startLegacySystem(legacy)
  // What lies in files has its address among the settings.
  return {
    url: 'answer' in legacy ? system.url : '',
    settings: settings(system.environment),
    fail: failing(system),
    ...(system.takesWrites && {
      refuse: (isRefusing: boolean) => system.setFault({ kind: isRefusing ? 'refuse' : 'none' }),
      written: (receipt: string) => system.records().filter(record => JSON.stringify(record).includes(receipt)).length
    }),
    stop: () => system.stop()
  }
}

/** The fault with which a system of the demo tells that it failed. */
export function failing(system: RunningSystem): NonNullable<StandIn['fail']> {
  return isFailing => system.setFault({ kind: isFailing ? 'error' : 'none' })
}

/**
 * Runs the conformance suite over a product: one assertion for each of its checks.
 * @param known checks that fail for a reason that is known and told here; one that passes again must be taken out
 */
export async function testConformance(product: string, known: Readonly<Record<string, string>> = {}): Promise<void> {
  // `satu adapter test` loads this file too, and is no test of tap's.
  const { default: t } = await import('tap')
  await t.test(`${product} keeps what every adapter promises`, async t => {
    const contract = loadContract()
    const city = createCity(loadConfig({ file: 'config/bandung.yaml', env: {}, skipEnvironment: true }))
    const { adapter } = await adapters[product]!()
    const { conformance } = (await import(new URL(`../adapters/${product}/conformance.ts`, import.meta.url).href)) as {
      conformance: Conformance
    }
    const results = await runConformance({ adapter, declared: conformance, city, contract,
      validation: createValidation(contract) })
    for (const result of results) {
      const lines = linesOf(result).join('\n')
      if (result.state === 'failed') t.fail(lines, { todo: known[result.name] ?? false })
      else if (known[result.name] === undefined) t.pass(lines.trim())
      else t.fail(`${result.name}: passes again`)
    }
    t.ok(results.some(({ state }) => state === 'ok'), 'something was checked')
  })
}
