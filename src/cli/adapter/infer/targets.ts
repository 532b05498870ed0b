import type { Contract, JsonSchema } from '../../../contract/contract.ts'
import { recordSchemas, type ResourceName } from '../../../contract/resources.ts'
import { wordsOfPath } from './words.ts'

/** What a canonical field holds, and so how it is read. */
export type TargetKind = 'key' | 'dateTime' | 'date' | 'birthDate' | 'rupiah' | 'integer' | 'number' | 'boolean'
  | 'code' | 'reference' | 'text' | 'url' | 'email' | 'nik' | 'familyCard' | 'npwp' | 'nib' | 'nop' | 'phone' | 'name'
  | 'sex' | 'address' | 'rt' | 'rw' | 'village' | 'district' | 'postalCode' | 'lat' | 'long'

/** A field of a canonical record, or of an item of one of its lists. */
export interface Target {
  /** `holder.location.address`, `payments[].paid_on`. */
  path: string
  kind: TargetKind
  /** A record without it does not fit the contract, unless what holds it is left out. */
  required: boolean
  /** What it stands in does not fit the contract without it. */
  inner: boolean
  /** In an item of a list that the record needs, though it may be empty. */
  ofNeededList?: true
  /** The name of a person that stands beside the name as it was sent, and titles. */
  isPerson?: true
  /** Class of personal data. */
  privacy?: string
  /** Of a code. */
  values?: readonly string[]
  maxLength?: number
  /** What its path says, in plain words. */
  words: readonly string[]
}

/** The list that a target is in an item of: `payments` of `payments[].bank`. */
export const listOf = (path: string): string | undefined => /^(.*)\[\]\./.exec(path)?.[1]

/** Where an address stands: `holder.location` of `holder.location.rt`. */
export const placeOf = (path: string): string | undefined => /^((?:.*\.)?location)\.\w+$/.exec(path)?.[1]

/** The fields of a resource that a legacy system can fill, in the contract's order. */
export function targetsOf(contract: Contract, resource: ResourceName): Target[] {
  const found: Target[] = []
  const walk = (schema: JsonSchema, at: Place, components: readonly string[]): void => {
    const { path } = at
    const ref = schema['$ref'] as string | undefined
    if (ref !== undefined) {
      const name = ref.slice(ref.lastIndexOf('/') + 1)
      if (!components.includes(name)) walk(contract.schemas[name] ?? {}, at, [name, ...components])
      return
    }
    const properties = schema['properties'] as Record<string, JsonSchema> | undefined
    if (properties !== undefined) {
      const needed = (schema['required'] ?? []) as string[]
      for (const [name, inner] of Object.entries(properties)) {
        const below = path === '' ? name : `${path}.${name}`
        const isPerson = name.endsWith('name') && Object.hasOwn(properties, 'name_raw')
        if (!isLeftToOthers(below, properties))
          walk(inner, { path: below, required: at.required && needed.includes(name), inner: needed.includes(name),
            isPerson, list: at.list }, components)
      }
      return
    }
    const items = schema['items'] as JsonSchema | undefined
    if (items !== undefined)
      return walk(items, { ...at, path: `${path}[]`, required: false, list: at.required || at.list }, components)
    found.push(targetOf(at, schema, components[0] ?? ''))
  }
  walk(contract.schemas[recordSchemas[resource]] ?? {}, { path: '', required: true, inner: true, isPerson: false,
    list: false }, [])
  return found
}

/** What the hub adds itself, and what only repeats a field beside it. */
function isLeftToOthers(path: string, siblings: Readonly<Record<string, JsonSchema>>): boolean {
  if (/^(?:id|identifiers|quality|clock|source\.(?:system|fetched_at))$/.test(path)) return true
  const name = path.slice(path.lastIndexOf('.') + 1)
  const companion = /^(.+)_(?:raw|precision)$/.exec(name)?.[1]
  if (companion !== undefined &&
    Object.keys(siblings).some(other => other === companion || other.endsWith(`_${companion}`))) return true
  return (name === 'titles' && Object.hasOwn(siblings, 'name_raw')) ||
    (name === 'raw_code' && Object.hasOwn(siblings, 'code'))
}

interface Place {
  path: string
  required: boolean
  inner: boolean
  isPerson: boolean
  list: boolean
}

function targetOf({ path, required, inner, isPerson, list }: Place, schema: JsonSchema, component: string): Target {
  const values = schema['enum'] as string[] | undefined
  const privacy = schema['x-privacy'] as string | undefined
  const maxLength = schema['maxLength'] as number | undefined
  const kind = kindOf(path, schema, component)
  return {
    path,
    kind,
    required: required || path.startsWith('source.'),
    inner,
    ...(isPerson && { isPerson }),
    ...(list && { ofNeededList: list }),
    words: [
      ...new Set([...wordsOfPath(path), ...(kind === 'date' || kind === 'dateTime' ? ['date'] : []),
        ...(kind === 'rupiah' ? ['amount'] : []), ...(component.endsWith('StatusCode') ? ['status'] : [])])
    ],
    ...(values && { values }),
    ...(privacy !== undefined && { privacy }),
    ...(maxLength !== undefined && { maxLength })
  }
}

const byPrivacy: Readonly<Record<string, TargetKind>> = {
  nik: 'nik',
  family_card: 'familyCard',
  npwp: 'npwp',
  phone: 'phone',
  email: 'email',
  name: 'name',
  birth_date: 'birthDate',
  sex: 'sex'
}
const byComponent: Readonly<Record<string, TargetKind>> = {
  Nib: 'nib',
  Nop: 'nop',
  Idr: 'rupiah',
  Timestamp: 'dateTime',
  Id: 'reference',
  VillageCode: 'village',
  DistrictCode: 'district',
  PostalCode: 'postalCode'
}
const byName: Readonly<Record<string, TargetKind>> = { address: 'address', rt: 'rt', rw: 'rw', lat: 'lat',
  long: 'long' }
const byFormat: Readonly<Record<string, TargetKind>> = { 'date': 'date', 'date-time': 'dateTime', 'uri': 'url',
  'email': 'email' }

function kindOf(path: string, schema: JsonSchema, component: string): TargetKind {
  if (path === 'source.record_id') return 'key'
  const name = path.slice(path.lastIndexOf('.') + 1)
  const type = [schema['type']].flat().find(type => type !== 'null')
  return (
    byPrivacy[schema['x-privacy'] as string] ??
      byComponent[component] ??
      byName[name] ??
      byFormat[schema['format'] as string] ??
      (schema['enum'] !== undefined ? 'code' : undefined) ??
      (type === 'boolean' || type === 'integer' || type === 'number' ? type : 'text')
  )
}
