import type { ColumnConfig, DatasetConfig } from '../../../src/features/open-data/settings.ts'
import { until } from '../../services/wait.ts'

/** A dataset's configuration, as a file would have made it. */
export function createDataset(dataset: Partial<DatasetConfig>): DatasetConfig {
  return {
    title: { id: 'Pengaduan', en: 'Complaints' },
    description: { id: 'Pengaduan warga.', en: 'Complaints of residents.' },
    where: {},
    agency: 'DPU',
    steward: 'DISHUB',
    licence: 'CC-BY-4.0',
    theme: 'GOVE',
    tags: [],
    refresh_seconds: 3_600,
    min_share: 0.5,
    sdi: {},
    ...dataset
  }
}

/** A column with the name of its field, or another. */
export function column(field: string | undefined, more: Partial<ColumnConfig> = {}): ColumnConfig {
  const name = more.name ?? field?.replaceAll('.', '_') ?? 'records'
  return { name, title: { id: name, en: name }, ...(field !== undefined && { field }), ...more }
}

export interface DatasetView {
  state: 'waiting' | 'current' | 'late'
  rows: number | null
  checked_at: string | null
  modified_at: string | null
  failure?: { code: string; detail: string }
  files: { format: string; media_type: string; url: string; size: number; packed_size?: number; sha256: string }[]
  history: { day: string; rows: number; files: DatasetView['files'] }[]
}

/** Waits until the hub says of a dataset what is waited for. */
export async function untilDataset(
  hub: { get(path: string): Promise<Response> },
  name: string,
  holds: (view: DatasetView) => boolean = ({ state }) => state === 'current'
): Promise<DatasetView> {
  let view: DatasetView | undefined
  await until(async () => {
    view = await (await hub.get(`/data/${name}`)).json() as DatasetView
    return holds(view)
  }, { what: `the dataset ${name}` })
  return view as DatasetView
}
