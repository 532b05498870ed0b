import type { IncomingMessage } from 'node:http'
import type { Clocks } from '../features/deadlines/clocks.ts'
import type { Overviews } from '../features/overview/overview.ts'
import type { Track } from '../features/track/track.ts'
import type { Suspensions } from '../gateway/operators/suspensions.ts'
import type { Cached } from '../gateway/reads/cached.ts'
import type { PurgeTarget } from '../gateway/reads/purges.ts'
import type { Reads } from '../gateway/reads/reads.ts'
import type { Registry } from '../gateway/systems/registry.ts'
import type { Routing } from '../gateway/writes/routing.ts'
import type { Config } from '../platform/config/schema.ts'
import type { Checks, Identity } from '../platform/identity/identity.ts'
import { type AddressOf, createAddresses } from './addresses.ts'
import { type Auth, type AuthOptions, createAuth } from './auth.ts'
import { type Cors, createCors } from './browsers.ts'
import { credentialOfConnection } from './client-certificates.ts'
import { credentialOf } from './credentials.ts'
import { createWindows, type ShareWindow, type TrackWindows, type Windows } from './limits.ts'
import type { RateWindow } from './rate-window.ts'

/** What a configuration makes of the hub, behind its contract. */
export interface Core {
  config: Config
  /** What credentials are checked with. */
  checks: Checks
  registry: Registry
  reads: Reads
  clocks: Clocks
  /** What all systems know of a person, a business or a piece of land. */
  overviews: Overviews
  /** Finds cases by the numbers that residents hold. */
  track: Track
  /** Which system takes a write. */
  routing: Routing
  /** Ends what is kept of it, in every process; false when others may not have heard. */
  purge(target: PurgeTarget): Promise<boolean>
  /** What is kept of systems, for operators. */
  cached(): Cached
}

/** A configuration in use: what requests meet that came under it. */
export interface Serving extends Core {
  auth: Auth
  addressWindow(address: string): RateWindow
  pushWindow(address: string): RateWindow
  /** How far a consumer has used up what it may ask. */
  windowUseOf: Windows['useOf']
  trackWindows(address: string): TrackWindows
  /** What a request shows of who it is from: see `credentialOf`; where it shows nothing, what its connection does. */
  credentialOf(request: Pick<IncomingMessage, 'headers' | 'socket'>): string | undefined
  cors: Cors
  /** The address that a request is counted by. */
  addressOf: AddressOf
}

/** The configuration in use, which can be exchanged while requests are on their way. */
export interface Exchange {
  current(): Serving
  /** A request enters and leaves under one configuration, whatever comes meanwhile. It leaves once. */
  enter(): { serving: Serving; leave(): void }
  /** Later requests meet the new one; resolves when the last request under the old one has left. */
  swap(next: Core): Promise<void>
}

export function createExchange(
  first: Core,
  { identity, environment, share, suspensions }: { identity: Identity; environment: AuthOptions['environment'];
    share: ShareWindow | undefined; suspensions: Pick<Suspensions, 'has' | 'onChange'> }
): Exchange {
  const windows = createWindows(share)
  const serve = (core: Core): { serving: Serving; inside: number; left?: () => void } => {
    const { tls, consumers } = core.config
    const auth = createAuth({ checks: core.checks, environment, isSuspended: suspensions.has, consumers,
      trustsAuthorities: tls?.clientCa !== undefined, windowOf: windows.ofConsumer })
    return { inside: 0, serving: {
      ...core,
      auth,
      credentialOf: tls === undefined || tls.clientCertificates === 'none'
        ? ({ headers }) => credentialOf(headers)
        : ({ headers, socket }) => credentialOf(headers) ?? credentialOfConnection(socket, auth),
      addressWindow: address => windows.ofAddress(address, core.config.hub.rate.anonymous),
      cors: createCors(core.config.hub.cors),
      addressOf: createAddresses(core.config.hub.trusted_proxies),
      windowUseOf: windows.useOf,
      pushWindow: address => windows.ofPusher(address, core.config.hub.rate.anonymous),
      trackWindows: address => windows.ofTracker(address, core.config.hub.track)
    } }
  }
  let now = serve(first)
  identity.onRevoked(() => {
    now.serving.auth.dropRevoked()
  })
  suspensions.onChange(() => {
    now.serving.auth.dropRevoked()
  })
  return {
    current: () => now.serving,
    enter() {
      const entered = now
      entered.inside++
      let isInside = true
      return {
        serving: entered.serving,
        leave() {
          if (isInside && --entered.inside === 0) entered.left?.()
          isInside = false
        }
      }
    },
    swap(next) {
      const old = now
      now = serve(next)
      return old.inside === 0 ? Promise.resolve() : new Promise(resolve => {
        old.left = resolve
      })
    }
  }
}
