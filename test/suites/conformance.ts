import t from 'tap'
import { adapters } from '../../adapters/index.ts'
import { startLegacySystem, type LegacyProtocol } from '../../demo/legacy-system.ts'
import { loadConfig } from '../../src/config/load.ts'
import { linesOf, runConformance, type Conformance, type StandIn } from '../../src/conformance/index.ts'
import { loadContract } from '../../src/contract/contract.ts'
import { createValidation } from '../../src/contract/validation.ts'
import { createCity } from '../../src/systems/city.ts'

/** A legacy system of the demo as the stand-in of its product. */
export async function standInOf(protocol: LegacyProtocol, settings: (environment: Record<string, string>) => Record<string, unknown>): Promise<StandIn> {
  const system = await startLegacySystem(protocol)
  return { url: system.url, settings: settings(system.environment), stop: () => system.stop() }
}

/**
 * Runs the conformance suite over a product: one assertion for each of its checks.
 * @param known checks that fail for a reason that is known and told here; one that passes again must be taken out
 */
export function testConformance(product: string, known: Readonly<Record<string, string>> = {}): void {
  t.test(`${product} keeps what every adapter promises`, async t => {
    const contract = loadContract()
    const city = createCity(loadConfig({ file: 'config/bandung.yaml', env: {}, skipEnvironment: true }))
    const { adapter } = await adapters[product]!()
    const { conformance } = (await import(new URL(`../adapters/${product}/conformance.ts`, import.meta.url).href)) as { conformance: Conformance }
    const results = await runConformance({ adapter, declared: conformance, city, contract, validation: createValidation(contract) })
    for (const result of results) {
      const lines = linesOf(result).join('\n')
      if (result.state === 'failed') t.fail(lines, { todo: known[result.name] ?? false })
      else if (known[result.name] === undefined) t.pass(lines.trim())
      else t.fail(`${result.name}: passes again`)
    }
    t.ok(results.some(({ state }) => state === 'ok'), 'something was checked')
  })
}
