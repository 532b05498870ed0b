import type { ResourceName } from '../../contract/resources.ts'
import { OWN_KEY } from '../../gateway/systems/pair.ts'
import { allOf, type CanonicalRecord } from '../../gateway/systems/records.ts'
import type { System } from '../../gateway/systems/system.ts'
import { IdError, toId } from '../../kit/ids.ts'
import type { NumberForm } from '../../kit/numbers.ts'
import type { IdMap } from './id-map.ts'
import { naturalOf } from './natural.ts'

export interface StandInOptions {
  succession: string
  resource: ResourceName
  old: System
  successor: System
  /** Field by which both know a record. */
  key: string
  /** `key`: the old system calls its records by that field. */
  ids: 'key' | 'map'
  map: IdMap
  /** Somebody asked for an id of the old system that leads to no record of the successor. */
  onUnknown(consumer: string): void
}

export interface Names {
  /** What the successor calls a record of the old system. */
  successorKey(oldKey: string): Promise<string | undefined>
  /** The record under the id that it had in the old system; as it is where that is not known. */
  renamed(records: readonly (CanonicalRecord | undefined)[]): Promise<(CanonicalRecord | undefined)[]>
}

export function createNames(
  { succession, old, key, ids, map }: Pick<StandInOptions, 'succession' | 'old' | 'key' | 'ids' | 'map'>
): Names {
  const idOf = (oldKey: string, record: CanonicalRecord): CanonicalRecord => {
    try {
      return { ...record, id: toId(old.config.prefix, oldKey) }
    } catch (error) {
      if (error instanceof IdError) return record
      throw error
    }
  }
  return {
    async successorKey(oldKey) {
      const natural = ids === 'key' ? oldKey : await map.naturalOf(succession, oldKey)
      if (natural === undefined) return undefined
      // What was never seen may be called by that key there, too.
      return (await map.keysOf(succession, 'new', [natural])).get(natural) ?? natural
    },
    async renamed(records) {
      const naturals = records.map(record => record && naturalOf(record, key))
      const oldKeys = ids === 'key'
        ? undefined
        : await map.keysOf(succession, 'old', naturals.filter(natural => natural !== undefined))
      return records.map((record, i) => {
        const natural = naturals[i]
        if (record === undefined || natural === undefined) return record
        const oldKey = ids === 'key' ? natural : oldKeys?.get(natural)
        return oldKey === undefined ? record : idOf(oldKey, record)
      })
    }
  }
}

/**
 * The successor as it answers in place of the old system: a record keeps the id that callers know. Only of the resource
 * that is handed over.
 */
export function createStandIn(
  { succession, resource, old, successor, key, ids, map, onUnknown }: StandInOptions,
  names: Names
): System {
  const own = (form: NumberForm<unknown>): NumberForm<unknown> => ({
    ...form,
    ...(form.keys &&
      {
        keys: (parts: RegExpExecArray, today: string) => (form.keys?.(parts, today) ?? []).map(found => OWN_KEY + found)
      })
  })
  return {
    ...successor,
    version: `${successor.version}~${succession}.${old.config.prefix}.${key}.${ids}`,
    serves(name, action) {
      const serving = successor.serves(name, action)
      if (serving === undefined || name !== resource) return serving
      // Numbers of the old system stay in people's hands. Those that are its keys are the ids under which records stand
      // here.
      const kept = (old.serves(name, 'get')?.numbers ?? []).filter(({ keys }) => keys !== undefined).map((
        { find: _find, ...form }
      ) => form)
      // Ids are others than the ones by which the successor puts records of one time in order.
      return { ...serving, order: serving.order === 'canonical' ? 'updated' : serving.order,
        numbers: [...kept, ...serving.numbers.map(own)] }
    },
    async list(name, query, asker) {
      const page = await successor.list(name, query, asker)
      return name === resource ? { ...page, rows: await names.renamed(allOf(page.rows)) } : page
    },
    async get(name, asked, asker) {
      if (name !== resource) return successor.get(name, asked, asker)
      if (asked.startsWith(OWN_KEY)) return successor.get(name, asked.slice(OWN_KEY.length), asker)
      const theirs = await names.successorKey(asked)
      const found = theirs === undefined ? undefined : await successor.get(name, theirs, asker)
      const natural = found && naturalOf(found.record, key)
      const wanted = ids === 'key' ? asked : await map.naturalOf(succession, asked)
      if (found === undefined || natural !== wanted) {
        // The hub itself looks whether it is there.
        if (asker.consumer !== undefined) onUnknown(asker.consumer)
        return undefined
      }
      const [record] = await names.renamed([found.record])
      return record === undefined ? undefined : { ...found, record }
    },
    async findNumber(form, parts, asker) {
      const found = await successor.findNumber(form, parts, asker)
      return found === undefined ? undefined : OWN_KEY + found
    }
  }
}
