import { SatuError } from '../../errors.ts'
import { readReceipt } from '../../gateway/writes/receipts.ts'
import { parseId } from '../../kit/ids.ts'
import { holdsNik } from '../../kit/indonesia/nik.ts'
import { compactNumber } from '../../kit/numbers.ts'

/** A number as somebody typed it, read in every way in which it may be meant. */
export interface TypedNumber {
  /** Letters and digits alone, in capitals. */
  compact: string
  /** A receipt of the hub. */
  receipt: string | undefined
  /** An id of this API: the record's prefix and key. */
  id: { prefix: string; key: string } | undefined
  /** It can be somebody's NIK: nothing is looked up by it unless it has exactly the form of another number. */
  isLikeNik: boolean
}

/** What people write between the parts of a number. */
const WRITTEN = /^[0-9A-Z \t./\\_,:#()\u2010-\u2015\u2212-]+$/
const LONGEST = 64
const SHORTEST = 6

/**
 * Reads a number as people type it: blanks, stops, dashes left out or added, small letters, digits of full width.
 * @throws SatuError invalid_request when it can be none
 */
export function readTypedNumber(text: string): TypedNumber {
  const written = text.normalize('NFKC').trim().toUpperCase()
  const compact = compactNumber(written)
  // Before all else: whatever stands around it, it must not come further than here.
  const isLikeNik = holdsNik(compact) || holdsNik(written.replace(/[ .\u2010-\u2015\u2212-]/g, ''))
  if (!WRITTEN.test(written) || compact.length < SHORTEST || compact.length > LONGEST)
    throw isLikeNik
      ? nikRefused()
      : noNumber()
  return { compact, receipt: readReceipt(written.replace(/[^0-9A-Z]/g, '')), id: parseId(text.normalize('NFKC').trim()),
    isLikeNik }
}

/** @param forms what numbers look like here */
export function noNumber(forms: readonly { name: { en: string }; example: string }[] = []): SatuError {
  const allowed = [...new Set(forms.map(({ name, example }) => `${example} (${name.en})`))]
  return new SatuError('invalid_request', 'This is no number that is given out here.', {
    stage: 'track',
    errors: [{ in: 'path', field: 'number', code: 'pattern',
      detail: 'has the form of no number that is given out here; `allowed` shows what they look like',
      ...(allowed.length > 0 && { allowed }) }]
  })
}

export function nikRefused(): SatuError {
  return new SatuError('invalid_request', 'A NIK is no number of a case, and may not stand in a URL.', {
    stage: 'track',
    errors: [{ in: 'path', field: 'number', code: 'personal',
      detail: 'must not be a NIK: never type it where a number of a case is asked for' }]
  })
}
