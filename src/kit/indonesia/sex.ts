import { found, type Parsed } from '../quality.ts'
import { toText, withoutText } from './text.ts'

export type Sex = 'male' | 'female' | 'unknown'

// SIAK's Oracle tables hold 1 and 2, its web service the words; forms add L/P and Pria/Wanita.
const SEXES: Readonly<Record<string, Sex>> = {
  '1': 'male',
  'L': 'male',
  'LK': 'male',
  'LAKILAKI': 'male',
  'LAKI': 'male',
  'PRIA': 'male',
  'M': 'male',
  'MALE': 'male',
  '2': 'female',
  'P': 'female',
  'PR': 'female',
  'PEREMPUAN': 'female',
  'WANITA': 'female',
  'W': 'female',
  'F': 'female',
  'FEMALE': 'female'
}

/** Sex as SIAK and forms code it. Another code is `unknown` and `invalid_value`; a blank field gives no value. */
export function parseSex(raw: unknown): Parsed<Sex> {
  const text = toText(raw)
  if (text === undefined) return withoutText(raw)
  const sex = SEXES[text.toUpperCase().replace(/[^A-Z0-9]/g, '')]
  return sex === undefined ? found('unknown', 'invalid_value') : found(sex)
}
