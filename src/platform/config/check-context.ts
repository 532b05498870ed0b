import { type ResourceName, resourceNames } from '../../contract/resources.ts'
import type { Adapter } from '../../kit/adapter.ts'
import type { LoadedAdapters } from './adapters.ts'
import { bag, list } from './bag.ts'
import { type Document, pointerTo } from './document.ts'
import type { EnvironmentName } from './environment.ts'
import { type Problem, suggestion } from './problems.ts'
import { markAt, problemAt, quoted } from './shape.ts'

/**
 * Tells a fault at a place, with what could have stood there when that is a list. Of a value that waits for a variable
 * nothing is told.
 */
export type Report = (pointer: string, message: string, allowed?: readonly string[]) => void

/**
 * The same. `word` is what stands there; it is put into the message, unless it came from the environment.
 */
export type ReportWord = (
  pointer: string,
  message: (word: string) => string,
  options?: { word?: string; allowed?: readonly string[] | undefined }
) => void

/** What the checks of one file share. Values may have the wrong shape, so that all its faults come out at once. */
export interface CheckContext {
  /** The file's plain data. */
  content: Readonly<Record<string, unknown>>
  /** Where the file is to run; undefined where the surroundings of the hub are left alone. */
  environment: EnvironmentName | undefined
  /** Ids of the systems of the file. */
  systems: readonly string[]
  /** Codes of the agencies of the file, without those from the environment: they may be shown. */
  agencies: readonly string[]
  report: Report
  reportWord: ReportWord
  /** Reports a value that should be the code of an agency of the file, and is none. */
  checkAgency(pointer: string, code: unknown): void
  /** Reports a value that should be the id of a system of the file, and is none. */
  checkSystem(pointer: string, id: unknown): void
  /**
   * The product of a system; undefined when it is none of the table or could not be loaded, and where nothing that
   * depends on one is checked.
   */
  adapterOf(system: string): Adapter | undefined
  /** Reports a resource that the product of a system does not serve. A word that is no resource is the schema's. */
  checkServed(pointer: string, system: string, resource: unknown): void
  /** Whether all of the value comes from one variable of the environment. */
  isFromEnvironment(pointer: string): boolean
}

/** @param problems takes what is reported */
export function createCheckContext(
  document: Document,
  file: string,
  { adapters, problems, environment }: { adapters: LoadedAdapters | undefined; problems: Problem[];
    environment?: EnvironmentName | undefined }
): CheckContext {
  const content = bag(document.value)
  const systems = Object.keys(bag(content['systems']))
  const codes = new Map(list(bag(content['city'])['agencies']).flatMap((agency, i) => {
    const { code } = bag(agency)
    return typeof code === 'string' ? [[code, `${pointerTo('/city/agencies', i)}/code`] as const] : []
  }))
  const agencies = [...codes].filter(([, pointer]) => markAt(document, pointer).variables.length === 0).map(([code]) =>
    code
  )
  const report: Report = (pointer, message, allowed) => {
    if (!markAt(document, pointer).unresolved) problems.push(problemAt(document, file, pointer, message, allowed))
  }
  const adapterOf = (system: string): Adapter | undefined => {
    const { adapter: product } = bag(bag(content['systems'])[system])
    const adapter = typeof product === 'string' ? adapters?.get(product) : undefined
    return adapter instanceof Error ? undefined : adapter
  }
  return {
    content,
    environment,
    systems,
    agencies,
    report,
    reportWord(pointer, message, { word, allowed } = {}) {
      report(pointer, message(word === undefined ? '' : quoted(document, pointer, word)), allowed)
    },
    checkAgency(pointer, code) {
      // Without any agency in the file that would be said of each.
      if (typeof code !== 'string' || codes.size === 0 || codes.has(code)) return
      report(pointer, `unknown agency ${quoted(document, pointer, code)}${suggestion(code, agencies)}`, agencies)
    },
    checkSystem(pointer, id) {
      if (typeof id !== 'string' || systems.includes(id)) return
      report(pointer, `unknown system ${quoted(document, pointer, id)}${suggestion(id, systems)}`, systems)
    },
    adapterOf,
    checkServed(pointer, system, resource) {
      const adapter = adapterOf(system)
      const served = Object.keys(adapter?.resources ?? {})
      if (adapter === undefined || !isResource(resource) || served.includes(resource)) return
      report(pointer, `the adapter "${adapter.product}" does not serve ${resource}${suggestion(resource, served)}`,
        served)
    },
    isFromEnvironment(pointer) {
      const { whole, optional } = markAt(document, pointer)
      return whole || optional
    }
  }
}

function isResource(word: unknown): word is ResourceName {
  return (resourceNames as readonly unknown[]).includes(word)
}
