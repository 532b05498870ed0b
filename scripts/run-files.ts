import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { addCounts, type Counts, createTapReport, type FileResult } from './tap-report.ts'

export interface RunOptions {
  /** The files of each process. */
  groups: readonly (readonly string[])[]
  /** Modules to be loaded before the files. */
  preloads: readonly string[]
  environment: Record<string, string>
  /** How many processes run at a time: one more than there are cores, since tests wait, too. */
  jobs?: number
  /** A file has failed after this time, unless it sets another. */
  timeoutS: number
  /** The run is stopped after this time, whatever a test does. */
  limitS: number
  /** A process is stopped if it reports nothing for this time. */
  silenceS: number
  /** Aborts the run. */
  signal: AbortSignal
}

export interface RunResult {
  counts: Counts
  files: readonly FileResult[]
}

const starter = fileURLToPath(new URL('test-process.ts', import.meta.url))
const compiled = fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url))

/** Once its files have ended, a process has this time to end itself. */
const END_MS = 10_000

/** Runs the files in processes of several files each, and prints a line for each file. */
export async function runFiles(options: RunOptions): Promise<RunResult> {
  const limit = AbortSignal.timeout(options.limitS * 1000)
  limit.addEventListener('abort', () => console.error(`stopped: not finished after ${options.limitS} s`))
  const signal = AbortSignal.any([options.signal, limit])
  const files: FileResult[] = []
  let counts: Counts = { passed: 0, failed: 0, skipped: 0 }
  const waiting = [...options.groups]

  async function work(): Promise<void> {
    for (let group = waiting.shift(); group && !signal.aborted; group = waiting.shift()) {
      let rest = group
      // A file that ends its process takes the rest of the group with it: they go on in another.
      while (rest.length > 0 && !signal.aborted) {
        const result = await runProcess(rest, { ...options, signal })
        counts = addCounts(counts, result.counts)
        files.push(...result.files)
        const ended = new Set(result.files.map(({ name }) => name))
        rest = rest.filter(file => !ended.has(file))
      }
    }
  }
  await Promise.all(Array.from({ length: options.jobs ?? availableParallelism() + 1 }, work))
  const nothingRan = counts.passed + counts.failed === 0
  return { files, counts: nothingRan ? { ...counts, failed: 1 } : counts }
}

/** Runs the files in one process. At least one of them is among the results. */
async function runProcess(group: readonly string[], options: RunOptions): Promise<RunResult> {
  const files: FileResult[] = []
  const report = createTapReport({
    print: text => console.log(text),
    file(result) {
      files.push(result)
      if (files.length === group.length && !hasEnded) ending = setTimeout(() => stop('something is left open'), END_MS)
    }
  })
  let ending: NodeJS.Timeout | undefined
  let hasEnded = false
  const child = spawn(
    process.execPath,
    [...options.preloads.map(url => `--import=${url}`), starter, String(options.timeoutS * 1000), ...group],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      // A process group of its own, so that all that the tests started ends with it.
      detached: true,
      // Many processes load the same modules: what V8 made of them is kept for the next one.
      env: { NODE_COMPILE_CACHE: compiled, ...process.env, ...options.environment }
    }
  )
  const kill = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    } catch {
      // The group is gone already.
    }
  }
  let stopped: string | undefined
  function stop(why: string): void {
    stopped ??= why
    kill()
  }
  const silence = setTimeout(() => stop(`nothing reported for ${options.silenceS} s`), options.silenceS * 1000)
  const abort = (): void => stop('the run was stopped')
  options.signal.addEventListener('abort', abort)

  child.stdout.on('data', () => silence.refresh())
  const lines = createInterface({ input: child.stdout })
  lines.on('line', report.line)
  const read = new Promise<void>(resolve => {
    lines.once('close', resolve)
  })
  const end = await new Promise<string | undefined>(resolve => {
    child.once('error', error => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ?? (code === 0 ? undefined : `exit code ${code}`)))
  })
  hasEnded = true
  clearTimeout(ending)
  clearTimeout(silence)
  options.signal.removeEventListener('abort', abort)
  // Whoever else holds the output was started by a test.
  const left = setTimeout(() => {
    stopped ??= 'a process is left behind that holds the output'
    child.stdout.destroy()
    lines.close()
  }, 2_000)
  await read
  clearTimeout(left)
  kill()
  report.end(stopped ?? end, group)
  return { counts: report.counts(), files }
}
