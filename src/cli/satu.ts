import { parseArgs } from 'node:util'
import { ConfigError, suggestion } from '../config/problems.ts'
import { check } from './check.ts'
import { CommandError, UsageError, type Command, type Context, type Options } from './command.ts'
import { routes } from './routes.ts'
import { start } from './start.ts'
import { token } from './token.ts'

const commands: Readonly<Record<string, Command>> = { start, check, token, routes }
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
    if (['help', '--help', '-h'].includes(name)) return help(rest[0], context)
    const command = find(name)
    if (rest.includes('--help') || rest.includes('-h')) return help(name, context)
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

function find(name: string): Command {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command === undefined) throw new UsageError(`there is no such command${suggestion(name, names)}`)
  return command
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

function help(name: string | undefined, { write }: Context): number {
  if (name === undefined || name === 'help') {
    write('Usage: satu <command> [options]')
    write('')
    for (const [command, { summary }] of Object.entries(commands)) write(`  ${command.padEnd(8)} ${summary}`)
    write(`  ${'help'.padEnd(8)} show this, or the options of a command`)
    write('')
    write('The variables that the commands read are described in docs/configuration.md.')
    return 0
  }
  const { summary, usage } = find(name)
  write(`Usage: satu ${name}${usage.length > 0 ? ' [options]' : ''}`)
  write('')
  write(`  ${summary}`)
  if (usage.length > 0) write('')
  for (const [option, effect] of usage) write(`  ${option.padEnd(18)} ${effect}`)
  return 0
}
