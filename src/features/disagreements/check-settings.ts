import { type Contract, loadContract } from '../../contract/contract.ts'
import { type RecordField, recordField, recordPaths } from '../../contract/record-fields.ts'
import { recordSchemas, type ResourceName } from '../../contract/resources.ts'
import { bag, list } from '../../platform/config/bag.ts'
import type { CheckContext, ReportWord } from '../../platform/config/check-context.ts'
import { pointerTo } from '../../platform/config/document.ts'
import { listed, suggestion } from '../../platform/config/problems.ts'
import { comparable, type ComparisonName, NEWER, personalKeys } from './settings.ts'

/** What the rules may name beside the contract. */
interface Known {
  systems: readonly string[]
  agencies: readonly string[]
}

type Bag = Readonly<Record<string, unknown>>

/**
 * What a schema cannot say of the rules of the ledger: that their fields are there and can be compared so, and that
 * whom they name exists. Whatever has the wrong shape is passed over: the schema has told it.
 */
export function checkDisagreements({ content, systems, agencies, reportWord: report }: CheckContext): void {
  const rules = Object.entries(bag(bag(content['disagreements'])['rules']))
  if (rules.length === 0) return
  const contract = loadContract()
  for (const [name, rule] of rules)
    checkRule(pointerTo('/disagreements/rules', name), bag(rule), { systems, agencies, contract, report })
}

interface Around extends Known {
  contract: Contract
  report: ReportWord
}

function checkRule(at: string, { resources, systems, key, compare }: Bag, around: Around): void {
  const { report } = around
  const named = list(resources).filter(isResource).filter(resource => resource !== 'residents')
  // A rule that never finds anything is a mistake that nobody would see.
  for (const [i, resource] of list(resources).entries())
    if (resource === 'residents')
      report(`${at}/resources/${i}`, () => 'of the population register nothing is kept, so it cannot be compared')
  for (const [i, id] of list(systems).entries()) {
    if (typeof id === 'string' && !around.systems.includes(id))
      report(`${at}/systems/${i}`, word => `unknown system ${word}${suggestion(id, around.systems)}`, { word: id,
        allowed: around.systems })
  }
  if (typeof key === 'string') { for (const resource of named) checkKey(`${at}/key`, key, resource, around) }
  for (const [name, comparison] of Object.entries(bag(compare)))
    checkComparison(pointerTo(`${at}/compare`, name), bag(comparison), named, around)
}

function checkKey(at: string, key: string, resource: ResourceName, { contract, report }: Around): void {
  if ((personalKeys as readonly string[]).includes(key)) {
    const paths = recordPaths(contract, recordSchemas[resource])
    if (!paths.some(path => recordField(contract, recordSchemas[resource], path)?.privacy === key))
      report(at, word => `${resource} have no ${word}`, { word: key })
    return
  }
  const field = fieldOf(at, key, resource, { contract, report })
  if (field === undefined) return
  if (field.privacy !== undefined)
    report(at, word => `${word} holds personal data (${field.privacy}): of people the keys are ${listed(personalKeys)}`,
      { word: key })
  else if (field.isList || !['text', 'integer'].includes(field.type))
    report(at, word => `${word} of ${resource} is no key: it holds ${describe(field)}`, { word: key })
}

/** What goes with one way to compare alone. */
const options: readonly (readonly [option: string, how: ComparisonName])[] = [['tolerance', 'number'], [
  'tolerance_percent',
  'number'
], ['days', 'date'], ['threshold', 'similar']]

