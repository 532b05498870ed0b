import { SatuError } from '../../errors.ts'
import type { RuleOf } from '../access.ts'
import { takeOne } from '../limits.ts'
import { ADMITTED, type Stage } from './stage.ts'

/**
 * Lets through what asks for no credential of the hub: probes, routes that let in by themselves, and what is open to
 * everybody, which counts against the address (429). A route without a rule is closed: 403.
 */
export function admit(ruleOf: RuleOf): Stage {
  return request => {
    const rule = request.is404 ? 'open' : ruleOf(request.routeOptions.config)
    if (rule === undefined)
      throw new SatuError('forbidden', 'Nobody may use this: it has no rule.', { stage: 'auth' })
    if (rule === 'probe' || rule === 'own') return ADMITTED
    if (rule !== 'open') {
      request.rule = rule
      return undefined
    }
    const { addressWindow, addressOf } = request.serving
    takeOne(addressWindow(addressOf(request.raw)), Date.now())
    return ADMITTED
  }
}
