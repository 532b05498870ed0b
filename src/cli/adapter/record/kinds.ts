import type { Contract } from '../../../contract/contract.ts'
import { type FieldTree, fieldTree } from '../../../contract/fields.ts'
import { recordSchemas, type ResourceName } from '../../../contract/resources.ts'
import type { Contents } from '../infer/contents.ts'
import { readingsOf } from '../infer/words.ts'

/** What a legacy field holds of a person; `text` is what people wrote, `keep` nothing. */
export type Kind = 'nik' | 'familyCard' | 'npwp' | 'phone' | 'email' | 'name' | 'birthDate' | 'birthPlace' | 'plate'
  | 'attribute' | 'address' | 'unit' | 'coordinate' | 'business' | 'text' | 'secret' | 'keep'

const byPrivacy: Readonly<Record<string, Kind>> = {
  nik: 'nik',
  family_card: 'familyCard',
  npwp: 'npwp',
  phone: 'phone',
  email: 'email',
  name: 'name',
  birth_date: 'birthDate',
  birth_place: 'birthPlace',
  plate_number: 'plate',
  sex: 'attribute',
  marital_status: 'attribute'
}
/** Not of a person by the contract, and yet where somebody may be found, or what somebody wrote. */
const byName: Readonly<Record<string, Kind>> = {
  address: 'address',
  rt: 'unit',
  rw: 'unit',
  lat: 'coordinate',
  long: 'coordinate',
  title: 'text',
  description: 'text',
  detail: 'text',
  purpose: 'text',
  text: 'text',
  note: 'text'
}

/** What an administration publishes of itself: a name in it is a thing's, a text is for everybody. */
const published: readonly ResourceName[] = ['announcements', 'datasets', 'services', 'agencies']

export function isPublished(resource: ResourceName): boolean {
  return published.includes(resource)
}

/** Whether records of a resource name anybody. */
export function namesPeople(contract: Contract, resource: ResourceName): boolean {
  const names = (tree: FieldTree): boolean =>
    tree.privacy === 'name' ||
    [...Object.values(tree.properties ?? {}), ...(tree.items ? [tree.items] : [])].some(names)
  return names(fieldTree(contract, recordSchemas[resource]))
}

/** The kind of a canonical field, by its class of personal data in the contract. */
export function canonicalKind(contract: Contract, resource: ResourceName): (path: string) => Kind {
  const tree = fieldTree(contract, recordSchemas[resource])
  return path => {
    const steps = path.split('.')
    const last = steps.at(-1) ?? ''
    const found = byName[last]
    if (found !== undefined && (found === 'address' || found === 'unit' || found === 'coordinate')) return found
    const privacy = privacyAt(tree, steps)
    if (privacy !== undefined) return byPrivacy[privacy] ?? 'name'
    if (last === 'name' && steps.includes('business')) return 'business'
    return isPublished(resource) ? 'keep' : (found ?? 'keep')
  }
}

function privacyAt(tree: FieldTree, [first, ...rest]: readonly string[]): string | undefined {
  if (tree.privacy !== undefined || first === undefined) return tree.privacy
  const inner = tree.properties?.[first] ?? tree.items
  return inner === undefined ? undefined : privacyAt(inner, rest)
}

const SECRET = new RegExp(
  'token|passw|sandi|secret|rahasia_?(?:key|kunci)|^kunci|api_?key|sess?ion|sesi|csrf|sessid|^otp$|^pin$|bearer|' +
    'credential|authorization',
  'i'
)
const PEOPLE = ['applicant', 'holder', 'owner', 'requester', 'reporter', 'taxpayer', 'officer', 'proposer', 'author',
  'mother', 'father', 'nickname']
/** Of people, where the records are about people at all. */
const NAMES = ['name', 'first', 'last']
/** Things that have names as well. */
const THINGS = ['permit', 'route', 'status', 'label', 'kind', 'type', 'regency', 'province', 'hamlet', 'district',
  'village', 'agency', 'unit', 'service', 'group', 'area', 'title', 'bank', 'category', 'requirement', 'channel',
  'media', 'field', 'function', 'date', 'number', 'id', 'code']
const ATTRIBUTES = ['religion', 'blood', 'disability', 'education', 'occupation', 'relation', 'sex', 'marital']

/** The kind of a legacy field by its name, as far as what it holds does not contradict. */
export function namedKind(key: string, contents: Contents, namesPeople: boolean): Kind {
  const { share, count } = contents
  if (SECRET.test(key)) return 'secret'
  const words = new Set(readingsOf(key).flatMap(({ words }) => words))
  const has = (...some: string[]): boolean => some.some(word => words.has(word))
  const isNumber = count === 0 || share.integer > 0.5 || share.sixteen > 0.3
  if (has('nik') && isNumber) return 'nik'
  if (has('family') && isNumber) return 'familyCard'
  if (has('npwp')) return 'npwp'
  if (has('phone', 'fax', 'device')) return 'phone'
  if (has('email')) return 'email'
  if (has('birth')) return has('place') ? 'birthPlace' : share.date > 0.3 ? 'birthDate' : 'keep'
  if (has('plate')) return 'plate'
  if (has('lat', 'long') && share.decimal > 0.5) return 'coordinate'
  if (has('rt', 'rw') && share.unit + share.unitPair > 0.5) return 'unit'
  if (has('address', 'house') && share.date < 0.3) return 'address'
  if (has(...ATTRIBUTES)) return 'attribute'
  if (has('description', 'detail', 'text', 'note', 'purpose') && contents.words >= 3) return 'text'
  if (has('business') && (has('name') || words.size === 1)) return 'business'
  if ((has(...PEOPLE) || (namesPeople && has(...NAMES))) && !has(...THINGS) && share.person > 0.5) return 'name'
  return 'keep'
}

/** Whether a field's name says that it holds the name of a thing. */
export function isOfThing(key: string): boolean {
  const words = new Set(readingsOf(key).flatMap(({ words }) => words))
  return THINGS.some(word => words.has(word))
}

/** The kind by what a field holds alone. */
export function contentKind({ share, words, count, distinct, maxLength }: Contents): Kind {
  if (share.nik > 0.5) return 'nik'
  if (share.npwp > 0.5) return 'npwp'
  if (share.email > 0.5) return 'email'
  if (share.phone > 0.6 && share.date < 0.2) return 'phone'
  if (share.pair > 0.6 || (share.lat > 0.8 && count > 3) || (share.long > 0.8 && count > 3)) return 'coordinate'
  if (share.street > 0.4) return 'address'
  // Texts differ; words of a table come again.
  if (words >= 4 && maxLength > 40 && distinct > Math.max(5, count * 0.15)) return 'text'
  return 'keep'
}
