import { createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

const SHORTEST_MS = 5
/** Who looks more often at what takes seconds slows down what it waits for. */
const LONGEST_MS = 25

/** Waits until the condition holds; in tests it stands where a sleep would be tempting. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  { what = 'the condition', timeoutMs = 60_000 }: { what?: string; timeoutMs?: number } = {}
): Promise<void> {
  const deadline = Date.now() + timeoutMs
  for (let pause = SHORTEST_MS; !(await condition()); pause = Math.min(pause + 1, LONGEST_MS)) {
    if (Date.now() > deadline) throw new Error(`${what} did not come true within ${timeoutMs} ms`)
    await delay(pause)
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
