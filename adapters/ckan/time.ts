import type { MapTools } from '../../src/kit/index.ts'

/** CKAN keeps UTC and does not say so: `2018-12-07T11:42:09.000000`. */
export function readTime(field: string, raw: unknown, { read }: MapTools): string | undefined {
  const isBare = typeof raw === 'string' && /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(raw)
  return read.dateTime(field, isBare ? `${raw}Z` : raw)
}

/** The first or the last day of what a data set covers; `2015` and `2015-03` are whole years and months. */
export function readEdge(field: string, raw: unknown, edge: 'start' | 'end', { read }: MapTools): string | undefined {
  const text = read.text(field, raw)
  const [, year, month] = /^((?:19|20)\d\d)(?:-(0[1-9]|1[0-2]))?$/.exec(text ?? '') ?? []
  if (year === undefined) return read.date(field, text, { optional: true })
  if (edge === 'start') return `${year}-${month ?? '01'}-01`
  return new Date(Date.UTC(Number(year), Number(month ?? 12), 0)).toISOString().slice(0, 10)
}
