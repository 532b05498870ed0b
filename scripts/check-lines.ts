// No line of the sources is longer than a reader's window. The formatter breaks code; this finds what it must leave
// alone: texts, regular expressions, comments. Data keeps the form in which it was recorded.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const MAX_CHARACTERS = 120
const SOURCES = ['*.ts', '*.mts', '*.js', '*.mjs', '*.cjs']
/** What is recorded, and templates: what is left out of one is marked at the end of its line. */
const DATA = /(^|\/)fixtures\/|^templates\//

/** The lines of a text that are too long: their numbers and how many characters they have. */
export function longLines(text: string): { line: number; characters: number }[] {
  return text.split('\n')
    .map((content, index) => ({ line: index + 1, characters: Array.from(content).length }))
    .filter(({ characters }) => characters > MAX_CHARACTERS)
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '..')
  const listing = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...SOURCES]
  const files = execFileSync('git', listing, { cwd: root, encoding: 'utf8' }).split('\0')
  for (const file of new Set(files)) {
    // What was removed and is not committed yet is listed too.
    if (file === '' || DATA.test(file) || !existsSync(join(root, file))) continue
    for (const { line, characters } of longLines(readFileSync(join(root, file), 'utf8'))) {
      console.log(`${file}:${line}: ${characters} characters, more than ${MAX_CHARACTERS}`)
      process.exitCode = 1
    }
  }
}
