import { execFileSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { cpus, release, totalmem, type } from 'node:os'
import { delimiter, join } from 'node:path'

/** The path of a program, when it is installed. */
export function locate(program: string): string | undefined {
  return (process.env['PATH'] ?? '').split(delimiter).map(folder => join(folder, program)).find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Cores that processes are kept on: the server alone on the first, what asks it on the last. */
export const cores = { server: 0, load: cpus().length - 1, all: 'all' } as const

export type Core = number | 'all'

/** Whether processes can be kept on cores of their own; else they take each other's time. */
export const isPinned = locate('taskset') !== undefined && cpus().length > 1

/** The arguments of a command, kept on a core where that can be. */
export function pinned(core: Core, command: readonly string[]): [string, ...string[]] {
  const [program = '', ...rest] = command
  return isPinned && core !== 'all' ? ['taskset', '-c', String(core), program, ...rest] : [program, ...rest]
}

/** CPU time is counted in ticks; 100 a second on every Linux that is met today. */
export const tickMs = 1_000 /
  (locate('getconf') === undefined ? 100 : Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' })))

export function describeMachine(): string {
  const [cpu] = cpus()
  return [
    `${cpus().length} cores, ${cpu?.model.trim() ?? 'unknown CPU'}, ${
      Math.round(totalmem() / 2 ** 30)
    } GiB, ${type()} ${release()}, Node ${process.version}`,
    isPinned
      ? `server on core ${cores.server}, load and legacy systems on core ${cores.load}`
      : 'processes are not kept on cores of their own (needs taskset and two cores): figures are rough',
    locate('wrk') === undefined ? 'load by bench/load-generator.ts (wrk is not installed)' : 'load by wrk',
    ...describeAbsent()
  ].join('\n')
}

/** Whose rows are missing: servers of other makers are compared where they are. */
function describeAbsent(): string[] {
  const absent = [['nginx', 'nginx'], ['haproxy', 'HAProxy']].flatMap((
    [program = '', name = '']
  ) => (locate(program) === undefined ? [name] : []))
  return absent.length === 0 ? [] : [`not compared with ${absent.join(' and ')}: not installed`]
}
