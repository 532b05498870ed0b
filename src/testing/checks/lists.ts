import { compareKeys, keyOf } from '../../gateway/reads/stream.ts'
import type { Page, ResourceName } from '../../kit/adapter.ts'
import type { Call } from '../../kit/call.ts'
import { type Collection, messageOf, placeOf } from '../collection.ts'
import type { Made } from '../make.ts'
import type { AnyReader } from '../subject.ts'
import { count, type Failure, skipped, type Verdict, verdict } from '../verdict.ts'
import { type Bench, forEachResource } from './bench.ts'

/** Whether a list can be read page by page, in the order that it declares. */
export const lists = forEachResource((bench, resource, reader) => {
  if (reader.list === undefined) return []
  const collection = (): Promise<Collection> => bench.collection(resource, reader)
  return [
    { name: 'pages of any size join without gaps or doubles',
      run: async () => pagesJoin(bench, resource, reader, await collection()) },
    { name: `rows come in the declared order (${reader.order})`,
      run: async () => isInOrder(resource, reader, await collection()) }
  ]
})

async function pagesJoin(
  { subject }: Bench,
  resource: ResourceName,
  reader: AnyReader,
  { client, made, broken, isCut }: Collection
): Promise<Verdict> {
  if (broken) return broken()
  if (made.length === 0) return skipped('there are no rows')
  const expected = made.map(fingerprint)
  const make = subject.maker(resource, client)
  const failures: Failure[] = []
  const windows = windowsOf(made.length, reader.pageSize, isCut)
  for (const { offset, limit } of windows) {
    const where = `${resource}, offset ${offset}, limit ${limit}`
    const { value, fault, error } = await subject.ask(`list ${resource}`,
      async (call: Call): Promise<Page<unknown> | undefined> =>
        reader.list?.(client, { offset, limit, filters: {} }, call), { timeoutMs: 60_000 })
    if (value === undefined) {
      failures.push({ what: `the call failed: ${messageOf(fault ?? error)}`, where,
        fix: 'Every offset and every limit up to `pageSize` may be asked for, an offset behind the end too.' })
      continue
    }
    const { rows, end } = value
    const wanted = expected.slice(offset, offset + limit)
    const given = rows.map((row, i) => fingerprint(make(row, offset + i)))
    const wrong = given.findIndex((one, i) => one !== wanted[i])
    if (rows.length > limit)
      failures.push({ what: `gave ${rows.length} rows`, where,
        fix: 'Hand `limit` on to the system, or cut the page to it.' })
    else if (wrong >= 0 && !(isCut && offset + wrong >= expected.length)) {
      const at = expected.indexOf(given[wrong]!)
      failures.push({
        what: at < 0
          ? `row ${wrong + 1} of the page is none that reading in pages of ${reader.pageSize} gave`
          : `row ${wrong + 1} of the page is row ${at + 1} of the whole list instead of row ${offset + wrong + 1}`,
        where,
        fix: 'Offsets count rows from 0 over the whole list; systems that count pages, or from 1, need arithmetic in ' +
          'the client, and equal dates a second column to sort by.'
      })
    } else if (rows.length === 0 && !end)
      failures.push({ what: 'gave no rows and said that more follow', where,
        fix: 'Set `end` when a page is empty: the hub would ask for ever.' })
    else if (end && !isCut && offset + rows.length < expected.length)
      failures.push({ what: `said that the list ends after row ${offset + rows.length}; it has ${expected.length}`,
        where, fix: 'Compare `offset + rows` with the total, not with one page.' })
  }
  return verdict(failures.slice(0, 5), `${count(made.length, 'row')}, ${count(windows.length, 'window')}`)
}

function windowsOf(rows: number, pageSize: number, isCut: boolean): { offset: number; limit: number }[] {
  const limits = [...new Set([1, Math.min(7, pageSize), Math.max(1, Math.floor(pageSize / 3)), pageSize])]
  const windows = limits.flatMap(limit =>
    [0, limit, Math.floor(rows / 2), rows - limit - 1, rows - limit, rows - 1, ...(isCut ? [] : [rows, rows + limit])]
      .filter(offset => offset >= 0)
      .map(offset => ({ offset, limit }))
  )
  return windows.filter(({ offset, limit }, i) =>
    windows.findIndex(other => other.offset === offset && other.limit === limit) === i
  )
}

/** What tells one row from another: its key, or all of it when the mapping finds none. */
function fingerprint({ key, row }: Made): string {
  return key ?? JSON.stringify(row)
}

async function isInOrder(resource: ResourceName, { order }: AnyReader, { made, broken }: Collection): Promise<Verdict> {
  if (broken) return broken()
  if (order === 'none') return skipped('no order is declared: the hub reads the whole list and sorts it')
  const records = made.filter(({ record }) => record !== undefined)
  const failures: Failure[] = []
  for (const [i, one] of records.entries()) {
    const before = records[i - 1]
    if (before === undefined) continue
    const [key, keyBefore] = [keyOf(one.record!), keyOf(before.record!)]
    const isRight = order === 'canonical' ? compareKeys(keyBefore, key) <= 0 : keyBefore[0] >= key[0]
    if (isRight) continue
    const tie = key[0] === keyBefore[0]
    failures.push({
      what: tie
        ? `comes after ${before.id} of the same time`
        : `changed ${key[0]}, comes after row ${before.index + 1} of ${keyBefore[0]}`,
      where: placeOf(resource, one),
      fix: tie
        ? "Declare 'updated', or have the system sort equal times by key."
        : "Have the system sort by the date that `updatedAt` is made of, newest first; declare 'none' for a small " +
          'list that it cannot sort.'
    })
  }
  return verdict(failures.slice(0, 5), count(records.length, 'record'))
}
