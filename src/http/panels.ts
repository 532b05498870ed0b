import type { Language } from './accept.ts'
import type { Html } from './html.ts'

/** What a feature shows on the Command Center. Where that is off, nobody asks it for anything. */
export interface Panel {
  /** The feature's: its modules are served under this name. */
  name: string
  /** A column of the page, and where it stands among the panels there: the lowest first. */
  place: { column: 'middle' | 'right'; order: number }
  /** What stands on the page before a script has run: nothing that not everybody may see. */
  section(language: Language): Html
  /** Files for the browser, `panel.js` among them: what it exports is told in the Command Center's `panels.js`. */
  modules: readonly URL[]
  /** What it shows live. A panel whose module asks the hub by itself has none. */
  live?: LivePart
}

/** A part of the picture that all who look get, whoever they are: nothing of a person, no text of an error. */
export interface LivePart {
  /** Its field of the picture. */
  field: string
  /** What is in memory is read once a second while anybody looks; the store less often, by how long it takes. */
  from: 'memory' | 'store'
  /** @returns what becomes JSON. While it fails, it is told that it is not known. */
  read(now: number): unknown
}
