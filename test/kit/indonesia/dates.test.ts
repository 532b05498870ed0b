import t from 'tap'
import { toWib, toWibDate } from '../../../src/kit/indonesia/calendar.ts'
import { parseIndonesianDate, parseIndonesianDateTime } from '../../../src/kit/indonesia/dates.ts'
import { seeded } from '../seeded.ts'

const today = '2016-02-03'
const date = (raw: unknown, opts = {}) => parseIndonesianDate(raw, { today, ...opts })
const dateTime = (raw: unknown, opts = {}) => parseIndonesianDateTime(raw, { today, ...opts })
const valueOnly = (value: string) => ({ value, codes: [] })
const nothing = (code: string) => ({ value: undefined, codes: [code] })

const spellings: readonly (readonly [raw: unknown, expected: string])[] = [
  ['2015-12-31', '2015-12-31'],
  ['2015/12/31', '2015-12-31'],
  ['2015-1-5', '2015-01-05'],
  ['31-12-2015', '2015-12-31'],
  ['31/12/15', '2015-12-31'],
  ['31/12/2015', '2015-12-31'],
  ['15.05.1985', '1985-05-15'],
  ['15.05.85', '1985-05-15'],
  ['1 2 2016', '2016-02-01'],
  ['20151231', '2015-12-31'],
  [20151231, '2015-12-31'],
  ['  31-12-2015\u0000\u0000 ', '2015-12-31'],
  ['31 Desember 2015', '2015-12-31'],
  ['31 DESEMBER 2015', '2015-12-31'],
  ['4 Pebruari 2016', '2016-02-04'],
  ['4 Nopember 2015', '2015-11-04'],
  ['17 Agt 2015', '2015-08-17'],
  ['17 Ags 2015', '2015-08-17'],
  ['17-Agu-15', '2015-08-17'],
  ['12 Des 2025', '2025-12-12'],
  ['12 Des. 2025', '2025-12-12'],
  ['12 Okt 2015', '2015-10-12'],
  ['31-DEC-15', '2015-12-31'],
  ["Jum'at, 1 Januari 2016", '2016-01-01'],
  ['Jum’at 1 Januari 2016', '2016-01-01'],
  ['Jumat, 1 Januari 2016', '2016-01-01'],
  ['Senin, 4 Januari 2016 | 09:15 WIB', '2016-01-04'],
  ['Mon, 04 Jan 2016 09:15:00 +0700', '2016-01-04'],
  ['December 31, 2015', '2015-12-31'],
  ['Jan  4 2016 12:00AM', '2016-01-04'],
  ['2016-02-03 09:15:00', '2016-02-03'],
  ['2016-02-03T00:00:00', '2016-02-03'],
  ['29-02-2016', '2016-02-29'],
  [new Date('2016-02-03T00:00:00Z'), '2016-02-03']
]

for (const [raw, expected] of spellings) {
  t.test(`reads ${JSON.stringify(raw)} as ${expected}`, async t => {
    t.same(date(raw), valueOnly(expected))
  })
}

const times: readonly (readonly [raw: unknown, expected: string])[] = [
  ['2016-02-03 09:15:00', '2016-02-03T09:15:00+07:00'],
  ['2016-02-03 09:15', '2016-02-03T09:15:00+07:00'],
  ['2016-02-03T09:15:00.123', '2016-02-03T09:15:00+07:00'],
  ['2016-02-03T09:15:00+07:00', '2016-02-03T09:15:00+07:00'],
  ['2016-02-03T09:15:00+0700', '2016-02-03T09:15:00+07:00'],
  ['2016-02-03T02:15:00Z', '2016-02-03T09:15:00+07:00'],
  ['2016-02-02T20:15:00.500Z', '2016-02-03T03:15:00+07:00'],
  ['2016-02-03 10:15 WITA', '2016-02-03T09:15:00+07:00'],
  ['2016-02-03 11:15 WIT', '2016-02-03T09:15:00+07:00'],
  ['2016-02-02T21:15:00-05:00', '2016-02-03T09:15:00+07:00'],
  ['Senin, 4 Januari 2016 | 09:15 WIB', '2016-01-04T09:15:00+07:00'],
  ['Senin, 4 Januari 2016 pukul 09.15', '2016-01-04T09:15:00+07:00'],
  ['4 Januari 2016, 09:15', '2016-01-04T09:15:00+07:00'],
  ['12 Des 2025 14:35:21 WIB', '2025-12-12T14:35:21+07:00'],
  ['20160203091500', '2016-02-03T09:15:00+07:00'],
  ['04-JAN-16 09.15.00.000000 PM', '2016-01-04T21:15:00+07:00'],
  ['Jan  4 2016  9:15AM', '2016-01-04T09:15:00+07:00'],
  ['Jan  4 2016 12:05AM', '2016-01-04T00:05:00+07:00'],
  ['Jan  4 2016 12:05PM', '2016-01-04T12:05:00+07:00'],
  ['03/02/2016 23:59:59', '2016-02-03T23:59:59+07:00'],
  ['31-12-2015', '2015-12-31T00:00:00+07:00'],
  [new Date('2016-02-03T02:15:00.999Z'), '2016-02-03T09:15:00+07:00']
]

