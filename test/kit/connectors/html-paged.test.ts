import t from 'tap'
import { readPaged } from '../../../src/kit/connectors/paged.ts'
import { failureOf } from './servers.ts'

const all = Array.from({ length: 23 }, (_, index) => index)
const page = async (number: number) => ({ rows: all.slice((number - 1) * 10, number * 10), last: number >= 3 })
const read = (offset: number, limit: number) => readPaged({ offset, limit, pageSize: 10, stage: 'list', page })

t.test('reads any stretch of rows', async t => {
  for (let offset = 0; offset <= 25; offset++) {
    for (const limit of [1, 5, 10, 20, 50]) {
      t.strictSame(await read(offset, limit), { rows: all.slice(offset, offset + limit),
        end: offset + limit >= all.length }, `${offset} ${limit}`)
    }
  }
})

t.test('reads no page that it does not need', async t => {
  const numbers: number[] = []
  const counted = (number: number) => (numbers.push(number), page(number))
  await readPaged({ offset: 10, limit: 10, pageSize: 10, stage: 'list', page: counted })
  t.strictSame(numbers, [2])
})

t.test('a page before the last that is not full is unreadable', async t => {
  const short = async (number: number) => ({ rows: number === 2 ? all.slice(0, 7) : all.slice(0, 10),
    last: number === 3 })
  const fault = await failureOf(readPaged({ offset: 5, limit: 10, pageSize: 10, stage: 'list', page: short }))
  t.match(fault, { kind: 'unreadable', stage: 'list', message: 'has 7 rows on page 2 instead of 10' })
})

t.test('a page with more rows than a page has is unreadable', async t => {
  const fault = await failureOf(
    readPaged({ offset: 0, limit: 10, pageSize: 10, stage: 'list', page: async () => ({ rows: all, last: true }) })
  )
  t.match(fault, { kind: 'unreadable', message: 'has 23 rows on page 1 instead of 10' })
})

t.test('the last page shown again for one behind it is no row more', async t => {
  const again = async (number: number) => ({ ...(await page(Math.min(number, 3))), number: Math.min(number, 3) })
  const read = (offset: number) => readPaged({ offset, limit: 10, pageSize: 10, stage: 'list', page: again })
  t.strictSame(await read(40), { rows: [], end: true })
  t.strictSame(await read(15), { rows: all.slice(15), end: true })
})
