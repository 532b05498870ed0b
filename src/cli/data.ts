import type { CommandGroup } from './command.ts'

export const data: CommandGroup = {
  summary: 'see the open data that a hub publishes, and how it stands',
  commands: {
    list: async () => (await import('./data/list.ts')).list,
    show: async () => (await import('./data/show.ts')).show,
    history: async () => (await import('./data/history.ts')).history
  }
}
