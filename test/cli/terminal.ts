import { readFileSync } from 'node:fs'
import { adapters } from '../../adapters/index.ts'
import type { AdapterTable } from '../../src/config/adapters.ts'
import { satu } from '../../src/cli/satu.ts'

export interface Outcome {
  code: number
  out: string[]
  err: string[]
}

/** Runs a command line as a terminal would, in this process. */
export async function run(args: string, env: NodeJS.ProcessEnv = {}, table: AdapterTable = adapters): Promise<Outcome> {
  const out: string[] = []
  const err: string[] = []
  const code = await satu(args.split(' ').filter(Boolean), { env, adapters: table, write: line => out.push(line) }, line => err.push(line))
  return { code, out, err }
}

/** The variables that config/bandung.yaml names, each with a value that fits. */
export const bandungEnv: NodeJS.ProcessEnv = Object.fromEntries(
  [...readFileSync('config/bandung.yaml', 'utf8').matchAll(/\$\{([A-Z_]+)\}/g)].map(([, name = '']) => [name, valueOf(name)])
)

function valueOf(name: string): string {
  if (name.endsWith('_FILES_URL')) return 'file:///srv/drop'
  if (name.endsWith('_FTP_URL')) return 'ftp://127.0.0.1:9'
  return name.endsWith('_URL') ? 'http://127.0.0.1:9' : `canary-${name.toLowerCase()}`
}
