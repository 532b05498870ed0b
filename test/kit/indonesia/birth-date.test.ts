import t from 'tap'
import { parseBirthDate } from '../../../src/kit/indonesia/birth-date.ts'

const today = '2026-11-23'
const birth = (raw: unknown) => parseBirthDate(raw, { today })
const day = (date: string) => ({ value: { date, precision: 'day' }, codes: [] })

for (const [raw, expected] of [
  ['1995-03-13', '1995-03-13'],
  ['13-03-1995', '1995-03-13'],
  ['15.05.1985', '1985-05-15'],
  ['13-05-45', '1945-05-13'],
  ['13-05-26', '2026-05-13'],
  ['31-12-26', '1926-12-31'],
  ['1985-05-14T17:00:00Z', '1985-05-15']
] as const) {
  t.test(`reads ${raw} as born on ${expected}`, async t => {
    t.same(birth(raw), day(expected))
  })
}

for (const raw of ['1960', 1960, '00-00-1960', '1960-00-00', '00/00/60', '00-05-1960', '13-00-1960']) {
  t.test(`knows only the year of ${JSON.stringify(raw)}`, async t => {
    t.same(birth(raw), { value: { date: '1960-01-01', precision: 'year' }, codes: [] })
  })
}

t.test('keeps 1 January 1970 but doubts it', async t => {
  for (const raw of ['01-01-1970', '1970-01-01', new Date('1970-01-01T00:00:00Z'), new Date('1969-12-31T17:00:00Z')]) {
    t.same(birth(raw), { value: { date: '1970-01-01', precision: 'day' }, codes: ['ambiguous_date'] })
  }
})

t.test('takes other null dates for none', async t => {
  for (const raw of ['0000-00-00', '00-00-0000', '1900-01-01'])
    t.same(birth(raw), { value: undefined, codes: ['null_date_sentinel'] }, raw)
  for (const raw of ['', null, '-']) t.same(birth(raw), { value: undefined, codes: [] })
})

t.test('rejects a birth in the future', async t => {
  for (const raw of ['2026-11-24', '24-11-2026', '2027', '00-00-2027'])
    t.same(birth(raw), { value: undefined, codes: ['invalid_value'] }, raw)
})

t.test('rejects an impossible day', async t => {
  for (const raw of ['31-02-1985', '32-00-1960', 'tidak tahu', true])
    t.same(birth(raw), { value: undefined, codes: ['invalid_value'] })
})
