import { createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

const PAUSE_MS = 5
/** Who looks often at what takes long slows down what it waits for. */
const LONG_MS = 250
const LONG_PAUSE_MS = 25

/** Waits until the condition holds; in tests it stands where a sleep would be tempting. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  { what = 'the condition', timeoutMs = 60_000 }: { what?: string; timeoutMs?: number } = {}
): Promise<void> {
  const start = Date.now()
  while (!(await condition())) {
    const waited = Date.now() - start
    if (waited > timeoutMs) throw new Error(`${what} did not come true within ${timeoutMs} ms`)
    await delay(waited < LONG_MS ? PAUSE_MS : LONG_PAUSE_MS)
  }
}

/** A port of 127.0.0.1 that was free a moment ago, for servers that cannot take port 0. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  await new Promise(resolve => {
    server.close(resolve)
  })
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
