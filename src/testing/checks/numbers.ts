import type { ResourceName } from '../../kit/adapter.ts'
import { compactNumber, type NumberForm } from '../../kit/numbers.ts'
import { type Collection, messageOf } from '../collection.ts'
import type { Made } from '../make.ts'
import type { AnyReader } from '../subject.ts'
import { count, type Failure, skipped, type Verdict, verdict } from '../verdict.ts'
import { type Bench, forEachResource, sample } from './bench.ts'

/** Numbers of people, invented: serials of 9990 and more are given to nobody. */
const niks = ['3273021305859991', '3273025305859992', '1101010101609993']
const TODAY = '2026-11-20'

/** Whether the numbers that residents hold lead to their records. */
export const numbers = forEachResource((bench, resource, reader) => {
  if (reader.numbers === undefined || reader.numbers.length === 0) return []
  return reader.numbers.map(form => ({
    name: `numbers such as ${form.example} lead to their records`,
    run: async () => leads(bench, resource, reader, form, await bench.collection(resource, reader))
  }))
})

async function leads(
  { subject }: Bench,
  resource: ResourceName,
  reader: AnyReader,
  form: NumberForm<unknown>,
  { client, made }: Collection
): Promise<Verdict> {
  const where = `${resource}, numbers such as ${form.example}`
  const failures: Failure[] = []
  const fail = (what: string, fix: string): void => {
    failures.push({ what, where, fix })
  }
  if (!form.pattern.test(compactNumber(form.example)))
    fail('the example does not fit the pattern',
      'The pattern is of a number in capitals without anything between its letters and digits.')
  if (!form.pattern.source.startsWith('^') || !form.pattern.source.endsWith('$'))
    fail('the pattern fits a part of a number', 'Begin it with ^ and end it with $.')
  if (niks.some(nik => form.pattern.test(nik)))
    fail('the pattern fits a NIK',
      'Make it as narrow as the numbers are: a NIK is never looked up by whoever holds a number.')
  if (form.keys === undefined && form.find === undefined)
    fail('nothing says how a record is found', 'Give `keys` or `find`.')
  if (failures.length > 0) return verdict(failures)

  const held = made.flatMap(one => textsOf(one).filter(text => form.pattern.test(text)).map(text => ({ one, text })))
  if (held.length === 0) {
    if (made.length === 0) return skipped('there are no records')
    return verdict([{ what: 'no record carries such a number', where,
      fix: 'The number stands in the record: as its number, its key, one of its identifiers.' }])
  }
  const tried = sample(held, 4)
  for (const { one, text } of tried) {
    const parts = form.pattern.exec(text) as RegExpExecArray
    const keys = [...(form.keys?.(parts, TODAY) ?? [])]
    const { value, fault, error } = await subject.ask(`look for a number of ${resource}`, async call =>
      form.find?.(client, parts, call), { timeoutMs: 60_000 })
    if (error !== undefined)
      failures.push({ what: `the call failed: ${messageOf(fault ?? error)}`, where,
        fix: 'Ask for the number in the way that the system looks one up.' })
    else if (![...keys, value].some(key => key === one.key || isOf(made, text, key)))
      failures.push({ what: 'leads to another record, or to none', where,
        fix: 'Give the key that `map` gives for this record.' })
  }
  const unknown = form.pattern.exec(turned(tried[0]?.text ?? '', held.map(({ text }) => text)))
  if (unknown !== null && form.find !== undefined) {
    const { value, fault, error } = await subject.ask(`look for a number of ${resource}`, async call =>
      form.find?.(client, unknown, call))
    if (error !== undefined)
      failures.push({ what: `the call failed for a number that it does not have: ${messageOf(fault ?? error)}`, where,
        fix: 'Give undefined where the system has none.' })
    else if (value !== undefined)
      failures.push({ what: 'a number that it does not have leads to a record', where,
        fix: 'Compare the whole number: many systems look for a part of it.' })
  }
  return verdict(failures.slice(0, 5), count(tried.length, 'number'))
}

/** Several records may have one number: bills of the same property. */
function isOf(made: readonly Made[], text: string, key: string | undefined): boolean {
  return key !== undefined && made.some(other => other.key === key && textsOf(other).includes(text))
}

/** What a resident may hold of a record. */
function textsOf({ key, record }: Made): string[] {
  const { number, nop, identifiers = [] } = (record ?? {}) as { number?: unknown; nop?: unknown;
    identifiers?: { value: string }[] }
  return [number, nop, key, ...identifiers.map(({ value }) => value)].filter(text => typeof text === 'string').map(
    compactNumber
  )
}

/** A number of the same form that no record has. */
function turned(text: string, known: readonly string[]): string {
  for (const turn of [7, 3, 9, 1]) {
    const other = text.replace(/^(\D*)(\d)(\d)/, (_, head: string, a: string, b: string) =>
      `${head}${(Number(a) + turn) % 10}${(Number(b) + turn) % 10}`)
    if (!known.includes(other)) return other
  }
  return ''
}
