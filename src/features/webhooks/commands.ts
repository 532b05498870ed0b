import type { CommandGroup } from '../../cli/command.ts'

export const subscriptions: CommandGroup = {
  summary: 'see who has events sent where, and act on it',
  commands: {
    list: async () => (await import('./commands/list.ts')).list,
    show: async () => (await import('./commands/show.ts')).show,
    pause: async () => (await import('./commands/acts.ts')).pause,
    resume: async () => (await import('./commands/acts.ts')).resume,
    ping: async () => (await import('./commands/acts.ts')).ping,
    redeliver: async () => (await import('./commands/acts.ts')).redeliver
  }
}
