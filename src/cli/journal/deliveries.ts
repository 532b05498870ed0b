import type { components } from '../../contract/types.ts'
import { clock } from '../clock.ts'
import { columns } from '../columns.ts'
import { type Command, type Options, textOption, UsageError } from '../command.ts'
import { apiOptions, apiUsage, askHub } from '../hub-api.ts'

type Deliveries = components['schemas']['Deliveries']
type AllDeliveries = components['schemas']['AllDeliveries']
type Retried = components['schemas']['ParkedRetry']
type Pause = components['schemas']['DeliveryPause']

const HEAD = ['SYSTEM', 'DELIVERIES', 'WAITING', 'UNCERTAIN', 'PARKED', 'OLDEST']
const NUMBERS = [2, 3, 4]

export const status: Command = {
  summary: 'show what waits for each system, and what is paused (scope submissions:operate)',
  usage: apiUsage,
  options: apiOptions,
  async run(options, { env, write }) {
    const { pause: all, systems } = (await askHub('GET', '/v1/deliveries', options, env)) as AllDeliveries
    if (all !== undefined) write(`Nothing is sent to any system: ${told(all)}`)
    if (systems.length === 0) write('No system takes writes.')
    else for (const line of columns([HEAD, ...systems.map(rowOf)], NUMBERS)) write(line)
    return 0
  }
}

const whichUsage: Command['usage'][number] = ['--all', 'every system, with the one switch for all']

export const pause: Command = {
  summary: 'send nothing to a system, or to any, until it is resumed (scope submissions:operate)',
  operands: '<system>',
  usage: [['--reason <text>', 'why (required)'], whichUsage, ...apiUsage],
  options: { reason: { type: 'string' }, all: { type: 'boolean' }, ...apiOptions },
  async run(options, { env, write }, operands) {
    const reason = textOption(options, 'reason')
    if (reason === undefined) throw new UsageError('--reason is missing: others see why nothing is sent')
    const { path, name } = target(options, operands)
    await askHub('PUT', path, options, env, { paused: true, reason })
    write(`paused: ${name}. Writes are accepted and wait.`)
    return 0
  }
}

export const resume: Command = {
  summary: 'send to a system again, or to all (scope submissions:operate)',
  operands: '<system>',
  usage: [whichUsage, ...apiUsage],
  options: { all: { type: 'boolean' }, ...apiOptions },
  async run(options, { env, write }, operands) {
    const { path, name } = target(options, operands)
    const after = (await askHub('PUT', path, options, env, { paused: false })) as Pick<Deliveries, 'pause'>
    write(`resumed: ${name}`)
    if (after.pause === undefined) return 0
    write(`Still nothing is sent: ${told(after.pause)}`)
    return 1
  }
}

export const retryAll: Command = {
  summary: 'try all parked writes of a system again, slowly (scope submissions:operate)',
  operands: '<system>',
  usage: [['--per-second <number>', 'at most so many in a second; 1 when left out'], ['--reason <text>',
    'why; shown to the senders'], ...apiUsage],
  options: { 'per-second': { type: 'string' }, 'reason': { type: 'string' }, ...apiOptions },
  async run(options, { env, write }, operands) {
    const { path, name } = target({}, operands)
    const pace = textOption(options, 'per-second')
    if (pace !== undefined && !/^\d+(\.\d+)?$/.test(pace))
      throw new UsageError('--per-second must be a number such as 2 or 0.5')
    const reason = textOption(options, 'reason')
    const body = { ...(pace !== undefined && { per_second: Number(pace) }), ...(reason !== undefined && { reason }) }
    const { retried, left, per_second: perSecond, last_begins_at: last } =
      (await askHub('POST', `${path}/retry`, options, env, body)) as Retried
    write(
      retried === 0
        ? `${name}: nothing to try again`
        : `${name}: ${retried} are tried again, ${perSecond} in a second; the last begins ${
          clock(last)
        }. \`satu journal pause ${name}\` stops it.`
    )
    if (left > 0)
      write(
        `${left} stay parked: they may have arrived and nobody can look, or their kind is not taken any more. See ` +
          `\`satu journal list --status parked --system ${name}\`.`
      )
    return 0
  }
}

function target(options: Options, operands: readonly string[]): { path: string; name: string } {
  const [system, ...more] = operands
  if (options['all'] === true) {
    if (system !== undefined) throw new UsageError('name one system, or give --all')
    return { path: '/v1/deliveries', name: 'all systems' }
  }
  if (system === undefined || more.length > 0) throw new UsageError('name one system, as the config file does')
  return { path: `/v1/systems/${encodeURIComponent(system)}/deliveries`, name: system }
}

function rowOf({ system, pause: stop, waiting, uncertain, parked, oldest_accepted_at: oldest }: Deliveries): string[] {
  return [system, stop === undefined ? 'go on' : `paused: ${told(stop)}`, String(waiting), String(uncertain),
    String(parked), clock(oldest)]
}

function told({ reason, by, since }: Pause): string {
  return `${reason} (${by}, ${clock(since)})`
}
