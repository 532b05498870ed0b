import * as kit from './panel-kit.js'
import { words } from './words.js'

/**
 * What features bring to the page. A feature's `panel.js` exports `createPanel`, and works on what its `section` holds.
 * @typedef {import('../system-rows.ts').SystemRow} SystemRow
 * @typedef {{ scopes: readonly string[], mayOperate: boolean }} Looking who looks
 * @typedef {{ systemName: (id: string) => string, agencyName: (id: string) => string }} Names
 * @typedef {(page: typeof kit, names: Names) => Panel} CreatePanel
 *
 * @typedef {object} Panel
 * @property {string} [field] of the picture: its live part
 * @property {(given: any, now: number) => void} [draw] the live part, undefined when it is not known: called when it or
 *   who looks has changed, and every second, since ages grow
 * @property {(looking: Looking) => void} [look] another one looks, or may do something else: called before it is drawn
 * @property {(body: HTMLElement, row: SystemRow) => Promise<void> | void} [openSystem] adds to the dialog of a system
 * @property {Readonly<Record<string, string>>} [events] what the ticker calls its events, by type
 * @property {Readonly<Record<string, string>>} [kinds] what the ticker calls the kinds of them
 */

/** Where the page says which panels it has. */
const names = (document.querySelector('main')?.dataset['panels'] ?? '').split(' ').filter(Boolean)

/**
 * What goes wrong in one panel is its own: the browser's console has it, the page and the others go on.
 * @param {unknown} error
 */
const tell = error => {
  reportError(error)
}

/**
 * Loads what the page has.
 * @param {Names} known
 */
export async function loadPanels(known) {
  const loaded = await Promise.all(names.map(async name => {
    try {
      const { createPanel } = /** @type {{ createPanel: CreatePanel }} */ (await import(`./${name}/panel.js`))
      return [createPanel(kit, known)]
    } catch (error) {
      tell(error)
      return []
    }
  }))
  const panels = loaded.flat()

  /** @param {(panel: Panel) => void} act */
  function each(act) {
    for (const panel of panels) {
      try {
        act(panel)
      } catch (error) {
        tell(error)
      }
    }
  }

  return {
    /** @type {Readonly<Record<string, string>>} */
    events: Object.assign({}, words.events, ...panels.map(({ events }) => events)),
    /** @type {Readonly<Record<string, string>>} */
    kinds: Object.assign({}, ...panels.map(({ kinds }) => kinds)),
    /**
     * @param {Readonly<Record<string, unknown>>} parts of the picture, by field
     * @param {number} now
     * @param {(field: string) => boolean} [isDue]
     */
    draw(parts, now, isDue = () => true) {
      each(({ field, draw }) => {
        if (field !== undefined && isDue(field)) draw?.(parts[field], now)
      })
    },
    /** @param {Looking} looking */
    look(looking) {
      each(panel => panel.look?.(looking))
    },
    /** @param {HTMLElement} body @param {SystemRow} row */
    async openSystem(body, row) {
      for (const panel of panels) await Promise.try(() => panel.openSystem?.(body, row)).catch(tell)
    }
  }
}
