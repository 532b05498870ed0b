import { clock } from '../../../../cli/clock.ts'
import { type Command, UsageError } from '../../../../cli/command.ts'
import { apiOptions, apiUsage, askHub } from '../../../../cli/hub-api.ts'
import type { components } from '../../../../contract/types.ts'

type Consumer = components['schemas']['OperatedConsumer']

export const show: Command = {
  summary: 'show one consumer: what it may do, its keys, and how much it uses (scope admin:read)',
  operands: '<consumer>',
  usage: apiUsage,
  options: apiOptions,
  async run(options, { env, write }, operands) {
    const [id, ...more] = operands
    if (id === undefined || more.length > 0) throw new UsageError('name one consumer, as the config file does')
    const { name, agency_code: agency, scopes, agreement, keys, suspension, use } =
      (await askHub('GET', `/admin/consumers/${encodeURIComponent(id)}`, options, env)) as Consumer
    write(`${id}: ${name}${agency === undefined ? '' : ` (${agency})`}`)
    if (suspension !== undefined)
      write(`suspended by ${suspension.by}, ${clock(suspension.since)}: ${suspension.reason}`)
    write(`scopes     ${scopes.join(' ')}`)
    if (agreement !== undefined) write(`agreement  ${agreement.number} until ${agreement.expires}`)
    write(`requests   ${use?.requests ?? 0}, last ${clock(use?.last_seen) || 'not since the start'}`)
    for (const { name: of, used, requests, resets_in_seconds: seconds } of use?.windows ?? [])
      write(`${of.padEnd(10)} ${used} of ${requests}${seconds === 0 ? '' : `, anew in ${seconds} s`}`)
    for (const { prefix, expires, revocation } of keys)
      write(`key        ${prefix} until ${expires}${
        revocation === undefined
          ? ''
          : `, revoked by ${revocation.by}, ${clock(revocation.since)}: ${revocation.reason}`
      }`)
    return 0
  }
}
