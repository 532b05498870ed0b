import { closeSync, mkdirSync, openSync, write, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { createRotation, type RotationSettings } from './rotation.ts'

/** Writes lines off the caller's path, in batches. What cannot be written waits, within bounds, and stops nothing. */
export interface LineWriter {
  /** Takes whole lines. */
  write(lines: string): void
  /** Hands what has come to the system. */
  flush(): void
  /** The same, and waits for it: for the end of a process. */
  flushSync(): void
  /** Opens the file of this name anew: what stood there was moved away. */
  reopen(): void
  close(): void
}

export interface LineWriterOptions {
  /** Undefined: standard output. */
  file?: string | undefined
  rotation?: RotationSettings | undefined
  /** Told once of each fault, in words. */
  onFault?(text: string): void
}

const BATCH_CHARACTERS = 65_536
/** What may wait while nothing can be written: some minutes of a busy hub. */
const MOST_WAITING_CHARACTERS = 16 * 1024 * 1024
const FLUSH_MS = 250
/** How often a full disk, and a file that was moved away, is looked at. */
const LOOK_MS = 1_000
/** A pipe whose reader is slow. */
const FULL_PIPE_MS = 20
const STDOUT = 1
const MODE = 0o640

/**
 * @throws Error when the file cannot be opened at the start; later faults are borne
 */
export function createLineWriter({ file, rotation: settings, onFault = text => {
  process.stderr.write(`satu: ${text}\n`)
} }: LineWriterOptions): LineWriter {
  let fd = file === undefined ? STDOUT : openFirst(file)
  let waiting = ''
  let lost = 0
  /** What is being written now, from this byte on. */
  let batch: Buffer | undefined
  let at = 0
  let isWriting = false
  let isGone = false
  let isIll = false
  let wantsReopen = false
  let pause: NodeJS.Timeout | undefined
  const rotation = file === undefined ? undefined : createRotation({ file, settings, onFault, current: () => fd })

  function begin(): void {
    if (isWriting || pause !== undefined || isGone) return
    // Between two batches, or before the first byte of one: no line is ever split between two files.
    if (wantsReopen && (batch === undefined || at === 0)) openAnew()
    if (batch === undefined) {
      if (waiting === '') return
      batch = Buffer.from(waiting)
      at = 0
      waiting = ''
    }
    isWriting = true
    write(fd, batch, at, batch.length - at, null, (error, written) => {
      isWriting = false
      if (error === null) went(written)
      else failed(error)
    })
  }

  function went(written: number): void {
    if (batch === undefined) return
    at += written
    if (at < batch.length) return begin()
    batch = undefined
    if (isIll) recovered()
    if (waiting.length >= BATCH_CHARACTERS || wantsReopen) begin()
  }

  function failed(error: NodeJS.ErrnoException): void {
    if (error.code === 'EPIPE') {
      // Whoever read standard output has gone: nobody is left to be told.
      isGone = true
      waiting = ''
      batch = undefined
      return
    }
    const isSlowReader = error.code === 'EAGAIN'
    if (!isSlowReader && !isIll) {
      isIll = true
      onFault(`the log cannot be written (${error.code}): lines wait, and are lost when there are too many`)
    }
    pause = setTimeout(() => {
      pause = undefined
      begin()
    }, isSlowReader ? FULL_PIPE_MS : LOOK_MS)
    pause.unref()
  }

  function recovered(): void {
    isIll = false
    if (lost > 0)
      waiting = `${
        JSON.stringify({ level: 'error', time: Date.now(), msg: 'log lines lost', lines: lost })
      }\n${waiting}`
    lost = 0
  }

  function openAnew(): void {
    wantsReopen = false
    if (file === undefined) return
    try {
      const before = fd
      fd = open(file)
      closeSync(before)
    } catch (error) {
      // The old one is still there to be written to.
      onFault(`the log file cannot be opened anew (${(error as NodeJS.ErrnoException).code})`)
    }
  }

  const reopen = (): void => {
    wantsReopen = true
    begin()
  }
  const timer = setInterval(begin, FLUSH_MS)
  timer.unref()
  const looking = rotation && setInterval(() => {
    if (rotation.isDue()) reopen()
  }, LOOK_MS)
  looking?.unref()

  return {
    write(lines) {
      if (isGone) return
      if (waiting.length >= MOST_WAITING_CHARACTERS) {
        lost += countLines(lines)
        if (!isIll) {
          isIll = true
          onFault('lines come faster than the log can be written: some are lost')
        }
        return
      }
      waiting += lines
      if (waiting.length >= BATCH_CHARACTERS) begin()
    },
    flush: begin,
    flushSync() {
      // What is being written comes to its end by itself, even while the process ends.
      const rest = isWriting || batch === undefined ? waiting : batch.subarray(at).toString() + waiting
      if (!isWriting) batch = undefined
      waiting = ''
      if (isGone || rest === '') return
      try {
        writeWhole(fd, Buffer.from(rest))
      } catch { /* there is nobody left to tell */ }
    },
    reopen,
    close() {
      clearInterval(timer)
      clearInterval(looking)
      clearTimeout(pause)
    }
  }
}

function openFirst(file: string): number {
  try {
    return open(file)
  } catch (cause) {
    throw new Error(
      `The log file ${file} cannot be opened (${(cause as NodeJS.ErrnoException).code}): set SATU_LOG_FILE to another.`,
      { cause }
    )
  }
}

function open(file: string): number {
  mkdirSync(dirname(file), { recursive: true })
  return openSync(file, 'a', MODE)
}

/** A slow reader of a pipe is waited for, for a while. */
function writeWhole(fd: number, bytes: Buffer): void {
  let at = 0
  for (let tries = 0; at < bytes.length && tries < 50;) {
    try {
      at += writeSync(fd, bytes, at)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
      tries++
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, FULL_PIPE_MS)
    }
  }
}

function countLines(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  return count
}
