import type { CommandGroup } from '../../../cli/command.ts'

export const consumer: CommandGroup = {
  summary: 'look at the applications that may call, and shut one out',
  commands: {
    list: async () => (await import('./consumer/list.ts')).list,
    show: async () => (await import('./consumer/show.ts')).show,
    suspend: async () => (await import('./consumer/acts.ts')).suspend,
    resume: async () => (await import('./consumer/acts.ts')).resume
  }
}
