import { clock } from '../../../cli/clock.ts'
import type { Command } from '../../../cli/command.ts'
import { type Details, writeDetails } from '../../../cli/details.ts'
import { apiOptions, apiUsage, askHub } from '../../../cli/hub-api.ts'
import type { components } from '../../../contract/types.ts'
import { filtersOf, pathOf, stateOf, type Subscription } from './words.ts'

type Delivery = components['schemas']['WebhookDelivery']

const MOST = 20
const HEAD = ['MESSAGE', 'TYPE', 'SUBJECT', 'STATUS', 'TRIED', 'SINCE', 'LAST ANSWER', 'NEXT']
const NUMBERS = [4]

export const show: Command = {
  summary: 'show one subscription with the last messages to it (scope events:subscribe; of others with events:operate)',
  operands: '<id>',
  usage: apiUsage,
  options: apiOptions,
  async run(options, { env, write }, operands) {
    const path = pathOf(operands)
    const subscription = (await askHub('GET', path, options, env)) as Subscription
    const { items, next_cursor: more } =
      (await askHub('GET', `${path}/deliveries?limit=${MOST}`, options, env)) as components['schemas'][
        'WebhookDeliveryList'
      ]
    const title = more === null ? undefined : `The last ${MOST} messages:`
    writeDetails({ facts: factsOf(subscription), title, head: HEAD, rows: items.toReversed().map(rowOf),
      numbers: NUMBERS }, write)
    return 0
  }
}

function factsOf(subscription: Subscription): Details['facts'] {
  const { id, consumer, url, description = '', status, created_at: created, last_success_at: success, failures,
    waiting = 0, oldest_waiting_at: oldest, old_secret_ends_at: overlap } = subscription
  return [
    ['id', id],
    ['consumer', consumer],
    ['address', url],
    ['description', description],
    ['wants', filtersOf(subscription)],
    ['status', stateOf(subscription)],
    ['since', clock(status.changed_at)],
    ['made', clock(created)],
    ['last success', clock(success)],
    ['failed rounds', String(failures)],
    ['waiting', oldest === undefined ? '0' : `${waiting}, the oldest since ${clock(oldest)}`],
    ['old secret ends', overlap === undefined ? '' : clock(overlap)]
  ]
}

function rowOf({ id, type, subject, status, attempts, tries, next_attempt_at: next }: Delivery): string[] {
  return [id, type, subject, status.code, String(attempts), clock(status.changed_at), tries.at(-1)?.detail ?? '-',
    next === undefined ? '' : clock(next)]
}
