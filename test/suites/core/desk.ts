import { contractErrors } from '../contract-check.ts'
import { operation, type RunningHub } from './hub.ts'
import { bearer } from './tokens.ts'

export interface Answer<Body = Record<string, unknown>> {
  status: number
  headers: Headers
  body: Body
  /** What of it the contract does not allow. */
  errors: string[]
}

/** Asks a hub by the contract's operations, as one of its consumers with the scopes that it has. */
export function createDesk(hub: RunningHub, consumers: Readonly<Record<string, { scopes: readonly string[] }>>) {
  return async function ask<Body = Record<string, unknown>>(
    id: string,
    path: Record<string, string> = {},
    { body, query = '', as = 'desk', headers = {}, claims = {} }: { body?: unknown; query?: string; as?: string;
      headers?: Record<string, string>; claims?: object } = {}
  ): Promise<Answer<Body>> {
    const { method, path: template } = operation(id)
    const url = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? '')) + query
    const response = await hub.get(url, {
      method,
      headers: { ...bearer({ claims: { sub: as, scope: consumers[as]?.scopes.join(' '), ...claims } }),
        ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) })
    })
    const answer = { status: response.status, headers: response.headers, body: await response.json() as Body }
    return { ...answer, errors: contractErrors(id, answer) }
  }
}

/** Asks a hub by path, as one of its consumers with the scopes that it has. */
export function createCaller<Name extends string>(
  hub: RunningHub,
  consumers: Readonly<Record<Name | 'desk', { scopes: readonly string[] }>>
) {
  return async function ask<Item = Record<string, unknown>>(
    method: string,
    path: string,
    body?: object,
    as: Name | 'desk' = 'desk'
  ) {
    const response = await hub.get(path, {
      method,
      headers: { ...bearer({ claims: { sub: as, scope: consumers[as].scopes.join(' ') } }),
        ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) })
    })
    return { status: response.status, headers: response.headers,
      body: await response.json() as Record<string, unknown> & { items: Item[]; next_cursor: string | null } }
  }
}
