import type { SourceState } from './errors.ts'

/** A page as the contract has it. */
export interface PageShape {
  items: readonly unknown[]
  next_cursor: string | null
  meta: { sources: readonly SourceState[] }
}

/** A list, asked for page by page while it is read: `for await (const licence of satu.licences.list())`. */
export interface List<Item, Page = PageShape> extends AsyncIterable<Item> {
  /** Page by page, with all that each says. A page may be short or empty; the last one has `next_cursor: null`. */
  pages(): AsyncGenerator<Page, void>
  /** The first page alone, or that of the `cursor` in the query. */
  page(): Promise<Page>
  /**
   * Everything at once.
   * @param most no more than so many records
   */
  toArray(options?: { most?: number }): Promise<Item[]>
  /** How each system took part in what was read so far; of several pages the worst. */
  readonly sources: readonly SourceState[]
  /** Those whose records are missing from what was read so far. Nothing of them: the list is whole. */
  readonly missing: readonly SourceState[]
}

/** The worst comes last. */
const states = ['skipped', 'ok', 'stale', 'failed'] as const satisfies readonly SourceState['state'][]

/** @param load asks for one page; the query's own cursor where none is given */
export function createList<Item, Page extends PageShape>(
  load: (cursor: string | undefined) => Promise<Page>
): List<Item, Page> {
  const sources = new Map<string, SourceState>()

  async function page(cursor: string | undefined): Promise<Page> {
    const found = await load(cursor)
    for (const source of found.meta.sources) {
      const before = sources.get(source.system)
      if (before === undefined || states.indexOf(source.state) >= states.indexOf(before.state))
        sources.set(source.system, source)
    }
    return found
  }

  async function* pages(): AsyncGenerator<Page, void> {
    for (let cursor: string | undefined | null; cursor !== null;) {
      const found: Page = await page(cursor)
      yield found
      cursor = found.next_cursor
    }
  }

  async function* items(): AsyncGenerator<Item, void> {
    for await (const { items } of pages()) yield* items as readonly Item[]
  }

  return {
    pages,
    page: () => page(undefined),
    [Symbol.asyncIterator]: items,
    async toArray({ most = Number.POSITIVE_INFINITY } = {}) {
      const found: Item[] = []
      if (most <= 0) return found
      for await (const item of items()) {
        found.push(item)
        if (found.length >= most) break
      }
      return found
    },
    get sources() {
      return [...sources.values()]
    },
    get missing() {
      return [...sources.values()].filter(({ state }) => state === 'failed')
    }
  }
}
