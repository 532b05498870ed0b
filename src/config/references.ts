import { bag, list } from './bag.ts'
import { pathOf, pointerTo, type Document } from './document.ts'
import { suggestion, type Problem } from './problems.ts'
import { markAt } from './shape.ts'

/**
 * What a schema cannot say: things that must be unique, that must exist elsewhere in the file, or that must agree.
 * Works on values whose shape may be wrong, so that all faults of a file come out at once; what has the wrong
 * shape is passed over, the schema has told it.
 */
export function checkReferences(value: unknown, document: Document, file: string): Problem[] {
  const problems: Problem[] = []
  const line = (pointer: string) => markAt(document, pointer).line
  const report = (pointer: string, message: string, allowed?: readonly string[]) => {
    const mark = markAt(document, pointer)
    if (mark.unresolved) return
    problems.push({ file, line: mark.line, column: mark.column, path: pathOf(pointer), message, ...(allowed && { allowed }) })
  }
  const unique = (entries: Iterable<readonly [pointer: string, word: unknown]>, what: string) => {
    const seen = new Map<string, string>()
    for (const [pointer, word] of entries) {
      if (typeof word !== 'string') continue
      const first = seen.get(word)
      if (first === undefined) seen.set(word, pointer)
      else report(pointer, `${what} "${word}" is already taken on line ${line(first)} by ${pathOf(first)}`)
    }
  }
  const knownAgency = (pointer: string, word: unknown) => {
    // Without a list of agencies that would be said of each.
    if (typeof word === 'string' && codes.length > 0 && !codes.includes(word)) {
      report(pointer, `unknown agency "${word}"${suggestion(word, codes)}`, codes)
    }
  }

  const city = bag(bag(value)['city'])
  const agencies = list(city['agencies']).map((agency, i) => [`/city/agencies/${i}`, bag(agency)] as const)
  const codes = agencies.map(([, { code }]) => code).filter(code => typeof code === 'string')
  unique(agencies.map(([at, { code }]) => [`${at}/code`, code]), 'the code')
  for (const [at, { code, parent }] of agencies) {
    knownAgency(`${at}/parent`, parent)
    if (parent !== undefined && parent === code) report(`${at}/parent`, 'an agency cannot belong to itself')
  }

  uniqueNames(agencies.map(([at, agency]) => [at, agency['name'], agency['short_name'], ...list(agency['aliases'])]))

  const districts = list(city['districts']).map((district, i) => [`/city/districts/${i}`, bag(district)] as const)
  for (const key of ['code', 'bps']) unique(districts.map(([at, district]) => [`${at}/${key}`, district[key]]), 'the code')
  uniqueNames(districts.map(([at, { name, aliases }]) => [at, name, ...list(aliases)]))
  const { province, regency, box } = city
  within('/city/regency', regency, province, 'province')
  for (const [at, { code }] of districts) within(`${at}/code`, code, regency, 'regency')

  // A name leads from a legacy record to one thing; within that thing it may be repeated (a short name as an alias).
  function uniqueNames(entries: readonly (readonly [at: string, ...names: unknown[]])[]): void {
    const owners = new Map<string, string>()
    for (const [at, ...names] of entries) {
      for (const name of names.filter(name => typeof name === 'string')) {
        const owner = owners.get(name.toLowerCase()) ?? at
        owners.set(name.toLowerCase(), owner)
        if (owner !== at) report(at, `the name "${name}" is already taken on line ${line(owner)} by ${pathOf(owner)}`)
      }
    }
  }

  function within(pointer: string, code: unknown, outer: unknown, what: string): void {
    if (typeof code === 'string' && typeof outer === 'string' && /^\d{2}(\.\d{2})+$/.test(code) && !code.startsWith(`${outer}.`)) {
      report(pointer, `"${code}" does not lie in the ${what} ${outer}`)
    }
  }

  const { south, north, west, east } = bag(box)
  if (typeof south === 'number' && typeof north === 'number' && south >= north) report('/city/box/south', 'must be less than north')
  if (typeof west === 'number' && typeof east === 'number' && west >= east) report('/city/box/west', 'must be less than east')

  for (const [id, consumer] of Object.entries(bag(bag(value)['consumers']))) {
    knownAgency(`${pointerTo('/consumers', id)}/agency`, bag(consumer)['agency'])
  }

  const systems = Object.entries(bag(bag(value)['systems'])).map(([id, system]) => [pointerTo('/systems', id), bag(system)] as const)
  unique(systems.map(([at, { prefix }]) => [`${at}/prefix`, prefix]), 'the prefix')
  for (const [at, { agency, url }] of systems) {
    knownAgency(`${at}/agency`, agency)
    const fault = typeof url === 'string' ? faultOf(url) : undefined
    if (fault !== undefined) report(`${at}/url`, fault)
  }
  return problems
}

// The address is never repeated: it may hold a password.
function faultOf(url: string): string | undefined {
  if (!/^https?:\/\//.test(url)) return undefined
  if (!URL.canParse(url)) return 'is not a valid address'
  const { username, password, search, hash } = new URL(url)
  if (username !== '' || password !== '') return 'must not hold credentials; put them into the settings'
  return search !== '' || hash !== '' ? 'must not hold a query or a fragment' : undefined
}
