import type { CommandGroup } from './command.ts'

export const audit: CommandGroup = {
  summary: 'check and read the access log: who saw whose personal data',
  commands: {
    verify: async () => (await import('./audit/verify.ts')).verify,
    export: async () => (await import('./audit/export.ts')).exportRows
  }
}
