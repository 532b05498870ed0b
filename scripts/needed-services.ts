import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Service } from '../test/services/service.ts'

/**
 * The services that these test files need: the quick ones always, a slow one only when a file, or a module that it
 * imports, imports the service's name from `test/services.ts`.
 */
export function neededServices(services: Record<string, Service>, files: readonly string[]): Service[] {
  const asked = new Set<string>()
  const seen = new Set<string>()
  for (const file of files) readImports(resolve(file), asked, seen)
  return Object.entries(services).flatMap(([name, service]) => (!service.slow || asked.has(name) ? [service] : []))
}

function readImports(file: string, asked: Set<string>, seen: Set<string>): void {
  if (seen.has(file) || !existsSync(file)) return
  seen.add(file)
  for (const [, names = '', from = ''] of readFileSync(file, 'utf8').matchAll(
    /^(?:import|export) ([^'"]*?) from '(\.{1,2}\/[^']+\.ts)'/gms
  )) {
    const target = resolve(dirname(file), from)
    if (target.endsWith('/test/services.ts')) { for (const [name] of names.matchAll(/\w+/g)) asked.add(name) }
    // What a service's own files import says nothing about who uses it.
    else if (target.includes('/test/')) readImports(target, asked, seen)
  }
}
