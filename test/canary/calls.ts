import { subscribe } from 'node:diagnostics_channel'
import { textOf } from './answers.ts'
import { personsIn, secretsIn } from './canaries.ts'
import type { Look, Sight } from './report.ts'

interface Outgoing {
  method: string
  path: string
  headers: unknown
  body: unknown
}

/** Calls of a hub: addresses of legacy systems, and all that is sent to receivers of events and of traces. */
export function watchCalls(look: Look): void {
  subscribe('undici:request:create', message => {
    const [sight, text] = seen((message as { request: Outgoing }).request)
    // Tests ask for people too. Whose call it is, is asked only when it matters.
    if (personsIn(text).length + secretsIn(text).length > 0 && !isOfPackage()) return
    look(sight, text)
  })
}

function seen({ method, path, headers, body }: Outgoing): [Sight, string] {
  const named = JSON.stringify(headers)
  if (/webhook-id/i.test(named)) return [{ place: 'webhook', where: method }, `${path} ${named} ${textOf(body)}`]
  if (path.endsWith('/v1/traces')) return [{ place: 'trace', where: method }, textOf(body)]
  return [{ place: 'legacy URL', where: `${method} ${path.split('?')[0]}`, rule: 'persons' }, path]
}

/**
 * Tests ask with Node's own fetch, which tells of its requests in the same way; a hub with the package. What it passes
 * on as it came is its caller's own.
 */
function isOfPackage(): boolean {
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = 25
  const { stack = '' } = new Error()
  Error.stackTraceLimit = limit
  return stack.includes('/node_modules/undici/') && !stack.includes('/src/http/passthrough/')
}
