import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises'
import { SatuError } from '../../errors.ts'
import type { SnapshotSource, SnapshotVersion } from '../../kit/adapter.ts'
import type { CallTimeouts } from '../../kit/call.ts'
import { type FaultKind, SystemFault } from '../../kit/faults.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import type { SnapshotConfig } from '../../platform/config/schema.ts'
import type { Snapshot } from '../../platform/snapshots/snapshot.ts'
import type { SnapshotStore, SnapshotWriter } from '../../platform/snapshots/snapshots.ts'
import type { Claim } from '../../platform/store/claim.ts'
import { theHub } from './asker.ts'
import type { Guard } from './guard.ts'
import { isHeld } from './hold.ts'
import { keysOf, type RecordMaker } from './records.ts'

export interface SnapshotHolder {
  /** The last good snapshot. */
  current(): Snapshot | undefined
  /** Why a newer one was refused; undefined when the last look went well. */
  refused(): SatuError | undefined
  /** Looks for a newer one, and takes it if it is whole. Never throws. */
  refresh(requestId: string): Promise<void>
  /** Ends what is under way; resolves when nothing of it is left. */
  close(): Promise<void>
}

export interface SnapshotHolderOptions {
  system: string
  resource: string
  client: unknown
  source: SnapshotSource<unknown, unknown>
  config: SnapshotConfig
  timeouts?: CallTimeouts | undefined
  store: SnapshotStore
  guard: Guard
  maker: RecordMaker
  /** Looks at what the reading brings. */
  looked?<T>(work: () => Promise<T>): Promise<T>
  /** Changes when the same rows may be mapped otherwise: they are then read again. */
  mapping?: string
  onLoaded(rows: number, quarantined: number, durationMs: number): void
  /** Another process had read it. */
  onChange?(): void
  /** Told at each look for as long as the newest version is refused. */
  onRefused(error: SatuError): void
}

/** The hub's other work is not kept waiting longer than this while rows are read. */
const SLICE_MS = 8
/** A file that changes its layout fits no record: the last good one is better. */
const LARGEST_QUARANTINED_SHARE = 0.5
/** What is wrong with a file; other faults are of the way to it. */
const FAULTS_OF_THE_FILE: readonly FaultKind[] = ['truncated', 'unreadable', 'rejected', 'oversized']
const LONGEST_PAUSE_MS = 3_600_000
/** How often it is looked whether another process is ready. */
const LOOK_AGAIN_MS = 100

/**
 * Keeps the last good version of a source that comes whole, across restarts, and swaps a newer one in when it is whole.
 */
