import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import type { SatuError } from '../../../src/errors.ts'
import { createGuard } from '../../../src/gateway/systems/guard.ts'
import { createRecordMaker } from '../../../src/gateway/systems/records.ts'
import { createSnapshotHolder, type SnapshotHolder,
  type SnapshotHolderOptions } from '../../../src/gateway/systems/snapshot-source.ts'
import type { SnapshotSource } from '../../../src/kit/adapter.ts'
import type { Call } from '../../../src/kit/call.ts'
import { createSnapshotStore } from '../../../src/platform/snapshots/snapshots.ts'
import { city, LIMITS } from '../../suites/core/city.ts'
import { validation } from '../../suites/core/hub.ts'
import { complaintRow, type Row } from '../../suites/core/legacy.ts'

/** A file that a system leaves: what it is called, and what is in it. */
export interface Drop {
  version: string
  producedAt: string
  rows: readonly Row[]
  /** Thrown behind the rows. */
  fault?: Error
}

/** A place where a system leaves whole files, in the test's hands. */
export interface Place {
  drop: Drop | undefined
  /** Thrown when it is looked at. */
  fault?: Error | undefined
  /** Runs before each row is handed over. */
  beforeRow(index: number, call: Call): void | Promise<void>
  looks: number
  /** Versions that were read, in order. */
  read: string[]
  source: SnapshotSource<undefined, Row>
}

export function createPlace(): Place {
  const place: Place = {
    drop: undefined,
    looks: 0,
    read: [],
    beforeRow: () => {},
    source: {
      newest: () => {
        place.looks++
        if (place.fault !== undefined) throw place.fault
        return Promise.resolve(place.drop && { version: place.drop.version, producedAt: place.drop.producedAt })
      },
      async *rows(_client, version, call) {
        place.read.push(version)
        const { rows = [], fault } = place.drop ?? {}
        for (const [index, row] of rows.entries()) {
          await place.beforeRow(index, call)
          yield row
        }
        if (fault !== undefined) throw fault
      }
    }
  }
  return place
}

export const rowsOf = (count: number, more: (index: number) => Record<string, unknown> = () => ({})): Row[] =>
  Array.from({ length: count }, (_, index) =>
    complaintRow(`k${index}`, `2026-11-${String(1 + (index % 20)).padStart(2, '0')}T08:00:00+07:00`, more(index)))

/** A row that fits no record. */
export const misfit = (key: string): Row => ({ ...complaintRow(key, '2026-11-01T08:00:00+07:00'),
  fault: new Error('fits nothing') })

export interface TestHolder extends SnapshotHolder {
  folder: string
  loaded: { rows: number; quarantined: number }[]
  refusals: SatuError[]
}

/** A holder with a real store, guard and record maker. */
export function createHolder(
  t: Test,
  place: Place,
  options: Partial<SnapshotHolderOptions> & { folder?: string; poll_seconds?: number } = {}
): TestHolder {
  const { folder = newFolder(t), poll_seconds = 60, ...more } = options
  const loaded: TestHolder['loaded'] = []
  const refusals: SatuError[] = []
  const holder = createSnapshotHolder({
    system: 'drops',
    resource: 'complaints',
    client: undefined,
    source: place.source,
    config: { poll_seconds, min_share: 0.7, timeout_ms: 60_000 },
    store: createSnapshotStore(folder),
    guard: createGuard({ system: 'drops', limits: { ...LIMITS, breaker: { failures: 1_000, cooldown_ms: 1 } },
      onOutcome: () => {} }),
    maker: createRecordMaker({
      system: { id: 'drops', prefix: 'DROP' },
      resource: 'complaints',
      city,
      today: () => '2026-11-20',
      validation,
      map(row) {
        const { key, updatedAt, record, fault } = row as Row
        if (fault !== undefined) throw new Error('fits nothing')
        return { key, updatedAt, record } as never
      }
    }),
    onLoaded: (rows, quarantined) => {
      loaded.push({ rows, quarantined })
    },
    onRefused: error => {
      refusals.push(error)
    },
    ...more
  })
  t.teardown(() => holder.close())
  return { ...holder, folder, loaded, refusals }
}

export function newFolder(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'satu-test-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'snapshots')
}
