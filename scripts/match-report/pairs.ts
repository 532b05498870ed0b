import type { PartyKind } from '../../src/features/matching/parties.ts'
import type { Known } from './gather.ts'

/** A block that holds more records tells nothing: nobody looks through so many. */
export const MOST_IN_A_BLOCK = 400

/**
 * Pairs of somebody of this kind in records of two systems, where the records share a block or a telling number; each
 * once. What is compared is bounded by the size of blocks, whatever the number of records.
 */
export function pairsOf(known: readonly Known[], kind: PartyKind): { pairs: [Known, Known][]; largest: number } {
  const blocks = new Map<string, Set<string>>()
  const records = Map.groupBy(known, ({ record }) => record)
  for (const { party, record } of known) {
    for (const { kind: of, hash } of party.keys) {
      const block = blocks.get(`${of} ${hash}`)
      if (block) block.add(record)
      else blocks.set(`${of} ${hash}`, new Set([record]))
    }
  }
  const numbers = new Map([...records.keys()].map((record, index) => [record, index]))
  const seen = new Set<number>()
  const pairs: [Known, Known][] = []
  let largest = 0
  for (const block of blocks.values()) {
    largest = Math.max(largest, block.size)
    if (block.size > MOST_IN_A_BLOCK) continue
    const members = [...block]
    for (const [at, one] of members.entries()) {
      for (const other of members.slice(at + 1)) {
        const place = (numbers.get(one) ?? 0) * records.size + (numbers.get(other) ?? 0)
        if (seen.has(place)) continue
        seen.add(place)
        for (const a of records.get(one) ?? []) {
          for (const b of records.get(other) ?? [])
            if (a.party.kind === kind && b.party.kind === kind && a.system !== b.system) pairs.push([a, b])
        }
      }
    }
  }
  return { pairs, largest }
}

/** Pairs of one identity, of two systems. */
export function* truePairsOf(known: readonly Known[], kind: PartyKind): Iterable<[Known, Known]> {
  for (const same of Map.groupBy(known.filter(({ party }) => party.kind === kind), ({ identity }) => identity)
    .values())
  {
    if (same[0]?.identity === undefined) continue
    for (const [at, a] of same.entries()) for (const b of same.slice(at + 1)) if (a.system !== b.system) yield [a, b]
  }
}
