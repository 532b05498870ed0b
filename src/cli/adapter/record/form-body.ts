import type { Visit } from './json-body.ts'

/** Visits the values of `a=b&c=d`; one that does not change keeps its spelling. */
export function mapForm(text: string, visit: Visit): string {
  return text.split('&').map(pair => {
    const at = pair.indexOf('=')
    if (at < 0) return pair
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)]
    const decoded = decode(value.replaceAll('+', ' '))
    const scrubbed = visit(decode(name), decoded)
    return scrubbed === decoded ? pair : `${name}=${encodeURIComponent(scrubbed).replaceAll('%20', '+')}`
  }).join('&')
}

/** Visits the segments and the query of a path or an address. Its host is not looked at. */
export function mapUrl(text: string, visit: Visit): string {
  const [, origin = '', path = '', query, hash = ''] =
    /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)?([^?#]*)(?:\?([^#]*))?(#.*)?$/is.exec(text) ?? []
  const segments = path.split('/').map(segment => {
    const decoded = decode(segment)
    const scrubbed = decoded === '' ? '' : visit('', decoded)
    return scrubbed === decoded ? segment : encodeURIComponent(scrubbed)
  })
  return `${origin}${segments.join('/')}${query === undefined ? '' : `?${mapForm(query, visit)}`}${hash}`
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
