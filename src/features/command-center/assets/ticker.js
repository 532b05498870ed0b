import { arrange, h, setText } from './dom.js'
import { codeOf, moment, say, words } from './words.js'

/** @typedef {import('../ticker.ts').TickerItem} TickerItem */

const MOST = 40

/**
 * What happens, newest first. An item is a line once, and never drawn again.
 * @param {HTMLElement} list
 * @param {HTMLElement} note
 * @param {{ systems: (id: string) => string, agencies: ReadonlyMap<string, string>,
 *   districts: ReadonlyMap<string, string>, events: Readonly<Record<string, string>>,
 *   kinds: Readonly<Record<string, string>>, onOpen: (subject: string, type: string) => void }} context
 */
export function createTicker(list, note, { systems, agencies, districts, events, kinds, onOpen }) {
  /** @type {Map<number, HTMLLIElement>} */
  const lines = new Map()

  /** @param {TickerItem} item */
  function create({ type, time, system, subject, agency, district, status, kind, severity }) {
    const what = events[type] ?? type
    const where = [system === undefined ? undefined : systems(system),
      agency === undefined ? undefined : agencies.get(agency),
      district === undefined ? undefined : districts.get(district)]
    const isTrouble = type === 'adapter.degraded' || type === 'submission.parked' || severity === 'extreme' ||
      severity === 'severe'
    // Of what is new, that it is new says all.
    const isPlain = !/\.(status_changed|updated|published)$/.test(type) || status === undefined
    return h('li', { 'data-trouble': isTrouble }, h('time', { datetime: time }, moment(time)), ' ',
      h('span', { class: 'what' }, h('b', {}, what), kind === undefined ? false : ` ${kinds[kind] ?? codeOf(kind)}`,
        isPlain ? false : ` → ${codeOf(status)}`), ' ',
      h('span', { class: 'where' }, where.filter(Boolean).join(' · '), ' ',
        subject === undefined ? false : h('button', { type: 'button', class: 'subject', onclick: () => {
          onOpen(subject, type)
        } }, subject)))
  }

  return {
    /** @param {readonly TickerItem[]} items @param {number} left */
    draw(items, left) {
      const shown = items.slice(0, MOST)
      const kept = new Set(shown.map(({ seq }) => seq))
      for (const seq of lines.keys()) if (!kept.has(seq)) lines.delete(seq)
      arrange(list, shown.map(item => {
        const line = lines.get(item.seq) ?? create(item)
        lines.set(item.seq, line)
        return line
      }))
      setText(note, left > 0 ? say(words.sampled, { n: left }) : items.length === 0 ? words.noEvents : '')
    }
  }
}
