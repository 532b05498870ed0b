import type { Contents, Look } from './contents.ts'
import type { Target, TargetKind } from './targets.ts'
import { translate } from './values.ts'

/** What a column must look like to hold a kind of field, and how much that tells. */
const strong: Partial<Record<TargetKind, { looks: readonly Look[]; least: number }>> = {
  nik: { looks: ['sixteen'], least: 0.4 },
  familyCard: { looks: ['sixteen'], least: 0.5 },
  npwp: { looks: ['npwp'], least: 0.4 },
  nop: { looks: ['nop'], least: 0.6 },
  phone: { looks: ['phone'], least: 0.5 },
  email: { looks: ['email'], least: 0.6 },
  url: { looks: ['url'], least: 0.6 },
  date: { looks: ['date'], least: 0.6 },
  dateTime: { looks: ['date'], least: 0.6 },
  birthDate: { looks: ['date'], least: 0.6 },
  lat: { looks: ['lat', 'long'], least: 0.5 },
  long: { looks: ['long', 'lat'], least: 0.5 },
  district: { looks: ['district', 'regionCode'], least: 0.5 },
  village: { looks: ['village', 'regionCode'], least: 0.5 },
  postalCode: { looks: ['postal'], least: 0.5 },
  rt: { looks: ['unit', 'unitPair'], least: 0.6 },
  rw: { looks: ['unit', 'unitPair'], least: 0.6 },
  rupiah: { looks: ['money', 'decimal'], least: 0.6 },
  integer: { looks: ['integer', 'counted'], least: 0.5 },
  number: { looks: ['decimal'], least: 0.7 }
}

/** Looks that rule a plain text out, where most values have them. */
const notText: readonly Look[] = ['date', 'email', 'npwp', 'lat', 'long']

/** How well values fit a canonical field: below 0 they cannot be it, 0 says nothing, 1 says that it is. */
export function contentFit(contents: Contents, { kind, values, maxLength }: Target): number {
  const { count, share, codes, distinct, words } = contents
  if (count === 0) return 0
  const rule = strong[kind]
  if (rule !== undefined) {
    const best = Math.max(...rule.looks.map(look => share[look]))
    if (best < rule.least) return -1
    if (kind === 'rupiah' && share.currency >= 0.6) return 1
    return kind === 'rupiah' || kind === 'integer' || kind === 'number'
      ? 0.3 * best
      : (share[rule.looks[0] ?? 'date'] >= rule.least ? 1 : 0.4) * best
  }
  switch (kind) {
    case 'name':
      return share.person >= 0.6 && share.legalForm < 0.3 ? (words > 1.3 ? 0.5 : 0.2) : -1
    case 'code':
    case 'sex':
      if (codes === undefined || distinct > Math.max(4, count * 0.7) || share.date > 0.5 || share.nik > 0.1) return -1
      return values === undefined
        ? 0.1
        : Math.max(distinct <= values.length * 3 ? 0.3 : 0.1, translatedShare(contents, values))
    case 'boolean':
      return distinct <= 2 || share.yesNo > 0.9 ? 0.4 : -1
    case 'address':
      return share.street >= 0.4 ? 1 : Math.max(...notText.map(look => share[look]), share.integer) > 0.5 ? -1 : 0
    case 'key':
    case 'reference':
      return share.date > 0.5 || share.nik > 0.5 || distinct < Math.min(count, 2)
        ? -1
        : kind === 'key' && distinct === count
        ? 0.3
        : 0
    case 'text':
      if (notText.some(look => share[look] > 0.6) || share.nik > 0.5) return -1
      // A yes or no is no text.
      if (share.yesNo > 0.9 && distinct <= 2 && count >= 10) return -1
      return (maxLength ?? 0) >= 1_000 && words > 4 ? 0.5 : 0
    default:
      return 0
  }
}

/** Share of the rows whose value is a word for one that the field can have. */
export function translatedShare({ codes = [], count }: Contents, values: readonly string[]): number {
  if (count === 0) return 0
  return codes.reduce((sum, [raw, times]) => sum + (translate(raw, values) === undefined ? 0 : times), 0) / count
}
