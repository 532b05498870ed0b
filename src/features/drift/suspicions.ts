import type { DriftKind, Finding } from './compare.ts'

/** Something that was seen to be otherwise, and is not told yet, or is. */
export interface Suspicion extends Finding {
  key: string
  /** How many looks have seen it. */
  looks: number
  firstAt: number
  lastAt: number
  /** Records, and looks, that did without it since it was seen last. */
  missed: number
  quietLooks: number
  isTold: boolean
  /** Seen since it was last written down. */
  fresh: number
}

interface Threshold {
  /** Records that have it. */
  records: number
  /** In so many looks. */
  looks: number
  /** Of the records that came since it was first seen. */
  share: number
}

/** What comes once in many thousand records is an oddity of the record, and no change of the system. */
const thresholds: Readonly<Record<DriftKind, Threshold>> = {
  new_field: { records: 3, looks: 2, share: 0.001 },
  vanished_field: { records: 20, looks: 3, share: 0.9 },
  new_type: { records: 3, looks: 2, share: 0.05 },
  new_code: { records: 5, looks: 3, share: 0.001 },
  range: { records: 3, looks: 2, share: 0.05 },
  column_order: { records: 1, looks: 1, share: 0 }
}
/** A code that the mapping has no word for is wrong at once; three times, so that one record's slip is none. */
const UNMAPPED: Threshold = { records: 3, looks: 1, share: 0 }

const MOST = 60
const FORGOTTEN_AFTER = 5_000
const OVER_RECORDS = 40
const OVER_LOOKS = 3
/** Of codes of one field so many are told by themselves: more are no codes. */
export const MOST_CODES_TOLD = 5

/** What is suspected of one resource of a system, in this process. */
export interface Suspicions {
  /** Takes what one look of a stage found; what it did not find any more is on its way out. */
  note(stage: string, records: number, findings: readonly Finding[], options: { isWhole: boolean; now: number }): void
  /** One sighting by itself. @param most of one field with a detail of their own; all more are told together */
  hit(finding: Finding, now: number, most: number): void
  /** What is sure enough to be told, and what was told and is gone. */
  due(isWhole: boolean): Suspicion[]
  over(isWhole: boolean): Suspicion[]
  told(): Suspicion[]
  /** Told before this process started, or by another. */
  adopt(finding: Finding, at: { firstAt: number; lastAt: number }): void
  forget(key: string): void
}

export function createSuspicions(isMappings: (stage: string) => boolean): Suspicions {
  const all = new Map<string, Suspicion>()

  function hit(finding: Finding, now: number): void {
    const key = keyOf(finding)
    const known = all.get(key)
    if (known !== undefined) {
      known.count += finding.count
      known.of += finding.of
      known.fresh += finding.count
      known.looks++
      known.lastAt = now
      known.missed = 0
      known.quietLooks = 0
      known.sample ??= finding.sample
      known.extent = finding.extent
      return
    }
    if (all.size >= MOST) return
    all.set(key, { ...finding, key, looks: 1, firstAt: now, lastAt: now, missed: 0, quietLooks: 0, isTold: false,
      fresh: finding.count })
  }

  const isDue = (one: Suspicion, isWhole: boolean): boolean => {
    if (one.isTold) return false
    if (one.isDeclared) return true
    const { records, looks, share } = isMappings(one.stage) ? UNMAPPED : thresholds[one.kind]
    return one.count >= records && (isWhole || one.looks >= looks) && one.count >= one.of * share
  }

  return {
    note(stage, records, findings, { isWhole, now }) {
      for (const finding of findings) hit(finding, now)
      const found = new Set(findings.map(keyOf))
      for (const [key, one] of all) {
        if (one.stage !== stage || found.has(key)) continue
        one.of += records
        one.missed += records
        one.quietLooks++
        if (!one.isTold && (one.missed > FORGOTTEN_AFTER || isWhole)) all.delete(key)
      }
    },
    hit(finding, now, most) {
      const isOneOf = ({ kind, stage, path }: Finding): boolean =>
        kind === finding.kind && stage === finding.stage && path === finding.path
      const isKnown = all.has(keyOf(finding))
      const others = isKnown ? 0 : [...all.values()].filter(isOneOf).length
      hit(others < most ? finding : { ...finding, detail: finding.detail.replace(/ .*/s, ' *'), sample: undefined },
        now)
    },
    due: isWhole => [...all.values()].filter(one => isDue(one, isWhole)),
    over: isWhole =>
      [...all.values()].filter(one =>
        one.isTold &&
        (one.isDeclared || isWhole ? one.quietLooks > 0 : one.quietLooks >= OVER_LOOKS && one.missed >= OVER_RECORDS)
      ),
    told: () => [...all.values()].filter(one => one.isTold),
    adopt(finding, { firstAt, lastAt }) {
      const key = keyOf(finding)
      if (!all.has(key))
        all.set(key, { ...finding, key, looks: 0, firstAt, lastAt, missed: 0, quietLooks: 0, isTold: true, fresh: 0 })
    },
    forget: key => {
      all.delete(key)
    }
  }
}

export function keyOf({ kind, stage, path, detail }: Pick<Finding, 'kind' | 'stage' | 'path' | 'detail'>): string {
  return JSON.stringify([kind, stage, path, detail])
}
