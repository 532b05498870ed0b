import type { CountStore } from '../platform/store/counts.ts'
import type { ShareWindow } from './limits.ts'
import type { SharedWindow } from './rate-window.ts'

export interface SharedWindows {
  share: ShareWindow
  close(): void
}

/** So far the processes of a hub may be apart in what they count of a caller. */
const PAUSE_MS = 200

/**
 * Keeps the windows of several processes together, beside the requests: none waits for it. While the store cannot be
 * reached each process goes on with what it knows, and tells the rest when it is back.
 */
export function createSharedWindows(store: { ready(): boolean; counts: CountStore }): SharedWindows {
  let untold = new Map<string, SharedWindow>()
  let telling = false

  async function tell(name: string, window: SharedWindow): Promise<void> {
    const { requests, endsInMs } = window.takeUntold(Date.now())
    if (requests === 0 || endsInMs <= 0) return
    try {
      const together = await store.counts.add(name, requests, endsInMs)
      window.hear(together.requests, together.endsInMs, Date.now())
    } catch {
      window.keepUntold(requests)
      untold.set(name, window)
    }
  }

  const timer = setInterval(() => {
    if (telling || untold.size === 0 || !store.ready()) return
    const now = untold
    untold = new Map()
    telling = true
    void Promise.all([...now].map(([name, window]) => tell(name, window))).finally(() => {
      telling = false
    })
  }, PAUSE_MS)
  timer.unref()

  return {
    share(name, window) {
      untold.set(name, window)
    },
    close() {
      clearInterval(timer)
    }
  }
}
