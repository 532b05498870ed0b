/** Stands where a personal number stood. */
export const REDACTED = '[…]'

// What people put between the groups of a number: at most " - ".
const gap = String.raw`[\s.\-–—_]{0,3}`

// Identity and family card numbers have 16 digits; a longer unbroken run is one mistyped, or two run together.
const unbroken = /(?<!\d)\d{16,}(?!\d)/g
const sixteenInGroups = new RegExp(String.raw`(?<!\d)\d(?:${gap}\d){15}(?!\d)`, 'g')
const npwp = /(?<!\d)\d{2}\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}(?!\d)/g

// 08…, 628…, +62 8…, and O8… as typed on a telephone.
const mobile = new RegExp(
  String.raw`(?<![\dA-Za-z])(?:(?:\+|00)?\(?62\)?${gap}(?:\(?0\)?)?${gap}|[0oO]${gap})8(?:\d{7,12}|(?:[/]?${gap}\d){7,12})(?!\d)`,
  'g'
)
// 022-7301234, (022) 730 1234, +62 22 7301234: area codes begin with 02 to 09, rukun tetangga numbers with 00 or 01.
const landline = new RegExp(
  String.raw`(?<![\d.,])\(?(?:\+62${gap}|0)(?:2\d|[3-79]\d\d)\)?${gap}(?:\d{5,8}|\d{3,4}${gap}\d{3,5})(?!\d)`,
  'g'
)
// A number with neither prefix nor area code is a telephone's only if the writer says so: "WA 8123456789", "telp. 7301234".
const announced = new RegExp(
  String.raw`(?<=\b(?:wa|whats?app|hp|telp?|tlp|telpon|telepon|phone)\b[\s.:=]{0,3}(?:(?:nomor|no|saya|ke|di|kami)[\s.:]{1,3}){0,2})\+?\d(?:${gap}\d){5,13}(?!\d)`,
  'gi'
)

/**
 * Takes out of a text the numbers that point at a person: identity and family card numbers (16 digits), tax numbers,
 * mobile and landline numbers, each replaced by `[…]`. For everything that citizens typed and anybody may read.
 * Amounts, dates, times, tracking numbers, postal codes, house and RT/RW numbers stay. Give it decoded text: an entity
 * such as `&nbsp;` between two groups hides a number.
 */
export function redactPersonalNumbers(text: string): string {
  return text
    .replace(unbroken, REDACTED)
    .replace(sixteenInGroups, (found) => (readsAsIdentity(found) ? REDACTED : found))
    .replace(npwp, REDACTED)
    .replace(mobile, REDACTED)
    .replace(landline, REDACTED)
    .replace(announced, REDACTED)
}

// Two dates in a row have 16 digits as well: short groups count only if they say province, day and month.
function readsAsIdentity(found: string): boolean {
  const groups = found.match(/\d+/g) ?? []
  if (groups.every((group) => group.length >= 4)) return true
  const digits = groups.join('')
  const province = Number(digits.slice(0, 2))
  const day = Number(digits.slice(6, 8)) % 40
  const month = Number(digits.slice(8, 10))
  return province >= 11 && province <= 96 && province !== 20 && day >= 1 && day <= 31 && month >= 1 && month <= 12
}
