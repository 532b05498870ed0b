import type { CommandGroup } from '../../cli/command.ts'

export const alerts: CommandGroup = {
  summary: 'see what people are told of, and act on it',
  commands: {
    list: async () => (await import('./commands/list.ts')).list,
    acknowledge: async () => (await import('./commands/acts.ts')).acknowledge,
    silences: async () => (await import('./commands/list.ts')).silences,
    silence: async () => (await import('./commands/acts.ts')).silence,
    unsilence: async () => (await import('./commands/acts.ts')).unsilence,
    test: async () => (await import('./commands/acts.ts')).test
  }
}
