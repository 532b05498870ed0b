import { resourceNames } from '../../contract/resources.ts'
import type { ResourceName } from '../../kit/adapter.ts'
import type { LoadedAdapters } from './adapters.ts'
import { bag, list } from './bag.ts'
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
    const served = Object.keys(adapter.resources)
    const named = [
      ...list(system['resources']).map((resource, i) => [`${at}/resources/${i}`, resource] as const),
      ...['freshness', 'changes'].flatMap(key =>
        Object.keys(bag(system[key])).map(resource => [pointerTo(`${at}/${key}`, resource), resource] as const)
      ),
      ...list(bag(system['mirror'])['resources']).map((resource, i) =>
        [`${at}/mirror/resources/${i}`, resource] as const
      )
    ]
    for (const [pointer, resource] of named) {
      if (isResource(resource) && !served.includes(resource)) {
        problems.push(
          say(pointer, `the adapter "${product}" does not serve ${resource}${suggestion(resource, served)}`, served)
        )
      }
    }
    problems.push(...checkSettings(system['settings'], adapter, { document, file, base: `${at}/settings` }))
  }
  return { problems, warnings }
}

// A word that is no resource at all is the schema's to refuse.
function isResource(word: unknown): word is ResourceName {
  return (resourceNames as readonly unknown[]).includes(word)
}
