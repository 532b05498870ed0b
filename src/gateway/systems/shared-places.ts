import type { Exchanged, GuardStore } from '../../platform/store/guard-exchange.ts'
import { type Breaker, type Finding, LONGEST_COOLDOWN_MS } from './breaker.ts'
import { createPace, distanceOf, type Place, type Places, type PlacesOptions } from './guard-places.ts'

/** What places that all processes share need of the guard that they are for. */
export interface SharedPlacesOptions extends PlacesOptions {
  system: string
  breaker: Breaker
  /** How many calls wait. */
  waiting(): number
  /** No place is free in the whole hub. */
  onFull(): void
  /** Another process has found the system ill, or tries it now: it is left alone for so long. */
  onOpen(ms: number): void
  /** So many calls of all processes run. */
  onBusy?: ((concurrency: number) => void) | undefined
}

/** Whether the processes can speak with each other. */
export interface Agreement {
  readonly store: GuardStore
  readonly processes: number
  /** Processes that may be alone now: their shares are left to them. */
  absent(): number
  /** A name for a place: no other process has it, and this one never again. */
  newName(): string
  usable(): boolean
  /** It will be known in a moment whether they can: nobody goes alone before. */
  isPending(): boolean
  /** Changes whenever what Redis knew of this process may be lost. */
  generation(): number
  worked(): void
  failed(error: unknown): void
  /** Calls back when the processes may agree again. @returns what ends that */
  whenUsable(listener: () => void): () => void
}

interface Lease extends Place {
  name: string
  /** Redis has it. */
  known: boolean
}

/**
 * A place goes from call to call within the process for so long; then those who wait in other processes have a turn.
 */
const KEEP_MS = 100
/** A place that nobody gives back is free again so long after the last call in it must have ended. */
const MARGIN_MS = 1_000
const POLL_MS = [10, 50] as const
/** A turn in the line of processes is kept by asking this often. */
const LONGEST_WAIT_MS = 200
/** How soon a process looks whether another one's try has healed the system. */
const LOOK_MS = 200

/**
 * Places that all processes share. What a process gives back and what it wants goes to Redis in one message, and one
 * message at a time; whatever comes up meanwhile goes with the next.
 */
