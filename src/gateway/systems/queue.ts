/** For whom a call is made: its consumer, undefined for the hub itself, and where that one calls from. */
export interface From {
  consumer: string | undefined
  /** The network of the address; all are one where it is not told. */
  address?: string | undefined
}

/**
 * A queue in which consumers take turns, and within a consumer the addresses that it calls from: a long line makes
 * nobody else wait longer. Callers without a token are one consumer, of many addresses.
 */
export interface FairQueue<T> {
  readonly size: number
  /** Of callers that have something waiting or running. */
  readonly lines: number
  /** At the end of its line. */
  add(from: From, item: T): void
  /** Takes out the first of the line whose turn it is. */
  next(): T | undefined
  /** Takes one out that does not want to wait any more. */
  remove(from: From, item: T): void
  /** Takes out all, in the order of their turns. */
  clear(): T[]
  /** How many turns it takes until a newcomer has had its own. */
  turnsFor(from: From): number
  /** A call runs; the weight of a line grows with what it has running, too. */
  started(from: From): void
  ended(from: From): void
  /**
   * Makes room for one more in a full queue: takes out the newest of the consumer that has most calls waiting and
   * running, or else of the address that has most of the newcomer's own consumer, so nobody fills the queue against
   * others. Undefined when giving way would only turn the two around: then the newcomer has to go.
   */
  makeRoom(from: From): T | undefined
  /** Takes out the newest of the consumer that has most, when there are more than may wait. */
  dropNewest(): T | undefined
}

interface Line<T> {
  address: string
  waiting: T[]
  running: number
}

/** The lines of one consumer. */
interface Group<T> {
  lines: Map<string, Line<T>>
  /** Those with anything waiting, the next one first. */
  turns: Line<T>[]
  waiting: number
  running: number
}

export function createFairQueue<T>(): FairQueue<T> {
  /** One for each consumer seen: there are no more than the config names. */
  const groups = new Map<string | undefined, Group<T>>()
  const turns: Group<T>[] = []
  let size = 0

  const groupOf = (consumer: string | undefined): Group<T> => {
    let group = groups.get(consumer)
    if (group === undefined) groups.set(consumer, group = { lines: new Map(), turns: [], waiting: 0, running: 0 })
    return group
  }
  const lineOf = (group: Group<T>, address = ''): Line<T> => {
    let line = group.lines.get(address)
    if (line === undefined) group.lines.set(address, line = { address, waiting: [], running: 0 })
    return line
  }
  /** Of addresses there may be any number: those with nothing to do are forgotten. */
  const forgetIdle = (group: Group<T>, line: Line<T>): void => {
    if (line.waiting.length === 0 && line.running === 0) group.lines.delete(line.address)
  }
  /** One has been taken out of a line. */
  const taken = (group: Group<T>, line: Line<T>): void => {
    size--
    group.waiting--
    if (line.waiting.length === 0 && group.turns.includes(line)) group.turns.splice(group.turns.indexOf(line), 1)
    if (group.waiting === 0 && turns.includes(group)) turns.splice(turns.indexOf(group), 1)
    forgetIdle(group, line)
  }
  const takeNewest = (group: Group<T>): T | undefined => {
    const line = heaviest(group.turns, weightOfLine)
    const item = line?.waiting.pop()
    if (line !== undefined) taken(group, line)
    return item
  }

  return {
    get size() {
      return size
    },
    get lines() {
      return [...groups.values()].reduce((sum, group) => sum + group.lines.size, 0)
    },
    add({ consumer, address }, item) {
      const group = groupOf(consumer)
      const line = lineOf(group, address)
      if (line.waiting.push(item) === 1) group.turns.push(line)
      if (++group.waiting === 1) turns.push(group)
      size++
    },
    next() {
      const group = turns.shift()
      const line = group?.turns.shift()
      if (group === undefined || line === undefined) return undefined
      const item = line.waiting.shift()
      if (line.waiting.length > 0) group.turns.push(line)
      if (group.waiting > 1) turns.push(group)
      taken(group, line)
      return item
    },
    remove({ consumer, address = '' }, item) {
      const group = groups.get(consumer)
      const line = group?.lines.get(address)
      const at = line?.waiting.indexOf(item) ?? -1
      if (group === undefined || line === undefined || at < 0) return
      line.waiting.splice(at, 1)
      taken(group, line)
    },
    clear() {
      const all: T[] = []
      for (let item = this.next(); item !== undefined; item = this.next()) all.push(item)
      return all
    },
    turnsFor({ consumer, address = '' }) {
      const own = groups.get(consumer)
      const line = own?.lines.get(address)
      const before = line?.waiting.length ?? 0
      const lines = (own?.turns.length ?? 0) + (before === 0 ? 1 : 0)
      const rounds = Math.min((own?.waiting ?? 0) + 1, (before + 1) * lines)
      return turns.reduce((sum, group) => (group === own ? sum : sum + Math.min(group.waiting, rounds)), rounds)
    },
    started({ consumer, address }) {
      const group = groupOf(consumer)
      group.running++
      lineOf(group, address).running++
    },
    ended({ consumer, address }) {
      const group = groupOf(consumer)
      const line = lineOf(group, address)
      group.running--
      line.running--
      forgetIdle(group, line)
    },
    makeRoom({ consumer, address = '' }) {
      const own = groups.get(consumer)
      const most = heaviest(turns, weightOfGroup)
      if (most !== undefined && weightOfGroup(own) + 1 < weightOfGroup(most)) return takeNewest(most)
      const longest = own && heaviest(own.turns, weightOfLine)
      return own !== undefined && weightOfLine(own.lines.get(address)) + 1 < weightOfLine(longest)
        ? takeNewest(own)
        : undefined
    },
    dropNewest() {
      const most = heaviest(turns, weightOfGroup)
      return most && takeNewest(most)
    }
  }
}

function weightOfGroup(group: { waiting: number; running: number } | undefined): number {
  return group === undefined ? 0 : group.waiting + group.running
}

function weightOfLine(line: { waiting: unknown[]; running: number } | undefined): number {
  return line === undefined ? 0 : line.waiting.length + line.running
}

function heaviest<T>(all: readonly T[], weightOf: (one: T) => number): T | undefined {
  return all.reduce<T | undefined>(
    (most, one) => (most === undefined || weightOf(one) > weightOf(most) ? one : most),
    undefined
  )
}
