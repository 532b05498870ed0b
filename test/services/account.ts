import { execFile, spawnSync } from 'node:child_process'
import { chownSync } from 'node:fs'

/** Database servers refuse to run as root: then they run as the account that their package brings. */
export interface Account {
  /** Puts `command` behind what makes it run as the account; as it is when nobody else is needed. */
  as(command: readonly string[]): { program: string; parameters: string[] }
  /** Hands a file or directory over. */
  own(path: string): void
}

export function accountOf(name: string): Account {
  if (process.getuid?.() !== 0) return { as: split, own: () => {} }
  const uid = idOf('-u', name)
  const gid = idOf('-g', name)
  return {
    // setpriv becomes the program, so its process id is the server's.
    as: command => split(['/usr/bin/setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...command]),
    own: path => chownSync(path, uid, gid)
  }
}

function split([program, ...parameters]: readonly string[]): { program: string; parameters: string[] } {
  if (program === undefined) throw new Error('no program')
  return { program, parameters }
}

function idOf(kind: '-u' | '-g', name: string): number {
  const { status, stdout } = spawnSync('id', [kind, name], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`there is no account ${name}`)
  return Number(stdout)
}

/** Runs a command to its end. @throws Error with what it said */
export function runToEnd(
  { program, parameters }: { program: string; parameters: string[] },
  cwd: string
): Promise<void> {
  const { NODE_OPTIONS: _, ...env } = process.env
  return new Promise((resolve, reject) => {
    execFile(program, parameters, { cwd, env, timeout: 60_000 }, (error, stdout, stderr) => {
      if (error)
        reject(new Error(`${parameters.join(' ')} failed\n${`${stdout}${stderr}`.slice(-2000)}`, { cause: error }))
      else resolve()
    })
  })
}
