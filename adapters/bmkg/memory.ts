/** Of the 60 requests a minute, lists and look-ups share these answers instead of asking again. */
const REMEMBER_MS = 15_000

/** Answers of a quarter of a minute, by name. */
export interface Memory<T> {
  /** What is known under this name, or what `ask` brings. Nobody waits for somebody else's call, which may be cancelled. */
  remember(name: string, ask: () => Promise<T>): Promise<T>
  known(name: string): T | undefined
  /** Forgets all other names. */
  keep(names: readonly string[]): void
}

/** @param lasts answers that never change: they stay until they are forgotten */
export function createMemory<T>(now: () => number, lasts: (value: T) => boolean = () => false): Memory<T> {
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
      entries.set(name, { value, until: lasts(value) ? Infinity : now() + REMEMBER_MS })
      return value
    },
    known: name => entry(name)?.value,
    keep(names) {
      for (const name of entries.keys()) if (!names.includes(name)) entries.delete(name)
    }
  }
}
