import { isDeepStrictEqual } from 'node:util'
import type { ResourceName } from '../../kit/adapter.ts'
import { parseId } from '../../kit/ids.ts'
import { type Collection, messageOf, placeOf } from '../collection.ts'
import type { Made, Make } from '../make.ts'
import { safeText } from '../show.ts'
import { count, type Failure, skipped, type Verdict, verdict } from '../verdict.ts'
import { type Bench, forEachResource, sample } from './bench.ts'

const LEFT_OUT = 0.1
/** Enough to see what is wrong; the rest would say the same. */
const MOST_FAILURES = 5

/** What the mapping makes of rows. */
export const records = forEachResource((bench, resource, reader) => {
  const { subject } = bench
  const collection = (): Promise<Collection> => bench.collection(resource, reader)
  return [
    { name: 'every record fits the contract', run: async () => fitsContract(bench, resource, await collection()) },
    { name: 'ids are unique, reversible and the same each time',
      run: async () => idsHold(bench, resource, await collection()) },
    {
      name: 'the mapping is pure',
      async run() {
        const { client, made } = await collection()
        return made.length === 0
          ? skipped('there are no rows')
          : isPure(resource, made, subject.maker(resource, client),
            reader.snapshot !== undefined || reader.inbox !== undefined)
      }
    },
    { name: 'nothing specially protected comes through',
      run: async () => hidesProtected(bench, resource, await collection()) }
  ]
})

async function fitsContract(
  { subject }: Bench,
  resource: ResourceName,
  { made, broken, isCut }: Collection
): Promise<Verdict> {
  if (broken) return broken()
  if (made.length === 0 && subject.declared.isReal === true)
    return skipped('the system gives no row, or only to those who know its key, or pushes')
  if (made.length === 0)
    return verdict([{ what: 'there is not one row', where: resource,
      fix:
        'Give the stand-in known rows of this resource; declare `keys` for one that cannot be listed, `pushes` for ' +
        'one that is pushed.' }])
  const failures: Failure[] = []
  for (const one of made) {
    const { record, misfits, refusal, lastRead } = one
    const where = placeOf(resource, one)
    for (const { path, problem, value } of misfits) {
      failures.push({ what: path === '' ? `the record ${problem}` : `${path} ${problem}`, where,
        ...(value !== undefined && { value }),
        fix: 'Read the field with `tools.read`, which notes what cannot be used, and leave it out with `compact`.' })
    }
    if (record === undefined && !isReason(refusal)) {
      failures.push({
        what: `the mapping broke: ${messageOf(refusal)}${lineOf(refusal)}`,
        where,
        ...(lastRead !== undefined && { value: `${lastRead} (read last)` }),
        fix: 'Take every field for missing, null or of another type; throw an Error that names what a record needs ' +
          'and this one lacks. Rows are frozen: change a copy.'
      })
    }
  }
  const left = made.filter(({ refusal }) => isReason(refusal))
  const share = subject.declared.leftOut ?? LEFT_OUT
  if (left.length > made.length * share) {
    failures.push({ what: `${count(left.length, 'row')} of ${made.length} left out: ${reasonsOf(left)}`,
      where: resource,
      fix: `More than ${
        share * 100
      } % hints at a mistake in the mapping; if the stand-in holds so many bad rows, declare \`leftOut\`.` })
  }
  const note = `${count(made.length - left.length, 'record')}${isCut ? ', the first ones' : ''}${
    left.length > 0 ? `; ${left.length} left out: ${reasonsOf(left)}` : ''
  }`
  return verdict(failures.slice(0, MOST_FAILURES), note)
}

/** ` (map.ts:45)` of an error that comes from an adapter's own file. */
function lineOf(error: unknown): string {
  const [, file] = /\/adapters\/([^/\s)]+\/[^\s)]+?:\d+):\d+\)?$/m.exec((error as Error | undefined)?.stack ?? '') ?? []
  return file === undefined ? '' : ` (adapters/${file})`
}

/** An error that the mapping threw on purpose, in its own words. */
function isReason(refusal: unknown): refusal is Error {
  return refusal instanceof Error && refusal.constructor === Error && refusal.message !== ''
}

function reasonsOf(left: readonly Made[]): string {
  const times = new Map<string, number>()
  for (const { refusal } of left) {
    const reason = safeText((refusal as Error).message)
    times.set(reason, (times.get(reason) ?? 0) + 1)
  }
  return [...times].map(([reason, number]) => `${number} × ${reason}`).join(', ')
}