export function createSnapshotHolder(options: SnapshotHolderOptions): SnapshotHolder {
  const { system, resource, client, source, config, timeouts, store, guard, maker, looked = work => work(),
    mapping = '', onLoaded, onChange = () => {}, onRefused } = options
  const stage = `snapshot ${resource}`
  let current = store.open()
  let refused: SatuError | undefined
  /** A version that was bad: a large file is not read at every look, in the hope that it has become better. */
  let bad: { version: string; pauseMs: number; until: number } | undefined
  let looking: Promise<void> | undefined
  let loading: AbortController | undefined
  let isClosed = false

  async function look(requestId: string): Promise<void> {
    let version: string | undefined
    try {
      const newest = await guard.run(`find ${stage}`, theHub(requestId), call => source.newest(client, call), {
        safe: true
      })
      if (newest === undefined) return
      version = newest.version
      if (version === current?.info.version && mapping === current.info.mapping) {
        refused = undefined
        return
      }
      if (version === bad?.version && Date.now() < bad.until) {
        if (refused !== undefined) onRefused(refused)
        return
      }
      const claim = await turn(newest.version)
      if (claim === undefined) return
      try {
        const started = performance.now()
        const { snapshot, quarantined } = await load(newest, requestId)
        take(snapshot)
        onLoaded(snapshot.info.rows, quarantined, performance.now() - started)
      } finally {
        claim.release()
      }
    } catch (cause) {
      // Outside the hours of its owner, and while operators hold it, nothing newer is expected.
      if (isClosed || isHeld(cause) || (cause instanceof SatuError && cause.stage === 'hours')) return
      if (version !== undefined && cause instanceof SystemFault && FAULTS_OF_THE_FILE.includes(cause.kind)) {
        const pauseMs = bad?.version === version
          ? Math.min(bad.pauseMs * 2, LONGEST_PAUSE_MS)
          : config.poll_seconds * 1_000
        bad = { version, pauseMs, until: Date.now() + pauseMs }
      }
      refused = toRefusal(cause, system, stage)
      onRefused(refused)
    }
  }

  function take(snapshot: Snapshot): void {
    const last = current
    current = snapshot
    last?.close()
    refused = undefined
    bad = undefined
  }

  /** One of the processes that share the folder reads the source; the others take what it has made of it. */
  async function turn(version: string): Promise<Claim | undefined> {
    while (!isClosed) {
      const claim = store.claim()
      // Looked for within the claim: it may have come while this process waited.
      const found = claim === undefined ? undefined : store.find({ version, mapping })
      if (found === undefined && claim !== undefined) return claim
      claim?.release()
      if (found !== undefined) {
        take(found)
        onChange()
        return undefined
      }
      await delay(LOOK_AGAIN_MS)
    }
    return undefined
  }

  async function load(
    { version, producedAt }: SnapshotVersion,
    requestId: string
  ): Promise<{ snapshot: Snapshot; quarantined: number }> {
    const control = (loading = new AbortController())
    const { signal } = control
    const timer = setTimeout(() => {
      control.abort(
        new SystemFault('timeout', { stage: 'load', detail: `could not be read within ${config.timeout_ms} ms` })
      )
    }, config.timeout_ms)
    const loadedAt = toWib(new Date())
    const writer = store.begin()
    try {
      // An adapter that does not heed its signal must not hold the hub: the abort itself ends the wait.
      const rows = (): AsyncIterable<unknown> =>
        source.rows(client, version, { signal, requestId, ...(timeouts && { timeouts }) })
      const quarantined = await Promise.race([looked(() => fill(writer, rows(), loadedAt, signal)), aborted(signal)])
      check(writer.rows(), quarantined)
      const whole = writer.finish({ version, mapping, producedAt, loadedAt })
      whole.then(({ snapshot }) => {
        if (signal.aborted) snapshot.close()
      }, () => {})
      const { snapshot, doubles } = await Promise.race([whole, aborted(signal)])
      return { snapshot, quarantined: quarantined + doubles }
    } catch (error) {
      await writer.abandon()
      throw signal.aborted ? signal.reason : error
    } finally {
      clearTimeout(timer)
    }
  }

  async function fill(
    writer: SnapshotWriter,
    rows: AsyncIterable<unknown>,
    loadedAt: string,
    signal: AbortSignal
  ): Promise<number> {
    let quarantined = 0
    let sliceEnds = performance.now() + SLICE_MS
    for await (const row of rows) {
      signal.throwIfAborted()
      const made = maker.make(row, loadedAt)
      if ('quarantined' in made) quarantined++
      else writer.add(keysOf(made.record), JSON.stringify(row))
      const room = writer.full()
      if (room !== undefined) await room
      if (performance.now() >= sliceEnds) {
        await nextTurn()
        sliceEnds = performance.now() + SLICE_MS
      }
    }
    return quarantined
  }

  function check(rows: number, quarantined: number): void {
    const last = current?.info.rows ?? 0
    if (rows < last * config.min_share) {
      throw new SystemFault('rejected', { stage: 'check',
        detail: `holds ${rows} records where the last one held ${last}; less than ${
          config.min_share * 100
        } % is refused` })
    }
    if (quarantined > (rows + quarantined) * LARGEST_QUARANTINED_SHARE) {
      throw new SystemFault('unreadable', { stage: 'check',
        detail: `${quarantined} of its ${rows + quarantined} records fit nothing; its layout must have changed` })
    }
    if (rows === 0) throw new SystemFault('truncated', { stage: 'check', detail: 'holds no record' })
  }

  return {
    current: () => current,
    refused: () => refused,
    refresh(requestId) {
      if (isClosed) return Promise.resolve()
      looking ??= look(requestId).finally(() => {
        looking = undefined
      })
      return looking
    },
    async close() {
      isClosed = true
      loading?.abort(new Error('the system is closed'))
      await looking
      current?.close()
    }
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error)
    }, { once: true })
  })
}

function toRefusal(cause: unknown, system: string, stage: string): SatuError {
  if (cause instanceof SatuError) return cause
  const detail = cause instanceof SystemFault ? `${cause.message} (${cause.stage})` : 'could not be read'
  return new SatuError('system_failed', `${system}: the newest ${stage} was refused: it ${detail}`, { stage, cause })
}
