import { existsSync, globSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

/** `short`: all that a change can break, in minutes. `long`: what takes longer, in files named `*.long.test.ts`. */
export type Tier = 'short' | 'long' | 'all'

/** As many files share a process: its start and its modules count little, and what one leaves behind reaches few. */
const FILES_OF_A_PROCESS = 12

const isLong = (file: string): boolean => file.endsWith('.long.test.ts')

/**
 * The test files that a name stands for: a file, a folder with all below it, a pattern, or else the name of a folder or
 * a file somewhere below `test/`.
 */
export function testFiles(name: string, cwd = process.cwd()): string[] {
  const path = resolve(cwd, name)
  if (existsSync(path))
    return statSync(path).isFile() ? [path] : globSync('**/*.test.ts', { cwd: path }).map(file => join(path, file))
  const matching = globSync(name, { cwd })
  if (matching.length > 0) return matching.map(file => resolve(cwd, file))
  const plain = (file: string): string => `/${file.replace(/(\.long)?\.test\.ts$/, '')}/`
  return globSync('test/**/*.test.ts', { cwd }).filter(file => plain(file).includes(plain(name)))
    .map(file => resolve(cwd, file))
}

/**
 * The test files of a run, as paths from `cwd`: those that the names stand for, of this tier. A name that stands for
 * files of the other tier alone means these.
 * @throws Error when a name stands for no file
 */
export function chooseFiles(names: readonly string[], tier: Tier, cwd = process.cwd()): string[] {
  const ofTier = (file: string): boolean => tier === 'all' || isLong(file) === (tier === 'long')
  const chosen = names.length === 0
    ? testFiles('test', cwd).filter(ofTier)
    : names.flatMap(name => {
      const files = testFiles(name, cwd)
      if (files.length === 0) throw new Error(`no test is named ${name}`)
      const wanted = files.filter(ofTier)
      return wanted.length > 0 ? wanted : files
    })
  return [...new Set(chosen.map(file => relative(cwd, file)))].sort()
}

/**
 * Shares the files out to processes: files of one folder run in one process, small folders beside each other in one,
 * long files in one of their own.
 */
export function groupFiles(files: readonly string[]): string[][] {
  const long = files.filter(isLong).map(file => [file])
  const folders = [...Map.groupBy(files.filter(file => !isLong(file)), file => dirname(file)).values()]
  const short: string[][] = []
  let shared: string[] | undefined
  for (const folder of folders) {
    const processes = Math.ceil(folder.length / FILES_OF_A_PROCESS)
    const size = Math.ceil(folder.length / processes)
    if (processes === 1 && shared !== undefined && shared.length + size <= FILES_OF_A_PROCESS) shared.push(...folder)
    else {
      const groups = Array.from({ length: processes }, (_, at) => folder.slice(at * size, (at + 1) * size))
      short.push(...groups)
      shared = processes === 1 ? groups[0] : undefined
    }
  }
  return [...long, ...short]
}
