import { bag } from './bag.ts'

/**
 * What a schema cannot say of the hub's patience: a head is a part of its request. Whatever has the wrong shape is
 * passed over.
 */
export function checkTimes(hub: unknown, report: (pointer: string, message: string) => void): void {
  const { headers_ms: head, request_ms: whole } = bag(bag(hub)['times'])
  if (typeof head === 'number' && typeof whole === 'number' && head > whole)
    report('/hub/times/headers_ms', `must not be more than request_ms, which is ${whole}`)
}
