import { SatuError } from '../../errors.ts'

/** A cursor of a list that the hub itself keeps in order. */
export function writePlace(place: number): string {
  return `o${place}`
}

/**
 * Where a page of such a list begins; undefined for the first.
 * @throws SatuError invalid_request when it is no cursor of such a list
 */
export function readPlace(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined
  const place = Number(/^o(\d{1,15})$/.exec(cursor)?.[1] ?? Number.NaN)
  if (Number.isNaN(place)) {
    throw new SatuError('invalid_request', 'The cursor cannot be used.', {
      stage: 'cursor',
      errors: [{ in: 'query', field: 'cursor', code: 'pattern',
        detail: 'is not a cursor of this list; start again without it' }]
    })
  }
  return place
}

/** The `Link` to the next page (RFC 8288). Headers and `id`, which stands in the path, are no part of it. */
export function nextLink(path: string, values: Readonly<Record<string, unknown>>, cursor: string): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    if (name === 'cursor' || name === 'id' || /^[A-Z]/.test(name)) continue
    query.set(name, Array.isArray(value) ? value.join(',') : (value as string | number).toString())
  }
  query.set('cursor', cursor)
  return `<${path}?${query}>; rel="next"`
}