for (const [raw, expected] of times) {
  t.test(`reads the time in ${JSON.stringify(raw)}`, async t => {
    t.same(dateTime(raw), valueOnly(expected))
  })
}

t.test('gives the WIB day of an instant in another zone', async t => {
  t.same(date('2015-12-31T17:00:00Z'), valueOnly('2016-01-01'))
  t.same(date(new Date('2015-12-31T17:00:00Z')), valueOnly('2016-01-01'))
})

t.test('ignores a mislabelled zone on demand', async t => {
  t.same(dateTime('Mon, 04 Jan 2016 09:15:00 +0000', { zone: 'wib' }), valueOnly('2016-01-04T09:15:00+07:00'))
  t.same(dateTime('Mon, 04 Jan 2016 09:15:00 +0000'), valueOnly('2016-01-04T16:15:00+07:00'))
})

for (const raw of [
  '0000-00-00',
  '0000-00-00 00:00:00',
  '0000-00-00T00:00:00',
  '00-00-0000',
  '00/00/0000',
  '00/00/00',
  '00000000',
  '0',
  0,
  '1900-01-01',
  '1900-01-01 00:00:00',
  '01/01/1900',
  '01-01-1970',
  '1970-01-01T00:00:00Z',
  '1970-01-01 07:00:00',
  '0001-01-01T00:00:00',
  '1899-12-30',
  '9999-12-31',
  '9999-12-31T23:59:59Z',
  '-0001-11-30',
  '30-11--0001',
  new Date(0)
]) {
  t.test(`takes ${JSON.stringify(raw)} for a null date`, async t => {
    t.same(date(raw), nothing('null_date_sentinel'))
    t.same(dateTime(raw), nothing('null_date_sentinel'))
  })
}

for (const raw of [undefined, null, '', '        ', '-', 'NULL', '\\N',
  '\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000'])
{
  t.test(`takes ${JSON.stringify(raw)} for no date without a note`, async t => {
    t.same(date(raw), { value: undefined, codes: [] })
  })
}

for (const [name, raw] of [
  ['30 February', '30-02-2016'],
  ['29 February of a common year', '29-02-2015'],
  ['a thirteenth month', '12/31/2015'],
  ['day zero', '00-05-2015'],
  ['a month without a number', '2016-00-03'],
  ['a year of the third century', '13-03-0212'],
  ['an unknown month name', '12 Foo 2015'],
  ['24 o’clock', '2016-02-03 24:00'],
  ['minute 60', '2016-02-03 09:60'],
  ['13 PM', 'Jan 4 2016 13:00PM'],
  ['text behind the date', '2016-02-03 besok'],
  ['text', 'belum ada'],
  ['a day alone', '31'],
  ['a compact date of month 20', '31122015'],
  ['an object', {}],
  ['true', true],
  ['NaN', Number.NaN],
  ['an invalid Date', new Date('nonsense')]
] as const) {
  t.test(`rejects ${name}`, async t => {
    t.same(date(raw), nothing('invalid_value'))
  })
}

t.test('reads a two-digit year as one at most twenty years ahead', async t => {
  t.equal(date('31/12/15').value, '2015-12-31')
  t.equal(date('31/12/36').value, '2036-12-31')
  t.equal(date('31/12/37').value, '1937-12-31')
  t.equal(date('31/12/99').value, '1999-12-31')
  t.equal(date('01/02/05', { today: '2099-06-01' }).value, '2005-02-01')
})

