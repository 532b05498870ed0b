import { SystemFault } from '../faults.ts'
import { currentLook } from '../wire-look.ts'
import type { HtmlPage } from './html-page.ts'
import { keyOf, textOf } from './html-text.ts'

type Labels<K extends string> = Readonly<Record<K, string | readonly string[]>>

export interface DetailsOptions<O extends string> {
  /** Fields that not every record has. */
  optional?: Labels<O>
  /** Default `read details`. */
  stage?: string
}

/**
 * Reads a page of labels and values: rows of a table (`<th>Nama</th><td>...</td>`, several pairs in a row too) or a
 * definition list, below `selector`. Labels are compared as the headers of `readTable` are; values keep their lines.
 * A label without a value gives an empty text.
 * @throws SystemFault `unreadable` when nothing is there, or a label is missing or there twice: it names the label
 */
export function readDetails<const K extends string, const O extends string = never>(
  $: HtmlPage,
  selector: string,
  labels: Labels<K>,
  { optional, stage = 'read details' }: DetailsOptions<O> = {}
): Record<K, string> & Partial<Record<O, string>> {
  if ($(selector).length === 0)
    throw new SystemFault('unreadable', { stage, detail: `has nothing at "${selector}" in its page` })
  const values = new Map<string, string[]>()
  const look = currentLook()
  const shown: Record<string, string> = {}
  const keep = (label: string, value: string): void => {
    values.set(keyOf(label), [...(values.get(keyOf(label)) ?? []), value])
    if (look !== undefined) shown[label.replace(/\s*:$/, '')] = value
  }
  for (const row of $(selector).find('tr').toArray()) {
    // Some put a cell with nothing but the colon in between.
    const cells = $(row).children('th, td').toArray().map(cell => $(cell)).filter(cell => textOf(cell) !== ':')
    for (let index = 0; index < cells.length; index += 2)
      keep(textOf(cells[index]!), cells[index + 1] === undefined ? '' : textOf(cells[index + 1]!, { lines: true }))
  }
  for (const term of $(selector).find('dt').toArray())
    keep(textOf($(term)), textOf($(term).next('dd'), { lines: true }))

  const problems: string[] = []
  const find = (spellings: string | readonly string[], isNeeded: boolean): string | undefined => {
    const all = typeof spellings === 'string' ? [spellings] : spellings
    const found = [...new Set(all.map(keyOf))].flatMap(key => values.get(key) ?? [])
    if (found.length > 1 || (isNeeded && found.length === 0))
      problems.push(`${found.length === 0 ? 'no' : 'more than one'} field "${all[0]}"`)
    return found[0]
  }
  const read = [
    ...Object.entries<string | readonly string[]>(labels).map(([name, spellings]) => [name, find(spellings, true)]),
    ...Object.entries<string | readonly string[]>(optional ?? {}).map((
      [name, spellings]
    ) => [name, find(spellings, false)])
  ]
  if (problems.length > 0)
    throw new SystemFault('unreadable', { stage, detail: `has ${problems.join(', ')} in its page` })
  look?.document(stage, shown)
  return Object.fromEntries(read.filter(([, value]) => value !== undefined)) as Record<K, string> & Partial<
    Record<O, string>
  >
}
