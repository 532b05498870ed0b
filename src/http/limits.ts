import { LRUCache } from 'lru-cache'
import type { ConsumerConfig, RateConfig } from '../config/schema.ts'
import { SatuError } from '../errors.ts'

/** Counts requests in windows of fixed length, in this process. */
export interface RateWindow {
  /** Counts one; false when the window is used up. `now` in ms since 1970. */
  take(now: number): boolean
  /** `RateLimit-Policy` (IETF draft). */
  readonly policy: string
  /** `RateLimit` (IETF draft), as it stands. */
  state(now: number): string
  /** Both. */
  headers(now: number): { policy: string; state: string }
  /** Until the next window, in ms. */
  resetsIn(now: number): number
  /** Another rate from now on. What is counted stays counted, and the window that runs ends when it would have. */
  change(rate: RateConfig): void
}

export function createWindow(rate: RateConfig): RateWindow {
  let { requests, seconds } = rate
  let used = 0
  let endsAt = 0
  const window = {
    policy: policyOf(rate),
    state: (now: number) => `"default";r=${Math.max(0, requests - used)};t=${Math.max(0, Math.ceil((endsAt - now) / 1_000))}`,
    take(now: number) {
      if (now >= endsAt) {
        endsAt = now + seconds * 1_000
        used = 0
      }
      if (used >= requests) return false
      used++
      return true
    },
    headers: (now: number) => ({ policy: window.policy, state: window.state(now) }),
    resetsIn: (now: number) => Math.max(0, endsAt - now),
    change(next: RateConfig) {
      ;({ requests, seconds } = next)
      window.policy = policyOf(next)
    }
  }
  return window
}

function policyOf({ requests, seconds }: RateConfig): string {
  return `"default";q=${requests};w=${seconds}`
}

/** The windows of all callers. They outlast a configuration: who has used a window up has used it up. */
export interface Windows {
  /** One for each consumer. */
  ofConsumer(consumer: Pick<ConsumerConfig, 'id' | 'rate'>): RateWindow
  /** One for each address that sends no token. */
  ofAddress(address: string, rate: RateConfig): RateWindow
  /** One for each address that pushes: those who read from behind the same one must not use up what alarms need. */
  ofPusher(address: string, rate: RateConfig): RateWindow
}

const REMEMBERED_ADDRESSES = 10_000

export function createWindows(): Windows {
  const consumers = new Map<string, RateWindow>()
  return {
    ofConsumer({ id, rate }) {
      let window = consumers.get(id)
      if (window === undefined) consumers.set(id, (window = createWindow(rate)))
      else window.change(rate)
      return window
    },
    ofAddress: windowsOfAddresses(),
    ofPusher: windowsOfAddresses()
  }
}

function windowsOfAddresses(): (address: string, rate: RateConfig) => RateWindow {
  const known = new LRUCache<string, { window: RateWindow; rate: RateConfig }>({ max: REMEMBERED_ADDRESSES })
  return (address, rate) => {
    const network = networkOf(address)
    let found = known.get(network)
    if (found === undefined) known.set(network, (found = { window: createWindow(rate), rate }))
    if (found.rate !== rate) {
      found.window.change(rate)
      found.rate = rate
    }
    return found.window
  }
}

const IPV6_GROUPS = 8

/** Who has an IPv6 address has a network of 2^64 of them. */
function networkOf(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address
  const [head = [], tail = []] = address.split('::').map(part => part.split(':').filter(Boolean))
  const zeros = Array<string>(Math.max(0, IPV6_GROUPS - head.length - tail.length)).fill('0')
  return [...head, ...zeros, ...tail].slice(0, IPV6_GROUPS / 2).join(':')
}

/** @throws SatuError rate_limited when the caller's window is used up */
export function takeOne(window: RateWindow, now: number): void {
  if (window.take(now)) return
  const { policy, state } = window.headers(now)
  throw new SatuError('rate_limited', 'The quota of this window is used up.', {
    stage: 'limits', retryAfterMs: window.resetsIn(now), headers: { ratelimit: state, 'ratelimit-policy': policy }
  })
}
