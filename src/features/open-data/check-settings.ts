import { type Contract, loadContract } from '../../contract/contract.ts'
import { type RecordField, recordField, recordPaths } from '../../contract/record-fields.ts'
import { recordSchemas, type ResourceName } from '../../contract/resources.ts'
import { bag, list } from '../../platform/config/bag.ts'
import type { CheckContext, ReportWord } from '../../platform/config/check-context.ts'
import { pointerTo } from '../../platform/config/document.ts'
import { suggestion } from '../../platform/config/problems.ts'
import { FIELD_PATH } from '../../platform/config/schema-parts.ts'
import { MOST_KEYS } from './settings.ts'

/** The column that says of which rows the numbers are left out. */
export const SUPPRESSED = 'suppressed'

/**
 * What a schema cannot say of the datasets: that their fields are there, fit what is done with them, and tell of
 * nobody. Whatever has the wrong shape is passed over: the schema has told it.
 */
export function checkDatasets({ content, checkAgency, reportWord: report }: CheckContext): void {
  const entries = Object.entries(bag(content['datasets']))
  if (entries.length === 0) return
  const contract = loadContract()
  for (const [name, value] of entries) {
    const at = pointerTo('/datasets', name)
    for (const key of ['agency', 'steward']) checkAgency(`${at}/${key}`, bag(value)[key])
    checkDataset(at, bag(value), contract, report)
  }
}

type Bag = Readonly<Record<string, unknown>>

function checkDataset(at: string, dataset: Bag, contract: Contract, report: ReportWord): void {
  const { standard, resource, columns, formats } = dataset
  if (standard !== undefined) {
    for (const key of ['resource', 'columns', 'where'].filter(key =>
      dataset[key] !== undefined && (key !== 'where' || Object.keys(bag(dataset[key])).length > 0)
    )) {
      report(`${at}/${key}`, () => 'must not be set: the standard says it')
    }
    for (const [i, format] of list(formats).entries()) {
      if (format !== 'csv')
        report(`${at}/formats/${i}`, word => `a standard is published as csv alone, not as ${word}`, {
          word: String(format)
        })
    }
    return
  }
  for (const key of ['resource', 'columns'].filter(key => dataset[key] === undefined)) {
    report(at, () => `${key} is missing: without a standard a dataset says what its rows and columns are`)
  }
  if (!isResource(resource)) return
  const fields = createFields(contract, resource, report)
  for (const [path, values] of Object.entries(bag(dataset['where']))) {
    const pointer = pointerTo(`${at}/where`, path)
    const field = fields(pointer, path)
    for (const [i, word] of list(values).entries()) checkValue(`${pointer}/${i}`, word, field, report)
  }
  const listed = list(columns).map(bag)
  const isCounted = listed.some(({ aggregate }) => aggregate !== undefined)
  const taken = new Map<string, number>()
  for (const [i, column] of listed.entries()) {
    const { name } = column
    const place = `${at}/columns/${i}`
    if (typeof name === 'string') {
      // Spreadsheets and databases do not tell them apart by the case of letters.
      const before = taken.get(name.toLowerCase())
      if (before === undefined) taken.set(name.toLowerCase(), i)
      else report(`${place}/name`, word => `the column ${word} is there already, as columns[${before}]`, { word: name })
      if (isCounted && name.toLowerCase() === SUPPRESSED)
        report(`${place}/name`, word => `${word} is the column that the hub adds, for rows whose numbers are left out`,
          { word: name })
    }
    checkColumn(place, column, fields, report)
  }
  if (isCounted && listed.filter(({ aggregate }) => aggregate === undefined).length > MOST_KEYS) {
    report(`${at}/columns`, () =>
      `numbers may be told apart by ${MOST_KEYS} columns at most: with each more they are about fewer records`)
  }
  const wantsMap = list(formats).indexOf('geojson')
  const hasPlace = ['location.lat', 'location.long'].every(path =>
    listed.some(({ field, aggregate }) => field === path && aggregate === undefined)
  )
  if (wantsMap >= 0 && (isCounted || !hasPlace))
    report(`${at}/formats/${wantsMap}`,
      () => 'geojson needs a column of location.lat and one of location.long, and rows that are records')
}

type Fields = (pointer: string, path: string) => RecordField | undefined

