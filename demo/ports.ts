import { createServer } from 'node:net'

/** What a person who started the demo can put right; its message is one line. */
export class DemoError extends Error {
  override readonly name = 'DemoError'
}

/** A port from the environment; an empty variable counts as not set. */
export function readPort(env: NodeJS.ProcessEnv, variable: 'PORT' | 'DEMO_PORT', fallback: number): number {
  const text = env[variable]
  if (text === undefined || text === '') return fallback
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) {
    throw new DemoError(`${variable} must be a whole number from 1 to 65535, not ${JSON.stringify(text)}`)
  }
  return port
}

/** The fault of a port that cannot be listened on, in terms of the variable to change. */
export function portError(error: unknown, variable: 'PORT' | 'DEMO_PORT', port: number): Error {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'EADDRINUSE')
    return new DemoError(
      `port ${port} is in use: set ${variable} to a free port, as in ${variable}=${port + 1} npm run demo`
    )
  if (code === 'EACCES')
    return new DemoError(`port ${port} is not allowed for this user: set ${variable} to one above 1023`)
  return error instanceof Error ? error : new Error(String(error))
}

/** Finds out now, in words, what the hub would say later in its log. */
export function checkPortIsFree(variable: 'PORT' | 'DEMO_PORT', port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', error => reject(portError(error, variable, port)))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()))
  })
}
