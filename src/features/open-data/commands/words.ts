import { type Command, UsageError } from '../../../cli/command.ts'
import { apiOptions, apiUsage } from '../../../cli/hub-api.ts'

/** A dataset as `/data` tells of it, as far as the commands show it. */
export interface Dataset {
  name: string
  title: { id: string; en: string }
  licence: { id: string }
  agency: string
  refresh_seconds: number
  state: 'waiting' | 'current' | 'late'
  rows: number | null
  checked_at: string | null
  modified_at: string | null
  failure?: { at: string; code: string; detail: string }
  files: readonly File[]
}
export interface DescribedDataset extends Dataset {
  columns: readonly { name: string; type: string; title: { en: string }; unit?: string }[]
  history: readonly { day: string; modified_at: string; rows: number; files: readonly File[] }[]
}
export interface File {
  format: string
  size: number
  url: string
}

/** Whoever can reach the hub may ask: no token. */
export const publicUsage: Command['usage'] = apiUsage.filter(([option]) => option.startsWith('--url'))
export const publicOptions: Command['options'] = { url: apiOptions['url'] ?? { type: 'string' } }

/** The path of the one dataset that a command is about. @throws UsageError */
export function pathOf(operands: readonly string[]): string {
  const [name, ...more] = operands
  if (name === undefined || more.length > 0) throw new UsageError('name one dataset, as `satu data list` does')
  return `/data/${encodeURIComponent(name)}`
}

/** `csv 120 KiB`, for each of them. */
export function sizes(files: readonly File[]): string {
  return files.map(({ format, size }) =>
    `${format} ${size < 2 ** 20 ? `${Math.ceil(size / 2 ** 10)} KiB` : `${(size / 2 ** 20).toFixed(1)} MiB`}`
  ).join(', ')
}
