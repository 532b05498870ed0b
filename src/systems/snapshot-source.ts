import { setImmediate as nextTurn } from 'node:timers/promises'
import type { SnapshotConfig } from '../config/schema.ts'
import { SatuError } from '../errors.ts'
import type { Call, SnapshotSource } from '../kit/adapter.ts'
import { SystemFault } from '../kit/faults.ts'
import { toWib } from '../kit/indonesia/calendar.ts'
import type { Snapshot, SnapshotStore, SnapshotWriter } from '../store/snapshots.ts'
import type { Guard } from './guard.ts'
import { keysOf, type RecordMaker } from './records.ts'

export interface SnapshotHolder {
  /** The last good snapshot. */
  current(): Snapshot | undefined
  /** Why a newer one was refused; undefined when the last look went well. */
  refused(): SatuError | undefined
  /** Looks for a newer one, and takes it if it is whole. Never throws. */
  refresh(requestId: string): Promise<void>
  close(): void
}

export interface SnapshotHolderOptions {
  system: string
  resource: string
  client: unknown
  source: SnapshotSource<unknown, unknown>
  config: SnapshotConfig
  store: SnapshotStore
  guard: Guard
  maker: RecordMaker
  onLoaded(rows: number, quarantined: number, durationMs: number): void
  onRefused(error: SatuError): void
}

/** The hub's other work is not kept waiting longer than this while rows are read. */
const SLICE_MS = 8
/** A file that changes its layout fits no record: the last good one is better. */
const LARGEST_QUARANTINED_SHARE = 0.5

/** Keeps the last good version of a source that comes whole, across restarts, and swaps a newer one in when it is whole. */
export function createSnapshotHolder(options: SnapshotHolderOptions): SnapshotHolder {
  const { system, resource, client, source, config, store, guard, maker, onLoaded, onRefused } = options
  let current = store.open()
  let refused: SatuError | undefined
  let refusedVersion: string | undefined
  let looking: Promise<void> | undefined
  const closing = new AbortController()

  async function look(requestId: string): Promise<void> {
    const stage = `snapshot ${resource}`
    let version: string | undefined
    try {
      const newest = await guard.run(`find ${stage}`, requestId, call => source.newest(client, call))
      if (newest === undefined || newest.version === current?.info.version) {
        if (newest !== undefined) refused = undefined
        return
      }
      // A bad version does not get better by being read again.
      if (newest.version === refusedVersion) return
      version = newest.version
      const started = performance.now()
      const { snapshot, quarantined } = await load(newest, requestId)
      const last = current
      current = snapshot
      last?.close()
      refused = undefined
      refusedVersion = undefined
      onLoaded(snapshot.info.rows, quarantined, performance.now() - started)
    } catch (cause) {
      if (closing.signal.aborted) return
      const error = toRefusal(cause, system, stage)
      // What was wrong with the file is remembered; what was wrong with the way to it is tried again.
      if (version !== undefined && cause instanceof SystemFault && ['truncated', 'unreadable', 'rejected', 'oversized'].includes(cause.kind)) refusedVersion = version
      refused = error
      onRefused(error)
    }
  }

  async function load({ version, producedAt }: { version: string; producedAt: string }, requestId: string): Promise<{ snapshot: Snapshot; quarantined: number }> {
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(config.timeout_ms)])
    const call: Call = { signal, requestId }
    const loadedAt = toWib(new Date())
    const writer = store.begin()
    try {
      const quarantined = await fill(writer, source.rows(client, version, call), loadedAt, signal)
      check(writer.rows(), quarantined)
      return { snapshot: await writer.finish({ version, producedAt, loadedAt }), quarantined }
    } catch (error) {
      writer.abandon()
      if (signal.aborted && !closing.signal.aborted) {
        throw new SystemFault('timeout', { stage: 'load', detail: `could not be read within ${config.timeout_ms} ms`, cause: error })
      }
      throw error
    }
  }

  async function fill(writer: SnapshotWriter, rows: AsyncIterable<unknown>, loadedAt: string, signal: AbortSignal): Promise<number> {
    let quarantined = 0
    let sliceEnds = performance.now() + SLICE_MS
    for await (const row of rows) {
      const made = maker.make(row, loadedAt)
      if ('quarantined' in made) quarantined++
      else writer.add(keysOf(made.record), JSON.stringify(row))
      if (performance.now() >= sliceEnds) {
        signal.throwIfAborted()
        await nextTurn()
        sliceEnds = performance.now() + SLICE_MS
      }
    }
    return quarantined
  }

  function check(rows: number, quarantined: number): void {
    const last = current?.info.rows ?? 0
    if (rows < last * config.min_share) {
      throw new SystemFault('rejected', { stage: 'check', detail: `holds ${rows} records where the last one held ${last}; less than ${config.min_share * 100} % is refused` })
    }
    if (quarantined > (rows + quarantined) * LARGEST_QUARANTINED_SHARE) {
      throw new SystemFault('unreadable', { stage: 'check', detail: `${quarantined} of its ${rows + quarantined} records fit nothing; its layout must have changed` })
    }
    if (rows === 0) throw new SystemFault('truncated', { stage: 'check', detail: 'holds no record' })
  }

  return {
    current: () => current,
    refused: () => refused,
    refresh(requestId) {
      looking ??= look(requestId).finally(() => { looking = undefined })
      return looking
    },
    close() {
      closing.abort()
      current?.close()
    }
  }
}

function toRefusal(cause: unknown, system: string, stage: string): SatuError {
  if (cause instanceof SatuError) return cause
  const detail = cause instanceof SystemFault ? `${cause.message} (${cause.stage})` : 'could not be read'
  return new SatuError('system_failed', `${system}: the newest ${stage} was refused: it ${detail}`, { stage, cause })
}
