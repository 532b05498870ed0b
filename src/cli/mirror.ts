import type { CommandGroup } from './command.ts'

export const mirror: CommandGroup = {
  summary: 'see what the hub keeps of its systems, and forget it',
  commands: {
    status: async () => (await import('./mirror/status.ts')).status,
    forget: async () => (await import('./mirror/forget.ts')).forget
  }
}
