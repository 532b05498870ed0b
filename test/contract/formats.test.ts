import { Ajv2020 } from 'ajv/dist/2020.js'
import t from 'tap'
import { useFormats } from '../../src/contract/formats.ts'

const ajv = new Ajv2020({ strict: false })
useFormats(ajv)
const isDate = ajv.compile({ format: 'date' })
const isDateTime = ajv.compile({ format: 'date-time' })
const twoDigits = (value: number): string => String(value).padStart(2, '0')

t.test('a date is a day of the calendar, leap days included', async t => {
  for (const year of [1900, 2000, 2023, 2024]) {
    for (let month = 0; month <= 13; month++) {
      for (let day = 0; day <= 32; day++) {
        const text = `${year}-${twoDigits(month)}-${twoDigits(day)}`
        const date = new Date(Date.UTC(year, month - 1, day))
        const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
        if (isDate(text) !== isReal || isDateTime(`${text}T08:15:00+07:00`) !== isReal) t.fail(text)
      }
    }
  }
  for (const text of ['2026-1-1', '26-01-01', '2026-01-01 ', '2026/01/01', '']) t.notOk(isDate(text), text)
})

t.test('a time has seconds and a zone, and is one of RFC 3339', async t => {
  for (const time of ['00:00:00Z', '23:59:59+07:00', '08:15:00.123Z', '08:15:00-05:30', '23:59:60Z', '06:59:60+07:00',
    '08:15:00z'])
  {
    t.ok(isDateTime(`2026-11-20T${time}`), time)
  }
  for (const time of ['24:00:00Z', '08:60:00+07:00', '12:00:60Z', '08:15Z', '08:15:00', '8:15:00Z', '08:15:00+24:00',
    '08:15:00Z '])
  {
    t.notOk(isDateTime(`2026-11-20T${time}`), time)
  }
  t.notOk(isDateTime('2026-11-20'))
})
