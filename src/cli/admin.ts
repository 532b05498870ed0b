import type { CommandGroup } from './command.ts'

export const admin: CommandGroup = {
  summary: 'look at what operators did',
  commands: { actions: async () => (await import('./admin/actions.ts')).actions }
}
