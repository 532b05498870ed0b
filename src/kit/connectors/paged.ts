import { SystemFault } from '../faults.ts'

export interface NumberedPage<T> {
  rows: T[]
  /** True when no page follows. */
  last: boolean
  /**
   * The number that the page itself shows. Give it where the system shows its last page to whoever asks for one behind
   * it.
   */
  number?: number | undefined
}

export interface PagedOptions<T> {
  /** Rows to pass over. */
  offset: number
  /** Rows wanted. */
  limit: number
  /** Rows on every page but the last. */
  pageSize: number
  stage: string
  /** Reads one page; the first has the number 1. */
  page(number: number): Promise<NumberedPage<T>>
}

/**
 * Reads rows by their place from a system that has numbered pages of a fixed size.
 * @throws SystemFault `unreadable` when a page before the last is not full, or too full: rows would be lost or doubled
 */
export async function readPaged<T>(
  { offset, limit, pageSize, stage, page }: PagedOptions<T>
): Promise<{ rows: T[]; end: boolean }> {
  const rows: T[] = []
  let passed = offset % pageSize
  for (let number = Math.floor(offset / pageSize) + 1;; number++) {
    const { rows: found, last, number: shown = number } = await page(number)
    if (shown !== number) return { rows, end: true }
    if (found.length > pageSize || (found.length < pageSize && !last)) {
      throw new SystemFault('unreadable', { stage,
        detail: `has ${found.length} rows on page ${number} instead of ${pageSize}` })
    }
    rows.push(...found.slice(passed))
    passed = 0
    if (last || rows.length >= limit) {
      const end = last && rows.length <= limit
      return { rows: rows.slice(0, limit), end }
    }
  }
}
