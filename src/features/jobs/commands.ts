import type { CommandGroup } from '../../cli/command.ts'

export const jobs: CommandGroup = {
  summary: 'see what runs in the background, and run it now',
  commands: {
    list: async () => (await import('./commands/list.ts')).list,
    run: async () => (await import('./commands/run.ts')).run
  }
}