async function idsHold(bench: Bench, resource: ResourceName, { client, made }: Collection): Promise<Verdict> {
  const { subject } = bench
  const named = made.filter(({ key }) => key !== undefined)
  if (named.length === 0) return skipped('there are no records')
  const failures: Failure[] = []
  const first = new Map<string, Made>()
  let doubles = 0
  for (const one of named) {
    const twin = first.get(one.key!)
    // A row that a clerk saved twice is the system's own; one that paging doubles is found by the pages.
    if (twin !== undefined && isDeepStrictEqual(twin.record, one.record)) doubles++
    else if (twin !== undefined) {
      failures.push({ what: `has the key of row ${twin.index + 1} as well`, where: placeOf(resource, one),
        fix: 'Take a key that is unique in the system, or make `list` leave the double out.' })
    }
    first.set(one.key!, twin ?? one)
    if (resource !== 'residents' && parseId(one.id!)?.key !== one.key) {
      failures.push({ what: 'its id does not lead back to its key', where: placeOf(resource, one),
        fix: 'Keys are text of 1 to 59 characters, well-formed Unicode.' })
    }
    if (one.key !== one.key!.trim()) {
      failures.push({ what: 'its key begins or ends with a blank', where: placeOf(resource, one),
        fix: 'Trim it: `tools.read.text` does.' })
    }
  }
  const make = subject.maker(resource, client)
  const changed = sample(named, 200).find(one => make(one.row, one.index).id !== one.id)
  if (changed)
    failures.push({ what: 'has another id when it is mapped again', where: placeOf(resource, changed),
      fix: 'Make the key of nothing but the row.' })
  return verdict(failures.slice(0, MOST_FAILURES),
    `${count(first.size, 'id')}${doubles > 0 ? `; ${count(doubles, 'record')} twice, all the same` : ''}`)
}

async function isPure(resource: ResourceName, made: readonly Made[], make: Make, isKept: boolean): Promise<Verdict> {
  const failures: Failure[] = []
  const tried = sample(made, 200)
  for (const one of tried) {
    const { row, index, record } = one
    const where = placeOf(resource, one)
    if (record instanceof Promise || (record as { then?: unknown } | undefined)?.then !== undefined) {
      failures.push({ what: 'gives a promise', where,
        fix: 'A mapping does no I/O: fetch what it needs in the client.' })
    }
    if (!isDeepStrictEqual(make(row, index).record, record)) {
      failures.push({ what: 'gives another record the second time', where,
        fix: 'Keep nothing between rows, and take no random numbers.' })
    } else if (!isDeepStrictEqual(later(() => make(row, index)).record, record)) {
      failures.push({ what: 'gives another record forty days later', where,
        fix:
          'Use no clock: `today` is given to `connect`, and the client may put the day of the answer into the row.' })
    }
    if (isKept && !isDeepStrictEqual(make(JSON.parse(JSON.stringify(row)) as unknown, index).record, record)) {
      failures.push({ what: 'gives another record when the row was kept as JSON', where,
        fix: 'Rows of this kind are plain data: text, numbers, true and false, null, lists and objects of them.' })
    }
  }
  return verdict(failures.slice(0, MOST_FAILURES), count(tried.length, 'row'))
}

const FORTY_DAYS = 40 * 86_400_000

/** Runs something synchronous as if it were later. */
function later<T>(run: () => T): T {
  const Now = Date
  const LaterDate = new Proxy(Now, {
    construct: (target, given, newTarget) =>
      Reflect.construct(target, given.length === 0 ? [Now.now() + FORTY_DAYS] : given, newTarget) as object,
    apply: () => new Now(Now.now() + FORTY_DAYS).toString(),
    get: (target, name) => (name === 'now' ? () => Now.now() + FORTY_DAYS : (Reflect.get(target, name) as unknown))
  })
  globalThis.Date = LaterDate
  try {
    return run()
  } finally {
    globalThis.Date = Now
  }
}

/**
 * Attributes that an exchange of population data may not pass on (UU 24/2013, Pasal 84): disability, fingerprint, iris,
 * signature; and religion, which no service of a city depends on.
 */
const PROTECTED = new RegExp(
  '(?:^|_)(?:pnydng_cct|penyandang_cacat|cacat|disabilitas|sidik_?jari|fingerprint|iris|retina|tanda_?tangan|ttd|' +
    'agama|biometri\\w*)(?:_|$)',
  'i'
)

async function hidesProtected({ subject }: Bench, resource: ResourceName, { made }: Collection): Promise<Verdict> {
  if (made.length === 0) return skipped('there are no rows')
  const failures: Failure[] = []
  for (const one of sample(made, 500)) {
    const where = placeOf(resource, one)
    const column = columnsOf(one.row).find(name => PROTECTED.test(name))
    if (column !== undefined) {
      failures.push({ what: `the client hands on the column ${column}`, where,
        fix: 'Name the columns that the hub needs in the client, and let no other through: what is not there cannot ' +
          'leak.' })
    }
    const text = JSON.stringify([one.row, one.record])
    if (subject.standIn.protectedTexts?.some(protectedText => text.includes(protectedText))) {
      failures.push({ what: 'holds a text that the stand-in declares as protected', where,
        fix: 'Drop that attribute in the client.' })
    }
  }
  return verdict(failures.slice(0, MOST_FAILURES))
}

function columnsOf(row: unknown, depth = 0): string[] {
  if (typeof row !== 'object' || row === null || depth > 4) return []
  return Object.entries(row).flatMap((
    [name, value]
  ) => [...(Array.isArray(row) ? [] : [name]), ...columnsOf(value, depth + 1)])
}
