import type { CommandGroup } from '../../../cli/command.ts'

export const system: CommandGroup = {
  summary: 'look at systems as the hub treats them, and act on them',
  commands: {
    'list': async () => (await import('./system/list.ts')).list,
    'show': async () => (await import('./system/show.ts')).show,
    'pause': async () => (await import('./system/acts.ts')).pause,
    'resume': async () => (await import('./system/acts.ts')).resume,
    'maintenance': async () => (await import('./system/acts.ts')).maintenance,
    'probe': async () => (await import('./system/acts.ts')).probe,
    'reload': async () => (await import('./system/acts.ts')).reload,
    'log-level': async () => (await import('./system/acts.ts')).logLevel,
    'load': async () => (await import('./system/load.ts')).load
  }
}
