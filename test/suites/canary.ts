import type { createDemoCity } from '../../demo/city/city.ts'

/** A place where text leaves the hub, and what left there. */
export interface Place {
  name: string
  text: string
}

/** Something personal or secret, by what it is. */
interface Canary {
  kind: string
  pattern: RegExp
}

/** Everything of the demo's people, and every secret of its systems, that may turn up nowhere as it is. */
export function canariesOf(
  { people }: Pick<ReturnType<typeof createDemoCity>, 'people'>,
  secrets: readonly string[]
): (place: Place) => string[] {
  const numbers = new Map<string, string>()
  const names = new Set<string>()
  for (const { nik, kk, phone, email, name } of people) {
    numbers.set(nik, 'nik').set(kk, 'family card').set(phone, 'phone').set(phone.replace(/^0/, '62'), 'phone')
    names.add(name.toUpperCase()).add(email.toUpperCase())
  }
  const findNames = finderOf(names)
  const hidden: Canary[] = secrets.map(secret => ({ kind: 'secret', pattern: new RegExp(RegExp.escape(secret)) }))
  return ({ name: place, text }) => {
    // Sixteen digits are looked up rather than searched for: there are thousands of people.
    const found = new Set(
      [...text.matchAll(/(?<!\d)\d{10,16}(?!\d)/g)].flatMap(([number]) => numbers.get(number) ?? [])
    )
    for (const name of findNames(text.toUpperCase())) found.add(name.includes('@') ? 'email' : 'name')
    for (const { kind, pattern } of hidden) if (pattern.test(text)) found.add(kind)
    return [...found].map(kind => `${kind} in ${place}`)
  }
}

/** Those of thousands of words that stand in a text, wherever: one pass over the text, not one for each of them. */
function finderOf(words: ReadonlySet<string>): (text: string) => Set<string> {
  const shortest = Math.min(...[...words].map(({ length }) => length))
  const byStart = Map.groupBy(words, word => word.slice(0, shortest))
  return text => {
    const found = new Set<string>()
    for (let at = 0; at + shortest <= text.length; at++) {
      for (const word of byStart.get(text.slice(at, at + shortest)) ?? [])
        if (text.startsWith(word, at)) found.add(word)
    }
    return found
  }
}
