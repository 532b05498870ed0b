import type { Contract } from '../../contract/contract.ts'
import { recordSchemas, type ResourceName } from '../../contract/resources.ts'
import { type CanonicalRecord, districtsOf } from '../../gateway/systems/records.ts'
import { redactPersonalNumbers } from '../../kit/redact.ts'
import { isPersonal } from '../../platform/privacy/visibility.ts'
import { wordsIn } from './words.ts'

/** A record as it is found: its words, and what results show of it and are counted by. */
export interface SearchDocument {
  title: string
  text: string
  /** What it is found by, each once. */
  words: string[]
  /** Those of its title. */
  titleWords: string[]
  agency: string | null
  districts: string[]
  status: string | null
  updatedAt: string
}

/** Fields whose words find a record, by what a result is called and what it says. None may be personal. */
interface Fields {
  /** The first that is there. */
  title: readonly string[]
  text: readonly string[]
}

const licence: Fields = {
  title: ['permit_name', 'permit_type'],
  text: ['number', 'permit_type', 'business.name', 'business.nib', 'business.tdp_number', 'location.address',
    'location.rt', 'location.rw', 'business.location.address', 'vehicle.route_code', 'vehicle.route_name', 'nop']
}

const fields: Partial<Record<ResourceName, Fields>> = {
  'agencies': { title: ['name'], text: ['short_name', 'code', 'aliases'] },
  'services': { title: ['name'], text: ['code', 'group', 'description', 'requirements'] },
  'licence-applications': { ...licence, text: licence.text.filter(path => !path.startsWith('vehicle')) },
  'licences': licence,
  'complaints': { title: ['title', 'description'], text: ['description', 'location.address', 'updates.text'] },
  'tax-objects': { title: ['nop'], text: [] },
  'tax-bills': { title: ['nop'], text: ['tax_year'] },
  'information-requests': { title: ['detail', 'number'], text: ['number', 'detail', 'purpose'] },
  'announcements': { title: ['title'], text: ['body_html', 'categories'] },
  'datasets': { title: ['title', 'name'],
    text: ['notes', 'tags', 'groups', 'distributions.name', 'sdi.concept', 'sdi.definition'] },
  'incidents': { title: ['headline', 'description', 'kind'],
    text: ['description', 'kind', 'location.address', 'area.name'] },
  'proposals': { title: ['title'], text: ['description', 'location.address', 'kind'] }
}

/** Fields that hold a number of a record or of a business, never of a person. */
const numbers: ReadonlySet<string> = new Set(['number', 'nop', 'business.nib', 'business.tdp_number', 'code',
  'vehicle.route_code', 'tax_year'])

const LONGEST_TITLE = 200
const LONGEST_TEXT = 4_000

/**
 * Compiles what makes documents of records as everybody may see them.
 * @throws Error when a field is personal by the contract: nobody may be found by it, for then a search would tell of it
 */
export function createDocuments(
  contract: Contract
): (resource: ResourceName, record: Readonly<Record<string, unknown>>) => SearchDocument | undefined {
  for (const [resource, { title, text }] of Object.entries(fields) as [ResourceName, Fields][]) {
    for (const path of [...title, ...text]) {
      if (isPersonal(contract, recordSchemas[resource], path.split('.')))
        throw new Error(`${resource}.${path} is personal: nothing may be found by it`)
    }
  }
  return (resource, record) => {
    const known = fields[resource]
    if (known === undefined) return undefined
    // Whoever writes a number of theirs into a complaint is not to be found by it.
    const said = (path: string): string => {
      const text = textAt(record, path.split('.'))
      return numbers.has(path) ? text : redactPersonalNumbers(text)
    }
    const titles = known.title.map(said).filter(text => text !== '')
    const title = clipped(titles[0] ?? String(record['id']), LONGEST_TITLE)
    const identifiers = (record['identifiers'] as { value: string }[] | undefined)?.map(({ value }) => value) ?? []
    const parts = [...new Set([...known.text.map(said), ...identifiers])].filter(text => text !== '' && text !== title)
    const text = clipped(parts.join(' · '), LONGEST_TEXT)
    const titleWords = [...new Set(wordsIn(title).map(({ word }) => word))]
    const canonical = record as unknown as CanonicalRecord
    const { agency_id: agency, status } = record as { agency_id?: string; status?: { code: string } }
    return {
      title,
      text,
      titleWords,
      words: [...new Set([...titleWords, ...wordsIn(text).map(({ word }) => word)])],
      agency: agency ?? (resource === 'agencies' ? String(record['id']) : null),
      districts: [...new Set(districtsOf(canonical))],
      status: status?.code ?? null,
      updatedAt: canonical.source.updated_at
    }
  }
}

function textAt(value: unknown, [name, ...rest]: readonly string[]): string {
  if (Array.isArray(value))
    return value.map(item => textAt(item, name === undefined ? [] : [name, ...rest])).filter(Boolean).join(' · ')
  if (name !== undefined)
    return typeof value === 'object' && value !== null
      ? textAt((value as Record<string, unknown>)[name], rest)
      : ''
  return typeof value === 'string' || typeof value === 'number' ? plain(String(value)) : ''
}

/** Without mark-up, on one line. */
function plain(text: string): string {
  return text.replace(/<[^>]{0,2000}>/g, ' ').replaceAll('&nbsp;', ' ').replaceAll('&amp;', '&').replace(/[\p{C}\s]+/gu,
    ' ').trim()
}

function clipped(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, most - 1).toWellFormed() + '…'
}
