import type { CommandGroup } from './command.ts'

export const key: CommandGroup = {
  summary: 'make API keys for consumers, and take them away',
  commands: {
    new: async () => (await import('./key/new.ts')).newKey,
    revoke: async () => (await import('./key/revoke.ts')).revoke
  }
}
