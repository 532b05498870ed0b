import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'

/** A file being written from its beginning to its end, in large pieces. */
export interface Output {
  text(part: string): void
  bytes(part: Uint8Array): void
  /** Puts it onto the disk. */
  close(): { size: number; sha256: string }
  /** Lets go of it as it stands. */
  abandon(): void
}

const PIECE = 262_144

export function createOutput(path: string): Output {
  const file = openSync(path, 'w', 0o600)
  const hash = createHash('sha256')
  let parts: string[] = []
  let waiting = 0
  let size = 0
  let isOpen = true

  const write = (chunk: Uint8Array): void => {
    hash.update(chunk)
    size += chunk.length
    for (let at = 0; at < chunk.length;) at += writeSync(file, chunk, at)
  }
  const flush = (): void => {
    if (parts.length > 0) write(Buffer.from(parts.join('')))
    parts = []
    waiting = 0
  }
  const end = (): void => {
    if (isOpen) closeSync(file)
    isOpen = false
  }
  return {
    text(part) {
      parts.push(part)
      waiting += part.length
      if (waiting > PIECE) flush()
    },
    bytes(part) {
      flush()
      write(part)
    },
    close() {
      flush()
      fsyncSync(file)
      end()
      return { size, sha256: hash.digest('hex') }
    },
    abandon: end
  }
}
