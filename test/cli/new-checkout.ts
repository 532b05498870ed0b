import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { satu } from '../../src/cli/satu.ts'
import { loadSections } from '../suites/config.ts'
import { testFolder } from '../suites/folder.ts'

interface Asserting {
  equal(found: unknown, wanted: unknown, message: string): unknown
}

/** A checkout of the hub in which there is no adapter yet. */
export interface Checkout {
  root: string
  /** Writes one with `satu adapter new`. */
  add(t: Asserting, product: string, ...args: string[]): Promise<void>
  /** Runs a program of Node's there; what it says is told when it fails. */
  passes(t: Asserting, args: readonly string[]): Promise<void>
  checksTypes(t: Asserting): Promise<void>
  lints(t: Asserting): Promise<void>
  /** Runs tests in one process. */
  tests(t: Asserting, files: readonly string[]): Promise<void>
  /** Runs `satu adapter test` with these arguments, one after the other. */
  conforms(t: Asserting, runs: readonly (readonly string[])[]): Promise<void>
}

export function createCheckout(): Checkout {
  const root = testFolder()
  for (const path of ['src', 'demo', 'config', 'test/canary/canaries.ts', 'test/suites', 'test/kit', 'test/services',
    'test/services.ts', 'test/adapters/mapping.ts', 'test/adapters/records.ts', 'package.json', '.oxlintrc.json',
    'adapters/index.ts'])
  {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    cpSync(path, join(root, path), { recursive: true })
  }
  symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'))
  const table = join(root, 'adapters', 'index.ts')
  writeFileSync(table, readFileSync(table, 'utf8').replace(/^ {2}'?[a-z-]+'?: \(\) => .+\n/gm, ''))
  const tsconfig = JSON.parse(readFileSync('tsconfig.json', 'utf8')) as object
  writeFileSync(join(root, 'tsconfig.json'),
    JSON.stringify({ ...tsconfig, include: ['adapters', 'test/adapters', 'src/**/*.d.ts'] }))
  const tool = (path: string): string => join('node_modules', path)

  async function passes(t: Asserting, args: readonly string[]): Promise<void> {
    const bin = join(process.cwd(), 'node_modules', '.bin')
    // Without what tap puts in front of every program of Node's.
    const child = spawn('/usr/bin/env', ['-u', 'NODE_OPTIONS', process.execPath, ...args], { cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: `${bin}:${process.env['PATH']}` } })
    const output: Buffer[] = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk))
    const code = await new Promise(resolve => {
      child.once('close', resolve)
    })
    t.equal(code, 0, code === 0 ? args.join(' ') : Buffer.concat(output).toString().slice(-6_000))
  }

  return {
    root,
    passes,
    async add(t, product, ...args) {
      const said: string[] = []
      t.equal(
        await satu(['adapter', 'new', product, ...args], { env: {}, adapters: {}, sections: loadSections, root,
          write: () => {} }, line => said.push(line)),
        0,
        `${args.join(' ')}: ${said.join()}`
      )
    },
    checksTypes: t => passes(t, [tool('@typescript/native/bin/tsc'), '-p', '.']),
    lints: t => passes(t, [tool('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings', 'adapters', 'test/adapters']),
    tests(t, files) {
      writeFileSync(join(root, 'test/adapters/all.test.ts'),
        `import t from 'tap'\nt.setTimeout(120_000)\n${files.map(file => `await import('${file}')\n`).join('')}`)
      return passes(t, ['test/adapters/all.test.ts'])
    },
    conforms(t, runs) {
      writeFileSync(join(root, 'suite.ts'), `
        import { adapters } from './adapters/index.ts'
        import { satu } from './src/cli/satu.ts'
        import { sections } from './src/features.ts'
        const loadSections = async () => sections
        for (const args of ${JSON.stringify(runs)}) {
          const command = ['adapter', 'test', '--failures', ...args]
          const context = { env: {}, adapters, sections: loadSections, write: console.log }
          const code = await satu(command, context, console.error)
          process.exitCode ||= code
        }`)
      return passes(t, ['suite.ts'])
    }
  }
}
