import { type Command, type Options, textOption, UsageError } from '../../../cli/command.ts'
import { apiOptions, apiUsage, askHub } from '../../../cli/hub-api.ts'
import type { components } from '../../../contract/types.ts'
import { toWib } from '../../../kit/indonesia/calendar.ts'
import { scopeOf } from './list.ts'

type Schemas = components['schemas']

const reasonUsage: Command['usage'][number] = ['--reason <text>', 'why; it is kept in the record of what operators did']
const reasonOption = { reason: { type: 'string' as const } }
const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 }

export const acknowledge: Command = {
  summary: 'say that somebody is at it: it is not told again, its end still is (scope admin:write)',
  operands: '<id>',
  usage: [reasonUsage, ...apiUsage],
  options: { ...reasonOption, ...apiOptions },
  async run(options, { env, write }, operands) {
    const after = (await askHub('POST', `/admin/alerts/${idOf(operands)}/acknowledge`, options, env, {
      reason: reasonOf(options)
    })) as Schemas['Alert']
    write(`${after.id} (${after.kind}, ${after.subject}) is acknowledged by ${after.acknowledged?.by}`)
    return 0
  }
}

export const silence: Command = {
  summary: 'tell nobody of some alerts for some time (scope admin:write)',
  usage: [
    ['--system <id>', 'those of this system'],
    ['--agency <id>', 'those of this agency and its systems, by its id'],
    ['--kind <kind>', 'those of this kind, such as system_down'],
    ['--rule <name>', 'those of this rule; all that is given has to fit'],
    ['--for <time>', 'for so long from now: 30m, 4h or 2d'],
    ['--from <time>', 'begins then, such as 2026-11-20T22:00:00+07:00; now when left out'],
    ['--until <time>', 'in place of --for'],
    reasonUsage,
    ...apiUsage
  ],
  options: {
    ...Object.fromEntries(
      ['system', 'agency', 'kind', 'rule', 'for', 'from', 'until'].map(name => [name, { type: 'string' as const }])
    ),
    ...reasonOption,
    ...apiOptions
  },
  async run(options, { env, write }) {
    const given = Object.fromEntries(['system', 'agency', 'kind', 'rule', 'from'].flatMap(name => {
      const value = textOption(options, name)
      return value === undefined ? [] : [[name, value]]
    }))
    if (['system', 'agency', 'kind', 'rule'].every(name => given[name] === undefined))
      throw new UsageError('give at least one of --system, --agency, --kind and --rule')
    const made =
      (await askHub('POST', '/admin/silences', options, env, { ...given, until: untilOf(options),
        reason: reasonOf(options) })) as Schemas['Silence']
    write(`${made.id}: nobody is told of ${scopeOf(made)} from ${made.from} until ${made.until}`)
    return 0
  }
}

export const unsilence: Command = {
  summary: 'end a silence: what is still wrong is told now (scope admin:write)',
  operands: '<id>',
  usage: [reasonUsage, ...apiUsage],
  options: { ...reasonOption, ...apiOptions },
  async run(options, { env, write }, operands) {
    const was = (await askHub('DELETE', `/admin/silences/${idOf(operands)}`, options, env, {
      reason: reasonOf(options)
    })) as Schemas['Silence']
    write(`${was.id} is over: ${scopeOf(was)}`)
    return 0
  }
}

export const test: Command = {
  summary: 'send a test message to the receivers, now (scope admin:write)',
  usage: [['--receiver <id>', 'to this one alone'], reasonUsage, ...apiUsage],
  options: { receiver: { type: 'string' }, ...reasonOption, ...apiOptions },
  async run(options, { env, write }) {
    const receiver = textOption(options, 'receiver')
    const { results } =
      (await askHub('POST', '/admin/alerts/test', options, env, { ...(receiver !== undefined && { receiver }),
        reason: reasonOf(options) })) as Schemas['AlertTestResults']
    for (const { receiver: name, outcome, detail } of results) write(`${name}: ${outcome}, ${detail}`)
    return results.every(({ outcome }) => outcome === 'sent') ? 0 : 1
  }
}

function idOf(operands: readonly string[]): string {
  const [id, ...more] = operands
  if (id === undefined || more.length > 0) throw new UsageError('name one, by its id')
  return encodeURIComponent(id)
}

function reasonOf(options: Options): string {
  const reason = textOption(options, 'reason')
  if (reason === undefined) throw new UsageError('give --reason')
  return reason
}

function untilOf(options: Options): string {
  const [length, until] = [textOption(options, 'for'), textOption(options, 'until')]
  if ((length === undefined) === (until === undefined)) throw new UsageError('give either --for or --until')
  if (until !== undefined) return until
  const [, count, unit = ''] = /^(\d{1,4})([mhd])$/.exec(length ?? '') ?? []
  const ms = UNITS[unit]
  if (ms === undefined) throw new UsageError('--for is like 30m, 4h or 2d')
  return toWib(new Date(Date.now() + Number(count) * ms))
}
