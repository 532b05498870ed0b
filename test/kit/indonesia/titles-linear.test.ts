import t from 'tap'
import { splitTitles } from '../../../src/kit/indonesia/titles.ts'

// A quadratic reader takes many seconds for these, a linear one well under one: the limit lies far from both.
const LIMIT_MS = 3_000
for (
  const [what, text] of [
    ['titles', `${'dr. '.repeat(250_000)}Ani`],
    ['degrees', `Ani${' SH'.repeat(200_000)}`],
    ['commas inside', `Ani${','.repeat(400_000)}Budi`],
    ['marks of the dead', 'alm '.repeat(200_000)],
    ['degrees with a blank', 'S. Pd '.repeat(150_000)]
  ] as const
) {
  t.test(`a name of endless ${what} takes a time that grows with its length alone`, async t => {
    const before = process.cpuUsage()
    splitTitles(text)
    const { user, system } = process.cpuUsage(before)
    t.ok((user + system) / 1_000 < LIMIT_MS, `${(user + system) / 1_000} ms`)
  })
}
