import type { Contract } from '../../../contract/contract.ts'
import { type ResourceName, resourceNames } from '../../../contract/resources.ts'
import type { City } from '../../../kit/adapter.ts'
import { MASKED } from '../../../platform/privacy/visibility.ts'
import type { Tolerance } from '../answers.ts'
import type { Clocks } from '../clocks.ts'
import type { ListQuery } from '../federate.ts'
import { hiddenFilters, type ListFilters, readFilters } from '../filters.ts'
import type { FindCaller } from '../find.ts'
import { readPlace } from '../paging.ts'
import type { Question, ReadAnswer, ReadRequest, Stage, Step } from './stage.ts'

/** A record is named by its id, or by the number that everybody knows it by: a tax object by its NOP. */
export type Wanted = { id: string } | { key: string }

export interface OneQuery {
  wanted: Wanted
  caller: FindCaller
}

export interface UpdatesQuery extends OneQuery {
  wanted: { id: string }
  limit: number
  start: number
}

type Parameters<Asked> = Stage<Step<ReadRequest, ReadAnswer>, Step<Question<Asked>, ReadAnswer>>

/** Reads the filters of a list as the city and its clocks know them. */
export type FiltersOf = (resource: ResourceName, values: ReadRequest['values']) => ListFilters

/** @returns what throws SatuError invalid_request for filters that no region, agency or field of the city's fits */
export function createFilterReader(
  { contract, city, clocks }: { contract: Contract; city: City; clocks: Pick<Clocks, 'narrow'> }
): FiltersOf {
  const hidden = new Map(resourceNames.map(name => [name, hiddenFilters(contract, name)]))
  return (resource, values) => clocks.narrow(resource, readFilters(values, city, hidden.get(resource)))
}

/**
 * Brings the parameters of a list into their normal form, so that the same question finds the same answer: 400 for a
 * filter that nothing of the city fits, or that looks at what the caller may not see. Asks nobody.
 */
export function listParameters(filtersOf: FiltersOf, clocks: Pick<Clocks, 'day'>): Parameters<ListQuery> {
  return next => request => {
    const { operation, values, asker, mine } = request
    const resource = operation.resource as ResourceName
    const filters = filtersOf(resource, values)
    const limit = values['limit'] as number
    const cursor = values['cursor'] as string | undefined
    const requireAll = values['require'] === 'all'
    const day = clocks.day(resource)
    const today = day?.today
    return next({
      request,
      resource,
      asked: { resource, filters, mine, today, limit, cursor, requireAll, tolerance: toleranceOf(request), asker },
      parts: [filters, limit, cursor, requireAll, today],
      day,
      seq: 0
    })
  }
}

/** Says which record is meant. Answers nothing. */
export function recordParameters(clocks: Pick<Clocks, 'day'>): Parameters<OneQuery> {
  return next => request => {
    const { operation, values, asker } = request
    const resource = operation.resource as ResourceName
    const wanted = wantedOf(values)
    const day = clocks.day(resource)
    return next({ request, resource, asked: { wanted, caller: { tolerance: toleranceOf(request), asker } },
      parts: [wanted, day?.today], day, seq: 0 })
  }
}

/** Says which part of the updates of which complaint is meant: 400 for a cursor of another list. */
export const updatesParameters: Parameters<UpdatesQuery> = next => request => {
  const { values, asker, tolerance } = request
  const id = String(values['id'])
  const limit = values['limit'] as number
  const start = readPlace(values['cursor'] as string | undefined) ?? 0
  return next({ request, resource: 'complaints', asked: { wanted: { id }, limit, start, caller: { tolerance, asker } },
    parts: [id, limit, start], seq: 0 })
}

function wantedOf(values: ReadRequest['values']): Wanted {
  const { id, nop, year } = values as { id?: string; nop?: string; year?: string | number }
  return nop === undefined ? { id: id ?? '' } : { key: year === undefined ? nop : `${nop}-${year}` }
}

/** What is only remembered is as everybody may see it. */
export function toleranceOf(
  { visibility, mine, tolerance }: Pick<ReadRequest, 'visibility' | 'mine' | 'tolerance'>
): Tolerance {
  return visibility === MASKED && mine === undefined ? { ...tolerance, lastResort: true } : tolerance
}
