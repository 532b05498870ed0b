import { parseAddress } from '../../kit/indonesia/address.ts'
import { sound } from './spelling.ts'

/** A place as the contract has it: `Residence`, `Location` or `PropertyLocation`. */
export interface Location {
  address?: string | undefined
  rt?: string | undefined
  rw?: string | undefined
  village_code?: string | undefined
  district_code?: string | undefined
}

/** Where somebody is found, taken apart for comparison. */
export interface Place {
  /** Of street, alley or estate, as they sound, without `Jl.`. */
  street: string[]
  /** House number with block: `12a`, `c5`. */
  number: string | undefined
  /** RT within RW: `005003`. */
  neighbourhood: string | undefined
  village: string | undefined
  district: string | undefined
}

// What stands before the street's own name, with or without a stop, and what is no part of it.
const KIND = new RegExp(
  '^(?:jl|jln|jalan|jalanan|gg|gang|komp|kompl|komplek|kompleks|perum|perumahan|no|nomor|nomer|kav|kavling|lt|lantai|' +
    'ir|h|hj|dr|drs|prof|kh|rd|r|raya|kp|kampung|kota|bandung)$'
)
const NUMBER =
  /(?:\b(?:no|nomor|nomer)\b[\s.:]*|\b(?:kav|kavling)\b[\s.:]*|(?<=\s))(\d{1,4})[\s.-]*([a-z](?![a-z]))?(?![\w/])/i
const BLOCK = /\b(?:blok|blk)\b[\s.:]*([a-z]{1,2}|\d{1,3})(?:[\s.\-/]*(?:no\b[\s.:]*)?(\d{1,4})\b)?/i
const SHORT: Readonly<Record<string, string>> = { trs: 'terusan', ters: 'terusan', moh: 'muhammad', moch: 'muhammad',
  muh: 'muhammad', mohammad: 'muhammad', mochammad: 'muhammad', otista: 'otto iskandardinata', jend: '', jendral: '',
  jenderal: '' }

/** @returns undefined when nothing of it says where */
export function readPlace({ address, rt, rw, village_code, district_code }: Location): Place | undefined {
  const parsed = address === undefined || address.includes('*') ? {} : (parseAddress(address).value ?? {})
  const line = parsed.address ?? ''
  const block = BLOCK.exec(line)
  const rest = block === null ? line : line.replace(block[0], ' ')
  const number = NUMBER.exec(rest)
  const street = (number === null ? rest : rest.replace(number[0], ' '))
    .normalize('NFKD').toLowerCase().replace(/[\p{M}'’‘`´ʼ“”"]/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word.length > 1 && !KIND.test(word))
    .flatMap(word => (SHORT[word] ?? word).split(' '))
    .map(sound)
    .filter(word => word.length > 1)
  const unit = [block?.[1], block?.[2], number?.[1]?.replace(/^0+(?=\d)/, ''), number?.[2]].filter(part =>
    part !== undefined
  ).join('').toLowerCase()
  const [unitRt, unitRw] = [rt ?? parsed.rt, rw ?? parsed.rw]
  const place: Place = {
    street,
    number: unit === '' ? undefined : unit,
    neighbourhood: unitRt === undefined || unitRw === undefined ? undefined : `${unitRw}${unitRt}`,
    village: village_code,
    district: district_code ?? village_code?.slice(0, 8)
  }
  return street.length === 0 && Object.values(place).every(part => part === undefined || Array.isArray(part))
    ? undefined
    : place
}

/** The word of a street's name that tells most: its longest. */
export const mainWord = ({ street }: Pick<Place, 'street'>): string | undefined =>
  street.toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1))[0]
