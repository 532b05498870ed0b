import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { temporaryDirectory } from '../services/service.ts'
import { freePort, until } from '../services/wait.ts'
import { cityVariables } from '../suites/city-variables.ts'
import { buildByHand } from './image-by-hand.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
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
