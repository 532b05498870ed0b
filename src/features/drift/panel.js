import { texts } from './panel-words.js'

/**
 * @typedef {import('./panel.ts').DriftTotals} DriftTotals
 * @typedef {import('./panel.ts').DriftLine} DriftLine
 * @typedef {{ id: string, kind: DriftLine['kind'], field: string, detail?: string, sample?: string, call: string,
 *   count: number, mapping?: { path: string, line: number, text: string } }} Drift
 */

/** A wall has no scroll bar: the newest stand in front. */
const SHOWN = 6

/**
 * What systems send otherwise than they did; nothing is shown while they all send what they did.
 * @type {import('../command-center/assets/panels.js').CreatePanel}
 */
export const createPanel = (
  { act, arrange, ask, h, language, number, openDialog, part, say, setText, span, words },
  { systemName }
) => {
  const own = texts[language]
  const [section, list, note] = [part('drift'), part('drifts'), part('drift-note')]
  let mayAccept = false
  /** Of the systems that are shown. @type {ReadonlySet<string>} */
  let drifted = new Set()
  /** @type {Map<string, { item: HTMLLIElement, age: HTMLElement }>} */
  const lines = new Map()

  /** @param {DriftLine} line */
  function create({ id, system, kind, field, sample, mapping }) {
    const age = h('span', {})
    const name = systemName(system)
    const item = h('li', {}, h('button', { type: 'button', class: 'subject', onclick: () => {
      void openDrift(system, name)
    } }, name), ' ', h('b', {}, own.kinds[kind]), ' ', h('code', {}, field),
      sample === undefined ? false : [' (', sample, ')'].join(''), ' ',
      h('span', { class: 'where' }, mapping ?? '', ' ', age))
    return [id, { item, age }]
  }

  /** All changes of one system, each with the line of the adapter. @param {string} system @param {string} name */
  async function openDrift(system, name) {
    const { body } = openDialog(`${own.of}: ${name}`)
    await listDrift(body, system, name)
  }

  /**
   * @param {HTMLElement} place
   * @param {string} system
   * @param {string} name
   */
  async function listDrift(place, system, name) {
    const path = `/admin/systems/${encodeURIComponent(system)}/drift`
    const note = h('p', { class: 'note', role: 'status' })
    const list = h('ul', { class: 'lines' })
    place.append(note, list)
    const load = async () => {
      try {
        const { items } = /** @type {{ items: Drift[] }} */ (await ask(path))
        setText(note, items.length === 0 ? own.none : '')
        list.replaceChildren(...items.map(line))
      } catch (error) {
        setText(note, say(words.recordUnknown, { detail: error instanceof Error ? error.message : '' }))
      }
    }
    /** @param {Drift} drift */
    function line({ id, kind, field, detail, sample, call, count, mapping }) {
      return h('li', {},
        h('p', {}, h('b', {}, own.kinds[kind]), ' ', h('code', {}, field), detail === undefined ? '' : `: ${detail}`,
          sample === undefined ? '' : ` (${sample})`),
        h('p', { class: 'small' }, say(own.seen, { n: number(count), call })), mapping === undefined
        ? false
        : h('p', { class: 'small' }, h('code', {}, `${mapping.path}:${mapping.line}`), ' ',
          h('code', {}, mapping.text)), mayAccept
        ? h('p', { class: 'acts' }, h('button', { type: 'button', onclick: () => {
          act(own.acts.accept, `${name} ${field}`,
            given => ask(`${path}/${encodeURIComponent(id)}/accept`, { method: 'POST', body: given }), () => {
            void load()
          })
        } }, own.acts.accept.text))
        : false)
    }
    await load()
  }

  return {
    field: 'drifts',
    events: own.events,
    kinds: own.kinds,
    look({ mayOperate }) {
      mayAccept = mayOperate
    },
    async openSystem(body, { id, name }) {
      if (!drifted.has(id)) return
      body.append(h('h3', {}, own.of))
      await listDrift(body, id, name)
    },
    /** @param {DriftTotals | undefined} given @param {number} now */
    draw({ open, items } = { open: 0, items: [] }, now) {
      drifted = new Set(items.map(({ system }) => system))
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
      setText(note, open > shown.length ? say(own.more, { n: number(open - shown.length) }) : '')
    }
  }
}
