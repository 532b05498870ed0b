import { h, setAttribute, setText, svg } from './dom.js'
import { number, say, words } from './words.js'

/**
 * @typedef {import('../../figures/figures.ts').Figures} Figures
 * @typedef {import('../../figures/figures.ts').ActiveIncident} ActiveIncident
 * @typedef {import('../city-map.ts').CityMap} CityMap
 * @typedef {'complaints' | 'overdue' | 'fresh' | 'applications' | 'incidents'} FigureName
 */

/**
 * Of a district: what the map is coloured by.
 * @type {Record<FigureName, (counts: Figures['districts'][string]) => number>}
 */
const values = {
  complaints: counts => counts.complaints?.open ?? 0,
  overdue: counts => counts.complaints?.overdue ?? 0,
  fresh: counts => counts.complaints?.trend.at(-1) ?? 0,
  applications: counts => counts['licence-applications']?.open ?? 0,
  incidents: counts => counts.incidents?.open ?? 0
}
const STEPS = 5

/**
 * The districts, coloured by a figure, with the incidents in them: tiles where the city has no boundaries, else their
 * shapes.
 * @param {HTMLElement} place
 * @param {CityMap} map
 * @param {(code: string) => void} onOpen
 */
export function createMap(place, map, onOpen) {
  const areas = map.boundaries === undefined ? createTiles(place, map, onOpen) : createShapes(place, map, onOpen)
  return {
    /** @param {Figures} figures @param {FigureName} name */
    draw({ districts, incidents }, name) {
      const found = new Map(map.districts.map(({ code }) => [code, values[name](districts[code] ?? {})]))
      const most = Math.max(...found.values())
      for (const { code, name: called } of map.districts) {
        const value = found.get(code) ?? 0
        const step = value === 0 ? 0 : Math.min(STEPS, Math.ceil((value / most) * STEPS))
        const here = incidents.filter(incident => incident.districts.includes(code)).length
        const of = `${words.figures[name].toLowerCase()}${
          here > 0 && name !== 'incidents' ? `, ${number(here)} ${words.figures.incidents.toLowerCase()}` : ''
        }`
        areas.set(code, { value, step, incidents: here, of,
          label: `${say(words.district, { name: called })}: ${number(value)} ${of}` })
      }
      areas.incidents(incidents)
      return { most,
        unplaced: incidents.filter(({ districts: codes, lat }) => codes.length === 0 && lat === undefined).length }
    }
  }
}

/** @typedef {{ value: number, step: number, incidents: number, of: string, label: string }} Shade */

/** @param {HTMLElement} place @param {CityMap} map @param {(code: string) => void} onOpen */
function createTiles(place, { districts }, onOpen) {
  const list = h('ol', { class: 'tiles' })
  const tiles = new Map(districts.map(({ code, name, column, row }) => {
    const value = h('span', { class: 'count' })
    const badge = h('span', { 'class': 'badge', 'aria-hidden': 'true' })
    const told = h('span', { class: 'unseen' })
    const tile = h('button', { type: 'button', title: name, onclick: () => {
      onOpen(code)
    } }, h('span', { class: 'short' }, name), ' ', value, ' ', told, badge)
    const item = h('li', {}, tile)
    item.style.setProperty('grid-column', String(column))
    item.style.setProperty('grid-row', String(row))
    list.append(item)
    return [code, { tile, value, badge, told }]
  }))
  place.replaceChildren(list)
  return {
    /** @param {string} code @param {Shade} shade */
    set(code, { value, step, incidents, of }) {
      const found = tiles.get(code)
      if (found === undefined) return
      setText(found.value, number(value))
      setText(found.badge, incidents > 0 ? number(incidents) : '')
      setAttribute(found.tile, 'data-step', String(step))
      setText(found.told, of)
    },
    incidents() {}
  }
}

/** @param {HTMLElement} place @param {CityMap} map @param {(code: string) => void} onOpen */
function createShapes(place, map, onOpen) {
  const { width, height, shapes, west, north, perDegreeX, perDegreeY } =
    /** @type {NonNullable<CityMap['boundaries']>} */ (map.boundaries)
  const names = new Map(map.districts.map(({ code, name }) => [code, name]))
  const dots = svg('g', { 'class': 'dots', 'aria-hidden': 'true' })
  const paths = new Map(shapes.map(({ code, d }) => {
    const title = svg('title')
    /** @param {KeyboardEvent} event */
    const onkeydown = event => {
      if (event.key !== 'Enter' && event.key !== ' ') return
      event.preventDefault()
      onOpen(code)
    }
    const path = svg('path', { d, 'tabindex': 0, 'role': 'button', 'data-code': code, 'onclick': () => {
      onOpen(code)
    }, onkeydown }, title)
    return [code, { path, title }]
  }))
  const labels = shapes.map(({ code, x, y }) =>
    svg('text', { 'x': x, 'y': y, 'aria-hidden': 'true' }, names.get(code) ?? code)
  )
  place.replaceChildren(
    svg('svg', { class: 'shapes', viewBox: `0 0 ${width} ${height}`, role: 'group' },
      ...[...paths.values()].map(({ path }) => path), svg('g', { class: 'labels' }, ...labels), dots)
  )
  return {
    /** @param {string} code @param {Shade} shade */
    set(code, { step, label }) {
      const found = paths.get(code)
      if (found === undefined) return
      setAttribute(found.path, 'data-step', String(step))
      setAttribute(found.path, 'aria-label', label)
      setText(found.title, label)
    },
    /** @param {readonly ActiveIncident[]} incidents */
    incidents(incidents) {
      dots.replaceChildren(...incidents.flatMap(({ lat, long, severity, districts: [code] }) => {
        const shape = shapes.find(one => one.code === code)
        if (lat === undefined || long === undefined)
          return shape === undefined
            ? []
            : [svg('circle', { 'cx': shape.x, 'cy': shape.y - 14, 'r': 6, 'data-severity': severity })]
        return [
          svg('circle', { 'cx': (long - west) * perDegreeX, 'cy': (north - lat) * perDegreeY, 'r': 6,
            'data-severity': severity })
        ]
      }))
    }
  }
}
