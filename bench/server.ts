import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { type Core, cores, pinned, tickMs } from './machine.ts'

/** A server under measurement: a process of its own. */
export interface Server {
  /** `http://127.0.0.1:<port>` */
  url: string
  /** From its start until it answered, or said that it would. */
  readyMs: number
  /**
   * CPU time used since its start by it and the processes that it has, all threads, user and kernel; undefined where
   * /proc is not.
   */
  cpuMs(): number | undefined
  residentMiB(): number | undefined
  /** The most that it had resident since its start, or since this was asked the last time. */
  peakMiB(): number | undefined
  stop(): Promise<void>
}

export interface ServerOptions {
  command: readonly string[]
  env?: Record<string, string | undefined>
  core?: Core
}

const START_MS = 30_000
const STOP_MS = 20_000
const POLL_MS = 2

/** Starts a process that says where it listens on a line of its own, as JSON with the key `url`. */
export async function startSpeaking<T extends { url: string }>(options: ServerOptions): Promise<Server & { said: T }> {
  const { child, started, ...running } = start(options, ['ignore', 'pipe', 'inherit'])
  const said = new Promise<T>(resolve => {
    if (child.stdout)
      createInterface({ input: child.stdout }).on('line', line => {
        resolve(JSON.parse(line) as T)
      })
  })
  const value = await running.unlessItEnds(said)
  return { ...running, url: value.url, said: value, readyMs: performance.now() - started }
}

/**
 * Starts a process that listens on the port that PORT names, or its command, and waits until a path of it answers 200.
 * @param command what is run, or how it is run on a port
 */
export async function startListening(
  { env, command, ...options }: Omit<ServerOptions, 'command'> & {
    command: readonly string[] | ((port: number) => readonly string[])
  },
  path: string
): Promise<Server> {
  const port = await freePort()
  const { child, started, ...running } = start(
    { ...options, command: typeof command === 'function' ? command(port) : command,
      env: { ...env, PORT: String(port) } },
    ['ignore', 'ignore', 'inherit']
  )
  const url = `http://127.0.0.1:${port}`
  await running.unlessItEnds((async () => {
    while (!(await answers(url + path))) {
      if (child.exitCode !== null || child.signalCode !== null) return
      await new Promise(resolve => {
        setTimeout(resolve, POLL_MS)
      })
    }
  })())
  return { ...running, url, readyMs: performance.now() - started }
}

function start(
  { command, env = {}, core = cores.server }: ServerOptions,
  stdio: ['ignore', 'pipe' | 'ignore', 'inherit']
): {
  child: ChildProcess
  started: number
  unlessItEnds: <T>(ready: Promise<T>) => Promise<T>
} & Pick<Server, 'cpuMs' | 'residentMiB' | 'peakMiB' | 'stop'> {
  const started = performance.now()
  const [program, ...parameters] = pinned(core, command)
  const child = spawn(program, parameters, { env: { ...process.env, ...env }, stdio })
  const ended = new Promise<never>((_resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      reject(new Error(`${command.join(' ')} ended with ${code ?? signal}`))
    })
  })
  ended.catch(() => {})

  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
    await gone
    clearTimeout(timer)
  }
  const unlessItEnds = async <T>(ready: Promise<T>): Promise<T> => {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`${command.join(' ')} was not ready within ${START_MS} ms`))
      }, START_MS)
    })
    try {
      return await Promise.race([ready, ended, late])
    } catch (error) {
      await stop()
      throw error
    } finally {
      clearTimeout(timer)
    }
  }
  const { pid = 0 } = child
  return { child, started, unlessItEnds, stop, cpuMs: () => cpuMsOf(pid), residentMiB: () => mebibytes(pid, 'VmRSS'),
    peakMiB: () => peakMiBOf(pid) }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

function answers(url: string): Promise<boolean> {
  return new Promise(resolve => {
    get(url, { agent: false }, response => {
      response.resume()
      resolve(response.statusCode === 200)
    }).once('error', () => {
      resolve(false)
    })
  })
}

function cpuMsOf(pid: number): number | undefined {
  const text = read(`/proc/${pid}/stat`)
  if (text === undefined) return undefined
  // The name before the bracket may hold spaces; utime and stime are the 12th and 13th after it.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const children = (read(`/proc/${pid}/task/${pid}/children`) ?? '').split(' ').filter(Boolean)
  return children.reduce((sum, child) => sum + (cpuMsOf(Number(child)) ?? 0),
    (Number(fields[11]) + Number(fields[12])) * tickMs)
}

function peakMiBOf(pid: number): number | undefined {
  const peak = mebibytes(pid, 'VmHWM')
  // 5 sets the high-water mark back to what is resident now (proc_pid_clear_refs(5)).
  if (peak !== undefined) writeFileSync(`/proc/${pid}/clear_refs`, '5')
  return peak
}

/** A line of the kernel's account of a process. */
function mebibytes(pid: number, name: string): number | undefined {
  const kilobytes = new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(read(`/proc/${pid}/status`) ?? '')?.[1]
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1_024
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
