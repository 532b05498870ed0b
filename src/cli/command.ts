import type { ParseArgsOptionsConfig } from 'node:util'
import type { RouteTable } from '../http/access.ts'
import type { AdapterTable } from '../platform/config/adapters.ts'
import type { ConfigSection } from '../platform/config/section.ts'
import { readVariable } from '../platform/config/variables.ts'

/** What a command may touch. Nothing else of the process is. */
export interface Context {
  env: NodeJS.ProcessEnv
  adapters: AdapterTable
  /** What features have in the city's file. Loaded by the commands that read it. */
  sections(): Promise<readonly ConfigSection[]>
  /** What stands beside the contract, with who may use it. Default: that of every hub. */
  routes?(): Promise<RouteTable>
  /** Every command of the product. Loaded for a word that the core's do not have. Default: the core's. */
  commands?(): Promise<CommandTable>
  /** Names of the steps by which features make their tables. Loaded by the commands that look at a store. */
  knownMigrations?(): Promise<readonly string[]>
  /** Folder with `adapters/` and `test/`, for commands that work on them. Default: the working folder. */
  root?: string
  /** Standard input, and whether something is piped into it. */
  input?: { isPiped: boolean; bytes: AsyncIterable<Buffer | string> }
  /** Whether lines are shown on a terminal that has colours. */
  hasColours?: boolean
  /** One line of the command's result. */
  write(line: string): void
}

export type Options = Readonly<Record<string, string | boolean | undefined>>

export interface Command {
  /** One line for `satu help`. */
  summary: string
  /** Each option with what it does, for `satu help <command>`. */
  usage: readonly (readonly [option: string, effect: string])[]
  options: ParseArgsOptionsConfig
  /** What it takes beside options, as help shows it: `<product>`. Without it nothing is taken. */
  operands?: string
  /** Gives the exit code. */
  run(options: Options, context: Context, operands: readonly string[]): Promise<number>
}

/** Commands under one word. Each is loaded when it is called for. */
export interface CommandGroup {
  summary: string
  commands: CommandTable
}
export type CommandTable = Readonly<Record<string, () => Promise<Command | CommandGroup>>>

/** The command line itself is wrong: told in one line, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** The command cannot do what was asked: told in one line, exit code 1. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
}

/** The value of a text option, if it was given. */
export function textOption(options: Options, name: string): string | undefined {
  const value = options[name]
  if (value === '') throw new UsageError(`--${name} needs a value`)
  return typeof value === 'string' ? value : undefined
}

/**
 * A variable of the commands themselves that may be given as a file.
 * @throws CommandError when that cannot be read
 */
export function secretOf(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const { value, problem } = readVariable(env, name)
  if (problem !== undefined) throw new CommandError(problem)
  return value
}
