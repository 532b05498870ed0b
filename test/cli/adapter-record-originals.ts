import type { DemoCity } from '../../demo/city/city.ts'
import { decodeBody, decodeEntitiesOnce } from '../../src/kit/encoding.ts'

/** Who somebody of the demo's city is: numbers as digits alone, names and emails in lower case. */
export interface Personal {
  numbers: ReadonlySet<string>
  names: ReadonlySet<string>
  emails: ReadonlySet<string>
}

/** Told from the city itself, not from what the command takes for personal. */
export function personalOf({ people, businesses }: DemoCity): Personal {
  const numbers = [...people.flatMap(({ nik, kk, phone }) => [nik, kk, nationalOf(phone)]),
    ...businesses.map(({ npwp }) => npwp.replace(/\D/g, ''))]
  const names = people.map(({ name }) => wordsOf(name).join(' ')).filter(name => name.includes(' '))
  return { numbers: new Set(numbers), names: new Set(names),
    emails: new Set(people.map(({ email }) => email.toLowerCase())) }
}

/** Whatever of it stands in a text, however numbers are divided and whatever stands between the words of a name. */
export function foundIn(bytes: Buffer, { numbers, names, emails }: Personal): string[] {
  const { text } = decodeBody(bytes)
  const plain = decodeEntitiesOnce(
    text.replace(/%([0-9A-F]{2})/gi,
      (all, hex: string) => (Number.parseInt(hex, 16) < 0x80 ? String.fromCharCode(Number.parseInt(hex, 16)) : all))
  )
  const runs = [...(plain.match(/\d{7,}/g) ?? []),
    ...(plain.match(/\d(?:[ .()/-]{0,2}\d){6,}/g) ?? []).map(run => run.replace(/\D/g, ''))]
  const words = wordsOf(plain)
  const found = new Set(runs.flatMap(run => [run, nationalOf(run)]).filter(run => numbers.has(run)))
  for (const [at] of words.entries()) {
    for (let count = 2; count <= 6; count++) {
      const name = words.slice(at, at + count).join(' ')
      if (names.has(name)) found.add(name)
    }
  }
  for (const [email] of plain.toLowerCase().matchAll(/[\w.+-]+@[\w.-]+\w/g)) if (emails.has(email)) found.add(email)
  return [...found]
}

function nationalOf(phone: string): string {
  return phone.replace(/\D/g, '').replace(/^(?:00)?62(?=[2-9])/, '').replace(/^0/, '')
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/\p{L}+/gu) ?? []
}
