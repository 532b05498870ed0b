import { LRUCache } from 'lru-cache'
import { createHash } from 'node:crypto'
import type { Entry, File } from './entry.ts'
import type { Group } from './groups.ts'
import type { Organizations } from './organizations.ts'

/** A body made once, for as long as the catalogue stands. */
export interface Encoded {
  body: string
  /** Weak. */
  etag: string
}

/** Every dataset of the city at one moment: those of connected portals and the hub's own. Never changed once made. */
export interface Catalogue {
  /** In the order of their ids. */
  entries: readonly Entry[]
  organizations: Organizations
  /** By their names. */
  groups: readonly Group[]
  /** In the order of the alphabet. */
  tags: readonly string[]
  /** By id, by name, or by what its own system calls it. */
  get(name: string): Entry | undefined
  file(id: string): { entry: Entry; file: File } | undefined
  group(name: string): Group | undefined
  /** ms since 1970 */
  latest: number
  /** The same body for the same key, made at the first call. */
  encode(key: string, make: () => string): Encoded
}

/** Characters of bodies that one catalogue keeps. */
const KEPT_CHARACTERS = 4_194_304

/**
 * @param portals datasets of connected systems, those whose names go first in front
 * @param own the hub's own
 */
export function createCatalogue(
  own: readonly Entry[],
  portals: readonly Entry[],
  organizations: Organizations
): Catalogue {
  const entries = distinguish([...own, ...portals]).toSorted((a, b) => compare(a.id, b.id))
  const ids = new Map(entries.map(entry => [entry.id, entry]))
  const names = new Map(entries.map(entry => [entry.name, entry]))
  const aliases = new Map<string, Entry | undefined>()
  for (const entry of entries)
    for (const alias of entry.aliases) aliases.set(alias, aliases.has(alias) ? undefined : entry)
  const files = new Map(entries.flatMap(entry => entry.files.map(file => [file.id, { entry, file }])))
  const groups = new Map(entries.flatMap(entry => entry.groups.map(group => [group.name, group])))
  const groupIds = new Map([...groups.values()].map(group => [group.id, group]))
  const kept = new LRUCache<string, Encoded>({ maxSize: KEPT_CHARACTERS, maxEntrySize: KEPT_CHARACTERS / 4 })

  return {
    entries,
    organizations,
    groups: [...groups.values()].toSorted((a, b) => compare(a.name, b.name)),
    tags: [...new Set(entries.flatMap(({ tags }) => tags))].toSorted(compare),
    get: name => ids.get(name) ?? names.get(name) ?? aliases.get(name),
    file: id => files.get(id),
    group: name => groups.get(name) ?? groupIds.get(name),
    latest: entries.reduce((latest, { modifiedAt }) => Math.max(latest, modifiedAt), 0),
    encode(key, make) {
      let found = kept.get(key)
      if (found === undefined) {
        const body = make()
        found = { body, etag: `W/"${createHash('sha1').update(body).digest('base64url')}"` }
        kept.set(key, found, { size: key.length + body.length + 1 })
      }
      return found
    }
  }
}

export function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}

const LONGEST_NAME = 100

/**
 * A name leads to one dataset. The first keeps it; the others get their system's behind it, whoever comes and goes
 * after them.
 */
function distinguish(entries: readonly Entry[]): Entry[] {
  const taken = new Set<string>()
  return entries.map(entry => {
    const candidates = [entry.name, lengthen(entry.name, entry.system ?? entry.id), lengthen(entry.name, entry.id)]
    const name = candidates.find(candidate => !taken.has(candidate)) ?? entry.id
    taken.add(name)
    return name === entry.name ? entry : { ...entry, name }
  })
}

function lengthen(name: string, ending: string): string {
  return `${name.slice(0, LONGEST_NAME - ending.length - 1)}-${ending}`
}
