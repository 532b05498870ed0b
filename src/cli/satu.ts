import { parseArgs } from 'node:util'
import { ConfigError, suggestion } from '../platform/config/problems.ts'
import { type Command, CommandError, type CommandGroup, type CommandTable, type Context, type Options,
  UsageError } from './command.ts'
import { groupCommands } from './group-commands.ts'

/** The core's commands. Each is loaded when it is called for, so that the quick ones stay quick. */
export const coreCommands: CommandTable = {
  check: async () => (await import('./check.ts')).check,
  token: async () => (await import('./token.ts')).token,
  key: async () => (await import('./key.ts')).key,
  access: async () => (await import('./access.ts')).access,
  routes: async () => (await import('./routes.ts')).routes,
  adapter: async () => (await import('./adapter.ts')).adapter,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./restore.ts')).restore,
  audit: async () => (await import('./audit.ts')).audit,
  journal: async () => (await import('./journal.ts')).journal,
  logs: async () => (await import('./logs.ts')).logs,
  events: async () => (await import('./events.ts')).events
}

/** A command or a group as it was named on the command line: `['adapter', 'test']`. */
interface Found {
  path: readonly string[]
  command: Command | CommandGroup
  rest: readonly string[]
}

/**
 * Runs one command line.
 * @param args without the program's own name
 * @param fail takes one line for standard error
 * @returns the exit code: 0 done, 1 it went wrong, 2 the command line is wrong
 */
export async function satu(args: readonly string[], context: Context, fail: (line: string) => void): Promise<number> {
  const [first = ''] = args
  let name = first
  try {
    if (['help', '--help', '-h'].includes(first))
      return await help(await findCommand(args[1] === 'help' ? [] : args.slice(1), context), context)
    const found = await findCommand(args, context)
    name = [...found.path, ...('commands' in found.command ? found.rest.slice(0, 1) : [])].join(' ')
    const { command, rest } = found
    if (rest.includes('--help') || rest.includes('-h')) return await help(found, context)
    if ('commands' in command) throw noSuchCommand(found)
    const { options, operands } = argumentsOf(command, rest)
    return await command.run(options, context, operands)
  } catch (error) {
    if (error instanceof ConfigError) fail(error.message)
    else if (error instanceof CommandError) fail(`satu ${name}: ${error.message}`)
    else if (error instanceof UsageError) {
      fail(`satu${name === '' ? '' : ` ${name}`}: ${error.message}`)
      fail('`satu help` lists commands, `satu help <command>` its options.')
      return 2
    } else throw error
    return 1
  }
}

/** What words name. Features are loaded where the core's commands do not say it all. */
async function findCommand(args: readonly string[], { commands }: Pick<Context, 'commands'>): Promise<Found> {
  const found = await findIn(coreCommands, args)
  return 'commands' in found.command && commands !== undefined ? findIn(groupCommands(await commands()), args) : found
}

/** Goes down the groups as far as words name something. */
async function findIn(commands: CommandTable, args: readonly string[]): Promise<Found> {
  let found: Found = { path: [], command: { summary: 'one gateway in front of legacy applications', commands },
    rest: args }
  while ('commands' in found.command) {
    const [word = '', ...rest] = found.rest
    const load = Object.hasOwn(found.command.commands, word) ? found.command.commands[word] : undefined
    if (load === undefined) break
    found = { path: [...found.path, word], command: await load(), rest }
  }
  return found
}

function noSuchCommand({ path, command, rest: [word = ''] }: Found): UsageError {
  const names = [...Object.keys((command as CommandGroup).commands), ...(path.length === 0 ? ['help'] : [])]
  if (word === '') return new UsageError(`which command? One of ${names.join(', ')}`)
  return new UsageError(`there is no such command${suggestion(word, names)}`)
}

function argumentsOf(
  { options, operands }: Command,
  args: readonly string[]
): { options: Options; operands: readonly string[] } {
  const unknown = args.map(arg => /^--([^=]+)/.exec(arg)?.[1]).find(option =>
    option !== undefined && !Object.hasOwn(options, option)
  )
  if (unknown !== undefined) {
    throw new UsageError(
      `unknown option --${unknown}${suggestion(`--${unknown}`, Object.keys(options).map(option => `--${option}`))}`
    )
  }
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, strict: true,
      allowPositionals: operands !== undefined })
    return { options: values as Options, operands: positionals }
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0] ?? 'wrong options')
  }
}

async function help(found: Found, { write }: Context): Promise<number> {
  const { path, command, rest } = found
  if ('commands' in command && rest.some(word => !word.startsWith('-'))) throw noSuchCommand(found)
  const name = ['satu', ...path].join(' ')
  if ('commands' in command) {
    const isTop = path.length === 0
    write(`Usage: ${name} <command> [options]`)
    write('')
    const width = Math.max(8, ...Object.keys(command.commands).map(word => word.length))
    for (const [word, load] of Object.entries(command.commands))
      write(`  ${word.padEnd(width)} ${(await load()).summary}`)
    if (isTop) write(`  ${'help'.padEnd(width)} show this, or the options of a command`)
    write('')
    write(
      isTop
        ? 'The variables that the commands read are described in docs/configuration.md.'
        : `\`satu help ${path.join(' ')} <command>\` shows the options of a command.`
    )
    return 0
  }
  const { summary, usage, operands } = command
  write(`Usage: ${name}${operands === undefined ? '' : ` ${operands}`}${usage.length > 0 ? ' [options]' : ''}`)
  write('')
  write(`  ${summary}`)
  if (usage.length > 0) write('')
  const width = Math.max(18, ...usage.map(([option]) => option.length))
  for (const [option, effect] of usage) write(`  ${option.padEnd(width)} ${effect}`)
  return 0
}
