import { Readable } from 'node:stream'
import { type FaultKind, SystemFault } from '../../faults.ts'
import { shown } from './names.ts'
import type { OpenedFile } from './place.ts'

export interface CheckedFileOptions {
  signal: AbortSignal
  /** Longest wait for the next bytes. */
  idleTimeoutMs: number
}

/**
 * The bytes of a file, whole and unchanged or a fault: it ends only after the file was found to have the size and the
 * time that it had when it was opened.
 */
export class CheckedFile extends Readable {
  #opened: OpenedFile
  #signal: AbortSignal
  #idleTimeoutMs: number
  #timer: NodeJS.Timeout | undefined
  #read = 0
  #onAbort = (): void => {
    this.destroy(asError(this.#signal.reason))
  }

  constructor(opened: OpenedFile, { signal, idleTimeoutMs }: CheckedFileOptions) {
    super({ highWaterMark: 256 * 1024 })
    this.#opened = opened
    this.#signal = signal
    this.#idleTimeoutMs = idleTimeoutMs
    // Whoever reads is told by the stream itself; between opening and reading nobody listens yet.
    this.on('error', () => {})
    signal.addEventListener('abort', this.#onAbort)
    if (signal.aborted) this.#onAbort()
  }

  override _read(): void {
    // Only while bytes are wanted: a reader that takes its time is no fault of the place.
    this.#timer = setTimeout(() => {
      this.destroy(this.#fault('timeout', `sent nothing of FILE for ${this.#idleTimeoutMs} ms`))
    }, this.#idleTimeoutMs)
    this.#next().then(
      bytes => {
        clearTimeout(this.#timer)
        if (!this.destroyed) this.push(bytes ?? null)
      },
      (error: unknown) => this.destroy(asError(error))
    )
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    clearTimeout(this.#timer)
    this.#signal.removeEventListener('abort', this.#onAbort)
    const ended = (): void => done(error)
    // oxlint-disable-next-line promise/no-promise-in-callback -- a stream's own way to wait
    this.#opened.release().then(ended, ended)
  }

  async #next(): Promise<Buffer | undefined> {
    let bytes = await this.#opened.pull()
    while (bytes?.length === 0) bytes = await this.#opened.pull()
    const { expected } = this.#opened
    if (bytes !== undefined) {
      this.#read += bytes.length
      if (expected !== undefined && this.#read > expected)
        throw this.#fault('reset', 'changed FILE while it was read: it grew')
      return bytes
    }
    if (expected !== undefined && this.#read < expected) {
      throw this.#fault('truncated', `ended FILE after ${this.#read} of its ${expected} bytes`)
    }
    await this.#compare()
    return undefined
  }

  async #compare(): Promise<void> {
    const { file } = this.#opened
    const now = await this.#opened.again()
    if (now?.size !== file.size || now.modifiedAtMs !== file.modifiedAtMs) {
      throw this.#fault('reset', 'changed FILE while it was read')
    }
  }

  #fault(kind: FaultKind, detail: string): SystemFault {
    return new SystemFault(kind, { stage: 'read file',
      detail: detail.replace('FILE', () => shown(this.#opened.file.name)) })
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('cancelled', { cause: reason })
}
