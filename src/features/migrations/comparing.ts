import { SatuError } from '../../errors.ts'
import { theHub } from '../../gateway/systems/asker.ts'
import type { Pair } from '../../gateway/systems/pair.ts'
import type { CanonicalRecord } from '../../gateway/systems/records.ts'
import type { System } from '../../gateway/systems/system.ts'
import { parseId } from '../../kit/ids.ts'
import { LeaseLost } from '../../platform/jobs/jobs.ts'
import type { Mask } from '../../platform/privacy/visibility.ts'
import type { Store } from '../../platform/store/database.ts'
import { compareRecords, type Difference } from './compare.ts'
import type { Counts } from './counts.ts'
import type { Differences, NotedDifference } from './differences.ts'
import type { SuccessionConfig } from './settings.ts'
import { type Tell, tellingOf } from './telling.ts'

export interface ComparingOptions {
  store: Pick<Store, 'write'>
  counts: Pick<Counts, 'count'>
  differences: Pick<Differences, 'note'>
  /** What everybody may see of a record. */
  mask: Mask
  tell: Tell
}

/** Compares single records of a pair, and writes down what differs. */
export interface Comparing {
  /**
   * @param known what one of them has said before: where both agree on it nothing more is asked; `whole` once all of
   *   both was read: before that, a record that is not found may only be called by a name that was not seen yet
   * @param to where what differs is written: the store of the turn, where a job compares
   * @returns what became of it
   * @throws LeaseLost alone
   */
  compare(
    pair: Pair,
    entry: SuccessionConfig,
    id: string,
    known?: { old?: CanonicalRecord; new?: CanonicalRecord; whole?: boolean },
    to?: Pick<Store, 'write'>
  ): Promise<'same' | 'differs' | 'skipped' | 'failed'>
}

export function createComparing({ store, counts, differences, mask, tell }: ComparingOptions): Comparing {
  async function ask(system: System, pair: Pair, key: string): Promise<CanonicalRecord | undefined> {
    try {
      return (await system.get(pair.resource, key, theHub(`shadow-${pair.id}`)))?.record
    } catch (error) {
      // One that cannot be shown is there for nobody.
      if (error instanceof SatuError && error.stage === 'map') return undefined
      throw error
    }
  }

  return {
    async compare(pair, entry, id, known = {}, to = store) {
      const key = parseId(id)?.key
      if (key === undefined) return 'failed'
      const options = { ignore: entry.ignore, tolerance: entry.tolerance,
        prefixes: { old: pair.old.config.prefix, new: pair.successor.config.prefix } }
      const findings = (old: CanonicalRecord | undefined, fresh: CanonicalRecord | undefined): NotedDifference[] => {
        if (old === undefined) return fresh === undefined ? [] : [{ field: '', kind: 'missing_old' }]
        if (fresh === undefined) return [{ field: '', kind: 'missing_new' }]
        return noted(compareRecords(old, fresh, options), mask(old), mask(fresh))
      }
      try {
        // What lists have said may be older, or less, than what each says of the record alone: that decides.
        const isKnown = known.old !== undefined && known.new !== undefined &&
          findings(known.old, known.new).length === 0
        const [old, fresh] = isKnown
          ? [known.old, known.new]
          : await Promise.all([ask(pair.old, pair, key), ask(pair.standIn, pair, key)])
        if ((old === undefined || fresh === undefined) && known.whole !== true) {
          counts.count(pair.id, 'compare_skipped')
          return 'skipped'
        }
        const found = isKnown ? [] : findings(old, fresh)
        await differences.note(to, pair.id, id, found, db => tell(db, tellingOf(pair, id, found, { old, new: fresh })))
        counts.count(pair.id, 'compared')
        return found.length === 0 ? 'same' : 'differs'
      } catch (error) {
        if (error instanceof LeaseLost) throw error
        // A system or the store that cannot be asked now: the record is compared another time.
        counts.count(pair.id, 'compare_failed')
        return 'failed'
      }
    }
  }
}

function noted(found: readonly Difference[], old: unknown, fresh: unknown): NotedDifference[] {
  return found.map(({ field, kind }) => ({ field, kind, old: valueAt(old, field),
    ...(kind === 'differs' && { new: valueAt(fresh, field) }) })
  )
}

function valueAt(record: unknown, path: string): unknown {
  if (path.startsWith('identifiers.')) {
    const { identifiers = [] } = (record ?? {}) as { identifiers?: { scheme: string; value: string }[] }
    return identifiers.find(({ scheme }) => `identifiers.${scheme}` === path)?.value
  }
  return path.split('.').reduce<unknown>(
    (node, name) => (typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[name] : undefined),
    record
  )
}
