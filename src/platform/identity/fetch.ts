import { request } from 'undici'

const MOST_BYTES = 1_048_576
const TIMEOUT_MS = 5_000

/**
 * Fetches a small text. Redirects are not followed: the address is one that the config or a checked document names.
 * @throws Error that names the address's host and what is wrong, never what came from there
 */
export async function fetchText(address: string, signal: AbortSignal): Promise<string> {
  const { host } = new URL(address)
  const { statusCode, body } = await request(address, { headers: { accept: 'application/json, text/plain' },
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]) })
  // What is left unread breaks off, which is told by what is thrown.
  body.on('error', () => {})
  try {
    if (statusCode !== 200) throw new Error(`${host} answered with status ${statusCode}`)
    const chunks: Buffer[] = []
    let bytes = 0
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > MOST_BYTES) throw new Error(`${host} answered with more than ${MOST_BYTES} bytes`)
      chunks.push(chunk)
    }
    return Buffer.concat(chunks).toString()
  } finally {
    body.destroy()
  }
}

/** The same for a JSON object. */
export async function fetchObject(address: string, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>> {
  const text = await fetchText(address, signal)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Error(`${new URL(address).host} did not answer with JSON`)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`${new URL(address).host} did not answer with a JSON object`)
  return value as Readonly<Record<string, unknown>>
}
