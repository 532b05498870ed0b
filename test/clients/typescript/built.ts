import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Test } from 'tap'
import { root } from '../../suites/demo-process.ts'

export const source = join(root, 'clients/typescript')

export interface Manifest {
  name: string
  version: string
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  engines: { node: string }
}

export const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as Manifest

/** tap puts its loaders into each Node that a test starts. */
const PLAIN = '/usr/bin/env'
const plainly = ['-u', 'NODE_OPTIONS']

/** The package as its users have it: built, in the node_modules of a folder of its own. @returns that folder */
export function buildClient(t: Test): string {
  const folder = realpathSync(t.testdir({ node_modules: { '@satu': { client: {} } } }))
  const home = join(folder, 'node_modules/@satu/client')
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const { status, stdout, stderr } = spawnSync(PLAIN, [...plainly, process.execPath, tsc, '-p',
    join(source, 'tsconfig.build.json'), '--outDir', join(home, 'dist')], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stdout + stderr)
  writeFileSync(join(home, 'package.json'), JSON.stringify(manifest))
  for (const name of ['openapi-fetch', 'openapi-typescript-helpers'])
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name))
  mkdirSync(join(folder, 'app'))
  writeFileSync(join(folder, 'app/package.json'), '{"type":"module"}')
  return join(folder, 'app')
}

export interface Ran {
  code: number | null
  stdout: string
  stderr: string
}

/** Runs a program to its end. @param onOutput hears what it has said so far */
export function run(
  program: string,
  parameters: readonly string[],
  env: Record<string, string>,
  onOutput?: (stdout: string) => void,
  cwd?: string
): Promise<Ran> {
  return new Promise(resolve => {
    const child = spawn(PLAIN, [...plainly, program, ...parameters], { env: { PATH: process.env['PATH'] ?? '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'], ...(cwd !== undefined && { cwd }) })
    const out = { stdout: '', stderr: '' }
    child.stdout.on('data', chunk => {
      out.stdout += chunk
      onOutput?.(out.stdout)
    })
    child.stderr.on('data', chunk => (out.stderr += chunk))
    child.once('close', code => {
      resolve({ code, ...out })
    })
  })
}

/** The Nodes that are here: the one that runs this, and the oldest one that an installation brings. */
export function nodes(): { program: string; version: string }[] {
  const candidates = [process.execPath, '/usr/bin/node', '/usr/local/bin/node'].filter(existsSync)
  const found = new Map<string, { program: string; version: string }>()
  for (const program of candidates) {
    const version = spawnSync(PLAIN, [...plainly, program, '--version'], { encoding: 'utf8' }).stdout.trim()
    const [major = 0, minor = 0] = version.slice(1).split('.').map(Number)
    if (major > 20 || (major === 20 && minor >= 3)) found.set(version, { program, version })
  }
  return [...found.values()]
}
