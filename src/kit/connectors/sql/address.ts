export type Dialect = 'mysql' | 'postgres' | 'sqlserver' | 'oracle'

/** Where a database is and as whom it is asked. */
export interface Address {
  dialect: Dialect
  host: string
  port: number
  user: string
  /** Of Oracle the service name; empty when the URL names none. */
  database: string
  /** Path of a Unix socket, for MySQL, or of the folder with it, for PostgreSQL. */
  socket?: string
  /** Named instance of SQL Server, looked up in place of a port. */
  instance?: string
  /** System identifier of an Oracle database that has no service name. */
  sid?: string
}

const SCHEMES: Readonly<Record<string, { dialect: Dialect; port: number; parameters: readonly string[] }>> = {
  'mysql:': { dialect: 'mysql', port: 3306, parameters: ['socket'] },
  'mariadb:': { dialect: 'mysql', port: 3306, parameters: ['socket'] },
  'postgres:': { dialect: 'postgres', port: 5432, parameters: ['socket'] },
  'postgresql:': { dialect: 'postgres', port: 5432, parameters: ['socket'] },
  'sqlserver:': { dialect: 'sqlserver', port: 1433, parameters: ['instance'] },
  'oracle:': { dialect: 'oracle', port: 1521, parameters: ['sid'] }
}

/**
 * Reads `scheme://user@host:port/database?parameter=value`.
 * @throws TypeError that never shows the URL: somebody may have put a password into it
 */
export function readAddress(url: string): Address {
  if (!URL.canParse(url)) throw new TypeError('the url of a database must be scheme://user@host:port/database')
  const { protocol, hostname, port, username, password, pathname, searchParams } = new URL(url)
  const scheme = SCHEMES[protocol]
  if (scheme === undefined) {
    throw new TypeError(
      `the url of a database must start with one of ${Object.keys(SCHEMES).map(name => `${name}//`).join(' ')}`
    )
  }
  if (password) throw new TypeError('the url must not hold a password: it belongs in a setting of its own')
  if (!username) throw new TypeError('the url must name the user: scheme://user@host/database')
  for (const name of searchParams.keys()) {
    if (!scheme.parameters.includes(name))
      throw new TypeError(`the url may only have the parameter ${scheme.parameters.join(', ')}`)
  }
  return {
    dialect: scheme.dialect,
    // Brackets are how a URL writes an IPv6 address, not part of it.
    host: decodeURIComponent(hostname.replace(/^\[|\]$/g, '')),
    port: Number(port || scheme.port),
    user: decodeURIComponent(username),
    database: decodeURIComponent(pathname.slice(1)),
    ...Object.fromEntries(searchParams)
  }
}
