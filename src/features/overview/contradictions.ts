import { compare } from '../matching/index.ts'
import type { Contradiction, Found } from './types.ts'

const OF_THE_NIK = {
  nik_duplicate: 'has several people under this NIK.',
  nik_birthdate_mismatch: 'has a NIK and a date of birth that do not go together.',
  nik_invalid: 'has a NIK that cannot be one.'
} as const

/**
 * Where one system contradicts itself about somebody: as its records say themselves, and as they differ from each
 * other.
 */
export function contradictionsIn(found: readonly Found[]): Contradiction[] {
  const told: Contradiction[] = []
  for (const [system, mine] of Map.groupBy(found, one => one.system)) {
    for (const code of Object.keys(OF_THE_NIK) as (keyof typeof OF_THE_NIK)[]) {
      const records = mine.filter(({ record }) => record.quality.some(note => note.code === code)).map(({ record }) =>
        record.id
      )
      if (records.length > 0) told.push({ system, code, records, text: `${system} ${OF_THE_NIK[code]}` })
    }
    const records = otherNames(mine)
    if (records.length > 0)
      told.push({ system, code: 'names_differ', records,
        text: `${system} has records with one number and names that are not spellings of one.` })
  }
  return told
}

function otherNames(found: readonly Found[]): string[] {
  const ids = new Set<string>()
  for (const [at, one] of found.entries()) {
    for (const other of found.slice(at + 1)) {
      const name = compare(one.side, other.side).find(({ field }) => field === 'name')
      if (name?.level === 'other' || name?.level === 'partly') ids.add(one.record.id).add(other.record.id)
    }
  }
  return [...ids]
}
