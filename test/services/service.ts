import { spawn } from 'node:child_process'
import { accessSync, constants, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** One real service that tests use: how it is named, found, installed and started. */
export interface Service {
  /** As people call it, for messages. */
  name: string
  /** The environment variable that points at a running one and spares the start. */
  variable: string
  /** An example of the variable's value, for messages. */
  example: string
  /** The Debian package that brings it. */
  package: string
  /** Takes seconds to start: only for runs with a test file that asks `test/services.ts` for it. */
  slow?: boolean
  /** Path of the program on this machine, or undefined. */
  locate(): string | undefined
  /** Starts a private one; it ends with its `stop`, or with this process at the latest. */
  start(): Promise<RunningService>
}

export interface RunningService {
  /** What goes into the variable. */
  url: string
  stop(): Promise<void>
}

export interface Server {
  directory: string
  stop(): Promise<void>
}

const keeper = fileURLToPath(new URL('keeper.ts', import.meta.url))

/** Path of a program on the PATH; Debian keeps servers in /usr/sbin, which is not on everybody's. */
export function onPath(program: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']
  return folders.map(folder => join(folder, program)).find(path => {
    try {
      accessSync(path, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** A short path: a Unix socket's may have 107 bytes. The keeper removes it. */
export function temporaryDirectory(name: string): string {
  return mkdtempSync(join(tmpdir(), `satu-${name}-`))
}

/**
 * Starts a program in the foreground and waits until `ready` answers true.
 * A keeper process stands between: it sees this process end by whatever cause, `kill -9` included, and then stops the
 * program and removes its directory.
 */
export async function startServer(options: {
  name: string
  directory: string
  program: string
  parameters: readonly string[]
  ready(): Promise<boolean>
  /** What asks the program to end. Default SIGTERM. */
  stopSignal?: NodeJS.Signals
  timeoutMs?: number
}): Promise<Server> {
  const { name, directory, stopSignal = 'SIGTERM', timeoutMs = 20_000 } = options
  // tap puts its loaders into each Node that a test starts, and would wait for them here.
  const command = ['-u', 'NODE_OPTIONS', process.execPath, keeper, directory, stopSignal, options.program,
    ...options.parameters]
  const child = spawn('/usr/bin/env', command, { stdio: ['pipe', 'pipe', 'ignore'], detached: true })
  const output: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
  let ended = false
  const end = new Promise<void>(resolve => {
    child.once('error', () => resolve())
    child.once('close', () => resolve())
  }).then(() => {
    ended = true
  })
  const stop = async (): Promise<void> => {
    // Its output may close a moment after it has ended: without both, a process with nothing else to do would be over.
    child.ref()
    setRef(child.stdout, 'ref')
    child.stdin.destroy()
    await end
  }
  child.unref()
  setRef(child.stdin, 'unref')
  setRef(child.stdout, 'unref')

  const deadline = Date.now() + timeoutMs
  while (!(await options.ready())) {
    if (ended || Date.now() > deadline) {
      const why = ended ? 'ended at once' : `was not ready after ${timeoutMs} ms`
      await stop()
      throw new Error(`${name} ${why}\n${Buffer.concat(output).toString().slice(-2000)}`)
    }
    await delay(10)
  }
  return { directory, stop }
}

/** Pipes are sockets, though their types do not say so. */
function setRef(pipe: unknown, how: 'ref' | 'unref'): void {
  ;(pipe as Partial<Record<typeof how, () => void>>)[how]?.()
}
