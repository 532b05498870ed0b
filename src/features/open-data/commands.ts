import type { CommandGroup } from '../../cli/command.ts'

export const data: CommandGroup = {
  summary: 'see the open data that a hub publishes, and how it stands',
  commands: {
    list: async () => (await import('./commands/list.ts')).list,
    show: async () => (await import('./commands/show.ts')).show,
    history: async () => (await import('./commands/history.ts')).history
  }
}
