import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { checkDockerfile, readContext } from '../../scripts/check-dockerfile.ts'
import { temporaryDirectory } from '../services/service.ts'
import { freePort, until } from '../services/wait.ts'
import { cityVariables } from '../suites/city-variables.ts'
import { buildByHand } from './image-by-hand.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8')
const context = readContext(root)

t.test('the Dockerfile keeps its promises', async t => {
  t.strictSame(checkDockerfile(dockerfile, context), [])
})

const mistakes: Array<[name: string, from: string | RegExp, to: string, message: string]> = [
  ['a word that is no instruction', 'WORKDIR /app', 'WORKDIRS /app', 'Unknown instruction: WORKDIRS'],
  ['an image without a release', '${NODE_VERSION}-bookworm-slim AS', 'latest AS',
    'node:latest is not pinned to a release'],
  ['another Node', /NODE_VERSION=.*/, 'NODE_VERSION=22.1.0', `NODE_VERSION is not ${context.nodeVersion}`],
  ['a file that is not there', 'COPY src src', 'COPY source src', 'source is not in the build context'],
  ['ADD', 'COPY src', 'ADD src', 'ADD fetches and unpacks'],
  ['a secret', 'HOST=0.0.0.0', 'SATU_JWT_SECRET=x', 'secrets come from the environment'],
  ['root', 'USER 1000:1000', 'USER root', 'the last USER is not a number other than 0'],
  ['no user', 'USER 1000:1000\n', '', 'the last USER is not a number other than 0'],
  ['a step after the user', 'USER 1000:1000', 'USER 1000:1000\nRUN true', 'RUN follows USER'],
  ['no health check', /^HEALTHCHECK[^]*?\nCMD/m, 'CMD', 'the last stage has not one HEALTHCHECK'],
  ['a shell around the process', /^CMD.*$/m, 'CMD node bin/hub.mjs', 'CMD runs in a shell']
]

for (const [name, from, to, message] of mistakes) {
  t.test(`refuses ${name}`, async t => {
    const changed = dockerfile.replace(from, to)
    t.not(changed, dockerfile)
    const found = checkDockerfile(changed, context).map(finding => finding.message)
    t.ok(found.some(text => text.startsWith(message)), found.join('\n') || 'nothing found')
  })
}

t.test('refuses a package that has to be built', async t => {
  const found = checkDockerfile(dockerfile, { ...context, scripted: ['node', 'better-sqlite3'] })
  t.match(found, [{ message: /^better-sqlite3 would not be installed whole/ }])
})

const isRoot = process.getuid?.() === 0

t.test('each step works by hand, and the process runs, is healthy and ends', { skip: !isRoot && 'only root' },
  async t => {
    const directory = temporaryDirectory('image')
    t.teardown(() => rmSync(directory, { recursive: true, force: true }))
    const image = buildByHand(root, directory)

    const modules = join(image.directory, 'node_modules')
    t.ok(existsSync(join(modules, 'fastify')))
    for (const absent of ['node', 'tap', 'typescript'])
      t.notOk(existsSync(join(modules, absent)), `${absent} is left out`)
    t.notOk(existsSync(join(image.directory, 'adapters/siak/fixtures')), 'fixtures are left out')

    // The image's own Node, which stands at another place than this machine's.
    const node = join(directory, 'node')
    cpSync(process.execPath, node)
    const port = await freePort()
    const run = {
      cwd: image.directory,
      uid: image.uid,
      gid: image.gid,
      env: {
        ...cityVariables(),
        ...image.environment,
        PORT: String(port),
        SATU_JWT_SECRET: 'a key that only this test knows, long enough'
      }
    }
    // tap puts its own loaders into each Node that a test starts; the image has none.
    const inImage = (command: readonly string[]) => ['-u', 'NODE_OPTIONS', node, ...command.slice(1)]
    const healthy = () => spawnSync('/usr/bin/env', inImage(image.healthCommand), run).status === 0
    t.notOk(healthy(), 'nothing runs')
    const hub = spawn('/usr/bin/env', inImage(image.command), { ...run, stdio: ['ignore', 'pipe', 'pipe'] })
    const output = Promise.all([text(hub.stdout), text(hub.stderr)])
    t.teardown(() => hub.kill('SIGKILL'))
    await until(() => hub.exitCode !== null || healthy(), { what: 'a healthy hub', timeoutMs: 60_000 })
    t.equal(hub.exitCode, null, 'still running')
    hub.kill('SIGTERM')
    const [code] = await once(hub, 'exit')
    t.equal(code, 0, (await output).join('\n'))
  })