function checkComparison(at: string, comparison: Bag, resources: readonly ResourceName[], around: Around): void {
  const { report } = around
  const { field, fields, how, owner, within } = comparison
  for (const [option, goesWith] of options) {
    if (comparison[option] !== undefined && typeof how === 'string' && how !== goesWith)
      report(`${at}/${option}`, () => `goes with how: ${goesWith} alone`)
  }
  if (typeof owner === 'string' && owner !== NEWER && !around.systems.includes(owner) &&
    !around.agencies.includes(owner))
  {
    const allowed = [NEWER, ...around.systems, ...around.agencies]
    report(`${at}/owner`, word => `${word} is no system and no agency of this file${suggestion(owner, allowed)}`, {
      word: owner,
      allowed
    })
  }
  if (how === 'once') {
    for (const key of ['field', 'fields'].filter(key => comparison[key] !== undefined))
      report(`${at}/${key}`, () => 'must not be set: once looks at whole records')
    if (within === false) report(`${at}/within`, () => 'must not be false: once is about the records of one system')
    return
  }
  if (field === undefined && fields === undefined)
    return report(at, () => 'field is missing: what is compared, or fields for each resource')
  if (field !== undefined && fields !== undefined) return report(`${at}/fields`, () => 'must not be set beside field')
  if (typeof field === 'string') {
    for (const resource of resources) checkField(`${at}/field`, field, resource, how, around)
  }
  for (const [resource, path] of Object.entries(bag(fields))) {
    const pointer = pointerTo(`${at}/fields`, resource)
    if (!isResource(resource) || typeof path !== 'string') continue
    if (!resources.includes(resource)) report(pointer, () => `${resource} are not among the resources of the rule`)
    else checkField(pointer, path, resource, how, around)
  }
}

const fitting: Readonly<Record<Exclude<ComparisonName, 'once'>, (field: RecordField) => boolean>> = {
  equal: field => !field.isList,
  normalised: field => !field.isList && field.type === 'text',
  number: field => !field.isList && (field.type === 'integer' || field.type === 'number'),
  date: field => !field.isList && (field.type === 'date' || field.type === 'timestamp'),
  set: field => field.isList,
  similar: field => !field.isList && field.type === 'text'
}
/** Of what is kept as a keyed encoding. */
const encoded: readonly string[] = ['equal', 'normalised', 'date', 'similar']

function checkField(at: string, path: string, resource: ResourceName, how: unknown, around: Around): void {
  const { report } = around
  const field = fieldOf(at, path, resource, around)
  if (field === undefined || typeof how !== 'string' || !Object.hasOwn(fitting, how)) return
  if (field.privacy !== undefined && !(comparable as readonly string[]).includes(field.privacy)) {
    return report(at, word =>
      `${word} holds personal data of a class (${field.privacy}) that is not kept in any form that can be compared; ` +
      `there are ${listed(comparable)}`, { word: path })
  }
  if (field.privacy !== undefined && !encoded.includes(how))
    return report(at, word => `${word} is personal, and is compared as ${listed(encoded)} alone`, { word: path })
  if (!fitting[how as Exclude<ComparisonName, 'once'>](field))
    report(at, word => `${word} of ${resource} holds ${describe(field)}, which cannot be compared as ${how}`, {
      word: path
    })
}

function fieldOf(
  at: string,
  path: string,
  resource: ResourceName,
  { contract, report }: Pick<Around, 'contract' | 'report'>
): RecordField | undefined {
  const schema = recordSchemas[resource]
  const field = recordField(contract, schema, path)
  if (field === undefined) {
    const allowed = recordPaths(contract, schema)
    report(at, word => `${resource} have no field ${word}${suggestion(path, allowed)}`, { word: path, allowed })
    return undefined
  }
  if (path === 'source.fetched_at' || path.startsWith('clock.')) {
    report(at, word => `${word} is of the moment in which it is asked for, not of the record`, { word: path })
    return undefined
  }
  return field
}

function describe({ type, isList }: RecordField): string {
  const one =
    { text: 'text', integer: 'a whole number', number: 'a number', boolean: 'yes or no', date: 'a day',
      timestamp: 'a time' }[type]
  return isList ? 'a list' : one
}

function isResource(value: unknown): value is ResourceName {
  return typeof value === 'string' && Object.hasOwn(recordSchemas, value)
}
