import type { CommandTable } from '../cli/command.ts'
import { coreCommands } from '../cli/satu.ts'
import { features } from '../features.ts'
import { commandsOf } from '../features/feature.ts'

/** Every command of the product, in the order in which help lists them. */
export const commands: CommandTable = {
  start: async () => (await import('./start-command.ts')).start,
  ...coreCommands,
  ...commandsOf(features)
}
