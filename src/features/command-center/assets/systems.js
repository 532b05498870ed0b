import { arrange, h, setAttribute, setText } from './dom.js'
import { heldWords } from './system-acts.js'
import { moment, number, say, span, words } from './words.js'

/** @typedef {import('../system-rows.ts').SystemRow} SystemRow */

/** What needs somebody comes first. */
const rank = { down: 0, disabled: 1, degraded: 2, unknown: 3, closed: 4, up: 5 }
/** With more than this many, those that are well are shown small. */
const MANY = 24

/** Whether somebody has to do something about it. @param {SystemRow} row */
export const isIll = ({ state }) => state === 'down' || state === 'degraded' || state === 'disabled'

/**
 * @typedef {object} Tile
 * @property {HTMLButtonElement} element
 * @property {HTMLElement} name
 * @property {HTMLElement} state
 * @property {HTMLElement} facts
 */

/**
 * The wall of systems: a tile each, in an order that changes only when a state does.
 * @param {HTMLElement} list
 * @param {(id: string) => void} onOpen
 */
export function createSystems(list, onOpen) {
  /** @type {Map<string, Tile>} */
  const tiles = new Map()
  let wanted = ''

  /** @param {string} id */
  function create(id) {
    const name = h('span', { class: 'name' })
    const state = h('span', { class: 'state' })
    const facts = h('span', { class: 'facts' })
    const element = h('button', { 'type': 'button', 'data-id': id, 'onclick': () => {
      onOpen(id)
    } }, name, state, facts)
    return { element, name, state, facts }
  }

  /** @param {SystemRow} row @param {number} now */
  function draw(row, now) {
    let tile = tiles.get(row.id)
    if (tile === undefined) tiles.set(row.id, tile = create(row.id))
    const { state } = row
    setText(tile.name, row.name)
    setAttribute(tile.element, 'title', row.name)
    setAttribute(tile.element, 'data-state', state)
    setAttribute(tile.element, 'data-held', row.held?.kind)
    setText(tile.state, isIll(row)
      ? `${words.states[state]} ${say(words.since, { age: span(now - Date.parse(row.since)) })}`
      : words.states[state])
    setText(tile.facts, factsOf(row, now).join(' · '))
    return tile
  }

  return {
    /** @param {string} text */
    search(text) {
      wanted = text.trim().toLowerCase()
    },
    /**
     * @param {Map<string, SystemRow>} rows
     * @param {number} now
     * @returns {number} how many are shown
     */
    draw(rows, now) {
      for (const id of tiles.keys()) if (!rows.has(id)) tiles.delete(id)
      const shown = [...rows.values()].filter(({ id, name }) =>
        wanted === '' || name.toLowerCase().includes(wanted) || id.includes(wanted)
      )
      const inOrder = shown.toSorted((a, b) =>
        rank[a.state] - rank[b.state] || a.name.localeCompare(b.name) || a.id.localeCompare(b.id)
      )
      setAttribute(list, 'data-many', rows.size > MANY ? '' : undefined)
      arrange(list, inOrder.map(row => {
        const { element } = draw(row, now)
        const item = element.parentElement ?? h('li', {}, element)
        setAttribute(item, 'data-state', row.state)
        return item
      }))
      return shown.length
    }
  }
}

/** @param {SystemRow} row @param {number} now */
function factsOf(row, now) {
  const { p95, queued, breaker, failing = 0, opensAt, answeredAt, servedAsOf, waiting = 0, uncertain = 0, parked = 0,
    paused } = row
  /** @type {string[]} */
  const facts = []
  const held = heldWords(row)
  if (held !== undefined) facts.push(held)
  if (opensAt !== undefined) facts.push(say(words.opens, { time: moment(opensAt) }))
  if (failing > 0 && row.state !== 'closed') facts.push(say(words.failing, { n: Math.round(failing * 100) }))
  if (isIll(row) && answeredAt !== undefined)
    facts.push(say(words.answered, { age: span(now - Date.parse(answeredAt)) }))
  if (servedAsOf !== undefined) facts.push(say(words.served, { age: span(now - Date.parse(servedAsOf)) }))
  if (breaker !== 'closed')
    facts.push(say(words.breaker, { state: words.breakers[/** @type {'open'} */ (breaker)] ?? breaker }))
  if (p95 !== undefined && !(row.state === 'down')) facts.push(say(words.latency, { n: number(p95) }))
  if (queued > 0) facts.push(say(words.queue, { n: number(queued) }))
  if (waiting + uncertain > 0) facts.push(say(words.waits, { n: number(waiting + uncertain) }))
  if (parked > 0) facts.push(say(words.parked, { n: number(parked) }))
  if (paused === true) facts.push(words.paused)
  return facts
}
