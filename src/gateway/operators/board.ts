import type { Selectable } from 'kysely'
import type { JobRunner } from '../../platform/jobs/jobs.ts'
import type { Store } from '../../platform/store/database.ts'
import type { MaintenancesTable, SwitchesTable } from '../../platform/store/tables.ts'

export type Switch = Selectable<SwitchesTable>
export type Maintenance = Selectable<MaintenancesTable>

/**
 * What operators have set, in the store: it outlives the process, and every process of the hub looks at it once a
 * second, with Redis or without.
 */
export interface Board {
  /** As of the last look. */
  switch(name: string): Switch | undefined
  /** Those whose names begin so. */
  switches(prefix: string): Switch[]
  /** Of a system, those that run or are to come, in their order. */
  maintenances(system: string): readonly Maintenance[]
  /** The systems that have some. */
  inMaintenance(): string[]
  /** Whether the store was looked at since the start. */
  isKnown(): boolean
  /** @throws SatuError store_unavailable */
  look(): Promise<void>
  /** Called after each look, whether anything has changed or not. */
  onLook(listener: () => void): void
  close(): void
}

const LOOK_MS = 1_000

/** Stands on the board as soon as the store has been looked at; a store that fails leaves what was known. */
export function createBoard({ store, jobs }: { store: Pick<Store, 'read'>; jobs: JobRunner }): Board {
  const listeners: (() => void)[] = []
  let isKnown = false
  let switches = new Map<string, Switch>()
  let maintenances = new Map<string, Maintenance[]>()

  async function look(): Promise<void> {
    const now = Date.now()
    const [rows, planned] = await store.read(db =>
      Promise.all([
        db.selectFrom('switches').selectAll().execute(),
        db.selectFrom('maintenances').selectAll().where('ends_at', '>', now).orderBy('begins_at').execute()
      ])
    )
    switches = new Map(rows.map(row => [row.name, row]))
    maintenances = new Map()
    for (const row of planned) maintenances.set(row.system, [...(maintenances.get(row.system) ?? []), row])
    isKnown = true
    for (const tell of listeners) tell()
  }

  const job = jobs.add({ name: 'operator-board', about: 'Looks at what operators have set.', firstMs: LOOK_MS,
    everyMs: LOOK_MS, backoff: { firstMs: LOOK_MS, maxMs: LOOK_MS }, run: look })

  return {
    isKnown: () => isKnown,
    switch: name => switches.get(name),
    switches: prefix => [...switches.values()].filter(({ name }) => name.startsWith(prefix)),
    maintenances: system => maintenances.get(system) ?? [],
    inMaintenance: () => [...maintenances.keys()],
    look,
    onLook: listener => {
      listeners.push(listener)
    },
    close: () => {
      void job.close()
    }
  }
}
