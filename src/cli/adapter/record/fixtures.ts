import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { HttpExchange } from '../../../testing/index.ts'
import { CommandError } from '../../command.ts'
import { nameOf, type Recorded } from './exchange.ts'

/** The files of a recording: an exchange each, what is no JSON beside it. The same exchange is kept once. */
export function fixtureFiles(exchanges: readonly HttpExchange[], recorded: readonly Recorded[]): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  const seen = new Set<string>()
  const bases = new Map<string, string>()
  const numbers = new Map<string, number>()
  for (const [index, { fixture, file }] of recorded.entries()) {
    const exchange = exchanges[index]
    if (exchange === undefined) continue
    const whole = JSON.stringify(fixture) + (file?.bytes.toString('base64') ?? '')
    if (seen.has(whole)) continue
    seen.add(whole)
    // Of the path as it is written: it may name somebody.
    const base = baseOf(nameOf({ ...exchange, request: { ...exchange.request, path: fixture.request.path } }), bases)
    const number = (numbers.get(base) ?? 0) + 1
    numbers.set(base, number)
    const name = number === 1 ? base : `${base}-${number}`
    if (file !== undefined) {
      fixture.answer.file = `${name}.${file.extension}`
      files.set(fixture.answer.file, file.bytes)
    }
    files.set(`${name}.json`, Buffer.from(`${JSON.stringify(fixture, undefined, 2)}\n`))
  }
  return files
}

/** `getstreams`; with the word before it when another path ends in the same. */
function baseOf(name: readonly string[], bases: Map<string, string>): string {
  const words = name.map(word => word.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase())
  const path = words.join('/')
  for (let count = 1; count <= words.length; count++) {
    const base = words.slice(0, count).reverse().join('-')
    if (bases.get(base) === undefined || bases.get(base) === path) {
      bases.set(base, path)
      return base
    }
  }
  return words.toReversed().join('-')
}

/** Writes all files or none, and none over another. */
export async function writeFiles(folder: string, files: ReadonlyMap<string, Buffer>): Promise<void> {
  const taken = [...files.keys()].find(name => existsSync(join(folder, name)))
  if (taken !== undefined)
    throw new CommandError(
      `${join(folder, taken)} is there already: nothing was written; name another folder with --out`
    )
  const written: string[] = []
  try {
    await mkdir(folder, { recursive: true })
    for (const [name, bytes] of files) {
      await writeFile(join(folder, name), bytes, { flag: 'wx' })
      written.push(name)
    }
  } catch (error) {
    for (const name of written) await rm(join(folder, name), { force: true })
    throw new CommandError(
      `${folder} cannot be written (${(error as NodeJS.ErrnoException).code}): nothing was changed`
    )
  }
}
