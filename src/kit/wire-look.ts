import { AsyncLocalStorage } from 'node:async_hooks'

/** A column as a file or a page declares it. */
export interface WireColumn {
  /** In the legacy system's own spelling. */
  name: string
  /** Its type, in a format that declares one: `C`, `N` and `D` of a DBF. */
  type?: string
}

/**
 * Looks at what a legacy system sends, as it came: before an adapter picks what it needs of it. Connectors show it what
 * they read; it keeps nothing of it and never throws.
 */
export interface WireLook {
  /** A whole answer as plain data. `stage` is the connector's name of the call, such as `list permits`. */
  document(stage: string, value: unknown): void
  /** One row of many, in the order in which they come. Cheap for those that are passed over. */
  row(stage: string, row: object): void
  /** All columns that the source declares, in their order: those that nobody reads, too. */
  columns(stage: string, columns: readonly WireColumn[]): void
}

const looks = new AsyncLocalStorage<WireLook>()

/** Runs a call to a legacy system, and shows the look what comes. */
export function underLook<T>(look: WireLook, work: () => T): T {
  return looks.run(look, work)
}

/** The look that the running call is under. Most are under none: then a connector does nothing more. */
export function currentLook(): WireLook | undefined {
  return looks.getStore()
}
