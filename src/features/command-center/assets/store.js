// The picture as this tab has it. Parts that have changed are drawn once a frame, however much has come meanwhile.

/**
 * @typedef {import('../picture.ts').Picture} Picture
 * @typedef {import('../picture.ts').Change} Change
 * @typedef {import('../system-rows.ts').SystemRow} SystemRow
 * @typedef {import('../../figures/figures.ts').Figures} Figures
 * @typedef {import('../ticker.ts').TickerItem} TickerItem
 * @typedef {'systems' | 'deliveries' | 'figures' | 'events' | 'viewer' | 'drifts' | 'alerts'} Part
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
    /** @type {import('../alert-lines.ts').AlertTotals | undefined} */
    alerts: undefined,
    /** @type {import('../drift-lines.ts').DriftTotals} */
    drifts: { open: 0, items: [] },
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
    replace(picture) {
      store.systems = new Map(picture.systems.map(row => [row.id, row]))
      store.deliveries = picture.deliveries
      store.figures = picture.figures
      store.drifts = picture.drifts
      store.alerts = picture.alerts
      store.events = picture.events.toReversed()
      store.left = 0
      store.viewer = picture.viewer
      heard(picture.at)
      touch('systems', 'deliveries', 'figures', 'events', 'drifts', 'alerts', 'viewer')
    },
    /** @param {Change} change */
    apply({ at, systems = [], gone = [], deliveries, figures, drifts, alerts, items, left }) {
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
      if (drifts !== undefined) {
        store.drifts = drifts
        touch('drifts')
      }
      if (alerts !== undefined) {
        store.alerts = alerts ?? undefined
        touch('alerts')
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
