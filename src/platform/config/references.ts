import { bag, list } from './bag.ts'
import type { CheckContext } from './check-context.ts'
import { type Document, pathOf, pointerTo } from './document.ts'
import { checkHolidays } from './holidays.ts'
import { checkIdentity } from './identity.ts'
import { checkLimits } from './limits.ts'
import { checkProxies } from './proxies.ts'
import { markAt, quoted } from './shape.ts'
import { checkTimes } from './times.ts'
import { checkTls } from './tls.ts'

/** A value and where it stands. */
type Placed = readonly [pointer: string, value: unknown]

/**
 * What a schema cannot say of the core's keys: things that must be unique, that must exist elsewhere in the file, or
 * that must agree. Works on values whose shape may be wrong, so that all faults of a file come out at once; what has
 * the wrong shape is passed over, the schema has told it.
 */
export function checkReferences(context: CheckContext, document: Document): void {
  const { content, report, checkAgency, checkSystem } = context
  const city = bag(content['city'])
  const agencies = itemsOf('/city/agencies', city['agencies'])
  const districts = itemsOf('/city/districts', city['districts'])
  const consumers = entriesOf('/consumers', content['consumers'])
  const systems = entriesOf('/systems', content['systems'])

  unique('code', agencies.map(field('code')))
  unique('code', districts.map(field('code')))
  unique('code', districts.map(field('bps')))
  unique('prefix', systems.map(field('prefix')))
  unique('prefix', consumers.flatMap(consumer => itemsOf(...field('keys')(consumer)).map(field('prefix'))))
  uniqueNames(agencies)
  uniqueNames(districts)

  for (const placed of [...agencies.map(field('parent')), ...consumers.map(field('agency')),
    ...systems.map(field('agency'))]) checkAgency(...placed)
  for (const [at, agency] of agencies) {
    const { code, parent } = bag(agency)
    if (parent !== undefined && parent === code) report(`${at}/parent`, 'an agency cannot belong to itself')
  }
  for (const route of entriesOf('/routes', content['routes'])) {
    for (const placed of itemsOf(...route)) checkSystem(...placed)
  }
  for (const rules of entriesOf('/writes', content['writes'])) {
    for (const placed of itemsOf(...rules).map(field('system'))) checkSystem(...placed)
  }

  checkPlaces(city, districts)
  checkHolidays(city['holidays'], (key, message) => {
    report(`/city/holidays/${key}`, message)
  })
  checkIdentity(content, report)
  checkProxies(content['hub'], report)
  checkTimes(content['hub'], report)
  checkTls(content, report)
  for (const [pointer, limits] of systems.map(field('limits')))
    checkLimits(limits, (key, message) => {
      report(`${pointer}/${key}`, message)
    })
  for (const [pointer, url] of systems.map(field('url'))) {
    const fault = typeof url === 'string' ? faultOf(url) : undefined
    if (fault !== undefined) report(pointer, fault)
  }

  function unique(what: string, fields: readonly Placed[]): void {
    const first = new Map<string, string>()
    for (const [pointer, word] of fields.filter(isText)) {
      const owner = first.get(word)
      if (owner === undefined) first.set(word, pointer)
      else report(pointer, `the ${what} ${quoted(document, pointer, word)} is already taken ${placed(owner)}`)
    }
  }

  // A name leads from a legacy record to one thing. Within that thing it may be repeated (a short name as an alias).
  function uniqueNames(things: readonly Placed[]): void {
    const owners = new Map<string, string>()
    for (const thing of things) {
      const [at] = thing
      const names = [field('name')(thing), field('short_name')(thing), ...itemsOf(...field('aliases')(thing))]
      for (const [pointer, word] of names.filter(isText)) {
        const owner = owners.get(word.toLowerCase()) ?? at
        owners.set(word.toLowerCase(), owner)
        if (owner !== at)
          report(pointer, `the name ${quoted(document, pointer, word)} is already taken ${placed(owner)}`)
      }
    }
  }

  // Codes must lie within each other, and the box must have an inside.
  function checkPlaces(city: Readonly<Record<string, unknown>>, districts: readonly Placed[]): void {
    const regency = field('regency')(['/city', city])
    const pairs = [
      [regency, field('province')(['/city', city]), 'province'] as const,
      ...districts.map(district => [field('code')(district), regency, 'regency'] as const)
    ]
    for (const [inner, outer, what] of pairs) {
      if (!isText(inner) || !isText(outer)) continue
      const [pointer, code] = inner
      if (!/^\d{2}(\.\d{2})+$/.test(code) || code.startsWith(`${outer[1]}.`)) continue
      report(pointer, `${quoted(document, ...inner)} does not lie in the ${what} ${quoted(document, ...outer)}`)
    }
    const { south, north, west, east } = bag(city['box'])
    if (typeof south === 'number' && typeof north === 'number' && south >= north)
      report('/city/box/south', 'must be less than north')
    if (typeof west === 'number' && typeof east === 'number' && west >= east)
      report('/city/box/west', 'must be less than east')
  }

  function placed(pointer: string): string {
    return `on line ${markAt(document, pointer).line} by ${pathOf(pointer)}`
  }
}

// The address is never repeated: it may hold a password.
function faultOf(url: string): string | undefined {
  if (!/^https?:\/\//.test(url)) return undefined
  if (!URL.canParse(url)) return 'is not a valid address'
  const { username, password, search, hash } = new URL(url)
  if (username !== '' || password !== '') return 'must not hold credentials; put them into the settings'
  return search !== '' || hash !== '' ? 'must not hold a query or a fragment' : undefined
}

const itemsOf = (pointer: string, value: unknown): Placed[] =>
  list(value).map((item, i) => [pointerTo(pointer, i), item])

const entriesOf = (pointer: string, value: unknown): Placed[] =>
  Object.entries(bag(value)).map(([key, item]) => [pointerTo(pointer, key), item])

const field = (name: string) => ([at, thing]: Placed): Placed => [pointerTo(at, name), bag(thing)[name]]

const isText = (placed: Placed): placed is readonly [pointer: string, text: string] => typeof placed[1] === 'string'
