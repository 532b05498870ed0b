import { SatuError } from '../errors.ts'
import { endOfDay, toWibDate } from '../kit/indonesia/calendar.ts'
import type { ConsumerConfig, RateConfig } from '../platform/config/schema.ts'
import { createLru } from '../platform/lru.ts'
import { bothWindows, createWindow, type RateWindow, type SharedWindow, type WindowUse } from './rate-window.ts'

/** The windows of all callers. They outlast a configuration: who has used a window up has used it up. */
export interface Windows {
  /** One for each consumer, with its quota of the day if it has one. */
  ofConsumer(consumer: Pick<ConsumerConfig, 'id' | 'rate' | 'quota'>): RateWindow
  /** How far those of a consumer are used up: its rate, and its quota of the day if it has one. */
  useOf(consumer: Pick<ConsumerConfig, 'id' | 'quota'>, now: number): WindowUse[]
  /** One for each address that shows no credential. */
  ofAddress(address: string, rate: RateConfig): RateWindow
  /** One for each address that pushes: those who read from behind the same one must not use up what alarms need. */
  ofPusher(address: string, rate: RateConfig): RateWindow
  /** Those of whoever asks for numbers of cases from an address without a credential. */
  ofTracker(address: string, rates: TrackRates): TrackWindows
}

export interface TrackRates {
  address: RateConfig
  misses: RateConfig
  all: RateConfig
}

export interface TrackWindows {
  /** Of the address, and of all addresses together. */
  asked: RateWindow
  /** Of the address: numbers that nobody knows. */
  misses: RateWindow
}

/** Tells the other processes of the hub what a window counts, and the window what they count. */
export type ShareWindow = (name: string, window: SharedWindow) => void

const REMEMBERED_ADDRESSES = 10_000
const DAY_SECONDS = 86_400

/** @param share told of each window with uncounted requests; without it each process counts alone */
export function createWindows(share?: ShareWindow): Windows {
  const rates = new Map<string, SharedWindow>()
  const days = new Map<string, SharedWindow>()
  const allTrackers = new Map<string, SharedWindow>()
  const trackers = windowsOfAddresses('track', share, 'track')
  const misses = windowsOfAddresses('track-misses', share, 'track-misses')
  return {
    ofConsumer({ id, rate, quota }) {
      const window = kept(rates, id, rate, () => createWindow(rate, { ...sharing(share, `consumer ${id}`) }))
      if (quota === undefined) return window
      const daily = { requests: quota.day, seconds: DAY_SECONDS }
      const day = kept(days, id, daily,
        () =>
          createWindow(daily, { name: 'day', endOf: now => endOfDay(toWibDate(new Date(now))),
            ...sharing(share, `day ${id}`) }))
      return bothWindows(window, day)
    },
    useOf: ({ id, quota }, now) =>
      [rates.get(id), quota && days.get(id)].flatMap(window => (window === undefined ? [] : [window.use(now)])),
    ofAddress: windowsOfAddresses('address', share),
    ofPusher: windowsOfAddresses('pusher', share),
    ofTracker(address, rates) {
      const all = kept(allTrackers, 'all', rates.all,
        () => createWindow(rates.all, { name: 'track-all', ...sharing(share, 'track all') }))
      return { asked: bothWindows(trackers(address, rates.address), all), misses: misses(address, rates.misses) }
    }
  }
}

function kept(
  windows: Map<string, SharedWindow>,
  id: string,
  rate: RateConfig,
  make: () => SharedWindow
): SharedWindow {
  let window = windows.get(id)
  if (window === undefined) windows.set(id, window = make())
  else window.change(rate)
  return window
}

function sharing(share: ShareWindow | undefined, name: string): { onUntold?: (window: SharedWindow) => void } {
  return share === undefined ? {} : { onUntold: window => {
    share(name, window)
  } }
}

function windowsOfAddresses(
  kind: string,
  share: ShareWindow | undefined,
  name?: string
): (address: string, rate: RateConfig) => RateWindow {
  const known = createLru<{ window: SharedWindow; rate: RateConfig }>(REMEMBERED_ADDRESSES)
  return (address, rate) => {
    const network = networkOf(address)
    let found = known.get(network)
    if (found === undefined)
      known.set(network, found = {
        window: createWindow(rate, { ...(name !== undefined && { name }), ...sharing(share, `${kind} ${network}`) }),
        rate
      })
    if (found.rate !== rate) {
      found.window.change(rate)
      found.rate = rate
    }
    return found.window
  }
}

const IPV6_GROUPS = 8

/** Who has an IPv6 address has a network of 2^64 of them. */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address
  const [head = [], tail = []] = address.split('::').map(part => part.split(':').filter(Boolean))
  const zeros = Array<string>(Math.max(0, IPV6_GROUPS - head.length - tail.length)).fill('0')
  return [...head, ...zeros, ...tail].slice(0, IPV6_GROUPS / 2).join(':')
}

/** @throws SatuError rate_limited when the caller's window is used up */
export function takeOne(window: RateWindow, now: number): void {
  if (window.take(now)) return
  throw new SatuError('rate_limited', 'The quota of this window is used up.', {
    stage: 'limits',
    retryAfterMs: window.resetsIn(now),
    headers: { 'ratelimit': window.state(now), 'ratelimit-policy': window.policy }
  })
}
