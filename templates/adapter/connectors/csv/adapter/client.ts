import { pick, toWib, type Call, type FilesClient, type SnapshotVersion } from '../../../../../src/kit/index.ts'
import { columns, type Izin } from '../../../resources/licences/adapter/wire.ts'
import { readIzin } from './format.ts'

/** The files that the system drops, of which only the newest counts. */
export interface ContohClient {
  /** Undefined when there is none yet. */
  terbaru(call: Call): Promise<SnapshotVersion | undefined>
  baris(version: string, call: Call): AsyncIterable<Izin>
  close(): Promise<void>
}

export function createContohClient(files: FilesClient, pattern: string): ContohClient {
  return {
    async terbaru(call) {
      const [newest] = await files.list(pattern, call)
      if (newest === undefined) return undefined
      const { name, size, modifiedAt } = newest
      // Written anew under its name, it has another size or time.
      return { version: JSON.stringify([name, size, modifiedAt]), producedAt: toWib(new Date(modifiedAt)) }
    },
    async *baris(version, call) {
      const [name] = JSON.parse(version) as [string]
      for await (const row of readIzin(await files.open(name, call))) yield pick(row, columns)
    },
    close: () => files.close()
  }
}