export function createHubPlaces(options: SharedPlacesOptions, agreement: Agreement): Places {
  const { system, limits: { concurrency, rate, timeout_ms }, now, breaker, waiting, onRoom, onFull, onOpen, onBusy } =
    options
  const { store, processes, newName } = agreement
  const share = Math.max(1, Math.floor(concurrency / processes))
  const distanceMs = rate === undefined ? 0 : distanceOf(rate)
  const ownPace = rate && createPace(distanceMs * processes)
  const leaseMs = timeout_ms + KEEP_MS + MARGIN_MS
  const free: Lease[] = []
  const used = new Set<Lease>()
  /** Names to give back, and when they are forgotten there anyway. */
  let owed: { name: string; until: number }[] = []
  /** As of which Redis knows what this process has. */
  let generation = -1
  let asking = false
  let inLine = false
  /** When it was first told that there is no place, for as long as there is none. */
  let fullSince: number | undefined
  let timer: NodeJS.Timeout | undefined
  /** More places are taken than there are: processes that were alone have come back. */
  let isCrowded = false
  let findings = 0
  let telling = 0

  const owe = (name: string): void => {
    owed.push({ name, until: now() + leaseMs })
  }

  /** Those who may be alone have their shares. */
  const mostNow = (): number => Math.max(share, concurrency - agreement.absent() * share)

  function takeAlone(): Lease | undefined {
    if (used.size >= share || agreement.isPending()) return undefined
    if (ownPace !== undefined) {
      if (ownPace.wait(now()) > 0) return undefined
      ownPace.go(now())
    }
    return { name: newName(), at: now(), known: false }
  }

  function askAfter(ms: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => {
      timer = undefined
      onRoom()
    }, Math.ceil(ms))
    timer.unref()
  }

  /** Says what there is to say, unless it is known that asking again is of no use yet. */
  function sync(): void {
    if (!agreement.usable()) {
      // The house opens when a call ends; only the distance, and Redis coming back, have to be waited for.
      const patience = agreement.isPending()
        ? POLL_MS[1]
        : Math.min(Math.max(1, ownPace?.wait(now()) ?? Infinity), LONGEST_WAIT_MS)
      if (waiting() > 0 && timer === undefined) askAfter(patience)
      return
    }
    if (asking) return
    const isNew = generation !== agreement.generation()
    const wants = timer === undefined || owed.length > 0 || isNew ? Math.min(waiting() - free.length, concurrency) : 0
    if (wants <= 0 && owed.length === 0 && !isNew && !(inLine && waiting() === 0)) return
    void ask(Math.max(0, wants), isNew)
  }

  async function ask(wants: number, isNew: boolean): Promise<void> {
    asking = true
    clearTimeout(timer)
    timer = undefined
    const asOf = agreement.generation()
    // What this process alone has found out stands first.
    if (isNew && breaker.state() !== 'closed')
      tell({ state: 'open', cooldownMs: Math.max(1, breaker.refusesFor()), afterTry: false })
    const findingsBefore = findings
    const sentAt = now()
    const release = owed.filter(({ until }) => until > sentAt).map(({ name }) => name)
    const adopted = isNew ? [...used, ...free] : []
    for (const lease of adopted) lease.known = true
    const want = Array.from({ length: wants }, newName)
    const most = mostNow()
    owed = []
    try {
      const reply = await store.exchange(system, {
        leaseMs,
        most,
        distanceMs: distanceMs * processes / Math.max(1, processes - agreement.absent()),
        release,
        want,
        adopt: adopted.map(({ name }) => name),
        quietMs: isNew && ownPace !== undefined ? Math.min(distanceMs, ownPace.wait(sentAt)) : 0
      })
      agreement.worked()
      generation = asOf
      for (const name of want.slice(0, reply.granted)) {
        free.push({ name, at: sentAt, known: true })
        ownPace?.go(now())
      }
      onBusy?.(reply.held)
      isCrowded = reply.held > most
      asking = false
      heed(reply, wants, findings === findingsBefore && telling === 0)
    } catch (error) {
      // Some of it may have come through.
      for (const name of [...release, ...want]) owe(name)
      agreement.failed(error)
      asking = false
    }
    onRoom()
  }

  function heed({ granted, waitMs, breaker: shared, openMs }: Exchanged, wants: number, isNews: boolean): void {
    inLine = granted < wants
    if (isNews) {
      if (shared === 'closed' && breaker.state() !== 'closed') breaker.heal()
      if (shared === 'trying') breaker.openFor(0)
      if (shared === 'open' || shared === 'elsewhere') {
        inLine = false
        const ms = shared === 'open' ? openMs : LOOK_MS
        breaker.openFor(ms)
        onOpen(ms)
      }
    }
    if (!inLine) {
      fullSince = undefined
      return
    }
    fullSince ??= now()
    const patience = Math.min(Math.max((now() - fullSince) / 4, POLL_MS[0]), POLL_MS[1])
    askAfter(waitMs > 0 ? Math.min(waitMs, LONGEST_WAIT_MS) : patience * (0.8 + Math.random() * 0.4))
    onFull()
  }

  function tell(finding: Finding): void {
    findings++
    const own = findings
    telling++
    const told = finding.state === 'closed'
      ? store.close(system)
      : store.open(system, { cooldownMs: finding.cooldownMs, longestMs: LONGEST_COOLDOWN_MS,
        afterTry: finding.afterTry })
    told.then(ms => {
      telling--
      // Others may have found it ill before, and left it alone for longer.
      if (typeof ms !== 'number' || findings !== own || breaker.state() === 'closed') return
      breaker.openFor(ms)
      onOpen(ms)
    }, (error: unknown) => {
      telling--
      agreement.failed(error)
    })
  }

  // The others have to know of calls that began while this process was alone.
  const stop = agreement.whenUsable(() => {
    if (used.size > 0 || waiting() > 0) onRoom()
  })

  return {
    take() {
      const lease = free.pop() ?? (agreement.usable() ? undefined : takeAlone())
      if (lease !== undefined) used.add(lease)
      return lease
    },
    give(place) {
      const lease = place as Lease
      used.delete(lease)
      if (!lease.known) return
      const isOurs = agreement.usable() && generation === agreement.generation() && used.size < mostNow()
      const goesOn = rate === undefined && isOurs && !isCrowded && waiting() > 0 && now() < lease.at + KEEP_MS
      if (goesOn) free.push(lease)
      else owe(lease.name)
    },
    demand(count) {
      if (count === 0) {
        clearTimeout(timer)
        timer = undefined
        fullSince = undefined
        for (const { name } of free.splice(0)) owe(name)
      }
      sync()
    },
    undecided:
      () => (fullSince === undefined && agreement.usable() ? Math.max(0, concurrency - used.size - free.length) : 0),
    shared: () => agreement.usable(),
    found(finding) {
      if (agreement.usable()) tell(finding)
    },
    async look() {
      if (!asking && agreement.usable()) await ask(0, generation !== agreement.generation())
    },
    close() {
      clearTimeout(timer)
      stop()
    }
  }
}
