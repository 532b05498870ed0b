import type { ResourceName } from '../../kit/adapter.ts'
import type { Collection } from '../collection.ts'
import type { AnyReader, Subject } from '../subject.ts'
import { type Check, skipped, type Verdict } from '../verdict.ts'
import type { Pen } from '../writing.ts'

/** What a check has to work with. */
export interface Bench {
  subject: Subject
  /** All of a resource, read once. */
  collection(resource: ResourceName, reader: AnyReader): Promise<Collection>
  pen: Pen
}

/** Checks of one idea. */
export type Group = (bench: Bench) => Check[]

/** The same checks for each resource that the adapter serves. */
export function forEachResource(checksOf: (bench: Bench, resource: ResourceName, reader: AnyReader) => Check[]): Group {
  return bench =>
    bench.subject.readers.flatMap(([resource, reader]) =>
      checksOf(bench, resource, reader).map(check => ({ ...check, name: `${resource}: ${check.name}` }))
    )
}

/** Makes checks that need the same preparation. When it fails, the first of them says so for all. */
export function prepareOnce<Ground>(
  prepare: () => Promise<Ground>
): (name: string, run: (ground: Ground) => Promise<Verdict>) => Check {
  let prepared: Promise<Ground> | undefined
  let isTold = false
  return (name, run) => ({
    name,
    async run() {
      prepared ??= prepare()
      const failure = await prepared.then(() => undefined, (error: unknown) => ({ error }))
      if (failure === undefined) return run(await prepared)
      if (isTold) return skipped('there was nothing to begin with, as is said above')
      isTold = true
      throw failure.error
    }
  })
}

/** Up to so many of a list, spread evenly over it. */
export function sample<T>(list: readonly T[], most: number): T[] {
  if (list.length <= most) return [...list]
  if (most === 1) return list.slice(0, 1)
  return Array.from({ length: most }, (_, i) => list[Math.floor((i * (list.length - 1)) / (most - 1))]!)
}
