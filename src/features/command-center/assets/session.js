// Who looks. The credential stays in this tab (sessionStorage) and goes to this hub alone, in the header that every
// other client uses: there is no cookie, so no other site can make the browser use it.

const KEY = 'satu.command-center.credential'

/** Reads a credential out of the fragment, which no server and no log ever sees, and takes it out of the address. */
export function takeFragment() {
  const given = new URLSearchParams(location.hash.slice(1))
  const token = given.get('token')
  if (token !== null) {
    keep(token)
    given.delete('token')
    history.replaceState(null, '', `${location.pathname}${location.search}${given.size === 0 ? '' : `#${given}`}`)
  }
  return { isWall: given.has('wall') }
}

/** @returns {string | undefined} */
export function credential() {
  return sessionStorage.getItem(KEY) ?? undefined
}

/** @param {string} value */
export function keep(value) {
  sessionStorage.setItem(KEY, value.trim())
}

export function forget() {
  sessionStorage.removeItem(KEY)
}

/** @returns {Record<string, string>} */
export function headers() {
  const value = credential()
  if (value === undefined) return {}
  // A key of this hub tells itself by its beginning.
  return value.startsWith('satu_') ? { 'x-api-key': value } : { authorization: `Bearer ${value}` }
}

/** A refusal of the hub, in its own words. */
export class Refused extends Error {
  /**
   * @param {number} status
   * @param {string} detail
   */
  constructor(status, detail) {
    super(detail)
    this.status = status
  }
}

/**
 * Asks the hub.
 * @param {string} path
 * @param {{ method?: string, body?: unknown }} [options]
 * @returns {Promise<any>} what it answers
 * @throws {Refused}
 */
export async function ask(path, { method = 'GET', body } = {}) {
  const response = await fetch(path, {
    method,
    cache: 'no-store',
    headers: { ...headers(), accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) })
  })
  const text = await response.text()
  const answer = text === '' ? undefined : JSON.parse(text)
  if (!response.ok) {
    // Which field it was, and what is wrong with it.
    const fields = (answer?.errors ?? []).map((/** @type {{ field: string, detail: string }} */ { field, detail }) =>
      `${field} ${detail}`
    )
    throw new Refused(response.status,
      [answer?.detail ?? answer?.title ?? String(response.status), ...fields].join(' '))
  }
  return answer
}
