import { garbageBytes } from './garbage.ts'
import { type DriftKind, type Fault, isDrift } from './running-system.ts'

export interface DropFile {
  name: string
  bytes: Buffer
  /** It keeps this time until it changes. */
  modifiedAt: Date
}

interface Drop {
  /** As in the hub's config. */
  id: string
  /** As they are now, in the order in which the system writes them. */
  files(): readonly DropFile[]
  /** The same after an update that its vendor told nobody of. */
  drifted?(change: DriftKind): readonly DropFile[]
  /** The environment variables that the hub's config reads for this system. */
  environment(url: string): Record<string, string>
}

/** A legacy application that leaves files in a folder, as a nightly export does. */
export interface FolderDrop extends Drop {
  /** What lies there when the export itself has failed (fault `error`). */
  failure(): readonly DropFile[]
}

/** A legacy application whose files lie on an FTP server. */
export interface FtpDrop extends Drop {
  login: { user: string; password: string }
}

export type FileDrop = FolderDrop | FtpDrop

/** The files as a fault leaves them. The last one is written when the others are done, so it is never found half. */
export function filesUnder(drop: Drop, { kind }: Fault, since: Date): readonly DropFile[] {
  if (isDrift(kind)) return (drop.drifted?.(kind) ?? drop.files()).map(file => ({ ...file, modifiedAt: since }))
  const files = drop.files()
  if (kind === 'garbage')
    return files.map((file, turn) => ({ ...file, bytes: garbageBytes(file.bytes.length, turn), modifiedAt: since }))
  if (kind !== 'truncate') return files
  return files.map((file, index) =>
    files.length > 1 && index === files.length - 1
      ? file
      : { ...file, bytes: file.bytes.subarray(0, file.bytes.length >> 1), modifiedAt: since }
  )
}
