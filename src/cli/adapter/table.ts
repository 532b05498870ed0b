import { CommandError } from '../command.ts'

const ENTRY = /^ {2}'?([a-z][a-z0-9-]*)'?: \(\) => import\('\.\/\1\/index\.ts'\),?$/

/**
 * The text of adapters/index.ts with one product more, sorted by name.
 * @throws CommandError when the text has no table that can be read
 */
export function withProduct(source: string, product: string): string {
  const lines = source.split('\n')
  const first = lines.findIndex(line => ENTRY.test(line))
  const start = first >= 0 ? first : lines.findIndex(line => line.endsWith('AdapterTable = {')) + 1
  const end = lines.findIndex((line, index) => index >= start && line === '}')
  const entries = lines.slice(start, end)
  if (start === 0 || end < 0 || !entries.every(line => ENTRY.test(line))) {
    throw new CommandError(`adapters/index.ts has no table with one product a line; add "${entryOf(product)}" by hand`)
  }
  const known = entries.map(line => ENTRY.exec(line)![1]!)
  if (known.includes(product)) throw new CommandError(`adapters/index.ts names ${product} already`)
  return [...lines.slice(0, start), [...known, product].toSorted().map(entryOf).join(',\n'), ...lines.slice(end)].join(
    '\n'
  )
}

function entryOf(product: string): string {
  return `  ${product.includes('-') ? `'${product}'` : product}: () => import('./${product}/index.ts')`
}
