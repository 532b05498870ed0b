import type { CommandGroup } from './command.ts'

export const subscriptions: CommandGroup = {
  summary: 'see who has events sent where, and act on it',
  commands: {
    list: async () => (await import('./subscriptions/list.ts')).list,
    show: async () => (await import('./subscriptions/show.ts')).show,
    pause: async () => (await import('./subscriptions/acts.ts')).pause,
    resume: async () => (await import('./subscriptions/acts.ts')).resume,
    ping: async () => (await import('./subscriptions/acts.ts')).ping,
    redeliver: async () => (await import('./subscriptions/acts.ts')).redeliver
  }
}
