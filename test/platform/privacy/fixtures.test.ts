import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import t from 'tap'
import { holdsNik } from '../../../src/kit/indonesia/nik.ts'

/** Texts of the checkout, as far as somebody wrote them. */
const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8'
}).split('\0').filter(file => file !== '' && !/^package-lock\.json$|\.(?:png|ico|jpe?g|woff2?|parquet)$/.test(file))

/** What can be told of a number alone: it can be somebody's NIK, and no made-up one. */
const suspects = (text: string): string[] =>
  [...text.matchAll(/(?<!\d)\d{16}(?!\d)/g)].map(([number]) => number).filter(number =>
    holdsNik(number) && !/999\d$/.test(number)
  )

/** Tests that are about such numbers: serials of nobody in the first years of registration, and what is not made up. */
const about: readonly string[] = [
  'test/adapters/siak/client.test.ts',
  'test/canary/watch.test.ts',
  'test/cli/adapter-record-command.test.ts',
  'test/cli/adapter-record-people.test.ts',
  'test/kit/indonesia/family-card.test.ts',
  'test/kit/indonesia/nik.test.ts'
]

t.test("nobody's NIK stands in a fixture, an example, a page or a test: all are made up", async t => {
  t.ok(files.length > 1_000, `${files.length} files`)
  const found = files.filter(file => suspects(readFileSync(file, 'latin1')).length > 0)
  t.same(found.filter(file => !about.includes(file)), [])
  t.same(about.filter(file => !found.includes(file)), [], 'no exception without a reason')
})

t.test("a number that can be somebody's is found, and no other", async t => {
  const stem = '327302130585'
  t.same(suspects(`{"nik":"${stem}1234"}`), [`${stem}1234`])
  t.same(suspects(`${stem}9991 ${stem}12345 0073021305851234 3273023213851234`), [])
})
