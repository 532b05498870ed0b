import { type Records, recordSchemas, type ResourceName } from '../../contract/resources.ts'
import type { Validation } from '../../contract/validation.ts'
import type { City, FilterName, Mapped, MapTools } from '../../kit/adapter.ts'
import { createFieldReader } from '../../kit/fields.ts'
import { toId } from '../../kit/ids.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import { holdsNik } from '../../kit/indonesia/nik.ts'
import { createNotes, type QualityNote } from '../../kit/quality.ts'
import type { RowKeys } from '../../platform/snapshots/row-filters.ts'
import { fit, reasonOf } from './repair.ts'
import { createSound } from './sound.ts'

/** A record of any resource that fits the contract. */
export type CanonicalRecord = Records[Exclude<ResourceName, 'residents'>]

/** Why a record was left out. Holds no value of the record: it may be personal. */
export interface Quarantined {
  recordId: string | undefined
  reason: string
}

export interface RecordMaker {
  /** Maps one legacy row and fits it to the contract; a row that cannot be fitted is quarantined, never thrown. */
  make(row: unknown, fetchedAt: string): { record: CanonicalRecord } | { quarantined: Quarantined }
}

export interface RecordMakerOptions {
  system: { id: string; prefix: string }
  resource: ResourceName
  map: (row: unknown, tools: MapTools) => Mapped<ResourceName>
  city: City
  today: () => string
  validation: Validation
  /** Whose its records are, where they can be nobody else's. */
  ownAgency?: string | undefined
  /** What relative addresses start from in HTML that it gives. */
  url?: string
  /** Is told of a code that the mapping has no word for. */
  onUnmapped?: ((row: unknown, note: QualityNote) => void) | undefined
}

// Without leap seconds, which no clock here can tell.
const DAY_MS = 86_400_000
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:[0-5]\d\+07:00$/

export function createRecordMaker(
  { system, resource, map, city, today, validation, ownAgency, url = '', onUnmapped }: RecordMakerOptions
): RecordMaker {
  const schema = recordSchemas[resource]
  const fields = validation.fields(schema)
  const decisive = fields.hiddenWhen?.field
  const sound = createSound(fields, { baseUrl: URL.canParse(url) ? url : 'http://localhost/' })
  const id = (key: string): string => toId(system.prefix, key)
  const toolsForNext = createToolbox({ city, today, id })

  const tellUnmapped = (row: unknown, notes: readonly QualityNote[]): void => {
    if (onUnmapped === undefined || notes.length === 0) return
    for (const note of notes) if (note.code === 'status_unmapped') onUnmapped(row, note)
  }

  /** A system of one agency cannot speak for another. */
  function checkAgency(candidate: Record<string, unknown> & { quality: QualityNote[] }): void {
    const { agency_id: agency } = candidate
    if (ownAgency === undefined || typeof agency !== 'string' || agency === ownAgency) return
    candidate['agency_id'] = ownAgency
    candidate.quality.push({ field: 'agency_id', code: 'invalid_value', severity: 'error' })
  }

  return {
    make(row, fetchedAt) {
      const tools = toolsForNext()
      let recordId: string | undefined
      try {
        const { key, updatedAt, record } = map(row, tools)
        recordId = id(key)
        const quality = tools.notes.list()
        tellUnmapped(row, quality)
        if (!TIMESTAMP.test(updatedAt)) return { quarantined: { recordId, reason: 'has no usable date of change' } }
        // It would stand before all others for ever, and systems sort by the date that they gave it.
        if (updatedAt > toWib(new Date(Date.now() + DAY_MS)))
          return { quarantined: { recordId, reason: 'its date of change lies in the future' } }
        if (holdsNik(key))
          return { quarantined: { recordId: undefined, reason: 'its key is the number of a person' } }
        const candidate: Record<string, unknown> & { quality: QualityNote[] } = {
          ...record,
          id: recordId,
          source: { system: system.id, record_id: key, fetched_at: fetchedAt, updated_at: updatedAt },
          quality
        }
        sound(candidate, quality)
        checkAgency(candidate)
        const unfit = fit(candidate, value => validation.errorsOf(schema, value), decisive)
        return unfit === undefined
          ? { record: candidate as unknown as CanonicalRecord }
          : { quarantined: { recordId, reason: unfit } }
      } catch (error) {
        tellUnmapped(row, tools.notes.list())
        return { quarantined: { recordId, reason: reasonOf(error) } }
      }
    }
  }
}

interface ToolOptions {
  city: City
  today: () => string
  id: (key: string) => string
}

/** What an adapter's `map` is given for one row. */
export function createTools(options: ToolOptions): MapTools {
  return createToolbox(options)()
}

/**
 * The same tools for row after row, each time of this day and without a note: a row is mapped before the next one
 * comes.
 */
function createToolbox({ city, today, id }: ToolOptions): () => MapTools {
  const notes = createNotes()
  const context = { today: '', regions: city.regions, box: city.box, phoneArea: city.phoneArea.replace(/^0/, '') }
  const tools: MapTools = { read: createFieldReader(notes, context), notes, id }
  return () => {
    notes.clear()
    context.today = today()
    return tools
  }
}

/** Raise it when `keysOf` finds other keys: what was kept by the old ones is read again. */
export const KEYS_VERSION = 2

/** What a kept record is found by. */
export function keysOf(record: CanonicalRecord): RowKeys {
  const { id, source: { record_id: key, updated_at: updatedAt } } = record
  const { status, agency_id: agency } = record as { status?: { code: string }; agency_id?: string }
  return { key, id, updatedAt, status: status?.code, agency, district: districtsOf(record)[0] }
}

/**
 * The filters that a store applies by `keysOf`. An incident may concern several districts, and has one key: the hub
 * looks.
 */
export function keptFilters(resource: ResourceName): readonly FilterName[] {
  const filters = ['updated_since', 'status', 'agency', 'district_code'] as const
  return resource === 'incidents' ? filters.filter(name => name !== 'district_code') : filters
}

/** The districts that a record lies in, or concerns. */
export function districtsOf(record: CanonicalRecord): string[] {
  const { location, area, district_code: own } = record as {
    location?: { district_code?: string }
    area?: { district_codes?: string[] }
    district_code?: string
  }
  return [own, location?.district_code, ...(area?.district_codes ?? [])].filter(code => code !== undefined)
}

/** The rows of a page in their order. A quarantined row keeps its place, as undefined. */
export interface PageRows {
  readonly length: number
  at(index: number): CanonicalRecord | undefined
}

/**
 * Rows that are mapped and held against the contract when they are first looked at: of four systems' pages of 26, a
 * list of 25 shows 25 and looks at 29. The rest waits for the next page, a walk over all, or another process of the
 * hub.
 */
export function laterRows(rows: readonly unknown[], toRecord: (row: unknown) => CanonicalRecord | undefined): PageRows {
  const left: unknown[] = [...rows]
  const made: (CanonicalRecord | undefined)[] = Array.from({ length: rows.length })
  const isMade = new Uint8Array(rows.length)

  const at = (index: number): CanonicalRecord | undefined => {
    if (isMade[index] === 0) {
      isMade[index] = 1
      made[index] = toRecord(left[index])
      left[index] = undefined
    }
    return made[index]
  }

  // JSON has them all: what goes to the other processes of the hub is whole.
  const all: PageRows & { toJSON(): unknown } = { length: rows.length, at, toJSON: () => allOf(all) }
  return all
}

/** All of them, mapped. */
export function allOf(rows: PageRows): (CanonicalRecord | undefined)[] {
  return Array.from({ length: rows.length }, (_, index) => rows.at(index))
}
