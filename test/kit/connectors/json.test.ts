import t from 'tap'
import { parseJson } from '../../../src/kit/connectors/json.ts'
import { SystemFault } from '../../../src/kit/faults.ts'

const read = (text: string, contentType?: string): unknown => parseJson(text, 'list', contentType)

t.test('whole numbers beyond 2^53 keep all their digits as strings', async t => {
  t.strictSame(read('{"nop":327302001500123450,"rows":[12345678901234567890,-12345678901234567890]}'), {
    nop: '327302001500123450',
    rows: ['12345678901234567890', '-12345678901234567890']
  })
  t.equal(read('327302001500123450'), '327302001500123450')
  t.strictSame(read('{"nik": 9171021305859991}'), { nik: '9171021305859991' })
  t.strictSame(read('[\n9007199254740993\n]'), ['9007199254740993'])
})

t.test('numbers that JavaScript holds exactly stay numbers', async t => {
  t.strictSame(read('[3273021305859991,9007199254740991,-1,0,12.5]'), [3273021305859991, 9007199254740991, -1, 0, 12.5])
})

t.test('beside a large whole number, fractions and powers stay numbers', async t => {
  t.strictSame(read('[327302001500123450,1234567890123456.75,1e30]'), ['327302001500123450', 1234567890123456.75, 1e30])
})

t.test('long digits inside a string stay as they are', async t => {
  t.strictSame(read('{"a":"x 12345678901234567890","b":"327302001500123450"}'), { a: 'x 12345678901234567890',
    b: '327302001500123450' })
})

t.test('a byte order mark before JSON is passed over', async t => {
  t.strictSame(read('\uFEFF{"a":1}'), { a: 1 })
})

t.test('what is no JSON is named', async t => {
  const cases = [
    ['', undefined, 'sent an empty answer instead of JSON'],
    [' \r\n', undefined, 'sent an empty answer instead of JSON'],
    ['\uFEFF', undefined, 'sent an empty answer instead of JSON'],
    ['  <!DOCTYPE html><p>maaf', undefined, 'sent HTML instead of JSON'],
    ['<br /><b>Warning</b>: mysql_connect()', 'application/json', 'sent HTML instead of JSON'],
    ['Maaf, sistem sibuk', 'text/html', 'sent HTML instead of JSON'],
    ['<?xml version="1.0"?><a/>', undefined, 'sent XML instead of JSON'],
    ['{"a":', undefined, 'sent broken JSON'],
    ['{"a":1}{"b":2}', undefined, 'sent broken JSON'],
    ['{"a":"\u0000"}', undefined, 'sent broken JSON'],
    ['NaN', undefined, 'sent broken JSON']
  ] as const
  for (const [text, contentType, message] of cases) {
    t.throws(() => read(text, contentType), { kind: 'unreadable', stage: 'list', message }, message)
  }
})

t.test('JSON that calls itself HTML is read, as PHP sends it', async t => {
  t.strictSame(read('{"a":1}', 'text/html'), { a: 1 })
})

t.test('the fault of broken JSON quotes none of it', async t => {
  const error = t.throws(() => read('{"nama":"Ujang Rahasia" 3273')) as SystemFault
  t.type(error, SystemFault)
  t.equal(error.cause, undefined)
  t.notMatch(error.message, /Rahasia|3273/)
})

t.test('JSON nested deeper than any record is refused, not followed', async t => {
  const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)
  t.doesNotThrow(() => read(nested(100)))
  const message = 'sent JSON nested deeper than 100 levels'
  t.throws(() => read(nested(101)), { kind: 'unreadable', message })
  t.throws(() => read(nested(1_000_000)), { kind: 'unreadable', message })
  t.throws(() => read('{"a":'.repeat(200_000) + '327302001500123450' + '}'.repeat(200_000)), { kind: 'unreadable',
    message })
})
