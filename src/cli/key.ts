import type { CommandGroup } from './command.ts'

export const key: CommandGroup = {
  summary: 'make API keys for consumers',
  commands: { new: async () => (await import('./key/new.ts')).newKey }
}
