export interface CookieJar {
  /** Takes in the Set-Cookie headers of an answer to a request for `url`. */
  store(setCookie: string | readonly string[] | undefined, url: URL): void
  /** The Cookie header of a request for `url`; undefined when there is nothing to send. */
  header(url: URL): string | undefined
}

interface Cookie {
  name: string
  value: string
  path: string
  secure: boolean
  /** Milliseconds since 1970. */
  expires: number
}

const MAX_COOKIES = 50
const MAX_COOKIE_LENGTH = 4_096

/** The cookies of one login at one host (RFC 6265). Those set for another host are dropped. */
export function createCookieJar(now: () => number = Date.now): CookieJar {
  const cookies = new Map<string, Cookie>()
  return {
    store(setCookie, url) {
      for (const line of typeof setCookie === 'string' ? [setCookie] : (setCookie ?? [])) {
        const cookie = readCookie(line, url, now())
        if (cookie === undefined) continue
        const key = `${cookie.name};${cookie.path}`
        // A server that sets its cookie anew means the last one; one in the past deletes it.
        cookies.delete(key)
        if (cookie.expires > now()) cookies.set(key, cookie)
        if (cookies.size > MAX_COOKIES) cookies.delete(cookies.keys().next().value!)
      }
    },
    header(url) {
      const sent = [...cookies.values()]
        .filter(({ path, secure, expires }) =>
          expires > now() && (!secure || url.protocol === 'https:') && isBelow(url.pathname, path)
        )
        // RFC 6265 5.4: the more specific path first.
        .sort((a, b) => b.path.length - a.path.length)
      return sent.length === 0 ? undefined : sent.map(({ name, value }) => `${name}=${value}`).join('; ')
    }
  }
}

function readCookie(line: string, url: URL, now: number): Cookie | undefined {
  const [pair = '', ...rest] = line.split(';')
  const equals = pair.indexOf('=')
  const name = pair.slice(0, equals).trim()
  const value = pair.slice(equals + 1).trim()
  // What could not stand in a header, or would make two cookies of one, is left out.
  if (equals < 1 || name === '' || line.length > MAX_COOKIE_LENGTH || /[^ -~]/.test(name + value)) return undefined
  const attributes = new Map(rest.map(readAttribute))
  if (!isOwnHost(attributes.get('domain'), url.hostname)) return undefined
  const path = attributes.get('path')
  return {
    name,
    value,
    path: path?.startsWith('/') ? path : directoryOf(url.pathname),
    secure: attributes.has('secure'),
    expires: expiry(attributes, now)
  }
}

function readAttribute(text: string): [name: string, value: string] {
  const equals = text.indexOf('=')
  const name = equals === -1 ? text : text.slice(0, equals)
  return [name.trim().toLowerCase(), equals === -1 ? '' : text.slice(equals + 1).trim()]
}

/** A host may widen a cookie to a domain it lies in; the jar sends it to that host alone all the same. */
function isOwnHost(domain: string | undefined, host: string): boolean {
  const wanted = domain?.replace(/^\./, '').toLowerCase()
  return wanted === undefined || wanted === '' || wanted === host ||
    (host.endsWith(`.${wanted}`) && wanted.includes('.'))
}

function expiry(attributes: ReadonlyMap<string, string>, now: number): number {
  const maxAge = attributes.get('max-age')
  if (maxAge !== undefined && /^-?\d+$/.test(maxAge)) return now + Number(maxAge) * 1_000
  // Netscape's own format, `Wed, 09-Jun-2027 10:18:14 GMT`, is understood as well.
  const at = Date.parse(attributes.get('expires') ?? '')
  return Number.isNaN(at) ? Infinity : at
}

/** RFC 6265 5.1.4. */
function directoryOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/'
}

function isBelow(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory.endsWith('/') ? directory : `${directory}/`)
}
