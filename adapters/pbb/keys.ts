import { nopFromParts } from '../../src/kit/index.ts'
import type { ObjekPajak, PembayaranSppt } from './wire.ts'

type NopColumns = Pick<ObjekPajak,
  'KD_PROPINS' | 'KD_DATI2' | 'KD_KECAMAT' | 'KD_KELURAH' | 'KD_BLOK' | 'NO_URUT' | 'KD_JNS_OP'>

/** The NOP of a DBF record as 18 digits; blank when its columns do not make one. */
export function nopOf(
  { KD_PROPINS, KD_DATI2, KD_KECAMAT, KD_KELURAH, KD_BLOK, NO_URUT, KD_JNS_OP }: NopColumns
): string {
  return joined([KD_PROPINS, KD_DATI2, KD_KECAMAT, KD_KELURAH, KD_BLOK, NO_URUT, KD_JNS_OP])
}

/** The same of a payment: its codes have lost the zeros in front. */
export function nopOfPayment(
  { KD_PROPINSI, KD_DATI2, KD_KECAMATAN, KD_KELURAHAN, KD_BLOK, NO_URUT, KD_JNS_OP }: PembayaranSppt
): string {
  return joined([KD_PROPINSI, KD_DATI2, KD_KECAMATAN, KD_KELURAHAN, KD_BLOK, NO_URUT, KD_JNS_OP])
}

const WHOLE = /^\d{18}$/

function joined(parts: readonly unknown[]): string {
  // Most are whole already.
  const text = parts.join('')
  if (WHOLE.test(text)) return text
  const [province, regency, district, village, block, sequence, kind] = parts
  return nopFromParts({ province, regency, district, village, block, sequence, kind }).value ?? ''
}
