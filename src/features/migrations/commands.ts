import type { CommandGroup } from '../../cli/command.ts'

export const succession: CommandGroup = {
  summary: 'see how far systems are that replace others',
  commands: {
    list: async () => (await import('./commands/list.ts')).list,
    report: async () => (await import('./commands/report.ts')).report,
    compare: async () => (await import('./commands/compare.ts')).compare
  }
}
