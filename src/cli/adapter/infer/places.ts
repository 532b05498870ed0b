import type { Candidate } from './candidates.ts'
import { placeOf } from './targets.ts'

/** How much an address that goes by no name is held back from places that are not the likeliest. */
const DOUBT = 0.12

/**
 * The parts of one address belong together. Those whose names say nothing of whose they are go where the record has one
 * place, else to the person: a home that is taken for a public place would be published.
 */
export function settlePlaces(candidates: readonly Candidate[]): Candidate[] {
  const places = [...new Set(candidates.flatMap(({ target }) => placeOf(target.path) ?? []))].filter(place =>
    !place.includes('[]')
  )
  if (places.length < 2) return [...candidates]
  const named = new Set(candidates.filter(isAddress).flatMap(candidate => placesSaid(candidate, places)))
  // A row with one street has its district there, too.
  const preferred = named.size === 1
    ? [...named][0]
    : (places.find(place => place.includes('.') && !place.startsWith('business')) ?? places[0])
  return candidates.map(candidate => {
    const place = placeOf(candidate.target.path)
    if (place === undefined || !places.includes(place)) return candidate
    const said = placesSaid(candidate, places)
    if (said.length > 0) return said.includes(place) ? candidate : { ...candidate, score: candidate.score - 3 * DOUBT }
    return place === preferred ? candidate : { ...candidate, score: candidate.score - DOUBT }
  })
}

function isAddress({ target, column }: Candidate): boolean {
  return target.kind === 'address' && column.readings.some(({ words }) => words.includes('address'))
}

/** The places that a field's name speaks of. */
function placesSaid({ column: { readings } }: Candidate, places: readonly string[]): string[] {
  const words = new Set(readings.flatMap(({ words }) => words))
  const owned = places.filter(place => place !== 'location' && words.has(place.split('.')[0] ?? ''))
  return owned.length > 0 ? owned : words.has('location') ? places.filter(place => place === 'location') : []
}
