import type { CommandGroup } from '../../cli/command.ts'

export const admin: CommandGroup = {
  summary: 'look at what operators did',
  commands: { actions: async () => (await import('./commands/actions.ts')).actions }
}
