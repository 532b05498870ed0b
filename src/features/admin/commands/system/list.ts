import { clock } from '../../../../cli/clock.ts'
import { columns } from '../../../../cli/columns.ts'
import type { Command } from '../../../../cli/command.ts'
import { apiOptions, apiUsage, askHub } from '../../../../cli/hub-api.ts'
import type { components } from '../../../../contract/types.ts'
import { type Operated, standing } from './words.ts'

const HEAD = ['SYSTEM', 'STATE', 'SINCE', 'BREAKER', 'RUNNING', 'QUEUED', 'WAITING', 'PARKED']
const NUMBERS = [4, 5, 6, 7]

export const list: Command = {
  summary: 'show how every system stands, and who holds which (scope admin:read)',
  usage: apiUsage,
  options: apiOptions,
  async run(options, { env, write }) {
    const systems: Operated[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page =
        (await askHub('GET', `/admin/systems?limit=100${cursor === '' ? '' : `&cursor=${cursor}`}`, options,
          env)) as components['schemas']['OperatedSystemList']
      systems.push(...page.items)
      cursor = page.next_cursor
    }
    for (const line of columns([HEAD, ...systems.map(rowOf)], NUMBERS)) write(line)
    return 0
  }
}

function rowOf(operated: Operated): string[] {
  const { system: { id, held, health }, deliveries } = operated
  return [id, standing(operated), clock(held?.since ?? health.since), health.breaker, String(health.in_flight),
    String(health.queued), String(deliveries.waiting + deliveries.uncertain), String(deliveries.parked)]
}
