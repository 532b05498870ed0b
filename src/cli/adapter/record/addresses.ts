import { type HttpExchange, type HttpProxy, startHttpProxy } from '../../../testing/index.ts'
import type { Bound } from '../configured.ts'

/** The system's addresses, each with a proxy in front that sees what is said. */
export interface Watched {
  url: string
  settings: Readonly<Record<string, unknown>>
  close(): Promise<void>
}

/** Stands in front of every HTTP address of the system, those among its settings too. */
export async function watchAddresses(
  { url, settings, tls }: Bound,
  onExchange: (exchange: HttpExchange) => void
): Promise<Watched> {
  const proxies = new Map<string, HttpProxy>()
  const through = async (address: string): Promise<string> => {
    const known = proxies.get(address)
    if (known !== undefined) return known.url
    const proxy = await startHttpProxy(address, { onExchange, tls })
    proxies.set(address, proxy)
    return proxy.url
  }
  const replaced = async (value: unknown): Promise<unknown> => {
    if (typeof value === 'string') return /^https?:\/\//i.test(value) && URL.canParse(value) ? through(value) : value
    if (Array.isArray(value)) return Promise.all(value.map(replaced))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      await Promise.all(Object.entries(value).map(async ([key, inner]) => [key, await replaced(inner)] as const))
    )
  }
  return {
    url: url === '' ? '' : await through(url),
    settings: (await replaced(settings)) as Record<string, unknown>,
    close: async () => void (await Promise.all([...proxies.values()].map(proxy => proxy.close())))
  }
}

/** The address of a place with files among the settings. */
export function filesAddressOf(settings: unknown): string | undefined {
  return find(settings, value => /^(?:file:|sftp:\/\/|ftps?:\/\/)/i.test(value))
}

export function databaseAddressOf(settings: unknown): string | undefined {
  return find(settings, value => /^(?:mysql|mariadb|postgres|postgresql|sqlserver|oracle):\/\//i.test(value))
}

function find(value: unknown, matches: (value: string) => boolean): string | undefined {
  if (typeof value === 'string') return matches(value) ? value : undefined
  if (typeof value !== 'object' || value === null) return undefined
  return Object.values(value).map(inner => find(inner, matches)).find(found => found !== undefined)
}