/** Finds a field of a resource that may be published, and reports one that may not. */
function createFields(contract: Contract, resource: ResourceName, report: ReportWord): Fields {
  const schema = recordSchemas[resource]
  let known: string[] | undefined
  return (pointer, path) => {
    const field = recordField(contract, schema, path)
    if (field === undefined) {
      known ??= recordPaths(contract, schema).filter(other =>
        recordField(contract, schema, other)?.privacy === undefined && !isMomentary(other)
      )
      report(pointer, word => `${resource} have no field ${word}${suggestion(path, known ?? [])}`, { word: path,
        allowed: known })
      return undefined
    }
    if (field.privacy !== undefined) {
      report(pointer, word => `${word} holds personal data (${field.privacy}), which are never published`, {
        word: path
      })
      return undefined
    }
    if (isMomentary(path)) {
      report(pointer, word => `${word} is of the moment in which it is asked for, not of the record`, { word: path })
      return undefined
    }
    return field
  }
}

/** What the hub adds when it answers. */
function isMomentary(path: string): boolean {
  return path === 'source.fetched_at' || path.startsWith('clock.')
}

function checkColumn(
  at: string,
  { field: path, as, round, codes, aggregate, free_text: isFree }: Bag,
  fields: Fields,
  report: ReportWord
): void {
  const [form, number] = [textOf(as), textOf(aggregate)]
  if (aggregate === 'count') {
    for (const [key, value] of Object.entries({ field: path, as, round, codes })) {
      if (value !== undefined) report(`${at}/${key}`, () => 'must not be set: records are counted, not a field')
    }
    return
  }
  if (path === undefined) {
    report(at, () => 'field is missing: only a count has none')
    return
  }
  if (typeof path !== 'string' || !new RegExp(FIELD_PATH).test(path)) return
  const field = fields(`${at}/field`, path)
  if (field === undefined) return
  const { type, isList, isFreeText } = field
  const isNumber = !isList && (type === 'integer' || type === 'number')
  if (isFreeText && isFree !== true)
    report(`${at}/field`,
      word => `${word} is in people's own words and may hold anything: it is published with free_text: true alone`, {
      word: path
    })
  if (!isFreeText && isFree === true)
    report(`${at}/free_text`, () => 'must not be set: nobody wrote it in words of their own')
  if (aggregate !== undefined && !isNumber)
    report(`${at}/aggregate`, word => `${word} needs a field that is a number`, { word: number })
  if (aggregate !== undefined && (as !== undefined || codes !== undefined))
    report(`${at}/${as === undefined ? 'codes' : 'as'}`, () => 'must not be set: numbers are added up as they are')
  if (round !== undefined && !isNumber) report(`${at}/round`, () => 'needs a field that is a number')
  if (as !== undefined && !fits(form, path, field)) {
    report(`${at}/as`, word =>
      `${word} needs a field that is ${
        isTime(form) ? 'a date or a time' : `the id or code of ${form === 'agency' ? 'an' : 'a'} ${form}`
      }`, { word: form })
  }
  if (codes === undefined) return
  if (as !== undefined || type !== 'text' || isList)
    report(`${at}/codes`, () => 'needs a field that is one text, shown as it is')
  else for (const word of Object.keys(bag(codes))) checkValue(pointerTo(`${at}/codes`, word), word, field, report)
}

function fits(form: string, path: string, { type, isList }: RecordField): boolean {
  if (isList) return false
  if (isTime(form)) return type === 'date' || type === 'timestamp'
  // In the contract what is an agency's id is called so.
  return type === 'text' && path.endsWith(form === 'agency' ? 'agency_id' : `${form}_code`)
}

function isTime(form: string): boolean {
  return ['day', 'month', 'year'].includes(form)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function checkValue(pointer: string, word: unknown, field: RecordField | undefined, report: ReportWord): void {
  if (field === undefined) return
  const { values, type } = field
  const isRight = type === 'boolean'
    ? typeof word === 'boolean'
    : type === 'integer' || type === 'number'
    ? typeof word === 'number'
    : typeof word === 'string'
  if (!isRight)
    report(pointer,
      () =>
        `is no value of that field, which is ${
          type === 'boolean' ? 'true or false' : type === 'integer' || type === 'number' ? 'a number' : 'text'
        }`)
  else if (values !== undefined && !values.includes(String(word)))
    report(pointer, shown => `is none of its values: ${shown}${suggestion(String(word), values)}`, { word: String(word),
      allowed: values })
}

function isResource(word: unknown): word is ResourceName {
  return typeof word === 'string' && Object.hasOwn(recordSchemas, word) && word !== 'residents'
}
