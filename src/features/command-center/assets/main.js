import { createDeliveries } from './deliveries.js'
import { facts, openDialog, openRecord, openSystem } from './dialogs.js'
import { h, part, setAttribute, setText } from './dom.js'
import { createAgencies, createFigures } from './figures.js'
import { createMap } from './map.js'
import { loadPanels } from './panels.js'
import { ask, credential, Refused, takeFragment } from './session.js'
import { createSignIn } from './sign-in.js'
import { createStore } from './store.js'
import { follow } from './stream.js'
import { showSystemActs } from './system-acts.js'
import { createSystems, isIll } from './systems.js'
import { createTicker } from './ticker.js'
import { clock, codeOf, day, number, say, span, words } from './words.js'

/** @typedef {import('./map.js').FigureName} FigureName */

/** After so long without a word the picture is called old. */
const OLD_MS = 4_000
const TICK_MS = 1_000
const RETRY_MS = 2_000

const { isWall } = takeFragment()
if (isWall) document.documentElement.dataset['wall'] = ''
chooseTheme(isWall)

const agencies = new Map()
const districts = new Map()
const systemName = (/** @type {string} */ id) => store.systems.get(id)?.name ?? id
const panels = await loadPanels({ systemName, agencyName: id => agencies.get(id) ?? id })
const systems = createSystems(part('systems'), id => {
  const row = store.systems.get(id)
  if (row === undefined) return
  void openSystem(row, now()).then(async body => {
    if (mayOperate()) await showSystemActs(body, row)
    await panels.openSystem(body, row)
  })
})
const figures = createFigures(part('figures'))
const agencyTable = createAgencies(part('agencies'), part('agencies-note'), agencies)
const ticker = createTicker(part('events'), part('events-note'), { systems: systemName, agencies, districts,
  events: panels.events, kinds: panels.kinds, onOpen: (subject, type) => {
    void openRecord(subject, type)
  } })
const deliveries = createDeliveries({ totals: part('deliveries-totals'), list: part('deliveries'),
  all: part('pause-all') })
/** @type {HTMLSelectElement} */
const chosen = part('figure')
const store = createStore(draw)
const signIn = createSignIn({ onSignedIn: () => {
  void start()
} })
/** @type {ReturnType<typeof createMap> | undefined} */
let map
/** @type {() => void} */
let leave = () => {}
let isLost = false
/** Whether the systems have been drawn: how long that took stands among the browser's own timings. */
let isShown = false

/** The hub's time: a wall's own clock may be wrong. */
function now() {
  return store.at === 0 ? Date.now() : store.at + Date.now() - store.heardAt
}

/** The hub says no all the same to who may not: this is what is offered. */
function mayOperate() {
  return store.viewer?.scopes.includes('admin:write') === true && store.viewer.scopes.includes('admin:read')
}

/** @param {ReadonlySet<import('./store.js').Part>} parts */
function draw(parts) {
  if (parts.has('systems')) {
    drawSystems()
    if (!isShown) performance.mark('systems')
    isShown = true
  }
  if (parts.has('figures')) drawFigures()
  if (parts.has('events')) ticker.draw(store.events, store.left)
  if (parts.has('deliveries') || parts.has('systems') || parts.has('viewer'))
    deliveries.draw(store.deliveries, store.systems, store.viewer?.scopes.includes('submissions:operate') === true,
      now())
  if (parts.has('viewer')) {
    signIn.show(store.viewer)
    panels.look({ scopes: store.viewer?.scopes ?? [], mayOperate: mayOperate() })
  }
  panels.draw(store.panels, now(), field => parts.has('viewer') || parts.has(`panel:${field}`))
}

function drawSystems() {
  const shown = systems.draw(store.systems, now())
  const all = [...store.systems.values()]
  const ill = all.filter(isIll)
  const summary = part('summary')
  setAttribute(summary, 'data-state', ill.length > 0 ? 'ill' : 'well')
  setText(part('summary-text'), ill.length === 0
    ? say(words.well, { all: number(all.length) })
    : say(words.ill, { ill: number(ill.length), all: number(all.length) }))
  setText(part('summary-names'),
    ill.toSorted((a, b) => Date.parse(a.since) - Date.parse(b.since)).slice(0, 4).map(({ name, since }) =>
      `${name} · ${span(now() - Date.parse(since))}`
    ).join('   '))
  setText(part('systems-note'), shown === all.length ? '' : say(words.shown, { n: number(shown) }))
}

function drawFigures() {
  if (store.figures === undefined) return
  figures.draw(store.figures, now())
  agencyTable.draw(store.figures)
  const told = map?.draw(store.figures, /** @type {FigureName} */ (chosen.value))
  if (told !== undefined)
    setText(part('map-note'), told.unplaced > 0 ? say(words.unplaced, { n: number(told.unplaced) }) : '')
}

