import { takeOne } from '../limits.ts'
import type { Stage } from './stage.ts'

/** Counts the request in the window of its consumer, or of its address where nobody is named: 429 above the limit. */
export const limit: Stage = (request, reply) => {
  const now = Date.now()
  const { serving, session } = request
  const window = session?.window ?? serving.addressWindow(serving.addressOf(request.raw))
  takeOne(window, now)
  reply.headers({ 'ratelimit-policy': window.policy, 'ratelimit': window.state(now) })
}
