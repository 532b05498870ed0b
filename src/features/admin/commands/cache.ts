import type { CommandGroup } from '../../../cli/command.ts'

export const cache: CommandGroup = {
  summary: 'look at what the hub keeps of its systems, and have it forgotten',
  commands: {
    show: async () => (await import('./cache/show.ts')).show,
    purge: async () => (await import('./cache/purge.ts')).purge
  }
}
