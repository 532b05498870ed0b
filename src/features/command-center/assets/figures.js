import { bars } from './charts.js'
import { h, setAttribute, setText } from './dom.js'
import { number, say, span, words } from './words.js'

/**
 * @typedef {import('../../figures/figures.ts').Figures} Figures
 * @typedef {import('../../figures/figures.ts').Count} Count
 * @typedef {import('../../figures/facts.ts').CountedResource} CountedResource
 * @typedef {{ id: string, name: string }} Agency
 */

/** @type {readonly CountedResource[]} */
const shown = ['complaints', 'licence-applications', 'information-requests', 'incidents']

/**
 * The large numbers: how much is open, how much of it is late, and what came today.
 * @param {HTMLElement} list
 */
export function createFigures(list) {
  const cards = new Map(shown.map(name => {
    const value = h('strong', { class: 'value' }, '–')
    const late = h('span', { class: 'late' })
    const fresh = h('span', { class: 'fresh' })
    const chart = h('span', { class: 'chart' })
    const coverage = h('span', { class: 'coverage' })
    const item = h('li', { 'data-resource': name }, h('h3', {}, words.resources[name]),
      h('p', { class: 'number' }, value, ' ',
        h('span', { class: 'of' }, name === 'incidents' ? words.active : words.open), ' ', late), chart,
      h('p', { class: 'small' }, fresh, ' ', coverage))
    list.append(item)
    return [name, { item, value, late, fresh, chart, coverage, drawn: '' }]
  }))

  return {
    /** @param {Figures} figures @param {number} now */
    draw(figures, now) {
      for (const [name, card] of cards) {
        const { open, overdue, dueToday, trend, coverage: { systems, looked, asOf } } = figures.resources[name]
        setText(card.value, looked === 0 ? '–' : number(open))
        setText(card.late, overdue > 0
          ? say(words.overdue, { n: number(overdue) })
          : dueToday > 0
          ? say(words.dueToday, { n: number(dueToday) })
          : '')
        setAttribute(card.late, 'data-late', overdue > 0 ? '' : undefined)
        setText(card.fresh, looked === 0 ? '' : say(words.today, { n: number(trend.at(-1) ?? 0) }))
        setText(card.coverage, systems === 0
          ? words.notServed
          : asOf === null
          ? words.noCoverage
          : say(words.coverage, { looked, systems, age: span(now - Date.parse(asOf)) }))
        const drawn = trend.join()
        if (drawn !== card.drawn)
          card.chart.replaceChildren(bars(trend))
        card.drawn = drawn
      }
    }
  }
}

/** More are counted below the table: a wall has no scroll bar. */
const MOST_AGENCIES = 14

/**
 * Who is late: the agencies with the most that is overdue first.
 * @param {HTMLElement} body of a table
 * @param {HTMLElement} rest
 * @param {ReadonlyMap<string, string>} names of agencies, by id
 */
export function createAgencies(body, rest, names) {
  let drawn = ''
  return {
    /** @param {Figures} figures */
    draw({ agencies }) {
      const rows = Object.entries(agencies).map(([id, counts]) => {
        const all = shown.flatMap(name => counts[name] ?? [])
        return { id, counts, open: all.reduce((sum, { open }) => sum + open, 0),
          overdue: all.reduce((sum, { overdue }) => sum + overdue, 0), trend: sumOf(all.map(({ trend }) => trend)) }
      }).filter(({ open, trend }) => open > 0 || trend.some(value => value > 0))
        .toSorted((a, b) =>
          b.overdue - a.overdue || b.open - a.open || (names.get(a.id) ?? a.id).localeCompare(names.get(b.id) ?? b.id)
        )
      const text = JSON.stringify(rows)
      if (text === drawn) return
      drawn = text
      const top = rows.slice(0, MOST_AGENCIES)
      body.replaceChildren(
        ...top.map(({ id, counts, open, overdue, trend }) =>
          h('tr', {}, h('th', { scope: 'row' }, id === '' ? words.noAgency : names.get(id) ?? id), ...shown.map(name =>
            h('td', { class: 'wide' }, number(counts[name]?.open ?? 0))
          ), h('td', {}, number(open)), h('td', { 'class': 'overdue', 'data-late': overdue > 0 }, number(overdue)),
            h('td', { class: 'wide' }, bars(trend)))
        )
      )
      setText(rest, rows.length === 0
        ? words.agenciesNone
        : rows.length > top.length
        ? say(words.moreAgencies, { n: rows.length - top.length })
        : '')
    }
  }
}

/** @param {readonly (readonly number[])[]} trends */
function sumOf(trends) {
  return (trends[0] ?? []).map((_, index) => trends.reduce((sum, trend) => sum + (trend[index] ?? 0), 0))
}
