import type { Address } from '../city/inhabitants.ts'
import type { Random } from '../city/random.ts'

const months = ['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus', 'September', 'Oktober',
  'Nopember', 'Desember']
const two = (n: number): string => String(n).padStart(2, '0')

/** `2025-03-04 09:15:00`: the office's clock. The demo's instants are WIB already. */
export const sqlTime = (at: Date): string => at.toISOString().slice(0, 19).replace('T', ' ')

/** Clerks, forms and PHP versions spell a day in their own ways. */
export function spellDay(at: Date, style: number): string {
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()]
  switch (style % 5) {
    case 0:
      return `${year}-${two(month + 1)}-${two(day)}`
    case 1:
      return `${two(day)}-${two(month + 1)}-${year}`
    case 2:
      return `${day} ${months[month]} ${year}`
    case 3:
      return `${two(day)}/${two(month + 1)}/${two(year % 100)}`
    default:
      return `${two(day)}-${two(month + 1)}-${year} 00:00:00`
  }
}

/** The moment of the last change: two spellings, always to the second, as the grid sorts by it. */
export function spellMoment(at: Date, style: number): string {
  const sql = sqlTime(at)
  return style % 2 === 0 ? sql : `${sql.slice(8, 10)}-${sql.slice(5, 7)}-${sql.slice(0, 4)} ${sql.slice(11)}`
}

const drift: Readonly<Record<string, string>> = {
  'Astana Anyar': 'Astanaanyar',
  'Ujungberung': 'Ujung Berung',
  'Buahbatu': 'Buah Batu',
  'Kiaracondong': 'Kiara Condong'
}

/** An address as it was typed at the counter: whole, without its village, or only the street. */
export function spellAddress(random: Random, address: Address): string {
  const { street, number, rt, rw, village, postalCode } = address
  const district = random.chance(0.4) ? (drift[address.district.name] ?? address.district.name) : address.district.name
  const line = `${random.chance(0.15) ? street.replace('Jl.', 'Jln') : street} No. ${number}`
  const neighbourhood = random.chance(0.5) ? `RT ${rt} RW ${rw}` : `RT. ${Number(rt)}/RW. ${Number(rw)}`
  const dice = random.next()
  if (dice < 0.05) return line
  if (dice < 0.08) return ''
  if (dice < 0.3) return `${line} Kec. ${district}`
  if (dice < 0.32) return `${line} ${neighbourhood} Kel. ${village.name} Kec. ${district} Bandung`
  if (dice < 0.55) return `${line} ${neighbourhood} Kel. ${village.name} Kec. ${district} Kota Bandung`
  return `${line} ${neighbourhood} Kel. ${village.name} Kec. ${district} ${postalCode}`
}

export function spellPhone(random: Random, phone: string): string {
  const dice = random.next()
  if (dice < 0.06) return '-'
  if (dice < 0.1) return ''
  if (dice < 0.16) return phone.slice(1) // a spreadsheet dropped the zero
  if (dice < 0.3) return `${phone.slice(0, 4)}-${phone.slice(4, 8)}-${phone.slice(8)}`
  return phone
}

/** UTF-8 that once was read as Windows-1252 and stored so. */
export const mojibake = (name: string): string => `${name.replace('Salon', 'Salon CafÃ©')} â€“ Mode & Gaya`

export const rupiah = (amount: number): string => `Rp. ${String(amount).replace(/\B(?=(\d{3})+$)/g, '.')},-`
