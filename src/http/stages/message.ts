import { checkRequest } from '../requests.ts'
import type { Stage } from './stage.ts'

/** Refuses what no request may be, whatever it asks for: 400 and the end of the connection. */
export const message: Stage = request => {
  checkRequest(request.raw)
}
