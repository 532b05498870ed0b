import type { IncomingMessage } from 'node:http'
import type { Core } from '../gateway/core.ts'
import type { Suspensions } from '../gateway/operators/suspensions.ts'
import type { Checks, Identity } from '../platform/identity/identity.ts'
import { type AddressOf, createAddresses } from './addresses.ts'
import { type Auth, type AuthOptions, createAuth } from './auth.ts'
import { type Cors, createCors } from './browsers.ts'
import { credentialOfConnection } from './client-certificates.ts'
import { credentialOf } from './credentials.ts'
import type { Windows } from './limits.ts'
import type { RateWindow } from './rate-window.ts'

/** A configuration in use: what requests meet that came under it. */
export interface Serving extends Core {
  /** What credentials are checked with. */
  checks: Checks
  auth: Auth
  addressWindow(address: string): RateWindow
  pushWindow(address: string): RateWindow
  /** How far a consumer has used up what it may ask. */
  windowUseOf: Windows['useOf']
  /** What a request shows of who it is from: see `credentialOf`; where it shows nothing, what its connection does. */
  credentialOf(request: Pick<IncomingMessage, 'headers' | 'socket'>): string | undefined
  cors: Cors
  /** The address that a request is counted by. */
  addressOf: AddressOf
}

/** The configuration in use, which can be exchanged while requests are on their way. */
export interface Exchange {
  /** @throws Error before the first one */
  current(): Serving
  /** A request enters and leaves under one configuration, whatever comes meanwhile. It leaves once. */
  enter(): { serving: Serving; leave(): void }
  /** Later requests meet the new one; resolves when the last request under the old one has left. */
  swap(next: Core, checks: Checks): Promise<void>
}

export interface ExchangeOptions {
  identity: Pick<Identity, 'onRevoked'>
  environment: AuthOptions['environment']
  windows: Windows
  suspensions: Pick<Suspensions, 'has' | 'onChange'>
}

interface Entered {
  serving: Serving
  inside: number
  left?: () => void
}

export function createExchange({ identity, environment, windows, suspensions }: ExchangeOptions): Exchange {
  const serve = (core: Core, checks: Checks): Entered => {
    const { tls, consumers } = core.config
    const auth = createAuth({ checks, environment, isSuspended: suspensions.has, consumers,
      trustsAuthorities: tls?.clientCa !== undefined, windowOf: windows.ofConsumer })
    return {
      inside: 0,
      serving: {
        ...core,
        checks,
        auth,
        credentialOf: tls === undefined || tls.clientCertificates === 'none'
          ? ({ headers }) => credentialOf(headers)
          : ({ headers, socket }) => credentialOf(headers) ?? credentialOfConnection(socket, auth),
        addressWindow: address => windows.ofAddress(address, core.config.hub.rate.anonymous),
        cors: createCors(core.config.hub.cors),
        addressOf: createAddresses(core.config.hub.trusted_proxies),
        windowUseOf: windows.useOf,
        pushWindow: address => windows.ofPusher(address, core.config.hub.rate.anonymous)
      }
    }
  }
  let now: Entered | undefined
  const inUse = (): Entered => {
    if (now === undefined) throw new Error('no configuration is in use yet')
    return now
  }
  const beginEpoch = (): void => {
    now?.serving.auth.beginEpoch()
  }
  identity.onRevoked(beginEpoch)
  suspensions.onChange(beginEpoch)
  return {
    current: () => inUse().serving,
    enter() {
      const entered = inUse()
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
    swap(next, checks) {
      const old = now
      now = serve(next, checks)
      return old === undefined || old.inside === 0 ? Promise.resolve() : new Promise(resolve => {
        old.left = resolve
      })
    }
  }
}
