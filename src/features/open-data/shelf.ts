import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Claim, claimFolder, isGone, RUN } from '../../platform/store/claim.ts'
import { type KeptFile, ROWS_FILE } from './build/edition-files.ts'

/** An edition as it is kept. */
export interface KeptEdition {
  id: string
  /** In the city's time. */
  day: string
  /** ms since 1970 */
  modifiedAt: number
  rows: number
  files: readonly KeptFile[]
}

/** What is known of a dataset. */
export interface Book {
  /** When its first edition was made, ms since 1970. */
  createdAt?: number
  /** When the edition in force was last found to be true, ms since 1970. */
  checkedAt?: number
  /** How it was declared then. */
  version?: string
  /** Why there is nothing newer. */
  failure?: { at: number; code: string; detail: string; tries: number; version: string }
  /** Newest first; one a day. The first is in force. */
  editions: readonly KeptEdition[]
}

/** What is noted beside the editions; undefined takes it away. */
export type Notes = { [K in Exclude<keyof Book, 'editions'>]?: Book[K] | undefined }

/**
 * Where the editions of one dataset lie: a folder that all processes of a machine share. One of them changes it at a
 * time.
 */
export interface Shelf {
  /** How it stands, whoever changed it. */
  book(): Book
  fileOf(edition: KeptEdition, name: string): string
  /** The rows of the edition in force. */
  rowsOf(edition: KeptEdition): string
  /** Where what was read of single records is kept. */
  details: string
  /** The right to change it; undefined while another process has it. */
  claim(): Claim | undefined
  /** A folder to put an edition together in. For whoever has the claim, as the next three. */
  draft(): string
  /** Puts an edition in force, all or nothing. What it is made of lies in the draft. */
  place(draft: string, edition: KeptEdition, notes: Notes): Promise<void>
  note(notes: Notes): Promise<void>
  /** Takes away the editions of before a day, but the one that is in force. @returns how many */
  forget(before: string, most: number): Promise<number>
  /** Takes all of it away when its last edition is of before a day. */
  abandon(before: string): Promise<number>
}

const BOOK = 'book.json'
const DETAILS = 'details.db'

export function createShelf(folder: string): Shelf {
  let read: { stamp: string; book: Book } | undefined

  function book(): Book {
    try {
      const { mtimeMs, ino, size } = statSync(join(folder, BOOK))
      const stamp = `${mtimeMs} ${ino} ${size}`
      if (read?.stamp !== stamp) read = { stamp, book: JSON.parse(readFileSync(join(folder, BOOK), 'utf8')) as Book }
      return read.book
    } catch (error) {
      // Without a book there is nothing; one that cannot be read is as good as none, and is written anew.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' && !(error instanceof SyntaxError)) throw error
      return { editions: [] }
    }
  }

  async function write(next: Notes & Pick<Book, 'editions'>): Promise<void> {
    const draft = join(folder, `${BOOK}.${RUN}`)
    const file = await open(draft, 'w', 0o600)
    try {
      await file.writeFile(JSON.stringify(next))
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, join(folder, BOOK))
    await syncFolder(folder)
  }

  /** Takes away what no edition of the book has any more. */
  async function tidy(): Promise<void> {
    const { editions } = book()
    const [inForce] = editions
    const kept = new Set([BOOK, 'claim', ...['', '-wal', '-shm'].map(end => DETAILS + end),
      ...editions.map(({ id }) => id)])
    for (const name of readdirSync(folder)) {
      const isMine = name.startsWith('claim.') || name === `${BOOK}.${RUN}`
      if (!kept.has(name) && !isMine && !isBeingMade(name))
        await rm(join(folder, name), { recursive: true, force: true })
    }
    // Only what is in force is asked for its rows one by one.
    for (const { id } of editions) if (id !== inForce?.id) await rm(join(folder, id, ROWS_FILE), { force: true })
  }

  return {
    book,
    details: join(folder, DETAILS),
    fileOf: ({ id }, name) => join(folder, id, name),
    rowsOf: ({ id }) => join(folder, id, ROWS_FILE),
    claim: () => claimFolder(folder),
    draft() {
      const draft = join(folder, `draft.${RUN}`)
      rmSync(draft, { recursive: true, force: true })
      mkdirSync(draft, { recursive: true, mode: 0o700 })
      return draft
    },
    async place(draft, edition, notes) {
      await syncFolder(draft)
      const { editions, ...known } = book()
      const isKept = editions.some(({ id }) => id === edition.id)
      // The same as one of before: its files are there, its rows may be gone.
      if (isKept) renameSync(join(draft, ROWS_FILE), join(folder, edition.id, ROWS_FILE))
      else {
        rmSync(join(folder, edition.id), { recursive: true, force: true })
        renameSync(draft, join(folder, edition.id))
      }
      await syncFolder(folder)
      await write({ ...known, ...notes, editions: [edition, ...editions.filter(({ day }) => day !== edition.day)] })
      await tidy()
    },
    note: notes => write({ ...book(), ...notes }),
    async forget(before, most) {
      const { editions, ...known } = book()
      const old = editions.filter(({ day }, i) => i > 0 && day < before).slice(-most)
      if (old.length === 0) return 0
      await write({ ...known, editions: editions.filter(edition => !old.includes(edition)) })
      await tidy()
      return old.length
    },
    async abandon(before) {
      const { editions } = book()
      if (editions.some(({ day }) => day >= before)) return 0
      await rm(folder, { recursive: true, force: true })
      return editions.length
    }
  }
}

function isBeingMade(name: string): boolean {
  const [, run] = /\.(\d+-\d+)(?:\.[0-9a-f]+)?$/.exec(name) ?? []
  return run !== undefined && run !== RUN && !isGone(run)
}

/** So that the names in it outlast a loss of power. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
