import type { Contract } from '../../contract/contract.ts'
import { recordSchemas, type ResourceName } from '../../contract/resources.ts'
import type { Clocks } from '../../gateway/reads/clocks.ts'
import type { CanonicalRecord } from '../../gateway/systems/records.ts'
import type { System } from '../../gateway/systems/system.ts'
import type { City } from '../../kit/adapter.ts'
import type { WorkingDays } from '../../kit/indonesia/working-days.ts'
import { createMask, type Mask } from '../../platform/privacy/visibility.ts'
import { type Due, dueOfClock, dueOnDay } from './due.ts'
import { type Kind, kinds, stagesOf, submissionStages, type TrackedResource } from './stages.ts'
import { type Stage, unknownStage, type Words } from './words.ts'

/** What anybody may know who holds a number of a case: nothing of a person, a place or a text. */
export interface Case extends Stage {
  kind: Kind
  kindText: Words
  /** Canonical status of the record. */
  code: string
  /** The system that has it. */
  system: System
  /** Tax year of a bill. */
  year?: number
  /** `YYYY-MM-DD`, where it is known. */
  changedOn?: string
  due?: Due
  agency?: City['agencies'][number]
}

/** What was accepted here, as far as it is told. */
export interface Accepted {
  state: string
  action: string
  resource: string
  accepted_at: number
  changed_at: number
}

export interface Cases {
  /** Undefined when nothing of the record may be seen: as if it were not there. */
  ofRecord(system: System, resource: TrackedResource, record: CanonicalRecord, today: string): Case | undefined
  ofSubmission(system: System, submission: Accepted, at: (ms: number) => string): Case
}

export interface CasesOptions {
  contract: Contract
  clocks: Clocks
  workingDays: WorkingDays
  agencies: City['agencies']
}

/** Fields of which a case may be told, of whatever resource. */
interface Traced {
  status?: { code: string; changed_at?: string }
  agency_id?: string
  tax_year?: number
  due_on?: string
  due_at?: string
}

export function createCases({ contract, clocks, workingDays, agencies }: CasesOptions): Cases {
  const masks = new Map<TrackedResource, Mask>()
  const maskOf = (resource: TrackedResource): Mask => {
    const mask = masks.get(resource) ?? createMask(contract, recordSchemas[resource])
    masks.set(resource, mask)
    return mask
  }
  const agencyOf = (system: System, id: string | undefined): Pick<Case, 'agency'> => {
    const agency = agencies.find(one => one.id === (id ?? system.agencyId)) ??
      agencies.find(one => one.id === system.agencyId)
    return agency === undefined ? {} : { agency }
  }

  return {
    ofRecord(system, resource, record, today) {
      const shown = maskOf(resource)(record) as Traced | undefined
      if (shown === undefined) return undefined
      const code = shown.status?.code ?? 'unknown'
      const stage = stagesOf[resource][code] ?? unknownStage
      const changed = shown.status?.changed_at ?? record.source.updated_at
      const due = dueOf(resource, record, shown, stage, today)
      return {
        kind: resource,
        kindText: kinds[resource],
        code,
        ...stage,
        system,
        changedOn: changed.slice(0, 10),
        ...(resource === 'tax-bills' && shown.tax_year !== undefined && { year: shown.tax_year }),
        ...(due && { due }),
        ...agencyOf(system, shown.agency_id)
      }
    },
    ofSubmission(system, { state, action, resource, accepted_at, changed_at }, at) {
      const waits = state === 'accepted' || state === 'delivering' || state === 'uncertain' || state === 'parked'
      const clock = action === 'create' && waits ? clocks.first(resource as ResourceName, at(accepted_at)) : undefined
      return {
        kind: 'submission',
        kindText: kinds.submission,
        code: state,
        ...(submissionStages[state] ?? unknownStage),
        system,
        changedOn: at(changed_at).slice(0, 10),
        ...(clock && { due: dueOfClock(clock) }),
        ...agencyOf(system, undefined)
      }
    }
  }

  function dueOf(
    resource: TrackedResource,
    record: CanonicalRecord,
    { due_at, due_on }: Traced,
    { progress }: Stage,
    today: string
  ): Due | undefined {
    const clock = clocks.of(resource, record, today)
    if (clock !== undefined) return dueOfClock(clock)
    if (progress === 'done') return undefined
    if (resource === 'tax-bills') return due_on === undefined ? undefined : dueOnDay('pay', due_on, today, workingDays)
    const isOffice = resource === 'licence-applications' && progress !== 'yours'
    return isOffice && due_at !== undefined ? dueOnDay('decide', due_at.slice(0, 10), today, workingDays) : undefined
  }
}
