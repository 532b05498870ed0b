import { checkAlerts } from '../../features/alerts/check-settings.ts'
import { checkDisagreements } from '../../features/disagreements/check-settings.ts'
import { checkSuccessions } from '../../features/migrations/check-settings.ts'
import { checkDatasets } from '../../features/open-data/check-settings.ts'
import { checkWebhooks } from '../../features/webhooks/check-settings.ts'
import { bag, list } from './bag.ts'
import { type Document, pathOf, pointerTo } from './document.ts'
import { checkHolidays } from './holidays.ts'
import { checkIdentity } from './identity.ts'
import { checkLimits } from './limits.ts'
import { type Problem, suggestion } from './problems.ts'
import { checkProxies } from './proxies.ts'
import { markAt, problemAt, quoted } from './shape.ts'
import { checkTimes } from './times.ts'
import { checkTls } from './tls.ts'

/** A value and where it stands. */
type Placed = readonly [pointer: string, value: unknown]

/**
 * What a schema cannot say: things that must be unique, that must exist elsewhere in the file, or that must agree.
 * Works on values whose shape may be wrong, so that all faults of a file come out at once; what has the wrong
 * shape is passed over, the schema has told it.
 */
export function checkReferences(value: unknown, document: Document, file: string): Problem[] {
  const problems: Problem[] = []
  const report = (pointer: string, message: string, allowed?: readonly string[]) => {
    if (!markAt(document, pointer).unresolved) problems.push(problemAt(document, file, pointer, message, allowed))
  }
  const city = bag(bag(value)['city'])
  const agencies = itemsOf('/city/agencies', city['agencies'])
  const districts = itemsOf('/city/districts', city['districts'])
  const consumers = entriesOf('/consumers', bag(value)['consumers'])
  const systems = entriesOf('/systems', bag(value)['systems'])
  const datasets = entriesOf('/datasets', bag(value)['datasets'])

  unique('code', agencies.map(field('code')))
  unique('code', districts.map(field('code')))
  unique('code', districts.map(field('bps')))
  unique('prefix', systems.map(field('prefix')))
  unique('prefix', consumers.flatMap(consumer => itemsOf(...field('keys')(consumer)).map(field('prefix'))))
  uniqueNames(agencies)
  uniqueNames(districts)

  const codes = new Map(agencies.map(field('code')).filter(isText).map(([pointer, code]) => [code, pointer]))
  const shown = [...codes].filter(([, pointer]) => markAt(document, pointer).variables.length === 0).map(([code]) =>
    code
  )
  const agencyFields = [...agencies.map(field('parent')), ...consumers.map(field('agency')),
    ...systems.map(field('agency')),
    ...datasets.flatMap(dataset => [field('agency')(dataset), field('steward')(dataset)])]
  for (const [pointer, code] of agencyFields.filter(isText)) {
    // Without any agency in the file that would be said of each.
    if (codes.size === 0 || codes.has(code)) continue
    report(pointer, `unknown agency ${quoted(document, pointer, code)}${suggestion(code, shown)}`, shown)
  }
  for (const [at, agency] of agencies) {
    const { code, parent } = bag(agency)
    if (parent !== undefined && parent === code) report(`${at}/parent`, 'an agency cannot belong to itself')
  }

  const ids = systems.map(([pointer]) => pointer.slice('/systems/'.length))
  for (const [resource, route] of entriesOf('/routes', bag(value)['routes'])) {
    for (const [pointer, id] of itemsOf(resource, route).filter(isText)) {
      if (!ids.includes(id))
        report(pointer, `unknown system ${quoted(document, pointer, id)}${suggestion(id, ids)}`, ids)
    }
  }

  for (const [resource, rules] of entriesOf('/writes', bag(value)['writes'])) {
    for (const [pointer, id] of itemsOf(resource, rules).map(field('system')).filter(isText)) {
      if (!ids.includes(id))
        report(pointer, `unknown system ${quoted(document, pointer, id)}${suggestion(id, ids)}`, ids)
    }
  }

  checkSuccessions(bag(value)['successions'], ids, report)
  const reportWord = (
    pointer: string,
    message: (word: string) => string,
    { word, allowed }: { word?: string; allowed?: readonly string[] } = {}
  ): void => {
    report(pointer, message(word === undefined ? '' : quoted(document, pointer, word)), allowed)
  }
  checkDatasets(bag(value)['datasets'], reportWord)
  checkDisagreements(bag(value)['disagreements'], { systems: ids, agencies: shown }, reportWord)
  checkPlaces(city, districts)
  checkHolidays(city['holidays'], (key, message) => {
    report(`/city/holidays/${key}`, message)
  })
  checkIdentity(value, report)
  checkProxies(bag(value)['hub'], report)
  checkTimes(bag(value)['hub'], report)
  checkTls(value, report)
  const { issuer: signInWith } = bag(bag(bag(value)['command_center'])['sign_in'])
  const issuers = Object.keys(bag(bag(bag(value)['identity'])['issuers']))
  if (typeof signInWith === 'string' && !issuers.includes(signInWith))
    report('/command_center/sign_in/issuer',
      `unknown issuer ${quoted(document, '/command_center/sign_in/issuer', signInWith)}${
        suggestion(signInWith, issuers)
      }`, issuers)
  checkWebhooks(bag(value)['hub'], report)
  checkAlerts(value, { report,
    isFromEnvironment: pointer => markAt(document, pointer).whole || markAt(document, pointer).optional })
  for (const [pointer, limits] of systems.map(field('limits')))
    checkLimits(limits, (key, message) => {
      report(`${pointer}/${key}`, message)
    })
  // Its hours are of the same form, and nothing else of it is a limit.
  for (const [pointer, mirror] of systems.map(field('mirror')))
    checkLimits(bag(mirror)['walk'], (key, message) => {
      report(`${pointer}/walk/${key}`, message)
    })
  for (const [pointer, url] of systems.map(field('url'))) {
    const fault = typeof url === 'string' ? faultOf(url) : undefined
    if (fault !== undefined) report(pointer, fault)
  }
  return problems

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
