import type { CommandGroup } from './command.ts'

export const adapter: CommandGroup = {
  summary: 'write an adapter: make its folder, read samples, record, test',
  commands: {
    test: async () => (await import('./adapter/test.ts')).test
  }
}
