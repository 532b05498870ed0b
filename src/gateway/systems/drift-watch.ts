import type { ResourceName } from '../../contract/resources.ts'
import type { QualityNote } from '../../kit/quality.ts'
import { underLook, type WireLook } from '../../kit/wire-look.ts'

/** A look at what one call brings. What of it is seen counts only when the call came to a good end. */
export interface Look extends WireLook {
  end(): void
}

/**
 * Watches whether a system still sends what it always sent. It is handed in: nothing here knows what it makes of it.
 */
export interface DriftWatch {
  /**
   * A look at the next call for a resource; undefined when it is not worth one: most are not.
   * @param isWhole the call brings all there is, and does so seldom
   */
  look(resource: ResourceName, isWhole: boolean): Look | undefined
  /** The mapping had no word for a code in this row. */
  unmapped(resource: ResourceName, row: unknown, note: QualityNote): void
}

/** Makes a call, and looks at what it brings if that is worth a look. */
export async function looking<T>(
  watch: DriftWatch | undefined,
  resource: ResourceName,
  work: () => Promise<T>,
  isWhole = false
): Promise<T> {
  const look = watch?.look(resource, isWhole)
  if (look === undefined) return work()
  const done = await underLook(look, work)
  look.end()
  return done
}