/** Ages grow, though nothing comes. */
function tick() {
  const at = now()
  setText(part('clock'), clock(at))
  setText(part('day'), day(at))
  const age = Date.now() - store.heardAt
  const link = part('link')
  const state = credential() === undefined
    ? 'out'
    : store.at === 0
    ? 'first'
    : isLost
    ? 'lost'
    : age > OLD_MS
    ? 'old'
    : 'live'
  setAttribute(link, 'data-link', state)
  setText(link, state === 'out'
    ? words.signedOut
    : state === 'first'
    ? words.waitingForFirst
    : state === 'live'
    ? words.live
    : say(state === 'lost' ? words.lost : words.old, { age: span(age) }))
  setAttribute(document.documentElement, 'data-old', state === 'old' || state === 'lost' ? '' : undefined)
  if (store.at === 0) return
  drawSystems()
  if (store.figures !== undefined) figures.draw(store.figures, at)
  panels.draw(store.panels, at)
}

/** @param {string} code */
function openDistrict(code) {
  const counts = store.figures?.districts[code] ?? {}
  const incidents = store.figures?.incidents.filter(incident => incident.districts.includes(code)) ?? []
  openDialog(say(words.district, { name: districts.get(code) ?? code }), facts(
    /** @type {(keyof typeof words.resources)[]} */ (Object.keys(words.resources)).map(
      name => [words.resources[name], counts[name] === undefined
        ? '0'
        : `${number(counts[name].open)} ${words.open}${
          counts[name].overdue > 0 ? `, ${say(words.overdue, { n: number(counts[name].overdue) })}` : ''
        }, ${say(words.today, { n: number(counts[name].trend.at(-1) ?? 0) })}`]
    )
  ), h('h3', {}, words.resources.incidents), incidents.length === 0 ?
    h('p', { class: 'note' }, words.none) :
    h('ul', { class: 'incidents' },
      ...incidents.map(({ id, kind, severity, since, status }) =>
        h('li', { 'data-severity': severity }, h('button', { type: 'button', class: 'subject', onclick: () => {
          void openRecord(id, 'incident.reported')
        } }, id),
          ` ${codeOf(kind)} · ${codeOf(severity)} · ${codeOf(status)} · ${
            say(words.ago, { age: span(now() - Date.parse(since)) })
          }`)
      )))
}

/** Of the start that goes on: one that was begun later takes its place. */
let starts = 0

async function start() {
  const mine = ++starts
  leave()
  if (credential() === undefined) return signIn.open()
  // Names come before what is named: a line of the ticker is written once.
  if (map === undefined) {
    try {
      const given = await ask('/command-center/map')
      for (const { id, name } of given.agencies) agencies.set(id, name)
      for (const { code, name } of given.districts) districts.set(code, name)
      map ??= createMap(part('map'), given, openDistrict)
    } catch (error) {
      if (error instanceof Refused && (error.status === 401 || error.status === 403)) return refused(error.status)
      isLost = true
      setTimeout(() => {
        if (mine === starts) void start()
      }, RETRY_MS)
      return
    }
  }
  if (mine !== starts) return
  isLost = false
  leave = follow('/command-center/stream', {
    onMessage(name, data) {
      if (name === 'picture') store.replace(data)
      else if (name === 'change') store.apply(data)
    },
    onState(state) {
      isLost = state === 'lost'
    },
    onRefused: refused
  })
}

/** What is shown stays: only the way in is asked for anew. @param {number} status */
function refused(status) {
  signIn.open(status === 403 ? words.needed : store.at === 0 ? undefined : words.expired)
}

/** @param {boolean} isWall */
function chooseTheme(isWall) {
  const root = document.documentElement
  const chosen = localStorage.getItem('satu.theme')
  if (isWall) root.dataset['theme'] = 'dark'
  else if (chosen === 'dark' || chosen === 'light') root.dataset['theme'] = chosen
  part('theme').addEventListener('click', () => {
    const isDark = root.dataset['theme'] === undefined
      ? matchMedia('(prefers-color-scheme: dark)').matches
      : root.dataset['theme'] === 'dark'
    root.dataset['theme'] = isDark ? 'light' : 'dark'
    localStorage.setItem('satu.theme', root.dataset['theme'])
  })
}

chosen.value = sessionStorage.getItem('satu.figure') ?? 'complaints'
chosen.addEventListener('change', () => {
  sessionStorage.setItem('satu.figure', chosen.value)
  drawFigures()
})
/** @type {HTMLInputElement} */
const search = part('search')
search.addEventListener('input', () => {
  systems.search(search.value)
  drawSystems()
})
setInterval(tick, TICK_MS)
tick()
await signIn.finish()
void start()
