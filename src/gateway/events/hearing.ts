import type { Contract } from '../../contract/contract.ts'
import type { EventRow } from './cloud-event.ts'
import { type EventType, eventTypes, kindOf } from './types.ts'

/** Whoever may read a record may hear of it, and nobody else. */
export interface Hearing {
  /** The types that a caller with these scopes may hear of. */
  typesFor(scopes: ReadonlySet<string>): ReadonlySet<EventType>
  /** What a caller must have to hear of a type; empty when everybody may. */
  needs(type: EventType): readonly string[]
}

export function createHearing({ operations }: Contract): Hearing {
  const needs = new Map(eventTypes.map(type => {
    const { resource } = kindOf(type)
    const read = operations.find(operation => operation.resource === resource && operation.method === 'GET')
    if (read === undefined) throw new Error(`nobody can read the ${resource} that ${type} tells of`)
    return [type, read.public ? [] : read.scopes]
  }))
  return {
    typesFor: scopes => new Set(eventTypes.filter(type => needs.get(type)?.every(scope => scopes.has(scope)))),
    needs: type => needs.get(type) ?? []
  }
}

/** What one reader of the log wants of it, and may have. */
export interface Wish {
  types: ReadonlySet<string>
  /** Events for one consumer alone reach no other. */
  consumer: string
  subject?: string | undefined
  system?: string | undefined
  resource?: string | undefined
}

export function isWanted({ type, consumer, subject, system, resource }: EventRow, wish: Wish): boolean {
  return wish.types.has(type)
    && (consumer === null || consumer === wish.consumer)
    && (wish.subject === undefined || wish.subject === subject)
    && (wish.system === undefined || wish.system === system)
    && (wish.resource === undefined || wish.resource === resource)
}
