import type { CommandGroup } from './command.ts'

export const cache: CommandGroup = {
  summary: 'act on what the hub keeps of its systems',
  commands: { purge: async () => (await import('./cache/purge.ts')).purge }
}
