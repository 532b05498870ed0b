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

/** The variables that config/bandung.yaml names. */
export const bandungEnv: NodeJS.ProcessEnv = Object.fromEntries([
  ...['LICENSING_A', 'LICENSING_B', 'COMPLAINTS', 'POPULATION', 'TRANSPORT'].map(name => [`${name}_URL`, 'http://127.0.0.1:9']),
  ...['LICENSING_A_KEY', 'LICENSING_B_KEY', 'COMPLAINTS_KEY', 'POPULATION_USER', 'POPULATION_PASSWORD', 'TRANSPORT_USER', 'TRANSPORT_PASSWORD']
    .map(name => [name, `canary-${name.toLowerCase()}`])
])
