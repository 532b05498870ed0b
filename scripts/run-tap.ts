import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createTapReport } from './tap-report.ts'
import type { Counts } from './tap-report.ts'

export interface TapRun {
  counts: Counts
  succeeded: boolean
}

export interface TapOptions {
  parameters: readonly string[]
  environment: Record<string, string>
  /** The run is stopped after this time, whatever a test does. */
  limitS: number
  /** The run is stopped if tap reports nothing for this time: a test left a process behind that holds its output. */
  silenceS: number
  /** Aborts the run. */
  signal: AbortSignal
}

const tap = fileURLToPath(new URL('run.mjs', import.meta.resolve('tap')))
const compiled = fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url))

/** Runs tap in a process group of its own, so that all it started ends with it, and counts what it reports. */
export function runTap(options: TapOptions): Promise<TapRun> {
  // People at a terminal get tap's own reporter; it fills a log with cursor movements and calls a crashed file passed.
  const own = process.stdout.isTTY || options.parameters.some(parameter => /^(-R|--reporter)/.test(parameter))
  return own ? runWithOwnReporter(options) : runIntoLog(options)
}

async function runIntoLog(options: TapOptions): Promise<TapRun> {
  const report = createTapReport(text => console.log(text))
  const child = start(options, ['--reporter=tap'], 'pipe')
  const end = ended(child, options, () => report.current())
  const lines = createInterface({ input: child.stdout! })
  lines.on('line', report.line)
  const read = new Promise<void>(resolve => {
    lines.once('close', resolve)
  })
  const succeeded = await end
  await read
  return { succeeded, counts: report.counts(succeeded) }
}

async function runWithOwnReporter(options: TapOptions): Promise<TapRun> {
  const directory = mkdtempSync(join(tmpdir(), 'satu-test-'))
  const results = join(directory, 'results.tap')
  try {
    const child = start(options, [`--output-file=${results}`], 'inherit')
    const succeeded = await ended(child, options, () => undefined)
    const report = createTapReport()
    for (const line of readText(results).split('\n')) report.line(line)
    return { succeeded, counts: report.counts(succeeded) }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

function start(options: TapOptions, parameters: readonly string[], stdout: 'pipe' | 'inherit'): ChildProcess {
  return spawn(process.execPath, [tap, ...parameters, ...options.parameters], {
    stdio: ['ignore', stdout, 'inherit'],
    detached: true,
    // Hundreds of processes load the same modules: what V8 made of them is kept for the next one.
    env: { NODE_COMPILE_CACHE: compiled, ...process.env, ...options.environment }
  })
}

function ended(child: ChildProcess, options: TapOptions, current: () => string | undefined): Promise<boolean> {
  const kill = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    } catch {
      // The group is gone already.
    }
  }
  const stop = (why: string) => (): void => {
    const file = current()
    console.error(file ? `stopped: ${why}; ${file} was running` : `stopped: ${why}`)
    kill()
  }
  const limit = setTimeout(stop(`not finished after ${options.limitS} s`), options.limitS * 1000)
  const quiet = `nothing reported for ${options.silenceS} s; has a test left a process behind?`
  const silence = setTimeout(stop(quiet), options.silenceS * 1000)
  if (child.stdout) child.stdout.on('data', () => silence.refresh())
  else clearTimeout(silence)
  options.signal.addEventListener('abort', kill, { once: true })
  return new Promise(resolve => {
    child.once('error', error => {
      console.error(error.message)
      resolve(false)
    })
    child.once('exit', code => {
      clearTimeout(limit)
      clearTimeout(silence)
      kill()
      // A process outside the group may still hold the pipe; what tap wrote is in it already.
      setTimeout(() => child.stdout?.destroy(), 2_000).unref()
      resolve(code === 0)
    })
  })
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
