import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { locate } from './machine.ts'
import { freePort } from './server.ts'

export interface BenchRedis {
  url: string
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>
  /** Starts it again, empty, at the same address. */
  start(): Promise<void>
}

const POLL_MS = 10

/** A Redis that keeps nothing on the disk; undefined where none is installed. */
export async function startRedis(): Promise<BenchRedis | undefined> {
  const program = locate('redis-server')
  if (program === undefined) return undefined
  const port = await freePort()
  let kill = async (): Promise<void> => {}
  const start = async (): Promise<void> => {
    const child = spawn(program, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no',
      '--dir', mkdtempSync(join(tmpdir(), 'satu-bench-'))], { stdio: 'ignore' })
    kill = async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
    while (!(await listens(port))) {
      if (child.exitCode !== null) throw new Error(`redis-server ended with ${child.exitCode}`)
      await wait(POLL_MS)
    }
  }
  await start()
  return { url: `redis://127.0.0.1:${port}`, kill: () => kill(), start }
}

function listens(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    const end = (answer: boolean): void => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => {
      end(true)
    })
    socket.once('error', () => {
      end(false)
    })
  })
}
