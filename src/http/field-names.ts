import { isDeepStrictEqual } from 'node:util'
import { isFields } from './merge-patch.ts'

/** The paths of the fields that a body has, such as `location.lat`. A list is one field. */
export function fieldNames(body: unknown): string[] {
  return [...leaves(body)].map(([name]) => name)
}

/** The paths of the fields in which two bodies differ. */
export function differing(before: unknown, after: unknown): string[] {
  const a = new Map(leaves(before))
  const b = new Map(leaves(after))
  return [...new Set([...a.keys(), ...b.keys()])].filter(name =>
    !isDeepStrictEqual(a.get(name), b.get(name)) || a.has(name) !== b.has(name)
  )
}

function* leaves(value: unknown, path = ''): Generator<[name: string, value: unknown]> {
  if (!isFields(value)) return yield [path, value]
  for (const [name, inner] of Object.entries(value)) yield* leaves(inner, path === '' ? name : `${path}.${name}`)
}
