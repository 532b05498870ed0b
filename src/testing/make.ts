import type { Contract } from '../contract/contract.ts'
import { recordSchemas } from '../contract/resources.ts'
import type { Validation } from '../contract/validation.ts'
import { type CanonicalRecord, createTools } from '../gateway/systems/records.ts'
import type { City, Mapped, MapTools, ResourceName } from '../kit/adapter.ts'
import type { FieldReader } from '../kit/fields.ts'
import { toId } from '../kit/ids.ts'
import { createShower } from './show.ts'

/**
 * What became of one row: a record, with what the contract finds wrong with it, or the reason for which it was left
 * out.
 */
export interface Made {
  row: unknown
  /** Its place in the list, from 0. */
  index: number
  key?: string
  id?: string
  record?: CanonicalRecord
  /** Where the contract and the record disagree: canonical path and what is wrong. */
  misfits: readonly { path: string; problem: string; value: string | undefined }[]
  /** What `map` threw. */
  refusal?: unknown
  /** The last field that was read before, with its raw value. */
  lastRead?: string
}

export type Make = (row: unknown, index: number) => Made

export interface MakerOptions {
  system: { id: string; prefix: string }
  resource: ResourceName
  map: (row: unknown, tools: MapTools) => Mapped<ResourceName>
  city: City
  today: () => string
  contract: Contract
  validation: Validation
}

const FETCHED_AT = '2026-01-01T00:00:00+07:00'

/** Makes records as the hub does, but mends nothing: what the hub would repair is a fault here. */
export function createMaker({ system, resource, map, city, today, contract, validation }: MakerOptions): Make {
  const schema = recordSchemas[resource]
  const shower = createShower(contract, schema)
  const idOf = (key: string): string => toId(system.prefix, key)

  return (row, index) => {
    const tools = createTools({ city, today, id: idOf })
    const reads: Read[] = []
    try {
      const { key, updatedAt, record } = map(row, { ...tools, read: remembering(tools.read, reads) })
      // A resident's key is a NIK: the hub gives it to nobody, not even in an id.
      const shownKey = resource === 'residents' ? 'nobody' : key
      const id = idOf(shownKey)
      const candidate = {
        id,
        ...record,
        source: { system: system.id, record_id: shownKey, fetched_at: FETCHED_AT, updated_at: updatedAt },
        quality: tools.notes.list()
      }
      const misfits = validation.errorsOf(schema, candidate).map(
        ({ instancePath, keyword, params, message = 'does not fit' }) => {
          const path = instancePath.split('/').slice(1).join('.')
          const problem = keyword === 'additionalProperties' ?
            `has the field ${String(params['additionalProperty'])}, which the contract does not know`
            : keyword === 'enum'
            ? `must be one of ${(params['allowedValues'] as unknown[]).join(', ')}`
            : message
          const read = reads.findLast(({ field }) => field === path)
          return { path, problem, value: read && shower.raw(path, read.raw, row) }
        }
      )
      return { row, index, key, id, record: candidate as unknown as CanonicalRecord, misfits }
    } catch (refusal) {
      const last = reads.at(-1)
      return { row, index, misfits: [], refusal,
        ...(last && { lastRead: `${last.field}: ${shower.raw(last.field, last.raw, row)}` }) }
    }
  }
}

/** That a mapping read a raw value for a canonical field. */
export interface Read {
  field: string
  raw: unknown
}

/** A field reader that remembers which raw value each canonical field was read from. */
export function remembering(read: FieldReader, reads: Read[]): FieldReader {
  return new Proxy(read, {
    get(target, name) {
      const method = Reflect.get(target, name) as unknown
      if (typeof method !== 'function') return method
      return (field: string, raw: unknown, ...rest: unknown[]): unknown => {
        if (typeof raw === 'object' && raw !== null && !Array.isArray(raw)) {
          for (const [part, value] of Object.entries(raw))
            reads.push({ field: `${field}.${canonicalPart[part] ?? part}`, raw: value })
        }
        reads.push({ field, raw })
        return (method as (...given: unknown[]) => unknown).call(target, field, raw, ...rest)
      }
    }
  })
}

const canonicalPart: Readonly<Record<string, string>> = { district: 'district_code', village: 'village_code',
  postalCode: 'postal_code' }
