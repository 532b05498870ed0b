import type { Language } from '../../http/accept.ts'
import { html } from '../../http/html.ts'
import type { Panel } from '../../http/panels.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import type { Drift, Drifts } from './drift.ts'

const heads: Readonly<Record<Language, string>> = { id: 'Perubahan data sistem', en: 'What systems send otherwise' }

/**
 * What systems send otherwise than they did, on the Command Center.
 * @param isKnown whether there is such a system: one that was taken out is not shown
 */
export function createPanel(drifts: Pick<Drifts, 'open'>, isKnown: (system: string) => boolean): Panel {
  return {
    name: 'drift',
    place: { column: 'right', order: 20 },
    section: language =>
      html`
<section class="warned" id="drift" aria-labelledby="drift-head" hidden><div class="head">\
<h2 id="drift-head">${heads[language]}</h2></div><p id="drift-note" class="note" role="status"></p>\
<ul id="drifts" class="lines"></ul></section>`,
    modules: [new URL('panel.js', import.meta.url), new URL('panel-words.js', import.meta.url)],
    live: { field: 'drifts', from: 'memory', read: () => viewDrifts(drifts.open(), isKnown) }
  }
}

/** A change of what a system sends, as the wall shows it: names of fields, forms and lines of code alone. */
export interface DriftLine {
  id: string
  system: string
  kind: Drift['kind']
  field: string
  sample?: string
  since: string
  /** `adapters/dishub/map.ts:31` */
  mapping?: string
}

/** Changes that nobody has accepted. */
export interface DriftTotals {
  open: number
  /** Of them the newest. */
  items: DriftLine[]
}

const MOST = 30

function viewDrifts(open: readonly Drift[], isKnown: (system: string) => boolean): DriftTotals {
  const known = open.filter(({ system }) => isKnown(system))
  const items = known.toSorted((one, other) => other.first_at - one.first_at || (one.id < other.id ? -1 : 1)).slice(0,
    MOST)
  return { open: known.length, items: items.map(viewLine) }
}

function viewLine({ id, system, kind, path, sample, first_at: since, mapping }: Drift): DriftLine {
  const line = mapping === null ? undefined : JSON.parse(mapping) as { path: string; line: number }
  return {
    id,
    system,
    kind,
    field: path.slice(0, 160),
    since: toWib(new Date(since)),
    ...(sample !== null && { sample }),
    ...(line !== undefined && { mapping: `${line.path}:${line.line}` })
  }
}
