import { type WritableResource, writeActions } from '../../kit/writer.ts'
import type { System } from '../systems/system.ts'

/** Whether a system takes any kind of write. */
export function takesWrites(system: Pick<System, 'writer'>): boolean {
  return (Object.keys(writeActions) as WritableResource[]).some(resource =>
    writeActions[resource].some(action => system.writer(resource, action) !== undefined)
  )
}
