/**
 * Answers of the last seconds, by name: of the 60 requests a minute, lists and look-ups share them instead of asking
 * again.
 */
export interface Memory<T> {
  /**
   * What is known under this name, or what `ask` brings. Nobody waits for somebody else's call, which may be cancelled.
   */
  remember(name: string, ask: () => Promise<T>): Promise<T>
  known(name: string): T | undefined
  /** Forgets all other names. */
  keep(names: readonly string[]): void
}

export interface MemoryOptions<T> {
  now: () => number
  rememberMs: number
  /** Answers that never change: they stay until they are forgotten. */
  lasts?: (value: T) => boolean
}

export function createMemory<T>({ now, rememberMs, lasts = () => false }: MemoryOptions<T>): Memory<T> {
  const entries = new Map<string, { value: T; until: number }>()
  const entry = (name: string) => {
    const found = entries.get(name)
    return found !== undefined && found.until > now() ? found : undefined
  }
  return {
    async remember(name, ask) {
      const found = entry(name)
      if (found !== undefined) return found.value
      const value = await ask()
      entries.set(name, { value, until: lasts(value) ? Infinity : now() + rememberMs })
      return value
    },
    known: name => entry(name)?.value,
    keep(names) {
      for (const name of entries.keys()) if (!names.includes(name)) entries.delete(name)
    }
  }
}
