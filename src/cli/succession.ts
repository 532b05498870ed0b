import type { CommandGroup } from './command.ts'

export const succession: CommandGroup = {
  summary: 'see how far systems are that replace others',
  commands: {
    list: async () => (await import('./succession/list.ts')).list,
    report: async () => (await import('./succession/report.ts')).report,
    compare: async () => (await import('./succession/compare.ts')).compare
  }
}
