import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export const root = join(import.meta.dirname, '../..')

/** Files of which the hub's types, checks and tests are made, and which no checkout holds before `npm ci`. */
const NEEDED = ['src/contract/contract.gen.json', 'src/contract/contract-3.0.gen.json', 'src/contract/types.ts',
  'clients/typescript/src/contract.gen.ts', 'clients/typescript/src/operations.gen.ts']

/** Those of these files whose content on disk is another one, or that are missing. */
export function staleFiles(files: ReadonlyMap<string, string>): string[] {
  return [...files].filter(([file, text]) => current(file) !== text).map(([file]) => file)
}

/** Writes the files that are out of date, and tells of each. */
export function writeFiles(files: ReadonlyMap<string, string>): void {
  for (const file of staleFiles(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), files.get(file) ?? '')
    console.log(`wrote ${file}`)
  }
}

/** Ends the process with exit code 1 and one line that says what to do, when a generated file is missing. */
export function needGenerated(folder: string = root): void {
  const missing = NEEDED.find(file => !existsSync(join(folder, file)))
  if (missing === undefined) return
  console.error(`${missing} is missing: run npm run generate`)
  process.exit(1)
}

function current(file: string): string | undefined {
  try {
    return readFileSync(join(root, file), 'utf8')
  } catch {
    return undefined
  }
}
