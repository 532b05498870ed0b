// The picture as this tab has it. Parts that have changed are drawn once a frame, however much has come meanwhile.

/**
 * @typedef {import('../picture.ts').Picture} Picture
 * @typedef {import('../picture.ts').Change} Change
 * @typedef {import('../system-rows.ts').SystemRow} SystemRow
 * @typedef {import('../../figures/figures.ts').Figures} Figures
 * @typedef {import('../ticker.ts').TickerItem} TickerItem
 * @typedef {'systems' | 'deliveries' | 'figures' | 'events' | 'viewer'} OwnPart
 * @typedef {OwnPart | `panel:${string}`} Part
 * @typedef {import('../picture.ts').Viewer} Viewer
 */

const MOST_EVENTS = 80

/** @param {(parts: ReadonlySet<Part>) => void} draw */
export function createStore(draw) {
  /** @type {Set<Part>} */
  let dirty = new Set()
  let isAsked = false

  const store = {
    /** @type {Map<string, SystemRow>} */
    systems: new Map(),
    /** @type {import('../picture.ts').DeliveryTotals | undefined} */
    deliveries: undefined,
    /** @type {Figures | undefined} */
    figures: undefined,
    /** Of panels, by field; undefined is not known. @type {Record<string, unknown>} */
    panels: {},
    /** Newest first. @type {TickerItem[]} */
    events: [],
    /** Events that came and are not shown, in the last change. */
    left: 0,
    /** @type {Viewer | undefined} */
    viewer: undefined,
    /** When the picture was made, by the hub's clock, ms since 1970. */
    at: 0,
    /** When it came here, by this machine's clock. */
    heardAt: 0,
    /** @param {Picture & { viewer: Viewer }} picture */
    replace({ at, systems, deliveries, figures, events, viewer, ...panels }) {
      store.systems = new Map(systems.map(row => [row.id, row]))
      store.deliveries = deliveries
      store.figures = figures
      store.panels = panels
      store.events = events.toReversed()
      store.left = 0
      store.viewer = viewer
      heard(at)
      // All panels are drawn for another viewer.
      touch('systems', 'deliveries', 'figures', 'events', 'viewer')
    },
    /** @param {Change} change */
    apply({ at, systems = [], gone = [], deliveries, figures, items, left, ...panels }) {
      heard(at)
      for (const row of systems) store.systems.set(row.id, row)
      for (const id of gone) store.systems.delete(id)
      if (systems.length > 0 || gone.length > 0) touch('systems')
      if (deliveries !== undefined) {
        store.deliveries = deliveries ?? undefined
        touch('deliveries')
      }
      if (figures !== undefined) {
        store.figures = figures
        touch('figures')
      }
      for (const [field, part] of Object.entries(panels)) {
        store.panels[field] = part ?? undefined
        touch(`panel:${field}`)
      }
      const newest = store.events[0]?.seq ?? 0
      const fresh = items.filter(({ seq }) => seq > newest).reverse()
      if (fresh.length > 0 || left !== store.left) {
        store.events = [...fresh, ...store.events].slice(0, MOST_EVENTS)
        store.left = left
        touch('events')
      }
    }
  }

  /** @param {string} at */
  function heard(at) {
    store.at = Date.parse(at)
    store.heardAt = Date.now()
  }

  /** @param {Part[]} parts */
  function touch(...parts) {
    for (const part of parts) dirty.add(part)
    if (isAsked) return
    isAsked = true
    requestAnimationFrame(() => {
      isAsked = false
      const now = dirty
      dirty = new Set()
      draw(now)
    })
  }

  return store
}

/** @typedef {ReturnType<typeof createStore>} Store */
