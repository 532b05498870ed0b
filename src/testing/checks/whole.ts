import type { ResourceName } from '../../kit/adapter.ts'
import { type Collection, gather, placeOf } from '../collection.ts'
import type { AnyReader } from '../subject.ts'
import { type Check, count, skipped, type Verdict, verdict } from '../verdict.ts'
import { type Bench, forEachResource } from './bench.ts'

/** Whether all of it comes out, each time. */
export const whole = forEachResource((bench, resource, reader) => {
  const { holds = {} } = bench.subject.standIn
  const wanted = holds[resource]
  const collection = (): Promise<Collection> => bench.collection(resource, reader)
  const counted: Check = { name: 'every row that the stand-in holds comes out',
    run: async () => isComplete(resource, wanted ?? 0, await collection()) }
  return [
    ...(wanted === undefined ? [] : [counted]),
    { name: 'another client that reads it finds the same ids',
      run: async () => readsAlike(bench, resource, reader, await collection()) }
  ]
})

async function isComplete(
  resource: ResourceName,
  wanted: number,
  { made, broken, isCut }: Collection
): Promise<Verdict> {
  if (broken) return broken()
  if (isCut) return skipped('there is more than was read')
  if (made.length === wanted) return verdict([], count(wanted, 'row'))
  const fix =
    'Look at what is passed over without a word: a last page, a line that ends otherwise, rows of a kind. What ' +
    'cannot be used is for `map` to refuse, with the reason.'
  return verdict([{ what: `gave ${count(made.length, 'row')}, and the stand-in holds ${wanted.toLocaleString('en')}`,
    where: resource, fix }])
}

/** A system may change between the two readings; a stand-in does not, and few real ones lose much of what was there. */
const MAY_GO = 0.05

async function readsAlike(
  { subject }: Bench,
  resource: ResourceName,
  reader: AnyReader,
  { made, broken, isCut }: Collection
): Promise<Verdict> {
  if (broken) return broken()
  const named = made.filter(({ key }) => key !== undefined)
  if (named.length === 0) return skipped('there are no records')
  const client = subject.connect()
  const again = await gather(subject, client, resource, reader)
  if (again.broken) return verdict([again.broken])
  const make = subject.maker(resource, client)
  const keys = new Set(again.rows.map((row, index) => make(row, index).key))
  const [first, ...others] = named.filter(({ key }) => !keys.has(key))
  const gone = first === undefined ? 0 : others.length + 1
  if (first === undefined || (isCut && gone <= named.length * MAY_GO)) return verdict([], count(named.length, 'id'))
  return verdict([{
    what: `${count(gone, 'id')} of ${named.length} not found again, the first one here`,
    where: placeOf(resource, first),
    fix: "Make the key of the system's own key alone: no counter, no chance, nothing of when or by whom it was read."
  }])
}
