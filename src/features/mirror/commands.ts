import type { CommandGroup } from '../../cli/command.ts'

export const mirror: CommandGroup = {
  summary: 'see what the hub keeps of its systems, and forget it',
  commands: {
    status: async () => (await import('./commands/status.ts')).status,
    forget: async () => (await import('./commands/forget.ts')).forget
  }
}
