import type { CommandGroup } from './command.ts'

export const events: CommandGroup = {
  summary: "follow what happens in the city's applications",
  commands: { tail: async () => (await import('./events/tail.ts')).tail }
}
