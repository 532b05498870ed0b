import { type Command, CommandError } from '../cli/command.ts'
import { ConfigError } from '../platform/config/problems.ts'

export const start: Command = {
  summary: 'run the hub until it is told to stop',
  usage: [],
  options: {},
  async run(_options, { env }) {
    // Loaded here alone: the other commands stay fast without the hub.
    const { run } = await import('../main.ts')
    try {
      await run(env)
      return Number(process.exitCode ?? 0)
    } catch (error) {
      throw error instanceof ConfigError ? error : new CommandError((error as Error).message, { cause: error })
    }
  }
}
