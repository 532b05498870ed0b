import type { StandIn } from './declaration.ts'

/** A stand-in's url and settings, perhaps with other addresses in them. */
export type Wiring = Required<Pick<StandIn, 'url' | 'settings'>>

export type AddressKind = 'http' | 'tcp' | 'folder'

const kinds: Readonly<Record<string, AddressKind>> = {
  http: 'http',
  https: 'http',
  file: 'folder',
  mysql: 'tcp',
  mariadb: 'tcp',
  postgres: 'tcp',
  postgresql: 'tcp',
  sqlserver: 'tcp',
  oracle: 'tcp',
  sftp: 'tcp',
  ftp: 'tcp',
  ftps: 'tcp'
}
export const ports: Readonly<Record<string, number>> = {
  mysql: 3306,
  mariadb: 3306,
  postgres: 5432,
  postgresql: 5432,
  sqlserver: 1433,
  oracle: 1521,
  sftp: 22,
  ftp: 21,
  ftps: 21
}

export function schemeOf(address: string): string {
  return /^([a-z]+):/.exec(address)?.[1] ?? ''
}

/** The addresses at which the adapter will look for the system, wherever they stand. */
export function addressesOf({ url, settings = {} }: Pick<StandIn, 'url' | 'settings'>, kind: AddressKind): string[] {
  const found = new Set<string>()
  rewire({ url, settings }, address => {
    if (kinds[schemeOf(address)] === kind) found.add(address)
    return address
  })
  return [...found]
}

/** The same with each address replaced. */
export function rewire(
  { url, settings = {} }: Pick<StandIn, 'url' | 'settings'>,
  replace: (address: string) => string
): Wiring {
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return Object.hasOwn(kinds, schemeOf(value)) ? replace(value) : value
    if (Array.isArray(value)) return value.map(walk)
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner)]))
    return value
  }
  return { url: walk(url) as string, settings: walk(settings) as Record<string, unknown> }
}
