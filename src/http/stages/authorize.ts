import { checkPurpose } from '../access.ts'
import type { Stage } from './stage.ts'

/**
 * Holds the caller to the rule of the route: 401 without a credential, 403 without the scope, for a citizen where
 * citizens may not, or for a purpose that is none of the agreement's.
 */
export const authorize: Stage = ({ serving, session, rule, routeOptions: { config }, headers }) => {
  if (rule !== undefined) serving.auth.authorize(session, rule)
  checkPurpose(session, config, headers)
}
