import { bag } from '../../platform/config/bag.ts'
import type { CheckContext } from '../../platform/config/check-context.ts'
import { suggestion } from '../../platform/config/problems.ts'

/** What a schema cannot say of the Command Center: that the issuer of its sign-in is there. */
export function checkCommandCenter({ content, reportWord }: CheckContext): void {
  const { issuer } = bag(bag(content['command_center'])['sign_in'])
  const issuers = Object.keys(bag(bag(content['identity'])['issuers']))
  if (typeof issuer === 'string' && !issuers.includes(issuer)) {
    reportWord('/command_center/sign_in/issuer', word => `unknown issuer ${word}${suggestion(issuer, issuers)}`, {
      word: issuer,
      allowed: issuers
    })
  }
}
