import { Readable } from 'node:stream'
import type { City } from '../../kit/adapter.ts'
import { cell } from '../open-data/index.ts'
import type { DisagreementFilter, Listing } from './listing.ts'
import type { DisagreementRow } from './settle.ts'
import { at, partiesOf, textOf } from './view.ts'

const columns = ['disagreement', 'rule', 'comparison', 'severity', 'state', 'opened_at', 'changed_at', 'system',
  'agency', 'resource', 'record_id', 'district_code', 'value', 'version', 'said_since', 'updated_at', 'is_newer',
  'is_suggested'] as const
const PAGE = 200

/**
 * The disagreements of a filter as lines of CSV, one for each claim, page by page as they are read.
 * @throws SatuError store_unavailable when not even the first page can be read; later the stream breaks
 */
export async function disagreementTable(
  listing: Pick<Listing, 'list'>,
  filter: DisagreementFilter,
  agencies: City['agencies']
): Promise<Readable> {
  const codeOf = (agency: string | null): string | null =>
    agencies.find(({ code }) => code === agency)?.short_name ?? agency
  let page = await listing.list({ ...filter, limit: PAGE, after: undefined })
  return Readable.from((async function*() {
    yield `${columns.join(',')}\r\n`
    for (;;) {
      yield page.items.map(row => linesOf(row, codeOf)).join('')
      if (page.next === undefined) return
      page = await listing.list({ ...filter, limit: PAGE, after: page.next })
    }
  })())
}

function linesOf(row: DisagreementRow, codeOf: (agency: string | null) => string | null): string {
  const head = [row.id, row.rule, row.comparison, row.severity, row.state, at(row.opened_at), at(row.changed_at)]
  return partiesOf(row).map(({ system, agency, resource, record, district, shown, version, since, updatedAt }, i) => {
    const values = [
      ...head,
      system,
      codeOf(agency),
      resource,
      record,
      district,
      shown === undefined ? null : textOf(shown),
      version,
      at(since),
      at(updatedAt),
      i === row.newer,
      i === row.suggested
    ]
    return `${values.map(cell).join(',')}\r\n`
  }).join('')
}
