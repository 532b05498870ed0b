export interface Limits {
  /** Undefined for no end. */
  ms: number | undefined
  signal: AbortSignal
  /** What it is rejected with when the time is over. */
  late(): Error
}

/**
 * Settles as the work does, or earlier: with the signal's reason, or with `late` after `ms`. The work itself goes on.
 */
export function within<T>(work: Promise<T>, { ms, signal, late }: Limits): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => end(() => reject(signal.reason as Error))
    const timer = ms === undefined ? undefined : setTimeout(() => end(() => reject(late())), ms)
    const end = (settle: () => void): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      settle()
    }
    signal.addEventListener('abort', onAbort)
    if (signal.aborted) onAbort()
    work.then(
      value => end(() => resolve(value)),
      (error: unknown) => end(() => reject(error))
    )
  })
}
