import { type Hub, perConfiguration } from '../../http/hub.ts'
import type { MirrorApi } from '../mirror/index.ts'
import { createOverviewHandlers } from './operations.ts'
import { createOverviews } from './overview.ts'

/** Puts side by side what every system knows of a person, a business or a piece of land. */
export function register(
  _app: unknown,
  { contract, validation, witness, privacy: { enumeration }, accessKeys, answer }: Hub,
  { mirror }: { mirror: MirrorApi }
): void {
  const overviewsOf = perConfiguration(({ registry, reader }) =>
    createOverviews({ mirror, registry, reader, validation, keys: accessKeys })
  )
  answer(createOverviewHandlers({ contract, validation, witness, enumeration, overviewsOf }))
}
