import type { CommandGroup } from './command.ts'

export const alerts: CommandGroup = {
  summary: 'see what people are told of, and act on it',
  commands: {
    list: async () => (await import('./alerts/list.ts')).list,
    acknowledge: async () => (await import('./alerts/acts.ts')).acknowledge,
    silences: async () => (await import('./alerts/list.ts')).silences,
    silence: async () => (await import('./alerts/acts.ts')).silence,
    unsilence: async () => (await import('./alerts/acts.ts')).unsilence,
    test: async () => (await import('./alerts/acts.ts')).test
  }
}
