import { act } from './acting.js'
import { openDialog } from './dialogs.js'
import { arrange, h, setText } from './dom.js'
import { ask } from './session.js'
import { number, say, span, words } from './words.js'

/**
 * @typedef {import('../drift-lines.ts').DriftTotals} DriftTotals
 * @typedef {import('../drift-lines.ts').DriftLine} DriftLine
 * @typedef {{ id: string, kind: DriftLine['kind'], field: string, detail?: string, sample?: string, call: string,
 *   count: number, mapping?: { path: string, line: number, text: string } }} Drift
 */

/** A wall has no scroll bar: the newest stand in front. */
const SHOWN = 6

/**
 * What systems send otherwise than they did; nothing is shown while they all send what they did.
 * @param {{ section: HTMLElement, list: HTMLElement, note: HTMLElement }} parts
 * @param {(id: string) => string} nameOf of a system
 */
export function createDrift({ section, list, note }, nameOf) {
  /** @type {Map<string, { item: HTMLLIElement, age: HTMLElement }>} */
  const lines = new Map()

  /** @param {DriftLine} line */
  function create({ id, system, kind, field, sample, mapping }) {
    const age = h('span', {})
    const name = nameOf(system)
    const item = h('li', {}, h('button', { type: 'button', class: 'subject', onclick: () => {
      void openDrift(system, name)
    } }, name), ' ', h('b', {}, words.drifts[kind]), ' ', h('code', {}, field),
      sample === undefined ? false : [' (', sample, ')'].join(''), ' ',
      h('span', { class: 'where' }, mapping ?? '', ' ', age))
    return [id, { item, age }]
  }

  return {
    /** @param {DriftTotals} given @param {number} now */
    draw({ open, items }, now) {
      section.hidden = open === 0
      const shown = items.slice(0, SHOWN)
      const kept = new Set(shown.map(({ id }) => id))
      for (const id of lines.keys()) if (!kept.has(id)) lines.delete(id)
      arrange(list, shown.map(one => {
        const line = lines.get(one.id) ?? /** @type {{ item: HTMLLIElement, age: HTMLElement }} */ (create(one)[1])
        lines.set(one.id, line)
        setText(line.age, say(words.ago, { age: span(now - Date.parse(one.since)) }))
        return line.item
      }))
      setText(note, open > shown.length ? say(words.moreDrifts, { n: number(open - shown.length) }) : '')
    }
  }
}

let mayAccept = false

/** @param {boolean} may */
export function mayAcceptDrift(may) {
  mayAccept = may
}

/** All changes of one system, each with the line of the adapter. @param {string} system @param {string} name */
export async function openDrift(system, name) {
  const { body } = openDialog(`${words.driftOf}: ${name}`)
  await listDrift(body, system, name)
}

/**
 * @param {HTMLElement} place
 * @param {string} system
 * @param {string} name
 */
export async function listDrift(place, system, name) {
  const path = `/admin/systems/${encodeURIComponent(system)}/drift`
  const note = h('p', { class: 'note', role: 'status' })
  const list = h('ul', { class: 'lines' })
  place.append(note, list)
  const load = async () => {
    try {
      const { items } = /** @type {{ items: Drift[] }} */ (await ask(path))
      setText(note, items.length === 0 ? words.noDrift : '')
      list.replaceChildren(...items.map(line))
    } catch (error) {
      setText(note, say(words.recordUnknown, { detail: error instanceof Error ? error.message : '' }))
    }
  }
  /** @param {Drift} drift */
  function line({ id, kind, field, detail, sample, call, count, mapping }) {
    return h('li', {},
      h('p', {}, h('b', {}, words.drifts[kind]), ' ', h('code', {}, field), detail === undefined ? '' : `: ${detail}`,
        sample === undefined ? '' : ` (${sample})`),
      h('p', { class: 'small' }, say(words.driftSeen, { n: number(count), call })), mapping === undefined
      ? false
      : h('p', { class: 'small' }, h('code', {}, `${mapping.path}:${mapping.line}`), ' ', h('code', {}, mapping.text)),
      mayAccept
        ? h('p', { class: 'acts' }, h('button', { type: 'button', onclick: () => {
          act('acceptDrift', `${name} ${field}`,
            given => ask(`${path}/${encodeURIComponent(id)}/accept`, { method: 'POST', body: given }), () => {
            void load()
          })
        } }, words.acts.acceptDrift))
        : false)
  }
  await load()
}
