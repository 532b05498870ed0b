import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { StandIn } from '../../../../../src/testing/index.ts'
import rows from '../../../resources/licences/adapter/fixtures/rows.json' with { type: 'json' }
import { fileName, write } from './write.ts'

/** A folder with one file as the system drops it, of the rows of the fixtures. Keep it true to what you know. */
export async function startContoh(): Promise<StandIn> {
  const folder = await mkdtemp(join(tmpdir(), 'satu-contoh-'))
  await writeFile(join(folder, fileName), write(rows))
  return {
    url: '',
    settings: { files: { url: pathToFileURL(folder).href } },
    holds: { licences: rows.length },
    stop: () => rm(folder, { recursive: true, force: true })
  }
}
