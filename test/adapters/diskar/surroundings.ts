import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Test } from 'tap'
import { createDiskarClient, type DiskarClient, FILE } from '../../../adapters/diskar/client.ts'
import { mapKejadian } from '../../../adapters/diskar/map.ts'
import { type DiskarSettings, settingsSchema } from '../../../adapters/diskar/settings.ts'
import type { Kejadian } from '../../../adapters/diskar/wire.ts'
import { type Call, createFiles, type Mapped } from '../../../src/kit/index.ts'
import { compile } from '../../../src/platform/config/shape.ts'
import { contractErrors, toolsOf } from '../mapping.ts'

export const call: Call = { signal: new AbortController().signal, requestId: 'req-test' }
const fixtures = fileURLToPath(new URL('../../../adapters/diskar/fixtures/', import.meta.url))

/** Settings as the config loader hands them over: defaults filled in. */
export function settingsOf(given: Record<string, unknown> = {}): DiskarSettings {
  const settings = { files: { url: pathToFileURL(fixtures).href }, ...given }
  if (!compile(settingsSchema)(settings)) throw new Error('the settings do not fit their schema')
  return settings as unknown as DiskarSettings
}

/** A client over a folder in which the register is this recorded file. */
export function clientOf(t: Test, fixture: string, change?: (folder: string) => void): DiskarClient {
  const folder = t.testdir({})
  copyFileSync(join(fixtures, fixture), join(folder, FILE))
  change?.(folder)
  const client = createDiskarClient({ files: createFiles({ url: pathToFileURL(folder).href }),
    publicObjects: settingsOf().public_objects })
  t.teardown(() => client.close())
  return client
}

export interface Made extends Mapped<'incidents'> {
  notes: string[]
  errors: string[]
}

/** Maps a row as the hub does. @throws Error with the reason for which it is left out */
export function map(row: Kejadian, settings = settingsOf()): Made {
  const tools = toolsOf('DISKAR')
  const mapped = mapKejadian(row, tools, { codes: settings.codes, agencyId: 'SKPD-DISKAR' })
  return { ...mapped, notes: tools.notes.list().map(({ field, code }) => `${field} ${code}`),
    errors: contractErrors('incidents', mapped, tools) }
}
