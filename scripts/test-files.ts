import { existsSync, globSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'

/** The test files that a name stands for: a file, a folder with all below it, or a pattern. */
export function testFiles(name: string, cwd: string): string[] {
  const path = resolve(cwd, name)
  if (!existsSync(path)) return globSync(name, { cwd }).map(file => resolve(cwd, file))
  return statSync(path).isFile() ? [path] : globSync('**/*.test.ts', { cwd: path }).map(file => join(path, file))
}

/** The parameters with each folder replaced by its test files: tap would run whatever else lies in it. */
export function withoutFolders(parameters: readonly string[], cwd = process.cwd()): string[] {
  return parameters.flatMap(parameter => {
    const isFolder = !parameter.startsWith('-') &&
      statSync(resolve(cwd, parameter), { throwIfNoEntry: false })?.isDirectory() === true
    const files = isFolder ? testFiles(parameter, cwd).map(file => relative(cwd, file)).sort() : []
    // Without any, tap must not take it for all.
    return files.length > 0 ? files : [parameter]
  })
}
