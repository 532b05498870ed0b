import { parseArgs } from 'node:util'
import { ConfigError, suggestion } from '../config/problems.ts'
import { CommandError, UsageError, type Command, type Context, type Options } from './command.ts'

// Each is loaded when it is called for, so that the quick ones stay quick.
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start.ts')).start,
  check: async () => (await import('./check.ts')).check,
  token: async () => (await import('./token.ts')).token,
  routes: async () => (await import('./routes.ts')).routes
}
const names = [...Object.keys(commands), 'help']

/**
 * Runs one command line.
 * @param args without the program's own name
 * @param fail takes one line for standard error
 * @returns the exit code: 0 done, 1 it went wrong, 2 the command line is wrong
 */
export async function satu(args: readonly string[], context: Context, fail: (line: string) => void): Promise<number> {
  const [name = '', ...rest] = args
  try {
    if (name === '') throw new UsageError(`which command? One of ${names.join(', ')}`)
    if (['help', '--help', '-h'].includes(name)) return await help(rest[0], context)
    const command = await find(name)
    if (rest.includes('--help') || rest.includes('-h')) return await help(name, context)
    return await command.run(optionsOf(command, rest), context)
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

async function find(name: string): Promise<Command> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (load === undefined) throw new UsageError(`there is no such command${suggestion(name, names)}`)
  return await load()
}

function optionsOf({ options }: Command, args: readonly string[]): Options {
  const unknown = args.map(arg => /^--([^=]+)/.exec(arg)?.[1]).find(option => option !== undefined && !Object.hasOwn(options, option))
  if (unknown !== undefined) {
    throw new UsageError(`unknown option --${unknown}${suggestion(`--${unknown}`, Object.keys(options).map(option => `--${option}`))}`)
  }
  try {
    return parseArgs({ args: [...args], options, strict: true }).values as Options
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0] ?? 'wrong options')
  }
}

async function help(name: string | undefined, { write }: Context): Promise<number> {
  if (name === undefined || name === 'help') {
    write('Usage: satu <command> [options]')
    write('')
    for (const command of Object.keys(commands)) write(`  ${command.padEnd(8)} ${(await find(command)).summary}`)
    write(`  ${'help'.padEnd(8)} show this, or the options of a command`)
    write('')
    write('The variables that the commands read are described in docs/configuration.md.')
    return 0
  }
  const { summary, usage } = await find(name)
  write(`Usage: satu ${name}${usage.length > 0 ? ' [options]' : ''}`)
  write('')
  write(`  ${summary}`)
  if (usage.length > 0) write('')
  for (const [option, effect] of usage) write(`  ${option.padEnd(18)} ${effect}`)
  return 0
}
