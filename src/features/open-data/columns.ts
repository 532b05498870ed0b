import type { Contract } from '../../contract/contract.ts'
import { type RecordField, recordField } from '../../contract/record-fields.ts'
import { recordSchemas, type ResourceName } from '../../contract/resources.ts'
import type { CanonicalRecord } from '../../gateway/systems/records.ts'
import type { City } from '../../kit/adapter.ts'
import { redactPersonalNumbers } from '../../kit/redact.ts'
import type { Column, ColumnType, Value } from './model.ts'
import type { ColumnConfig } from './settings.ts'

/** A column, and what stands in it for a record. */
export interface MadeColumn {
  column: Column
  valueOf(record: CanonicalRecord): Value
}

/** Several plain values of a list in one cell. */
const BETWEEN = '; '

/**
 * Makes a column of a field of the resource's records. What is personal makes none, whatever the configuration says and
 * whoever let it through.
 * @throws Error for a field that is not there, or personal
 */
export function makeColumn(
  config: ColumnConfig,
  resource: ResourceName,
  { contract, city }: { contract: Contract; city: City }
): MadeColumn {
  const { name, title, definition, unit, concept, classification, measure, reference_code } = config
  const field = config.field === undefined ? undefined : fieldOf(contract, resource, config.field)
  const values = config.as === undefined ? field?.values?.map(value => config.codes?.[value] ?? value) : undefined
  const column: Column = {
    name,
    title,
    type: typeOf(config, field),
    isOptional: config.aggregate !== undefined || (field?.isOptional ?? false),
    ...(definition && { definition }),
    ...(unit && { unit }),
    ...(concept && { concept }),
    ...(classification && { classification }),
    ...(measure && { measure }),
    ...(reference_code && { reference_code }),
    ...(values && { values: [...new Set(values)] })
  }
  const path = config.field?.split('.') ?? []
  const shown = formOf(config, field, city)
  return { column, valueOf: record => shown(at(record, path)) }
}

function fieldOf(contract: Contract, resource: ResourceName, path: string): RecordField {
  const field = recordField(contract, recordSchemas[resource], path)
  if (field === undefined) throw new Error(`${resource} have no field ${path}`)
  if (field.privacy !== undefined) throw new Error(`${path} of ${resource} holds personal data`)
  return field
}

function typeOf({ as, aggregate }: ColumnConfig, field: RecordField | undefined): ColumnType {
  if (aggregate === 'count' || as === 'year') return 'integer'
  if (aggregate === 'average') return 'number'
  if (as === 'day') return 'date'
  if (as !== undefined || field === undefined || field.isList) return 'text'
  return field.type
}

/** The value at a path, if there is one. */
export function at(record: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (node, name) => (typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[name] : undefined),
    record
  )
}

/** How a field's value is shown. Times are in the city's zone already. */
function formOf(
  { as, round, codes, free_text: isFreeText }: ColumnConfig,
  field: RecordField | undefined,
  city: City
): (value: unknown) => Value {
  if (field === undefined) return () => null
  const plain = (
    value: unknown
  ): Value => (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null)
  const one = (value: unknown): Value => {
    const found = plain(value)
    if (typeof found === 'number' && round !== undefined) return rounded(found, round)
    if (typeof found !== 'string') return found
    if (isFreeText === true) return redactPersonalNumbers(found)
    return codes !== undefined && Object.hasOwn(codes, found) ? codes[found] ?? null : found
  }
  if (field.isList) return value => (Array.isArray(value) && value.length > 0 ? value.map(one).join(BETWEEN) : null)
  switch (as) {
    case 'day':
      return value => cut(value, 10)
    case 'month':
      return value => cut(value, 7)
    case 'year':
      return value => (typeof value === 'string' ? Number(value.slice(0, 4)) : null)
    case 'agency':
      return named(city.agencies.map(({ id, name }) => [id, name]))
    case 'district':
      return named(city.regions.districts.map(({ code, name }) => [code, name]))
    case 'village':
      return named(
        city.regions.districts.flatMap(({ villages = [] }) =>
          villages.map(({ code, name }): [string, string] => [code, name])
        )
      )
    default:
      return one
  }
}

function rounded(value: number, places: number): number {
  // Adding turns a negative zero into the one that everybody writes.
  return Number(value.toFixed(places)) + 0
}

function cut(value: unknown, length: number): string | null {
  return typeof value === 'string' ? value.slice(0, length) : null
}

/** The name behind a code; the code where nobody knows one. */
function named(names: readonly (readonly [string, string])[]): (value: unknown) => Value {
  const byCode = new Map(names)
  return value => (typeof value === 'string' ? byCode.get(value) ?? value : null)
}
