import type { Call } from '../../call.ts'

/** A regular file as it stands in its place. */
export interface PlaceFile {
  name: string
  /** In bytes. */
  size: number
  modifiedAtMs: number
}

/** A file held open. Nothing is read ahead of `pull` beyond a few blocks. */
export interface OpenedFile {
  /** As it was when it was opened. */
  file: PlaceFile
  /** How many bytes it must yield; undefined when the transfer changes their number (FTP in text mode). */
  expected: number | undefined
  /** The next bytes; undefined at the end. */
  pull(): Promise<Buffer | undefined>
  /** The file as it is now. */
  again(): Promise<PlaceFile | undefined>
  /** Lets go of everything at once, whatever is under way. */
  release(): Promise<void>
}

/** Where files lie. Names are checked already: one segment, no way out. */
export interface Place {
  list(wanted: (name: string) => boolean, call: Call): Promise<PlaceFile[]>
  open(name: string, call: Call): Promise<OpenedFile>
  /** Undefined when there is no such file. */
  find(name: string, call: Call): Promise<PlaceFile | undefined>
}

/** More entries than any drop folder has: a listing beyond it is refused. */
export const MAX_ENTRIES = 100_000
