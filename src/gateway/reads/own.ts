import type { Contract } from '../../contract/contract.ts'
import { type FieldTree, fieldTree } from '../../contract/fields.ts'
import { recordSchemas, type ResourceName, resourceNames } from '../../contract/resources.ts'
import { SatuError } from '../../errors.ts'
import type { Asker } from '../systems/asker.ts'
import type { CanonicalRecord } from '../systems/records.ts'
import type { Registry } from '../systems/registry.ts'
import type { System } from '../systems/system.ts'
import type { FindCaller } from './find.ts'
import { createReport, type SourceReport } from './source-report.ts'
import type { SourceReader } from './sources.ts'

type PersonTest = (record: CanonicalRecord, nik: string) => boolean

/** What the records of systems say of whose they are. */
export interface Persons {
  /** Whether a NIK in the records of a resource tells it, in any system or in this one. */
  carriesNik(resource: ResourceName, system?: System): boolean
  /** Whether a record carries the NIK of a person, and nothing speaks against it. */
  namesPerson(resource: ResourceName, record: CanonicalRecord, nik: string): boolean
  /**
   * Whether a system has a record, and it carries the NIK of a person.
   * @param past `the cache`: the system is asked, whatever is known, so that how long it takes does not tell what is
   *   there
   * @throws SatuError of a system that cannot tell
   */
  isOf(
    resource: ResourceName,
    record: RecordKey,
    nik: string,
    how: { asker: Asker; past: 'the cache' | 'nothing' }
  ): Promise<boolean>
}

export function createPersons(
  { contract, registry, reader }: { contract: Contract; registry: Registry; reader: SourceReader }
): Persons {
  const tests = new Map(
    resourceNames.map(resource => [resource, testOf(nikPaths(fieldTree(contract, recordSchemas[resource])))])
  )

  async function recordOf(
    resource: ResourceName,
    { system, key }: RecordKey,
    asker: Asker,
    past: 'the cache' | 'nothing'
  ): Promise<CanonicalRecord | undefined> {
    if (past === 'the cache') return (await system.get(resource, key, asker))?.record
    return reader.record({ system, resource, key, report: createReport(system), asker, tolerance: {} })
  }

  return {
    carriesNik: (resource, system) =>
      tests.get(resource) !== undefined &&
      (system === undefined ? registry.serving(resource, 'list') : [system]).some(one =>
        one.serves(resource, 'get')?.carriesNik === true
      ),
    namesPerson: (resource, record, nik) => tests.get(resource)?.(record, nik) ?? false,
    async isOf(resource, key, nik, { asker, past }) {
      const test = tests.get(resource)
      if (test === undefined) return false
      try {
        const record = await recordOf(resource, key, asker, past)
        return record !== undefined && test(record, nik)
      } catch (error) {
        // One that cannot be shown is there for nobody.
        if (error instanceof SatuError && error.stage === 'map') return false
        throw error
      }
    }
  }
}

function testOf(paths: readonly (readonly string[])[]): PersonTest | undefined {
  if (paths.length === 0) return undefined
  return (record, nik) => paths.some(path => valueAt(record, path) === nik && !isDoubted(record, path))
}

/** A NIK that is malformed, of several people, or at odds with a birth date opens nothing to anybody. */
function isDoubted({ quality }: CanonicalRecord, path: readonly string[]): boolean {
  const field = path.join('.')
  return quality.some(note => note.code.startsWith('nik_') && (note.field === field || note.field === path.at(-1)))
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (node, name) => (typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[name] : undefined),
    value
  )
}

/** Of the people of a record; what is in lists is of others beside. */
function nikPaths({ privacy, properties = {} }: FieldTree, path: readonly string[] = []): string[][] {
  if (privacy === 'nik') return [[...path]]
  return Object.entries(properties).flatMap(([name, child]) => nikPaths(child, [...path, name]))
}

/** A record by the system that has it and what that calls it. */
export interface RecordKey {
  system: System
  key: string
}

/**
 * Reads records one by one, through the cache, in the order of their keys. One that is not there any more is left out.
 * @returns a report for each system; one that failed says so there
 */
export async function readRecords(
  reader: SourceReader,
  resource: ResourceName,
  keys: readonly RecordKey[],
  caller: FindCaller
): Promise<{ records: CanonicalRecord[]; reports: SourceReport[] }> {
  const reports = new Map(keys.map(({ system }) => [system, createReport(system)]))
  const found = await Promise.all(keys.map(async ({ system, key }) => {
    const report = reports.get(system) as SourceReport
    try {
      return await reader.record({ ...caller, system, resource, key, report })
    } catch (error) {
      if (!(error instanceof SatuError)) throw error
      report.failed = error
      return undefined
    }
  }))
  return { records: found.filter(record => record !== undefined), reports: [...reports.values()] }
}
