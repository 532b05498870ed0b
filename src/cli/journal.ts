import type { CommandGroup } from './command.ts'

export const journal: CommandGroup = {
  summary: 'see writes on their way into systems, and act on them',
  commands: {
    'list': async () => (await import('./journal/list.ts')).list,
    'show': async () => (await import('./journal/show.ts')).show,
    'retry': async () => (await import('./journal/acts.ts')).retry,
    'edit': async () => (await import('./journal/acts.ts')).edit,
    'abandon': async () => (await import('./journal/acts.ts')).abandon,
    'found': async () => (await import('./journal/acts.ts')).found,
    'status': async () => (await import('./journal/deliveries.ts')).status,
    'pause': async () => (await import('./journal/deliveries.ts')).pause,
    'resume': async () => (await import('./journal/deliveries.ts')).resume,
    'retry-all': async () => (await import('./journal/deliveries.ts')).retryAll
  }
}
