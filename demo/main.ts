import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createDemoCity } from './city/city.ts'
import { startControl } from './control.ts'
import { startHub } from './hub-process.ts'
import { createInbox } from './inbox.ts'
import { startLegacySystem } from './legacy-system.ts'
import { checkPortIsFree, DemoError, portError, readPort } from './ports.ts'
import { createSystems } from './systems/index.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const latencyMs = 4

/** What is to be closed again, in this order. */
const closers: (() => Promise<unknown>)[] = []
let ending: Promise<never> | undefined

/** Ends the demo once, whoever asks first: a signal, the hub's death, a fault at start. */
function end(code: number): Promise<never> {
  return (ending ??= (async () => {
    for (const close of closers) await close()
    process.exit(code)
  })())
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0))

// npm hands a signal to its shell, which dies of it without telling us.
if (process.env['npm_lifecycle_event'] === 'demo') {
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && void end(0), 250).unref()
}

async function main(): Promise<void> {
  const port = readPort(process.env, 'PORT', 8080)
  const controlPort = readPort(process.env, 'DEMO_PORT', 8090)
  if (port === controlPort) throw new DemoError(`PORT and DEMO_PORT are both ${port}: set one of them to another port`)
  await checkPortIsFree('PORT', port)
  await checkPortIsFree('DEMO_PORT', controlPort)

  const dataDir = resolve(process.env['SATU_DATA_DIR'] || join(root, '.satu'))
  const logFile = process.env['SATU_LOG_FILE'] || join(dataDir, 'hub.log')
  makeDirectory(dataDir)
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PORT: String(port),
    SATU_CONFIG: 'config/bandung.yaml',
    SATU_ENV: 'development',
    SATU_DATA_DIR: dataDir,
    SATU_LOG_FILE: logFile
  }
  // The command that prints a token needs nothing of the systems, so it runs while they start.
  const token = issueToken(env, 'demo-app')
  const operator = issueToken(env, 'operations')
  for (const issued of [token, operator]) issued.catch(() => {})

  const systems = await Promise.all(
    createSystems(createDemoCity()).map(protocol => startLegacySystem(protocol, { latencyMs }))
  )
  closers.push(() => Promise.all(systems.map(system => system.stop())))
  const inbox = createInbox()
  const control = await startControl(systems, { port: controlPort, inbox }).catch((error: unknown) => {
    throw portError(error, 'DEMO_PORT', controlPort)
  })
  closers.push(() => control.stop())

  // Asked to stop meanwhile: nothing may be started any more.
  if (ending !== undefined) return
  const hub = startHub({ entry: 'bin/hub.mjs', cwd: root,
    env: Object.assign(env, { ALERT_URL: `${control.url}/inbox`, ALERT_SECRET: inbox.secret },
      ...systems.map(system => system.environment)), port })
  // First of all, so that the hub does not see its systems go.
  closers.unshift(() => hub.stop())
  void hub.ended.then(async code => {
    if (ending !== undefined) return
    process.stderr.write(`satu: the hub ended with exit code ${code}; the end of ${logFile}:\n${lastLines(logFile, 5)}`)
    await end(code === 0 ? 1 : code)
  })

  const [bearer, watcher] = await Promise.all([token, operator, hub.ready])
  if (ending !== undefined) return
  const hubUrl = `http://127.0.0.1:${port}`
  for (const system of systems) system.pushTo?.(hubUrl)
  process.stdout.write(
    `satu: ready on ${hubUrl}\n` +
      `curl -s '${hubUrl}/v1/licences?limit=3'\n` +
      `curl -s -H 'Authorization: Bearer ${bearer}' '${hubUrl}/v1/licence-applications?limit=3'\n` +
      `curl -s -X POST ${control.url}/systems/licensing-b/fault -d '{"kind":"down"}' && curl -s ` +
      `'${hubUrl}/v1/licences?status=active&limit=3'\n` +
      `the Command Center: ${hubUrl}/command-center#token=${watcher}\n`
  )
}

function makeDirectory(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new DemoError(
      `the folder ${path} cannot be made (${(error as NodeJS.ErrnoException).code}): set SATU_DATA_DIR to another`
    )
  }
}

async function issueToken(env: NodeJS.ProcessEnv, consumer: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['src/cli.ts', 'token', '--consumer', consumer], {
    cwd: root,
    env
  }).catch(
    (error: { stderr?: string; message: string }) => {
      throw new DemoError(`no token could be made: ${(error.stderr || error.message).trim()}`)
    }
  )
  return stdout.trim()
}

function lastLines(file: string, count: number): string {
  try {
    return `${readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n')}\n`
  } catch {
    return '(there is no log)\n'
  }
}

main().catch(async (error: unknown) => {
  if (ending === undefined)
    process.stderr.write(`satu: ${error instanceof DemoError ? error.message : String((error as Error).stack)}\n`)
  await end(1)
})
