// npm run check [names]: everything that can be told without running the software. One line a check, and what a failed
// one has to say, and notes of what could not be found out.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { needGenerated } from './generate/files.ts'

interface Check {
  name: string
  command: readonly string[]
}

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = join(root, 'node_modules', '.bin')
const tool = (path: string): string => join(root, 'node_modules', path)
const present = (...folders: string[]): string[] => folders.filter(folder => existsSync(join(root, folder)))

// Folders are named: oxlint would walk through node_modules otherwise.
const product = present('src', 'adapters', 'demo')
const clients = present('clients')
const sources = [...product, ...clients, ...present('test', 'templates', 'scripts', 'bench')]

const checks: readonly Check[] = [
  { name: 'format', command: [tool('dprint/bin.cjs'), 'check'] },
  { name: 'lines', command: ['scripts/check-lines.ts'] },
  { name: 'lint', command: [tool('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings', ...sources] },
  { name: 'types', command: [tool('@typescript/native/bin/tsc'), '-p', '.'] },
  { name: 'page types', command: [tool('@typescript/native/bin/tsc'), '-p', 'src/features/command-center/assets'] },
  { name: 'contract',
    command: [tool('@redocly/cli/bin/cli.js'), 'lint', 'openapi/satu.yaml', 'src/contract/contract-3.0.gen.json'] },
  { name: 'generated', command: ['scripts/generate.ts', '--check'] },
  {
    name: 'dependencies',
    command: [tool('dependency-cruiser/bin/dependency-cruiser.mjs'), '--config', '.dependency-cruiser.cjs', ...product,
      ...clients]
  },
  { name: 'dockerfile', command: ['scripts/check-dockerfile.ts'] },
  { name: 'packages', command: ['scripts/check-packages.ts'] }
]

const wanted = process.argv.slice(2)
const unknown = wanted.filter(name => !checks.some(check => check.name === name))
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(', ')}; there are ${checks.map(({ name }) => name).join(', ')}`)
  process.exit(1)
}

needGenerated()

function run({ command }: Check): Promise<{ failed: boolean; output: string }> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, [...command], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        // oxlint looks for its type-aware half there, and this process may have been started without npm.
        PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`,
        REDOCLY_TELEMETRY: 'off',
        REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true'
      }
    })
    const output: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk))
    child.once('error', error => resolve({ failed: true, output: error.message }))
    child.once('close', code => resolve({ failed: code !== 0, output: Buffer.concat(output).toString() }))
  })
}

const queue = checks.filter(({ name }) => wanted.length === 0 || wanted.includes(name))

async function work(): Promise<void> {
  for (let check = queue.shift(); check; check = queue.shift()) {
    const start = performance.now()
    const { failed, output } = await run(check)
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    console.log(`${failed ? 'failed' : 'ok    '} ${check.name} ${seconds} s`)
    // What a check could not find out is told even when nothing is wrong.
    const told = failed ? output.trimEnd() : output.split('\n').filter(line => line.startsWith('note: ')).join('\n')
    if (told !== '') console.log(told.replace(/^/gm, '  '))
    if (failed) process.exitCode = 1
  }
}

await Promise.all(Array.from({ length: availableParallelism() }, work))
