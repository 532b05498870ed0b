import type { ResourceName } from '../../kit/adapter.ts'
import { SystemFault } from '../../kit/faults.ts'
import { type Collection, messageOf, placeOf } from '../collection.ts'
import type { AnyReader } from '../subject.ts'
import { count, type Failure, skipped, type Verdict, verdict } from '../verdict.ts'
import { type Bench, forEachResource, sample } from './bench.ts'

/** Whether one record can be looked up by its key. */
export const lookUps = forEachResource((bench, resource, reader) => {
  if (reader.get === undefined) return []
  const collection = (): Promise<Collection> => bench.collection(resource, reader)
  return [
    { name: 'get gives what list gives, wherever both have a field',
      run: async () => getsWhatItLists(bench, resource, reader, await collection()) },
    { name: 'get of an unknown key is undefined',
      run: async () => knowsItsKeys(bench, resource, reader, await collection()) }
  ]
})

async function getsWhatItLists(
  { subject }: Bench,
  resource: ResourceName,
  reader: AnyReader,
  { client, made }: Collection
): Promise<Verdict> {
  const tried = sample(made.filter(({ record }) => record !== undefined), 8)
  if (tried.length === 0) return skipped('there are no records')
  const make = subject.maker(resource, client)
  const failures: Failure[] = []
  for (const one of tried) {
    const where = placeOf(resource, one)
    const { value: row, fault, error } = await subject.ask(`get ${resource}`, async call =>
      reader.get?.(client, one.key!, call), { timeoutMs: 60_000 })
    if (error !== undefined)
      failures.push({ what: `the call failed: ${messageOf(fault ?? error)}`, where,
        fix: 'Ask for the record in the way that the system looks one up.' })
    else if (row === undefined)
      failures.push({ what: 'is listed, and get does not find it', where,
        fix: 'The key of the mapping must be what `get` looks up.' })
    else {
      const got = make(row, one.index)
      if (got.record === undefined)
        failures.push({ what: `what get gives cannot be mapped: ${messageOf(got.refusal)}`, where,
          fix: 'Give `map` rows of one shape from both calls.' })
      else if (got.key !== one.key)
        failures.push({ what: 'get gives another record than was asked for', where,
          fix: 'Compare the key of the answer with the one asked for, and throw `unreadable` when it is another.' })
      else for (const path of differences(one.record, got.record))
          failures.push({ what: `${path} differs between list and get`, where,
            fix: 'Map the field from the same legacy field in both, or leave it out of the one that does not know.' })
    }
  }
  return verdict(failures.slice(0, 5), count(tried.length, 'record'))
}

/** Dotted paths that both have with other values. A list that only one of them has is no difference. */
function differences(one: unknown, other: unknown, path: readonly string[] = []): string[] {
  if (path.length === 1 && path[0] === 'quality') return []
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) {
    return one === other ? [] : [path.join('.')]
  }
  if (Array.isArray(one) && Array.isArray(other) && one.length !== other.length) return [path.join('.')]
  return Object.keys(one).filter(name => Object.hasOwn(other, name)).flatMap(name =>
    differences((one as Record<string, unknown>)[name], (other as Record<string, unknown>)[name], [...path, name])
  )
}

async function knowsItsKeys(
  { subject }: Bench,
  resource: ResourceName,
  reader: AnyReader,
  { client, made }: Collection
): Promise<Verdict> {
  const keys = new Set(made.flatMap(({ key }) => key ?? []))
  const [known] = keys
  if (known === undefined) return skipped('there are no records')
  const failures: Failure[] = []
  const lookUp = (key: string) => subject.ask(`get ${resource}`, async call => reader.get?.(client, key, call))

  for (const key of unknownLike(known, keys)) {
    const { value, fault, error } = await lookUp(key)
    const where = `${resource}, a key of the right form that the system does not have`
    if (value !== undefined)
      failures.push({ what: 'gives a record', where,
        fix: 'Compare the key of what comes back with the one asked for: many systems search for a part of it.' })
    else if (error !== undefined)
      failures.push({ what: `the call failed: ${messageOf(fault ?? error)}`, where,
        fix: 'Tell how this system says "there is none" from its other errors, and give undefined.' })
  }
  for (const key of ['tidak ada', "' OR '1'='1", '../../etc/passwd', '%', '*', 'ж\u0000\n', '9'.repeat(200),
    '<a>&amp;'])
  {
    const { value, fault, error } = await lookUp(key)
    const where = `${resource}, the key ${JSON.stringify(key.slice(0, 20))}`
    if (value !== undefined)
      failures.push({ what: 'gives a record', where,
        fix: 'Refuse keys of another form before asking, and compare the key of what comes back.' })
    else if (error !== undefined && !(fault instanceof SystemFault && fault.kind === 'rejected')) {
      failures.push({ what: `the call failed: ${messageOf(fault ?? error)}`, where,
        fix:
          'Anybody may ask for any id: give undefined for keys of another form without asking, and pass keys on as ' +
          'parameters, never as parts of a text.' })
    }
  }
  return verdict(failures.slice(0, 5))
}

/** Keys that look like the known ones and are not among them. */
function unknownLike(known: string, keys: ReadonlySet<string>): string[] {
  const turned = [7, 3, 1].map(turn => known.replace(/\d/g, digit => String((Number(digit) + turn) % 10)))
  const letters = known.replace(/[A-Z]/g, 'Q').replace(/[a-z]/g, 'q')
  // A part of a key is no key: many systems search for it.
  const parts = known.length > 4 ? [known.slice(0, -1), known.slice(1)] : []
  return [...[...new Set([...turned, letters])].filter(key => !keys.has(key)).slice(0, 2),
    ...parts.filter(key => !keys.has(key))]
}
