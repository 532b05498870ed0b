import { normalizeName } from '../../kit/indonesia/names.ts'
import { sound } from './spelling.ts'

/** Every spelling of Muhammad: so many bear it that it hardly tells anybody apart, and papers leave it out. */
export const MUHAMMAD = 'muhammad'

const SHORT: Readonly<Record<string, string>> = { ABD: 'ABDUL', ABDL: 'ABDUL', ST: 'SITI', STI: 'SITI' }
const OF_THE_FATHER = new Set(['BIN', 'BINTI', 'BT', 'BTE'])

/**
 * The words of a person's name as they are compared: no titles, as they sound, `M.`, `Moch.` and `Mohamad` at the start
 * as Muhammad, without `bin` and `binti`. Empty for a name that is masked already.
 */
export function personWords(name: string): string[] {
  const words = normalizeName(name).split(' ').filter(Boolean)
  if (words.every(word => word.length === 1)) return []
  const kept = words.filter(word => !OF_THE_FATHER.has(word))
  return kept.map((word, index) => {
    if (word === 'MUHAMMAD' || (word === 'M' && index === 0 && kept.length > 1)) return MUHAMMAD
    return sound(SHORT[word] ?? word)
  }).filter(Boolean)
}

const FORM =
  /^(?:pt|cv|ud|pd|po|fa|firma|tb|tbk|persero|perseroan|terbatas|yayasan|yys|perum|perumda|perseroda|perkumpulan|bumd)$/
const WRITTEN_SHORT: Readonly<Record<string, string>> = { tk: 'toko', kop: 'koperasi', rm: 'rumah makan', wr: 'warung',
  wrg: 'warung', apt: 'apotek', apotik: 'apotek', jy: 'jaya', dan: '' }

/**
 * The words of a business's name as they are compared: without the legal form, short words written out, as they sound.
 */
export function businessWords(name: string): string[] {
  return name
    .normalize('NFKD').toLowerCase().replace(/[\p{M}'’‘`´ʼ]/gu, '').replace(/(?<=\b\p{L})\.(?=\p{L}\b)/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '' && !FORM.test(word))
    .flatMap(word => (WRITTEN_SHORT[word] ?? word).split(' '))
    .map(sound)
    .filter(Boolean)
}
