import type { CommandGroup } from './command.ts'

export const access: CommandGroup = {
  summary: 'show who may call what',
  commands: {
    table: async () => (await import('./access/table.ts')).table
  }
}
