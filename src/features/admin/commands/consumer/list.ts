import { clock } from '../../../../cli/clock.ts'
import { columns } from '../../../../cli/columns.ts'
import type { Command } from '../../../../cli/command.ts'
import { apiOptions, apiUsage, askHub } from '../../../../cli/hub-api.ts'
import type { components } from '../../../../contract/types.ts'

type Consumer = components['schemas']['OperatedConsumer']

const HEAD = ['CONSUMER', 'STATE', 'AGENCY', 'AGREEMENT', 'RATE', 'KEYS UNTIL', 'SCOPES']

export const list: Command = {
  summary: 'show who may call, by what, and who is suspended (scope admin:read)',
  usage: apiUsage,
  options: apiOptions,
  async run(options, { env, write }) {
    const consumers: Consumer[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page =
        (await askHub('GET', `/admin/consumers?limit=100${cursor === '' ? '' : `&cursor=${cursor}`}`, options,
          env)) as components['schemas']['OperatedConsumerList']
      consumers.push(...page.items)
      cursor = page.next_cursor
    }
    for (const line of columns([HEAD, ...consumers.map(rowOf)])) write(line)
    return 0
  }
}

function rowOf(
  { id, agency_code: agency = '-', agreement, rate, quota_day: quota, keys, scopes, suspension }: Consumer
): string[] {
  return [
    id,
    suspension === undefined
      ? 'open'
      : `suspended by ${suspension.by}, ${clock(suspension.since)}: ${suspension.reason}`,
    agency,
    agreement === undefined ? '-' : `${agreement.number} until ${agreement.expires}`,
    `${rate.requests}/${rate.seconds} s${quota === undefined ? '' : `, ${quota} a day`}`,
    keys.map(({ expires }) => expires).join(', ') || '-',
    scopes.join(' ')
  ]
}
