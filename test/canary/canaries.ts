import { nameParts } from '../../demo/city/names.ts'

/** What may turn up nowhere but in an answer to somebody who may see it. */
export type Kind = 'nik' | 'phone' | 'email' | 'name' | 'token' | 'api key' | 'webhook secret' | 'secret'

const SECRETS = Symbol.for('satu.canary.secrets')
const shared = globalThis as { [SECRETS]?: Set<string> }
const secrets = (shared[SECRETS] ??= new Set<string>())
/** Shorter ones are words that stand everywhere. */
const SHORTEST_SECRET = 8

/** Passwords and keys that this test gives to a hub: from now on they are looked for, too. */
export function keepSecret(...values: readonly (string | undefined)[]): void {
  for (const value of values) if (value !== undefined && value.length >= SHORTEST_SECRET) secrets.add(value)
}

/** Of single tests. */
const otherNames = ['Asep Sunandar', 'Budi Santosa', 'Kenari Rahasiawati', 'Siti Canary', 'Siti Rahmawati']
const space = '(?:[ +._-]|%20)'
const between = `${space}{1,3}`
/** Without one there is no name: most texts have none, and are done with in a third of the time. */
const secondWord = new RegExp(
  `${space}(?:${[...nameParts.family, ...otherNames.map(name => name.split(' ')[1])].join('|')})(?![A-Za-z])`,
  'i'
)
/**
 * Made-up people are known by what they are made of, so that nobody has to list them: serials 9990 to 9999 of a NIK or
 * a family card, the block 000 of a phone number, a mail domain that is none, a given name beside a family name.
 */
const persons: readonly (readonly [Kind, RegExp])[] = [
  ['nik', /(?<![\dA-Za-z]|\d\.)[1-9]\d{5}(?:[0-6]\d|7[01])(?:0[1-9]|1[0-2])\d\d999\d(?![\dA-Za-z])/],
  ['phone', /(?<![\dA-Za-z])(?:\+?62|0)8(?:1[23]|2[12]|5[67]|96|78)000\d{5}(?!\d)|(?<!\d)(?:\+?62|0)8129999123(?!\d)/],
  ['email', /@surel\.example|%40surel\.example/i],
  ['name', new RegExp(
    `(?<![A-Za-z])(?:(?:${nameParts.given.join('|')})${between}(?:${nameParts.family.join('|')})|${
      otherNames.map(name => name.replace(' ', between)).join('|')
    })(?![A-Za-z])`,
    'i'
  )]
]
const unnamed = persons.filter(([kind]) => kind !== 'name')
const credentials: readonly (readonly [Kind, RegExp])[] = [
  ['token', /eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{20,}/],
  ['api key', /satu_[0-9a-z]{8}_[\w-]{43}/],
  ['webhook secret', /whsec_[\w+/=-]{20,}/]
]

export function personsIn(text: string): Kind[] {
  return kindsIn(secondWord.test(text) ? persons : unnamed, text)
}

export function secretsIn(text: string): Kind[] {
  const found = kindsIn(credentials, text)
  for (const secret of secrets) if (text.includes(secret)) return [...found, 'secret']
  return found
}

function kindsIn(canaries: readonly (readonly [Kind, RegExp])[], text: string): Kind[] {
  return canaries.flatMap(([kind, pattern]) => (pattern.test(text) ? [kind] : []))
}