t.test('reads month first when the system writes so', async t => {
  t.same(date('12/31/2015', { order: 'mdy' }), valueOnly('2015-12-31'))
  t.same(date('31/12/2015', { order: 'mdy' }), nothing('invalid_value'))
})

t.test('notes an ambiguous date only when the order is unknown', async t => {
  t.same(date('03/02/2016'), valueOnly('2016-02-03'))
  t.same(date('03/02/2016', { order: 'unknown' }), { value: '2016-02-03', codes: ['ambiguous_date'] })
  t.same(date('03/03/2016', { order: 'unknown' }), valueOnly('2016-03-03'))
  t.same(date('13/02/2016', { order: 'unknown' }), valueOnly('2016-02-13'))
  t.same(date('02/13/2016', { order: 'unknown' }), valueOnly('2016-02-13'))
  t.same(date('2016-02-03', { order: 'unknown' }), valueOnly('2016-02-03'))
})

t.test('reads every spelling of a random day as that day', async t => {
  const random = seeded(1)
  const misread: unknown[] = []
  const months = ['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus', 'September', 'Oktober',
    'November', 'Desember']
  const days = ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', "Jum'at", 'Sabtu']
  for (let round = 0; round < 500; round += 1) {
    const instant = new Date(
      Date.UTC(random.int(1971, 2030), random.int(0, 11), random.int(1, 28), random.int(0, 23), random.int(0, 59),
        random.int(0, 59))
    )
    const iso = instant.toISOString().slice(0, 10)
    const [year = '', month = '', day = ''] = iso.split('-')
    const name = months[Number(month) - 1] ?? ''
    const time = instant.toISOString().slice(11, 19)
    const expected = `${iso}T${time}+07:00`
    for (const spelling of [
      `${iso} ${time}`,
      `${day}-${month}-${year} ${time}`,
      `${Number(day)}/${Number(month)}/${year} ${time}`,
      `${day}.${month}.${year} ${time.replaceAll(':', '.')}`,
      `${year}${month}${day}${time.replaceAll(':', '')}`,
      `${Number(day)} ${name} ${year} | ${time} WIB`,
      `${days[instant.getUTCDay()]}, ${Number(day)} ${name.toUpperCase()} ${year} ${time}`,
      `${day}-${name.slice(0, 3)}-${year} ${time}`
    ]) {
      if (dateTime(spelling).value !== expected) misread.push([spelling, dateTime(spelling)])
    }
    if (dateTime(expected).value !== expected) misread.push([expected, dateTime(expected)])
  }
  t.same(misread, [])
})

t.test('writes an instant in WIB without fractions', async t => {
  t.equal(toWib(new Date('2015-12-31T17:00:00.999Z')), '2016-01-01T00:00:00+07:00')
  t.equal(toWibDate(new Date('2015-12-31T16:59:59Z')), '2015-12-31')
})

t.test('a date written as most systems do is what it is in another spelling', async t => {
  const random = seeded(11)
  const two = (value: number): string => String(value).padStart(2, '0')
  for (let round = 0; round < 5_000; round++) {
    const [year, month, day] = [random.pick([1753, 1899, 1900, 1970, 1985, 2016, 2099, 9999, 212]), random.int(0, 13),
      random.int(0, 32)]
    const clock = random.pick(['', ` ${two(random.int(0, 25))}:${two(random.int(0, 61))}:${two(random.int(0, 61))}`])
    const opts = random.pick([{}, { order: 'dmy' }, { order: 'mdy' }, { order: 'unknown' }])
    const yearText = String(year).padStart(4, '0')
    for (const [as, separator] of [[`${yearText}-${two(month)}-${two(day)}`, '-'], [
      `${two(day)}/${two(month)}/${yearText}`,
      '/'
    ], [`${two(day)}-${two(month)}-${yearText}`, '-']] as const) {
      const [one, other] = [dateTime(as + clock, opts), dateTime(as.replaceAll(separator, '.') + clock, opts)]
      if (JSON.stringify(one) !== JSON.stringify(other)) t.same(one, other, as + clock)
    }
  }
  t.same(dateTime('2016-02-28 23:59:59'), valueOnly('2016-02-28T23:59:59+07:00'))
})
