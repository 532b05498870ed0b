import { SatuError } from '../../errors.ts'
import { createReport, type SourceReport } from '../../gateway/reads/source-report.ts'
import type { SourceReader } from '../../gateway/reads/sources.ts'
import type { Asker } from '../../gateway/systems/asker.ts'
import type { CanonicalRecord } from '../../gateway/systems/records.ts'
import type { Registry } from '../../gateway/systems/registry.ts'
import { numberForm, type NumberKind, partiesOf, type PartyKind, sidesOf, type TraitsMaker } from '../matching/index.ts'
import type { Mirror, Mirrored } from '../mirror/index.ts'
import type { Found, Kept, RecordRow, Resource } from './types.ts'

/** A number that names somebody. */
export interface Named {
  kind: NumberKind
  /** In plain text, or else the key that it is kept under. */
  value?: string
  hash?: string
}

export interface HoldersOptions {
  mirror: Pick<Mirror, 'byKey'>
  registry: Registry
  reader: SourceReader
  /** Of the key that is used now, then of the older ones. */
  makers: readonly [TraitsMaker, ...TraitsMaker[]]
}

/** Reports of the systems that took part, one each: the worst that any of them met. */
export interface Reports {
  of(system: string): SourceReport | undefined
  all(): SourceReport[]
  add(report: SourceReport): void
}

export function createReports(): Reports {
  const reports = new Map<string, SourceReport>()
  return {
    of: system => reports.get(system),
    all: () => [...reports.values()],
    add(report) {
      const before = reports.get(report.system.id)
      if (before === undefined) return void reports.set(report.system.id, report)
      before.asOf = before.asOf === undefined ? report.asOf : Math.min(before.asOf, report.asOf ?? Infinity)
      before.stale ||= report.stale
      before.error ??= report.error
      before.failed ??= report.failed
      before.asked ||= report.asked
      before.waitedMs = Math.max(before.waitedMs, report.waitedMs)
    }
  }
}

export interface Holders {
  /**
   * Records that the hub has kept of those who hold one of these numbers, each with the numbers that it was found by.
   */
  kept(numbers: readonly Named[], open: ReadonlySet<string>): Promise<Map<Mirrored, NumberKind[]>>
  /**
   * Reads them as their systems have them now. One that does not hold any of the numbers any more is left out.
   * @param kind of whom they are to speak
   */
  read(
    kept: ReadonlyMap<Mirrored, readonly NumberKind[]>,
    kind: PartyKind,
    isTheOne: (number: { kind: NumberKind; value: string }) => boolean,
    asker: Asker,
    reports: Reports
  ): Promise<{ found: Found[]; lost: Kept[] }>
  /** One record by its id, or the key that everybody knows it by. */
  record(
    system: Parameters<SourceReader['record']>[0]['system'],
    resource: Resource,
    key: string,
    asker: Asker,
    reports: Reports
  ): Promise<{ record: CanonicalRecord; report: SourceReport } | undefined>
  /** Who of a record it is. */
  found(
    resource: Resource,
    record: CanonicalRecord,
    asOf: number,
    kind: PartyKind,
    matchedBy: RecordRow['matched_by'],
    isTheOne: (number: { kind: NumberKind; value: string }) => boolean
  ): Found | undefined
}

export function createHolders({ mirror, registry, reader, makers }: HoldersOptions): Holders {
  const [current] = makers

  const record: Holders['record'] = async (system, resource, key, asker, reports) => {
    const report = createReport(system)
    try {
      const found = await reader.record({ system, resource, key, report, asker, tolerance: {} })
      reports.add(report)
      return found && { record: found, report }
    } catch (error) {
      if (!(error instanceof SatuError)) throw error
      // One that does not fit the contract is quarantined: its system has answered.
      if (error.stage === 'map') report.quarantined++
      else report.failed = error
      reports.add(report)
      return undefined
    }
  }

  const found: Holders['found'] = (resource, whole, asOf, kind, matchedBy, isTheOne) => {
    const parties = partiesOf(resource, whole)
    const party = parties.find(one => one.kind === kind && one.numbers.some(isTheOne)) ??
      (matchedBy.includes('id') ? parties.find(one => one.kind === kind) : undefined)
    const side = party &&
      sidesOf(current.traitsOf(resource, whole)?.parties ?? []).find(one => one.party.role === party.role)
    if (party === undefined || side === undefined) return undefined
    const numbers = party.numbers.filter(isTheOne).map(number => number.kind) as RecordRow['matched_by']
    return { system: whole.source.system, resource, record: whole, party, side,
      matchedBy: [...new Set([...numbers, ...matchedBy.filter(by => by === 'id')])], asOf }
  }

  return {
    record,
    found,
    async kept(numbers, open) {
      const hashes = numbers.flatMap((
        { kind, value, hash }
      ) => (value === undefined ? [{ kind, hash }] : makers.map(maker => ({ kind, hash: maker.keyOf(kind, value) }))))
      const results = new Map<string, [Mirrored, NumberKind[]]>()
      for (const { kind, hash } of hashes) {
        if (hash === undefined) continue
        for (const one of await mirror.byKey(kind, hash)) {
          if (!open.has(one.resource)) continue
          const name = `${one.system} ${one.resource} ${one.id}`
          const before = results.get(name)
          if (before === undefined) results.set(name, [one, [kind]])
          else if (!before[1].includes(kind)) before[1].push(kind)
        }
      }
      return new Map(results.values())
    },
    async read(kept, kind, isTheOne, asker, reports) {
      const results: Found[] = []
      const lost: Kept[] = []
      await Promise.all(Array.from(kept, async ([mirrored, by]) => {
        const resource = mirrored.resource as Resource
        const owner = registry.owner(resource, mirrored.id)
        // Its system serves it no more.
        if (owner === undefined) return
        const read = await record(owner.system, resource, owner.key, asker, reports)
        const asOf = read?.report.asOf ?? Date.now()
        // What stands in for a system that is down is masked, and tells nobody's number.
        if (read !== undefined && !read.report.stale) {
          const one = found(resource, read.record, asOf, kind, [], isTheOne)
          if (one !== undefined) results.push(one)
        } else if (read !== undefined || reports.of(owner.system.id)?.failed !== undefined) {
          const role = partiesOf(resource, mirrored.record).find(party => party.kind === kind)?.role
          if (role !== undefined)
            lost.push({ system: mirrored.system, resource, id: mirrored.id, record: mirrored.record, role,
              matchedBy: by as RecordRow['matched_by'], asOf: mirrored.seenAt })
        }
      }))
      return { found: results.toSorted(byNewest), lost }
    }
  }
}

const byNewest = (
  a: Found,
  b: Found
): number => (a.record.source.updated_at < b.record.source.updated_at
  ? 1
  : a.record.source.updated_at > b.record.source.updated_at
  ? -1
  : a.record.id < b.record.id
  ? -1
  : 1)

/** Whether a number is one of these, each in the form in which it is compared. */
export function oneOfThese(
  numbers: readonly { kind: NumberKind; value: string }[]
): (number: { kind: NumberKind; value: string }) => boolean {
  const wanted = new Set(numbers.map(({ kind, value }) => `${kind} ${numberForm(kind, value) ?? ''}`))
  return ({ kind, value }) => wanted.has(`${kind} ${value}`)
}
