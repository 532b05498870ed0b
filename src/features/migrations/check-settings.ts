import { bag, list } from '../../platform/config/bag.ts'
import type { CheckContext } from '../../platform/config/check-context.ts'
import { pointerTo } from '../../platform/config/document.ts'
import { suggestion } from '../../platform/config/problems.ts'

/** What a schema cannot say of `successions`. */
export function checkSuccessions(context: CheckContext): void {
  checkEntries(context)
  checkSuccessors(context)
}

/** What the entries say of each other and of the systems. What has the wrong shape was told before. */
function checkEntries({ content, systems, report }: CheckContext): void {
  const taken = new Map<string, string>()
  for (const [id, entry] of Object.entries(bag(content['successions']))) {
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
function checkSuccessors({ content, report, adapterOf }: CheckContext): void {
  const { systems, successions, routes } = content
  for (const [id, entry] of Object.entries(bag(successions))) {
    const at = pointerTo('/successions', id)
    const { resource, old, new: successor, writes } = bag(entry)
    if (typeof resource !== 'string') continue
    const route = bag(routes)[resource]
    for (const [side, name] of [['old', old], ['new', successor]] as const) {
      const adapter = typeof name === 'string' ? adapterOf(name) : undefined
      if (typeof name !== 'string' || adapter === undefined) continue
      const { resources } = bag(bag(systems)[name])
      if (!Object.keys(adapter.resources).includes(resource))
        report(`${at}/${side}`, `the adapter "${adapter.product}" of ${name} does not serve ${resource}`)
      else if (resources !== undefined && !list(resources).includes(resource))
        report(`${at}/${side}`, `${name} does not serve ${resource}: it is not among its resources`)
      else if (side === 'new' && writes === 'new' && bag(adapter.writes)[resource] === undefined)
        report(`${at}/writes`, `the adapter "${adapter.product}" of ${name} takes no ${resource}`)
      else if (side === 'old' && route !== undefined && !list(route).includes(name))
        report(`${at}/old`, `does not answer for ${resource}: it is not in \`routes.${resource}\``)
    }
  }
}
