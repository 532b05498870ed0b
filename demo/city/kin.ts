import type { Person } from './inhabitants.ts'
import type { Random } from './random.ts'

/** Who comes before is named in examples and tests. */
const FIRST = 1_000
const title = /^(?:HJ?|DRS|IR|DR|R)\. /
const bare = (name: string): string => (name.split(',')[0] ?? '').replace(title, '')

/**
 * Makes some of a household hard to tell apart, as families are: a son who bears his father's name and one more,
 * sisters with one family name, twins.
 */
export function likenAFew(random: Random, people: readonly Person[]): Person[] {
  const alike = [...people]
  const niks = new Set(people.map(({ nik }) => nik))
  const households = Map.groupBy(people.keys(), index => people[index]?.kk)
  for (const members of households.values()) {
    const dice = random.next()
    const [head, ...others] = members.filter(index => index >= FIRST).flatMap(index => {
      const person = people[index]
      return person === undefined ? [] : [{ index, person }]
    })
    if (head === undefined || others.length === 0) continue
    const children = others.filter(({ person }) =>
      person.birthDate.slice(0, 4) > String(Number(head.person.birthDate.slice(0, 4)) + 18)
    )
    if (dice < 0.05) {
      const son = children.find(({ person }) => person.sex === head.person.sex)
      const words = bare(head.person.name).split(' ')
      // Asep Hidayat's son is Agus Hidayat, or Asep Hidayat Saepudin.
      const named = son &&
        (random.chance(0.5) || words.length > 2
          ? [bare(son.person.name).split(' ')[0], ...words.slice(1)]
          : [...words, bare(son.person.name).split(' ').at(-1)])
      if (son !== undefined && named !== undefined && words.length > 1)
        alike[son.index] = { ...son.person, name: named.join(' ') }
    } else if (dice < 0.1) {
      const [one, other] = children
      if (one === undefined || other === undefined || one.person.sex !== other.person.sex ||
        thresholds(one.person) !== thresholds(other.person)) continue
      const nik = twinNik(one.person, other.person, niks)
      if (nik === undefined) continue
      niks.delete(other.person.nik)
      niks.add(nik)
      const [first] = bare(other.person.name).split(' ')
      alike[other.index] = { ...other.person, birthDate: one.person.birthDate, nik,
        name: [first, ...bare(one.person.name).split(' ').slice(1)].join(' ') }
    }
  }
  return alike
}

/** What systems ask of an age stays as it is. */
const thresholds = ({ birthDate }: Person): string =>
  ['2000', '2002', '2003', '2005', '2006', '2020'].map(year => birthDate < year).join()

function twinNik(one: Person, other: Person, niks: ReadonlySet<string>): string | undefined {
  const stem = other.nik.slice(0, 6) + one.nik.slice(6, 12)
  return Array.from({ length: 10 }, (_, i) => `${stem}${9990 + i}`).find(nik => !niks.has(nik))
}
