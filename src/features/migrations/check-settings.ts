import type { LoadedAdapters } from '../../platform/config/adapters.ts'
import { bag, list } from '../../platform/config/bag.ts'
import { type Document, pointerTo } from '../../platform/config/document.ts'
import { type Problem, suggestion } from '../../platform/config/problems.ts'
import { problemAt } from '../../platform/config/shape.ts'

type Report = (pointer: string, message: string, allowed?: readonly string[]) => void

/** What the entries of `successions` say of each other and of the systems. What has the wrong shape was told before. */
export function checkSuccessions(value: unknown, systems: readonly string[], report: Report): void {
  const taken = new Map<string, string>()
  for (const [id, entry] of Object.entries(bag(value))) {
    const at = pointerTo('/successions', id)
    const { resource, old, new: successor, mode, percent } = bag(entry)
    for (const [side, system] of [['old', old], ['new', successor]] as const) {
      if (typeof system === 'string' && !systems.includes(system))
        report(`${at}/${side}`, `unknown system "${system}"${suggestion(system, systems)}`, systems)
    }
    if (typeof old === 'string' && old === successor)
      report(`${at}/new`, 'is the system that it replaces: name its successor')
    if (mode === 'ramp' && percent === undefined)
      report(`${at}/mode`, 'ramp needs `percent`: how many of a hundred questions the new system answers')
    if (mode !== 'ramp' && percent !== undefined)
      report(`${at}/percent`, `belongs to \`mode: ramp\`: with \`mode: ${String(mode)}\` the share is fixed`)
    for (const system of new Set([old, successor])) {
      if (typeof system !== 'string' || typeof resource !== 'string') continue
      const name = `${resource} ${system}`
      const other = taken.get(name)
      if (other !== undefined && other !== id)
        report(`${at}/resource`,
          `${resource} of ${system} is in the succession "${other}" already: a system has one successor, and ` +
            'succeeds one')
      else taken.set(name, id)
    }
  }
}

/** Whether both systems serve what is handed over, by what their adapters can do. */
export function checkSuccessors(document: Document, file: string, adapters: LoadedAdapters): Problem[] {
  const { systems, successions, routes } = bag(document.value)
  return Object.entries(bag(successions)).flatMap(([id, entry]) => {
    const at = pointerTo('/successions', id)
    const { resource, old, new: successor, writes } = bag(entry)
    const route = bag(routes)[String(resource)]
    return ([['old', old], ['new', successor]] as const).flatMap(([side, name]): Problem[] => {
      if (typeof name !== 'string' || typeof resource !== 'string') return []
      const { adapter: product, resources } = bag(bag(systems)[name])
      const adapter = typeof product === 'string' ? adapters.get(product) : undefined
      if (adapter === undefined || adapter instanceof Error) return []
      const say = (pointer: string, message: string): Problem => problemAt(document, file, pointer, message)
      if (!Object.keys(adapter.resources).includes(resource))
        return [say(`${at}/${side}`, `the adapter "${adapter.product}" of ${name} does not serve ${resource}`)]
      if (resources !== undefined && !list(resources).includes(resource))
        return [say(`${at}/${side}`, `${name} does not serve ${resource}: it is not among its resources`)]
      if (side === 'new' && writes === 'new' && bag(adapter.writes)[resource] === undefined)
        return [say(`${at}/writes`, `the adapter "${adapter.product}" of ${name} takes no ${resource}`)]
      if (side === 'old' && route !== undefined && !list(route).includes(name))
        return [say(`${at}/old`, `does not answer for ${resource}: it is not in \`routes.${resource}\``)]
      return []
    })
  })
}
