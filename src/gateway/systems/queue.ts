/** Whose turn it is: a consumer, or undefined for the hub itself. */
type Consumer = string | undefined

/** A queue with one line for each consumer. The lines take turns, so a long one makes nobody else wait longer. */
export interface FairQueue<T> {
  readonly size: number
  /** At the end of its consumer's line. */
  add(consumer: Consumer, item: T): void
  /** Takes out the first of the line whose turn it is. */
  next(): T | undefined
  /** Takes one out that does not want to wait any more. */
  remove(consumer: Consumer, item: T): void
  /** Takes out all, in the order of their turns. */
  clear(): T[]
  /** A call of the consumer runs; its weight grows with what it has running, too. */
  started(consumer: Consumer): void
  ended(consumer: Consumer): void
  /**
   * Makes room for one more of this consumer in a full queue: takes out the newest of the consumer who has most calls
   * waiting and running, so nobody fills the queue against others. Undefined when it is the newcomer's consumer, or
   * when giving way would only turn the two around: then the newcomer has to go.
   */
  makeRoom(consumer: Consumer): T | undefined
  /** Takes out the newest of the consumer who has most, when there are more than may wait. */
  dropNewest(): T | undefined
}

interface Line<T> {
  waiting: T[]
  running: number
}

export function createFairQueue<T>(): FairQueue<T> {
  /** One for each consumer seen: there are no more than the config names. */
  const lines = new Map<Consumer, Line<T>>()
  /** Those with anything waiting, the next one first. */
  const turns: Line<T>[] = []
  let size = 0

  const lineOf = (consumer: Consumer): Line<T> => {
    let line = lines.get(consumer)
    if (line === undefined) lines.set(consumer, line = { waiting: [], running: 0 })
    return line
  }
  const taken = (line: Line<T>, item: T | undefined): T | undefined => {
    if (item === undefined) return undefined
    size--
    if (line.waiting.length === 0) turns.splice(turns.indexOf(line), 1)
    return item
  }
  const weight = (line: Line<T> | undefined): number => (line === undefined ? 0 : line.waiting.length + line.running)
  const heaviest = (): Line<T> | undefined =>
    turns.reduce<Line<T> | undefined>((most, line) => (weight(line) > weight(most) ? line : most), undefined)

  return {
    get size() {
      return size
    },
    add(consumer, item) {
      const line = lineOf(consumer)
      if (line.waiting.push(item) === 1) turns.push(line)
      size++
    },
    next() {
      const line = turns.shift()
      if (line === undefined) return undefined
      turns.push(line)
      return taken(line, line.waiting.shift())
    },
    remove(consumer, item) {
      const line = lines.get(consumer)
      const at = line?.waiting.indexOf(item) ?? -1
      if (line !== undefined && at >= 0) taken(line, line.waiting.splice(at, 1)[0])
    },
    clear() {
      const all: T[] = []
      for (let item = this.next(); item !== undefined; item = this.next()) all.push(item)
      return all
    },
    started(consumer) {
      lineOf(consumer).running++
    },
    ended(consumer) {
      lineOf(consumer).running--
    },
    makeRoom(consumer) {
      const most = heaviest()
      if (most === undefined || weight(lines.get(consumer)) + 1 >= weight(most)) return undefined
      return taken(most, most.waiting.pop())
    },
    dropNewest() {
      const most = heaviest()
      return most && taken(most, most.waiting.pop())
    }
  }
}
