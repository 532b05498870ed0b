/** Stands where a personal number stood. */
export const REDACTED = '[…]'

// What people put between the groups of a number, and what word processors hide there.
const gap = String.raw`[\s.\-–—_()\u0000-\u001f\u00ad\u200b-\u200d\u2060]{0,3}`
const notADate = String.raw`(?!\d{1,2}[-. ]\d{1,2}[-. ](?:(?:19|20)\d\d(?!\d)|\d\d\s+\d{1,2}[.:]\d\d)|(?:19|20)\d\d-)`

const every = (pattern: string, flags = 'g'): RegExp => new RegExp(pattern, flags)

// Identity and family card numbers have 16 digits; a longer unbroken run is one mistyped, or two run together.
const unbroken = /(?<!\d)\d{16,}(?!\d)/g
const sixteenInGroups = every(String.raw`(?<!\d)\d(?:${gap}\d){15}(?!\d)`)
const npwp = /(?<!\d)\d{2}\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}(?!\d)/g

// 08…, 628…, +62 8…, and O8… as typed on a telephone.
const country = String.raw`(?:(?:\+|00)?\(?62${gap}0?${gap})`
const mobile = every(String.raw`(?<![\dA-Za-z])(?:${country}|[0oO])8\d{7,12}(?!\d)`)
// In groups the digit after the 8 is never 0: that is a clock ("08.00-16.00").
const mobileInGroups = every(
  String
    .raw`(?<![\dA-Za-z])(?<!(?:19|20)\d\d[-.])${notADate}(?:${country}|[0oO]${gap})8${gap}[1-9](?:${gap}\d){6,11}(?!\d)`
)
const mobileWithSlashes = /(?<!\d)08\d\d\/\d{3,4}\/\d{3,5}(?!\d)/g
// 022-7301234, (022) 730 1234, +62 22 7301234. Area codes have a 2 to 9 behind the zero, RT and RW numbers 0 or 1;
// a number of five digits behind "021" is a postal code behind an RW.
const landline = every(
  String.raw`(?<![\d.,])\(?(?:\+62${gap}|0)(?:[2-79]\d\)?${gap}(?:\d{6,8}|\d{3,4}${gap}\d{3,5})|` +
    String.raw`[2-79]\d\d\)?${gap}(?:\d{5,8}|\d{3}${gap}\d{3,4}))(?!\d)`
)
// A number with neither prefix nor area code is a telephone's only if the writer says so: "WA 8123456789", "telp.
// 7301234".
const announced = every(
  String.raw`(?<=\b(?:wa|whats?app|hp|telp?|tlp|telpon|telepon|phone)\b[\s.:=]{0,3}` +
    String.raw`(?:(?:nomor|no|saya|ke|di|kami)[\s.:]{1,3}){0,2})${notADate}\+?\d(?:${gap}\d){5,13}(?!\d)`,
  'gi'
)

/**
 * Takes out of a text the numbers that point at a person: identity and family card numbers (16 digits), tax numbers,
 * mobile and landline numbers, each replaced by `[…]`. For everything that citizens typed and anybody may read.
 * Amounts, dates, times, tracking numbers, postal codes, house and RT/RW numbers stay. In doubt a number goes. Give it
 * decoded text: an entity such as `&nbsp;` between two groups hides a number.
 */
export function redactPersonalNumbers(text: string): string {
  return text
    .replace(unbroken, REDACTED)
    .replace(mobile, REDACTED)
    .replace(sixteenInGroups, found => (readsAsIdentity(found) ? REDACTED : found))
    .replace(npwp, REDACTED)
    .replace(mobileInGroups, REDACTED)
    .replace(mobileWithSlashes, REDACTED)
    .replace(landline, REDACTED)
    .replace(announced, REDACTED)
}

// Two dates in a row have 16 digits as well: short groups count only if they say province, day and month.
function readsAsIdentity(found: string): boolean {
  const groups = found.match(/\d+/g) ?? []
  if (groups.every(group => group.length >= 4)) return true
  const digits = groups.join('')
  const province = Number(digits.slice(0, 2))
  const day = Number(digits.slice(6, 8)) % 40
  const month = Number(digits.slice(8, 10))
  return province >= 11 && province <= 96 && province !== 20 && day >= 1 && day <= 31 && month >= 1 && month <= 12
}
