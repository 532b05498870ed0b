import { adapters } from '../../adapters/index.ts'
import { satu } from '../../src/cli/satu.ts'
import { knownSteps, routes } from '../../src/features.ts'
import type { AdapterTable } from '../../src/platform/config/adapters.ts'
import { commands } from '../../src/process/commands.ts'
import { cityVariables } from '../suites/city-variables.ts'
import { loadSections } from '../suites/config.ts'

export interface Outcome {
  code: number
  out: string[]
  err: string[]
}

/** Runs a command line as a terminal would, in this process. */
export async function run(args: string, env: NodeJS.ProcessEnv = {}, table: AdapterTable = adapters): Promise<Outcome> {
  const out: string[] = []
  const err: string[] = []
  const code = await satu(args.split(' ').filter(Boolean), { env, adapters: table, sections: loadSections,
    routes: () => Promise.resolve(routes), commands: () => Promise.resolve(commands),
    knownMigrations: () => Promise.resolve(knownSteps), write: line => out.push(line) }, line => err.push(line))
  return { code, out, err }
}

/** The variables that config/bandung.yaml names, each with a value that fits. */
export const bandungEnv: NodeJS.ProcessEnv = cityVariables()
