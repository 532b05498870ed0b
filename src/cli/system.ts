import type { CommandGroup } from './command.ts'

export const system: CommandGroup = {
  summary: 'look at a system as the hub treats it',
  commands: {
    drift: async () => (await import('./system/drift.ts')).drift,
    load: async () => (await import('./system/load.ts')).load
  }
}
