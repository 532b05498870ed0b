import { readFileSync } from 'node:fs'

/** The variables that the city's config names, each with a value that fits and leads nowhere. */
export function cityVariables(file = new URL('../../config/bandung.yaml', import.meta.url)): Record<string, string> {
  const names = [...readFileSync(file, 'utf8').matchAll(/\$\{([A-Z][A-Z0-9_]*)\}/g)]
  return Object.fromEntries(names.map(([, name = '']) => [name, valueOf(name)]))
}

function valueOf(name: string): string {
  if (name.endsWith('_FILES_URL')) return 'file:///srv/drop'
  if (name.endsWith('_FTP_URL')) return 'ftp://127.0.0.1:9'
  return name.endsWith('_URL') ? 'http://127.0.0.1:9' : `canary-${name.toLowerCase()}`
}
