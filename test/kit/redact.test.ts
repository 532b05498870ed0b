import t from 'tap'
import { redactPersonalNumbers } from '../../src/kit/redact.ts'

const hidden = [
  ['an identity number', 'NIK saya 3273025203459991, mohon dibantu', 'NIK saya […], mohon dibantu'],
  ['an identity number glued to words', 'NIK:3273025203459991.', 'NIK:[…].'],
  ['groups of four', 'KTP 3273 0252 0345 9991', 'KTP […]'],
  ['the parts of an identity number', '32.73.02.520345.9991', '[…]'],
  ['region, date, serial', '327302-520345-9991', '[…]'],
  ['an identity number with a digit too many', '32730252034599911', '[…]'],
  ['an identity number behind a house number', 'No 12 3273025203459991', 'No 12 […]'],
  ['identity and mobile number run together', '3273025203459991081234567890', '[…]'],
  ['identity number then mobile number', '3273025203459991 081234567890', '[…] […]'],
  ['mobile number then identity number', '081234567890 3273025203459991', '[…] […]'],
  ['a tax number', 'npwp 01.234.567.4-423.000', 'npwp […]'],
  ['a mobile number', 'hub 081234567890 ya', 'hub […] ya'],
  ['a short mobile number', '0811234567', '[…]'],
  ['a mobile number of thirteen digits', '0812345678901', '[…]'],
  ['groups of a mobile number', '0812-3456-7890 / 0812 3456 7890', '[…] / […]'],
  ['dots and dashes', '0812.3456.7890, 0812 – 3456 – 7890', '[…], […]'],
  ['non-breaking spaces', '0812\u00a03456\u00a07890', '[…]'],
  ['a line break inside a number', '0812\n34567890', '[…]'],
  ['brackets', '(0812) 3456 7890, +62 (812) 3456-7890', '([…], […]'],
  ['hidden characters', '0812\u200b3456\u00ad7890, 3273\u200b0252\u200b0345\u200b9991', '[…], […]'],
  ['slashes', '0812/3456/7890', '[…]'],
  ['a number behind a year', 'sejak 2026-081234567890', 'sejak 2026-[…]'],
  ['a number behind a date', '08-12-2026 081234567890', '08-12-2026 […]'],
  ['the country code', '+6281234567890, 6281234567890, +62 812-3456-7890', '[…], […], […]'],
  ['the country code with a zero', '+62 (0)812 3456 7890', '[…]'],
  ['a link to a chat', 'wa.me/6281234567890', 'wa.me/[…]'],
  ['the letter O for a zero', 'wa O81234567890', 'wa […]'],
  ['digits spelt one by one', '0 8 1 2 3 4 5 6 7 8 9 0', '[…]'],
  ['a mobile number behind a house number', 'No. 12 081234567890', 'No. 12 […]'],
  ['a mobile number before a house number', '081234567890 12 rumah', '[…] 12 rumah'],
  ['a mobile number behind RT and RW', 'RT 003 RW 005 081234567890', 'RT 003 RW 005 […]'],
  ['a landline number', 'telp 022-7301234 atau (022) 730 1234', 'telp […] atau […]'],
  ['a landline number with the country code', '+62 22 7301234', '[…]'],
  ['landline numbers of other cities', '021 5551234, 031-5551234, (0251) 555 123, 0341555123', '[…], […], […], […]'],
  ['a landline number without area code', 'Telp. 7301234, tlp: 730 1234', 'Telp. […], tlp: […]'],
  ['a mobile number without its zero', 'WA 81234567890, no hp saya 8123456789', 'WA […], no hp saya […]']
] as const

const kept = [
  ['an amount', 'anggaran Rp 1.250.000.000,00 atau Rp850000000'],
  ['dates', 'sejak 2026-11-03 2026-11-04, dari 31-12-2015 31-12-2016, 02-11-2026 09:15'],
  ['dates on the eighth', '08-11-2026 09.15, 08/11/2026 09.15, 08-11-26 09.15, 8 11 2026 09.15, 2026-08-11 09.15.00'],
  ['a date of a call', 'dihubungi via telepon 03-11-2026 dan telp 2026-11-03'],
  ['times', 'pukul 09.15-10.30 WIB, 08.00-16.00, buka 08.00-12.00 13.00-16.00'],
  ['a tracking number', 'laporan #1482913 dan 1482914'],
  ['house, RT, RW and postal code',
    'Jl. Dago No. 12 RT 003 RW 005 Coblong 40135; 003/005; RW 021 40132; RT 08/05 40132; RT 003 RW 08 40132'],
  ['emergency and short numbers', 'telp 112, SMS 1708, hubungi 110'],
  ['a plate', 'angkot D 1234 AB trayek 05'],
  ['a customer number', 'ID pelanggan 532110012345'],
  ['small numbers in a row', 'no 1 2 3 4 5 6 7 8 9'],
  ['a position', '-6.8925, 107.6101'],
  ['a village code', '32.73.02.1004']
] as const

t.test('hides', t => {
  for (const [name, given, wanted] of hidden) t.equal(redactPersonalNumbers(given), wanted, name)
  t.end()
})

t.test('keeps', t => {
  for (const [name, text] of kept) t.equal(redactPersonalNumbers(text), text, name)
  t.end()
})

t.test('leaves a redacted text as it is', t => {
  const once = redactPersonalNumbers('wa 081234567890, nik 3273025203459991')
  t.equal(redactPersonalNumbers(once), once)
  t.end()
})

t.test('takes linear time on hostile text', t => {
  // Of the processor: others may have it meanwhile. Quadratic it would be minutes.
  const started = process.cpuUsage()
  redactPersonalNumbers('0 '.repeat(50_000))
  redactPersonalNumbers('08 - '.repeat(20_000))
  redactPersonalNumbers('wa no no no '.repeat(10_000))
  redactPersonalNumbers(' '.repeat(100_000))
  const { user, system } = process.cpuUsage(started)
  t.ok(user + system < 5_000_000, `${Math.round((user + system) / 1000)} ms`)
  t.end()
})
