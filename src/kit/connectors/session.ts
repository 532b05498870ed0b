import type { Call } from '../call.ts'
import { SystemFault } from '../faults.ts'

export interface Opened<T> {
  token: T
  /** How long the system said the token lives; left out when it does not say. */
  expiresInMs?: number | undefined
}

export interface SessionOptions<T> {
  /** Logs in. Its call is cancelled only when nobody waits for the token any more. */
  open: (call: Call) => Promise<Opened<T>>
  /** Renews this long before the token expires, but never before 80 % of its life are over. Default 30,000. */
  marginMs?: number
  /** A monotonic clock in milliseconds, for tests. */
  now?: () => number
}

export interface Session<T> {
  /**
   * Runs with a token. When `run` throws a SystemFault of kind `denied`, the token is renewed and `run` called once
   * more; a second `denied` is passed on. A fault of `open` is passed on as it is and not remembered.
   */
  use<X>(call: Call, run: (token: T) => Promise<X>): Promise<X>
}

interface Held<T> {
  token: T
  renewAt: number
}
interface Opening<T> {
  held: Promise<Held<T>>
  waiting: number
  control: AbortController
}

/** One login shared by all concurrent calls to a system: opened once, renewed ahead of its end. */
export function createSession<T>(
  { open, marginMs = 30_000, now = () => performance.now() }: SessionOptions<T>
): Session<T> {
  let current: Held<T> | undefined
  let opening: Opening<T> | undefined

  return {
    async use(call, run) {
      const held = await get(call)
      try {
        return await run(held.token)
      } catch (error) {
        if (!(error instanceof SystemFault) || error.kind !== 'denied') throw error
        // Another call may have renewed it already.
        if (current === held) current = undefined
      }
      const renewed = await get(call)
      return run(renewed.token)
    }
  }

  async function get(call: Call): Promise<Held<T>> {
    call.signal.throwIfAborted()
    if (current !== undefined && now() < current.renewAt) return current
    opening ??= begin(call)
    return wait(opening, call.signal)
  }

  function begin(call: Call): Opening<T> {
    const control = new AbortController()
    const started: Opening<T> = { held: login({ ...call, signal: control.signal }), waiting: 0, control }
    const settle = (held: Held<T> | undefined): void => {
      // One that everybody left may end after its successor: its token is not the newest.
      if (opening !== started) return
      opening = undefined
      current = held
    }
    started.held.then(settle, () => settle(undefined))
    return started
  }

  async function login(call: Call): Promise<Held<T>> {
    const startedAt = now()
    const { token, expiresInMs = Infinity } = await open(call)
    return { token, renewAt: startedAt + Math.max(expiresInMs - marginMs, expiresInMs * 0.8) }
  }

  /** Each waiter leaves on its own; when the last one has left, the login is cancelled too. */
  function wait(joined: Opening<T>, signal: AbortSignal): Promise<Held<T>> {
    joined.waiting++
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        joined.waiting--
        reject(signal.reason)
        if (joined.waiting > 0) return
        if (opening === joined) opening = undefined
        joined.control.abort(signal.reason)
      }
      signal.addEventListener('abort', leave, { once: true })
      joined.held.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
    })
  }
}
