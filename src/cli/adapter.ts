import type { CommandGroup } from './command.ts'

export const adapter: CommandGroup = {
  summary: 'write an adapter: make its folder, read samples, record, test',
  commands: {
    new: async () => (await import('./adapter/new.ts')).newAdapter,
    infer: async () => (await import('./adapter/infer.ts')).infer,
    record: async () => (await import('./adapter/record.ts')).record,
    test: async () => (await import('./adapter/test.ts')).test
  }
}
