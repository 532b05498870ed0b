/** How to reach Redis: one server, the master that sentinels name, or a cluster. */
export type RedisAddress =
  | (RedisAccess & { kind: 'single'; host: string; port: number })
  | (RedisAccess & { kind: 'socket'; path: string })
  | (RedisAccess & { kind: 'sentinel'; hosts: readonly RedisHost[]; master: string })
  | (RedisAccess & { kind: 'cluster'; hosts: readonly RedisHost[] })

export interface RedisHost {
  host: string
  port: number
}

export interface RedisAccess {
  tls: boolean
  username?: string
  password?: string
  db: number
}

type Kind = RedisAddress['kind']

interface Scheme {
  kind: Kind
  tls: boolean
  port: number
}

const schemes: Record<string, Scheme> = {
  'redis': { kind: 'single', tls: false, port: 6379 },
  'rediss': { kind: 'single', tls: true, port: 6379 },
  'unix': { kind: 'socket', tls: false, port: 0 },
  'redis-sentinel': { kind: 'sentinel', tls: false, port: 26379 },
  'rediss-sentinel': { kind: 'sentinel', tls: true, port: 26379 },
  'redis-cluster': { kind: 'cluster', tls: false, port: 6379 },
  'rediss-cluster': { kind: 'cluster', tls: true, port: 6379 }
}

const forms: Record<Kind, string> = {
  single: 'redis://[user:password@]host[:port][/db]',
  socket: 'unix:///path/of/redis.sock[?db=0&username=u&password=p]',
  sentinel: 'redis-sentinel://[user:password@]host[:port],host[:port]/master[?db=0]',
  cluster: 'redis-cluster://[user:password@]host[:port],host[:port]'
}

/**
 * Reads a Redis URL; `rediss` in place of `redis` speaks TLS. Users and passwords are percent-encoded.
 * @throws Error that says what is wrong and what is allowed. It never repeats the URL: a misplaced `/` or `@` would
 *   otherwise show a part of the password.
 */
export function parseRedisUrl(url: string): RedisAddress {
  const found = /^([a-z-]+):\/\/(?:([^/]*)@)?([^/?@]*)(\/[^?]*)?(?:\?(.*))?$/i.exec(url)
  const scheme = schemes[found?.[1]?.toLowerCase() ?? '']
  if (!found || !scheme) throw new Error(`not a Redis URL; it is one of ${Object.values(forms).join(' , ')}`)
  const [, , login = '', authority = '', path = '', query = ''] = found
  const fail = (what: string): never => {
    throw new Error(`wrong Redis URL: ${what}; the form is ${forms[scheme.kind]}`)
  }
  const parameters = new URLSearchParams(query)
  const decode = (text: string, what: string): string => {
    try {
      return decodeURIComponent(text)
    } catch {
      return fail(`the ${what} is not percent-encoded`)
    }
  }
  const [user = '', ...secret] = login.split(':')
  const username = decode(user, 'user') || (parameters.get('username') ?? '')
  const password = decode(secret.join(':'), 'password') || (parameters.get('password') ?? '')
  const access = (db: string): RedisAccess => ({
    tls: scheme.tls,
    db: /^\d{1,5}$/.test(db) ? Number(db) : fail('the database is not a number'),
    ...(username && { username }),
    ...(password && { password })
  })
  const hosts = (): RedisHost[] => authority.split(',').map(text => readHost(text, scheme.port, fail))
  const queryDb = parameters.get('db') ?? '0'
  const unknown = [...parameters.keys()].filter(key => !['db', 'username', 'password'].includes(key))
  if (unknown.length > 0) fail('there is a parameter other than db, username and password')

  switch (scheme.kind) {
    case 'single': {
      const [first, ...more] = hosts()
      if (!first || more.length > 0) return fail('it names several hosts')
      return { kind: 'single', ...first, ...access(path.slice(1) || queryDb) }
    }
    case 'socket':
      if (authority || path.length < 2) fail('the path does not follow three slashes')
      return { kind: 'socket', path: decode(path, 'path'), ...access(queryDb) }
    case 'sentinel': {
      const master = decode(path.slice(1), 'name of the master')
      if (!master || master.includes('/')) fail('the name of the master is missing')
      return { kind: 'sentinel', hosts: hosts(), master, ...access(queryDb) }
    }
    case 'cluster': {
      if (path.length > 1 || queryDb !== '0') fail('a cluster has no databases')
      return { kind: 'cluster', hosts: hosts(), ...access('0') }
    }
  }
}

function readHost(text: string, defaultPort: number, fail: (what: string) => never): RedisHost {
  const found = /^(?:\[([0-9a-f:.]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/i.exec(text)
  if (!found) return fail('a host or port is missing or not readable')
  const port = found[3] === undefined ? defaultPort : Number(found[3])
  if (port < 1 || port > 65_535) fail('a port is not between 1 and 65535')
  return { host: found[1] ?? found[2] ?? '', port }
}

/** Where the address points, for logs and health: without user and password. */
export function describeRedis(address: RedisAddress): string {
  if (address.kind === 'socket') return address.path
  const hosts = address.kind === 'single' ? [address] : address.hosts
  const list = hosts.map(({ host, port }) => (host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`)).join(',')
  return address.kind === 'sentinel' ? `${list}/${address.master}` : list
}
