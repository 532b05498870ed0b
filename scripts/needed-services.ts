import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Service } from '../test/services/service.ts'

/**
 * The services that a run of tap with these parameters needs: the quick ones always, a slow one only when a test file,
 * or a module that it imports, imports the service's name from `test/services.ts`.
 */
export function neededServices(services: Record<string, Service>, parameters: readonly string[], cwd = process.cwd()): Service[] {
  const named = parameters.filter(parameter => !parameter.startsWith('-')).flatMap(name => testFiles(name, cwd))
  const files = named.length > 0 ? named : testFiles('test', cwd)
  const asked = new Set<string>()
  const seen = new Set<string>()
  for (const file of files) readImports(file, asked, seen)
  return Object.entries(services).flatMap(([name, service]) => (!service.slow || asked.has(name) ? [service] : []))
}

function testFiles(name: string, cwd: string): string[] {
  const path = resolve(cwd, name)
  if (!existsSync(path)) return globSync(name, { cwd }).map(file => resolve(cwd, file))
  return statSync(path).isFile() ? [path] : globSync('**/*.test.ts', { cwd: path }).map(file => join(path, file))
}

function readImports(file: string, asked: Set<string>, seen: Set<string>): void {
  if (seen.has(file) || !existsSync(file)) return
  seen.add(file)
  for (const [, names = '', from = ''] of readFileSync(file, 'utf8').matchAll(/^(?:import|export) ([^'"]*?) from '(\.{1,2}\/[^']+\.ts)'/gms)) {
    const target = resolve(dirname(file), from)
    if (target.endsWith('/test/services.ts')) for (const [name] of names.matchAll(/\w+/g)) asked.add(name)
    // What a service's own files import says nothing about who uses it.
    else if (target.includes('/test/')) readImports(target, asked, seen)
  }
}
