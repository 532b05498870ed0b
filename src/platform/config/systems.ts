import type { LoadedAdapters } from './adapters.ts'
import { bag, list } from './bag.ts'
import { createCheckContext } from './check-context.ts'
import { type Document, pathOf, pointerTo } from './document.ts'
import { type Problem, suggestion } from './problems.ts'
import { checkSettings } from './settings.ts'
import { markAt, problemAt, quoted } from './shape.ts'

/** What each system says, against what its adapter can do. */
export function checkSystems(
  document: Document,
  file: string,
  adapters: LoadedAdapters
): { problems: Problem[]; warnings: Problem[] } {
  const problems: Problem[] = []
  const warnings: Problem[] = []
  const { checkServed } = createCheckContext(document, file, { adapters, problems })
  for (const [id, value] of Object.entries(bag(bag(document.value)['systems']))) {
    const at = pointerTo('/systems', id)
    const system = bag(value)
    const say = (pointer: string, message: string, allowed?: readonly string[]) =>
      problemAt(document, file, pointer, message, allowed)
    const product = system['adapter']
    if (typeof product !== 'string') continue
    const adapter = adapters.get(product)
    if (adapter === undefined) {
      const known = [...adapters.keys()]
      problems.push(
        say(`${at}/adapter`,
          `unknown adapter ${quoted(document, `${at}/adapter`, product)}${suggestion(product, known)}`, known)
      )
      continue
    }
    if (adapter instanceof Error) {
      warnings.push(
        say(`${at}/adapter`,
          `the adapter "${product}" could not be loaded, so this system is disabled: ${adapter.message}`)
      )
      continue
    }
    if (adapter.needsUrl && system['url'] === undefined) {
      const { keyLine: line, keyColumn: column } = markAt(document, at)
      problems.push({ file, line, column, path: pathOf(`${at}/url`),
        message: `is missing: the product "${product}" needs an address` })
    }
    if (!adapter.needsUrl && system['url'] !== undefined)
      problems.push(say(`${at}/url`, `must not be set: the product "${product}" has no address`))
    for (const [i, resource] of list(system['resources']).entries())
      checkServed(`${at}/resources/${i}`, id, resource)
    for (const key of ['freshness', 'changes']) {
      for (const resource of Object.keys(bag(system[key])))
        checkServed(pointerTo(`${at}/${key}`, resource), id, resource)
    }
    problems.push(...checkSettings(system['settings'], adapter, { document, file, base: `${at}/settings` }))
  }
  return { problems, warnings }
}
