import type { ResourceName } from '../../contract/resources.ts'
import type { Pair } from '../../gateway/systems/pair.ts'
import type { CanonicalRecord } from '../../gateway/systems/records.ts'
import type { Db } from '../../platform/store/database.ts'
import type { DifferenceKind, NotedDifference } from './differences.ts'
import type { SuccessionConfig } from './settings.ts'

/** What a system says of a field: the value as everybody may see it. */
export interface Saying {
  system: string
  value: unknown
  /** ms since 1970; undefined where it has no such record, or does not tell. */
  updatedAt: number | undefined
  district: string | undefined
}

/** In what the two systems of a succession differ on a record, all of it; nothing where they agree. */
export interface Telling {
  rule: string
  resource: ResourceName
  record: string
  /** The one that takes the writes. */
  owner: string
  differences: readonly { comparison: string; severity: 'low' | 'medium' | 'high'; sides: readonly [Saying, Saying] }[]
}

/** Writes down elsewhere in what two systems differ, in the same unit of work. */
export type Tell = (db: Db, telling: Telling) => Promise<void>

/** Under what name and title a succession is told of. */
export function toldRuleOf(
  { id, resource, old, new: successor, key }: SuccessionConfig
): { name: string; title: { id: string; en: string }; key: string } {
  return { name: ruleOf(id),
    title: { id: `Penggantian ${old} oleh ${successor} (${resource})`,
      en: `${old} and its successor ${successor} (${resource})` }, key }
}

/** One that the new system lacks is lost with the old; one that it has alone is mostly new. */
const severities: Readonly<Record<DifferenceKind, 'low' | 'medium' | 'high'>> = { missing_new: 'high', lacks: 'medium',
  differs: 'medium', missing_old: 'low' }

/** What a record that one of them does not have is told under. */
const WHOLE = 'record'

export function tellingOf(
  { id, resource, old, successor, writes }: Pair,
  record: string,
  found: readonly NotedDifference[],
  records: { old: CanonicalRecord | undefined; new: CanonicalRecord | undefined }
): Telling {
  const saying = (system: string, from: CanonicalRecord | undefined, value: unknown): Saying => ({ system, value,
    updatedAt: updatedAt(from), district: districtOf(from) })
  return {
    rule: ruleOf(id),
    resource,
    record,
    owner: writes === 'new' ? successor.id : old.id,
    differences: found.map(({ field, kind, old: theOld, new: theNew }) => {
      const isWhole = field === ''
      return {
        comparison: isWhole ? WHOLE : field,
        severity: severities[kind],
        sides: [saying(old.id, records.old, isWhole ? records.old?.id : theOld),
          saying(successor.id, records.new, isWhole ? records.new?.id : theNew)]
      }
    })
  }
}

function ruleOf(id: string): string {
  return `succession:${id}`
}

function updatedAt(record: CanonicalRecord | undefined): number | undefined {
  const time = Date.parse(record?.source.updated_at ?? '')
  return Number.isNaN(time) ? undefined : time
}

function districtOf(record: CanonicalRecord | undefined): string | undefined {
  const { location, district_code: own } = (record ?? {}) as { location?: { district_code?: unknown };
    district_code?: unknown }
  const code = location?.district_code ?? own
  return typeof code === 'string' ? code : undefined
}
