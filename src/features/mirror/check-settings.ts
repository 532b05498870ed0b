import { bag, list } from '../../platform/config/bag.ts'
import type { CheckContext } from '../../platform/config/check-context.ts'
import { pointerTo } from '../../platform/config/document.ts'
import { checkLimits } from '../../platform/config/limits.ts'

/** What a schema cannot say of the mirror of each system. Whatever has the wrong shape is passed over. */
export function checkMirror({ content, report, checkServed }: CheckContext): void {
  for (const [id, system] of Object.entries(bag(content['systems']))) {
    const at = `${pointerTo('/systems', id)}/mirror`
    const { resources, walk } = bag(bag(system)['mirror'])
    for (const [i, resource] of list(resources).entries()) checkServed(`${at}/resources/${i}`, id, resource)
    // Its hours are of the same form, and nothing else of it is a limit.
    checkLimits(walk, (key, message) => {
      report(`${at}/walk/${key}`, message)
    })
  }
}
