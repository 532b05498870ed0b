import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { loadContract } from '../../contract/contract.ts'
import { createValidation } from '../../contract/validation.ts'
import { createCity } from '../../gateway/systems/city.ts'
import type { Adapter } from '../../kit/adapter.ts'
import { loadAdapters, type LoadedAdapters } from '../../platform/config/adapters.ts'
import { configFileOf } from '../../platform/config/environment.ts'
import { loadConfig } from '../../platform/config/load.ts'
import { suggestion } from '../../platform/config/problems.ts'
import { type Conformance, linesOf, type Result, runConformance, totalOf } from '../../testing/index.ts'
import { type Command, CommandError, type Context, textOption, UsageError } from '../command.ts'
import { type Bound, configuredSystem } from './configured.ts'

/** A real system is somebody's daily work: so many rows of each resource tell enough. */
const MOST_ROWS_OF_A_REAL_SYSTEM = 300

export const test: Command = {
  summary: 'run the conformance suite over an adapter and its stand-in',
  operands: '<product>',
  usage: [
    ['--all', 'every product of adapters/index.ts'],
    ['--system <id>',
      'against this system of the config, with its url and settings, in place of the stand-in; reads only'],
    ['--only <text>', 'only checks whose name has this text in it'],
    ['--failures', 'say nothing of checks that pass'],
    ['--config <file>', 'take city and system from this file instead of the one that SATU_CONFIG names']
  ],
  options: { all: { type: 'boolean' }, system: { type: 'string' }, only: { type: 'string' },
    failures: { type: 'boolean' }, config: { type: 'string' } },
  async run(options, context, operands) {
    const { env, write } = context
    const file = textOption(options, 'config') ?? configFileOf(env)
    const system = textOption(options, 'system')
    const only = textOption(options, 'only')
    const loaded = await loadAdapters(context.adapters)
    const sections = await context.sections()
    const bound = system === undefined
      ? undefined
      : configuredSystem(system, { file, env, sections, adapters: loaded })
    const products = productsOf(operands, options['all'] === true, bound, loaded)
    const city = createCity(loadConfig({ file, env, sections, skipEnvironment: true }))
    const contract = loadContract()
    const validation = createValidation(contract)

    const givenFor = async (product: string): Promise<{ adapter: Adapter; declared: Conformance }> => ({
      adapter: adapterOf(product, loaded),
      declared: bound ?? (await declarationOf(product, context))
    })
    const all: Result[] = []
    let untested = 0
    for (const product of products) {
      const given = await givenFor(product).catch((error: unknown) => {
        // One that cannot be tested must not hide what there is to say of the others.
        if (products.length === 1 || !(error instanceof CommandError)) throw error
        return error
      })
      if (given instanceof CommandError) {
        write(`${product}: cannot be tested: ${given.message}`)
        untested++
        continue
      }
      const { adapter, declared } = given
      write(`${product}: ${adapter.title}${bound === undefined ? '' : `, at ${bound.id}`}`)
      const started = performance.now()
      const results = await runConformance({
        adapter,
        declared,
        city,
        contract,
        validation,
        ...(only !== undefined && { wanted: new RegExp(RegExp.escape(only), 'i') }),
        ...(bound && { mostRows: MOST_ROWS_OF_A_REAL_SYSTEM, prefix: bound.prefix }),
        onResult(result) {
          if (options['failures'] !== true || result.state === 'failed') {
            for (const line of linesOf(result)) write(line)
          }
        }
      })
      write(`${product}: ${summary(results)} in ${((performance.now() - started) / 1_000).toFixed(1)} s`)
      all.push(...results)
    }
    if (products.length > 1)
      write(`${products.length} products: ${summary(all)}${untested > 0 ? `; ${untested} could not be tested` : ''}`)
    return totalOf(all).failed > 0 || untested > 0 ? 1 : 0
  }
}

function productsOf(
  operands: readonly string[],
  isAll: boolean,
  bound: Bound | undefined,
  loaded: LoadedAdapters
): readonly string[] {
  if (isAll && (operands.length > 0 || bound !== undefined))
    throw new UsageError('--all stands alone: it names every product')
  if (isAll) return [...loaded.keys()]
  if (operands.length > 1) throw new UsageError('one product at a time, or --all')
  const [product] = operands
  if (bound === undefined && product === undefined)
    throw new UsageError('which product? Name one of adapters/, or --all')
  if (bound !== undefined && product !== undefined && product !== bound.product) {
    throw new CommandError(`the system ${bound.id} is of the product ${bound.product}`)
  }
  return [product ?? bound!.product]
}

function adapterOf(product: string, loaded: LoadedAdapters): Adapter {
  const adapter = loaded.get(product)
  if (adapter === undefined)
    throw new CommandError(`adapters/index.ts has no product "${product}"${suggestion(product, [...loaded.keys()])}`)
  if (adapter instanceof Error) throw new CommandError(`adapters/${product} could not be loaded: ${adapter.message}`)
  return adapter
}

async function declarationOf(product: string, { root = '.' }: Context): Promise<Conformance> {
  const path = join('test', 'adapters', product, 'conformance.ts')
  const file = resolve(root, path)
  if (!existsSync(file))
    throw new CommandError(
      `there is no ${path}: it declares the stand-in; see docs/adapters.md, or name a real system with --system`
    )
  const { conformance } = (await import(pathToFileURL(file).href).catch((error: unknown) => {
    throw new CommandError(`${path} could not be loaded: ${error instanceof Error ? error.message : String(error)}`)
  })) as { conformance?: Conformance }
  if (conformance === undefined) throw new CommandError(`${path} has no export named conformance`)
  return conformance
}

function summary(results: readonly Result[]): string {
  const { ok, failed, skipped } = totalOf(results)
  return `${ok} ok, ${failed} failed, ${skipped} skipped`
}
