import type { Catalogue } from '../catalogue/index.ts'
import type { Dataset, OpenData } from '../open-data/index.ts'
import type { Action, ActionContext, Streamed } from './action.ts'
import { type DatastoreQuery, datastoreType, ID, readQuery, resourceIdOf } from './datastore-query.ts'
import { encodeRecords, findRows } from './datastore-rows.ts'
import { notFound } from './errors.ts'
import type { Params } from './params.ts'

/** Rows of the hub's own datasets. */
export function createDatastore(
  openData: Pick<OpenData, 'get' | 'edition' | 'rows' | 'count'>
): Readonly<Record<string, Action>> {
  return {
    datastore_search: {
      help: 'Rows of a resource whose datastore_active is true. Parameters: resource_id, filters (a JSON object), q, ' +
        'distinct, fields, sort, limit (100, at most 32000), offset, include_total, records_format (objects, ' +
        'lists, csv, tsv).',
      stream: search
    },
    datastore_info: {
      help: 'The columns of a resource whose datastore_active is true. Parameters: resource_id.',
      run: (params, context) => {
        const { id, dataset } = tableOf(params, context)
        return JSON.stringify({ meta: { id, table_type: 'BASE TABLE' },
          fields: fieldsOf(dataset, [ID, ...dataset.columns.map(({ name }) => name)]) })
      }
    }
  }

  function tableOf(params: Params, { catalogue }: ActionContext): { id: string; dataset: Dataset; edition: string } {
    const asked = resourceIdOf(params)
    // A table goes by the name of its dataset too.
    const found = catalogue.file(asked) ?? tableNamed(asked, catalogue)
    if (found === undefined) throw notFound('there is no such resource')
    const { entry, file } = found
    const dataset = entry.system === undefined ? openData.get(entry.key) : undefined
    const edition = dataset && openData.edition(dataset.name)
    if (!file.hasRows || dataset === undefined || edition === undefined) {
      throw notFound(
        entry.system === undefined
          ? 'rows of this dataset are asked for by its resource with datastore_active'
          : 'rows of this resource are not served here; its url leads to the portal that has it'
      )
    }
    return { id: file.id, dataset, edition: edition.id }
  }

  async function search(params: Params, context: ActionContext): Promise<Streamed> {
    const { id, dataset, edition } = tableOf(params, context)
    const query = readQuery(params, dataset)
    const found = findRows(openData, dataset.name, query)
    const total = query.includeTotal ? await found.total() : undefined
    const { fields, limit, offset, format, filters, q, includeTotal } = query
    const head = {
      include_total: includeTotal,
      limit,
      offset,
      records_format: format,
      resource_id: id,
      filters,
      ...(q !== undefined && { q }),
      fields: fieldsOf(dataset, fields),
      _links: linksOf(id, query),
      ...(total !== undefined && { total, total_was_estimated: false })
    }
    async function* chunks(): AsyncGenerator<string> {
      yield `${JSON.stringify(head).slice(0, -1)},"records":`
      yield* encodeRecords(found.page(), fields, format)
      yield '}'
    }
    return { version: edition, chunks: chunks() }
  }
}

function tableNamed(name: string, catalogue: Catalogue): ReturnType<Catalogue['file']> {
  const entry = catalogue.get(name)
  const file = entry?.files.find(({ hasRows }) => hasRows)
  return entry && file && { entry, file }
}

/** With the data dictionary, under the names that CKAN's own has and those of Satu Data Indonesia. */
function fieldsOf({ columns }: Dataset, names: readonly string[]): Record<string, unknown>[] {
  return names.flatMap((name): Record<string, unknown>[] => {
    if (name === ID) return [{ id: ID, type: 'int' }]
    const column = columns.find(one => one.name === name)
    if (column === undefined) return []
    const { type, title, definition, concept, classification, measure, unit, reference_code } = column
    return [{ id: name, type: datastoreType(type),
      info: { label: title.id, label_en: title.en, notes: definition?.id ?? '', type_override: '', konsep: concept,
        klasifikasi: classification, ukuran: measure, satuan: unit, kode_referensi: reference_code } }]
  })
}

/** Where the list begins and goes on, as CKAN gives it: paths of the API. */
function linksOf(
  id: string,
  { limit, offset, filters, q, rows: { sort = [] }, fields, format }: DatastoreQuery
): Record<string, string> {
  const link = (offset: number): string => {
    const query = new URLSearchParams({ resource_id: id, limit: String(limit) })
    if (offset > 0) query.set('offset', String(offset))
    if (Object.keys(filters).length > 0) query.set('filters', JSON.stringify(filters))
    if (q !== undefined) query.set('q', typeof q === 'string' ? q : JSON.stringify(q))
    if (sort.length > 0)
      query.set('sort', sort.map(({ field, descending }) => `${field} ${descending ? 'desc' : 'asc'}`).join(', '))
    if (fields[0] !== ID) query.set('fields', fields.join(','))
    if (format !== 'objects') query.set('records_format', format)
    return `/api/3/action/datastore_search?${query}`
  }
  return { start: link(0), next: link(offset + limit), ...(offset > 0 && { prev: link(Math.max(0, offset - limit)) }) }
}
