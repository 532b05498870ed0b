import type { Test } from 'tap'
import { type HubProcess, startHub } from '../../demo/hub-process.ts'
import { type RunningSystem, startLegacySystem } from '../../demo/legacy-system.ts'
import { createSystems } from '../../demo/systems/index.ts'
import { freePort } from '../services/wait.ts'
import { testFolder } from './folder.ts'
import { quietCityFile } from './quiet-city.ts'
import { theCity } from './the-city.ts'
import { signToken } from './token.ts'

const JWT_SECRET = 'a key for tests that is long enough'

export interface HubProcesses {
  /** Where each process listens. */
  urls: readonly string[]
  /** Ends one at once, without a word. */
  kill(index: number): void
  /** Asks one to close, as whoever runs it does, and waits: its exit code. */
  close(index: number): Promise<number>
  authorization: { authorization: string }
  system(id: string): RunningSystem
}

export interface HubProcessesOptions {
  count: number
  env?: NodeJS.ProcessEnv
  latencyMs?: number
}

/** A hub of several processes over one demo city, as they would run on several machines. */
export async function startProcesses(
  t: Test,
  { count, env = {}, latencyMs = 20 }: HubProcessesOptions
): Promise<HubProcesses> {
  const running = await Promise.all(
    createSystems(theCity()).map(protocol => startLegacySystem(protocol, { latencyMs }))
  )
  t.teardown(() => Promise.all(running.map(system => system.stop())))
  const systemsEnv = Object.assign({}, ...running.map(({ environment }) => environment)) as NodeJS.ProcessEnv
  const hubs: HubProcess[] = []
  const urls = await Promise.all(Array.from({ length: count }, async (_, index) => {
    const port = await freePort()
    const dataDir = testFolder()
    const hub = startHub({
      entry: 'bin/hub.mjs',
      cwd: process.cwd(),
      port,
      env: {
        ...process.env,
        ...systemsEnv,
        PORT: String(port),
        SATU_CONFIG: quietCityFile(),
        SATU_ENV: 'development',
        SATU_DATA_DIR: dataDir,
        SATU_LOG_FILE: `${dataDir}/hub.log`,
        SATU_JWT_SECRET: JWT_SECRET,
        ...env
      }
    })
    hubs[index] = hub
    t.teardown(() => hub.stop(2_000))
    await hub.ready
    return `http://127.0.0.1:${port}`
  }))
  return {
    urls,
    kill(index) {
      const pid = hubs[index]?.pid
      if (pid !== undefined) process.kill(pid, 'SIGKILL')
    },
    async close(index) {
      const hub = hubs[index]
      if (hub?.pid === undefined) throw new Error(`no process ${index}`)
      process.kill(hub.pid, 'SIGTERM')
      return hub.ended
    },
    authorization: {
      authorization: `Bearer ${
        signToken(JWT_SECRET, { sub: 'demo-app',
          scope: 'complaints:read complaints:write complaints:operate submissions:read licences:read systems:read ' +
            'systems:operate' })
      }`
    },
    system(id) {
      const found = running.find(system => system.id === id)
      if (found === undefined) throw new Error(`no system ${id}`)
      return found
    }
  }
}
