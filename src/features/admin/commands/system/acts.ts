import { clock } from '../../../../cli/clock.ts'
import { type Command, type Options, textOption, UsageError } from '../../../../cli/command.ts'
import { apiOptions, apiUsage, askHub } from '../../../../cli/hub-api.ts'
import { reasonOf, reasonOption, reasonUsage } from '../../../../cli/reason.ts'
import type { components } from '../../../../contract/types.ts'
import { numberOf, type Operated, pathOf, standing } from './words.ts'

type Probed = components['schemas']['ProbeResult']
type Reloaded = components['schemas']['ReloadResult']
type Level = components['schemas']['LogLevel']

const common = { operands: '<system>', options: { ...reasonOption, ...apiOptions } } as const

export const pause: Command = {
  ...common,
  summary: 'stop all that is asked of a system or written to it (scope admin:write)',
  usage: [reasonUsage, ...apiUsage],
  run: (options, { env, write }, operands) =>
    act('POST', 'pause', operands, { reason: reasonOf(options) }, options, env, write)
}

export const resume: Command = {
  ...common,
  summary: 'have a paused system asked again (scope admin:write)',
  usage: [reasonUsage, ...apiUsage],
  run: (options, { env, write }, operands) =>
    act('POST', 'resume', operands, { reason: reasonOf(options) }, options, env, write)
}

export const maintenance: Command = {
  operands: '<system>',
  summary: 'plan a time in which a system is not asked, or end one (scope admin:write)',
  usage: [
    ['--from <time>', 'when it begins, RFC 3339; now when left out'],
    ['--until <time>', 'when it ends by itself'],
    ['--minutes <number>', 'how long it lasts, instead of --until'],
    ['--id <text>', 'what callers are told, in Indonesian'],
    ['--en <text>', 'what callers are told, in English'],
    ['--end', 'end the one that runs; with --number the one of that number'],
    ['--number <number>', 'as `satu system show` has it'],
    reasonUsage,
    ...apiUsage
  ],
  options: {
    from: { type: 'string' },
    until: { type: 'string' },
    minutes: { type: 'string' },
    id: { type: 'string' },
    en: { type: 'string' },
    end: { type: 'boolean' },
    number: { type: 'string' },
    ...reasonOption,
    ...apiOptions
  },
  run(options, { env, write }, operands) {
    const reason = reasonOf(options)
    if (options['end'] === true) {
      const number = numberOf(options, 'number')
      return act('DELETE', 'maintenance', operands, { reason, ...(number !== undefined && { maintenance: number }) },
        options, env, write)
    }
    const [id, en] = [textOption(options, 'id'), textOption(options, 'en')]
    if (id === undefined || en === undefined)
      throw new UsageError('--id and --en are missing: what callers are told, in both languages')
    const [from, until, minutes] = [textOption(options, 'from'), textOption(options, 'until'),
      numberOf(options, 'minutes')]
    const body = { message: { id, en }, reason, ...(from !== undefined && { from }),
      ...(until !== undefined && { until }), ...(minutes !== undefined && { minutes }) }
    return act('POST', 'maintenance', operands, body, options, env, write)
  }
}

export const probe: Command = {
  ...common,
  summary: 'ask a system now, also one that is held or left alone (scope admin:write)',
  usage: [reasonUsage, ...apiUsage],
  async run(options, { env, write }, operands) {
    const { system, outcome, duration_ms: ms, detail = '' } =
      (await askHub('POST', `${pathOf(operands)}/probe`, options, env, { reason: reasonOf(options) })) as Probed
    if (outcome === 'well') write(`${system} answered in ${ms} ms`)
    else write(outcome === 'failed' ? `${system} failed after ${ms} ms: ${detail}` : `not asked: ${detail}`)
    return outcome === 'well' ? 0 : 1
  }
}

export const reload: Command = {
  ...common,
  summary: 'read the configuration file anew and connect a system afresh (scope admin:write)',
  usage: [reasonUsage, ...apiUsage],
  async run(options, { env, write }, operands) {
    const { system, outcome, untried, also_changed: changed, also_removed: removed } =
      (await askHub('POST', `${pathOf(operands)}/reload`, options, env, { reason: reasonOf(options) })) as Reloaded
    write(
      `${system}: ${
        { changed: 'runs as the file has it now', reconnected: 'connected anew; its entry had not changed',
          removed: 'gone: the file has it no more' }[outcome]
      }`
    )
    if (changed.length > 0) write(`changed as well: ${changed.join(', ')}`)
    if (removed.length > 0) write(`gone as well: ${removed.join(', ')}`)
    for (const why of untried) write(`taken, though it could not be tried: ${why}`)
    return 0
  }
}

export const logLevel: Command = {
  operands: '<system> | all',
  summary: 'log more or less about a system, or of the hub, for a time (scope admin:write)',
  usage: [
    ['--level <level>', 'debug (each call to it), info, warn, error, or default'],
    ['--minutes <number>', 'when it goes back by itself; 60 when left out'],
    reasonUsage,
    ...apiUsage
  ],
  options: { level: { type: 'string' }, minutes: { type: 'string' }, ...reasonOption, ...apiOptions },
  async run(options, { env, write }, operands) {
    const level = textOption(options, 'level')
    if (level === undefined) throw new UsageError('--level is missing: debug, info, warn, error or default')
    const minutes = numberOf(options, 'minutes')
    const isHub = operands.length === 1 && operands[0] === 'all'
    const path = isHub ? '/admin/log-level' : `${pathOf(operands)}/log-level`
    const now =
      (await askHub('PUT', path, options, env, { level, reason: reasonOf(options),
        ...(minutes !== undefined && { for_minutes: minutes }) })) as Level
    write(
      `${isHub ? 'the hub' : operands[0]} logs ${now.level}${
        now.until === undefined ? '' : ` until ${clock(now.until)}`
      }`
    )
    return 0
  }
}

async function act(
  method: 'POST' | 'DELETE',
  name: string,
  operands: readonly string[],
  body: object,
  options: Options,
  env: NodeJS.ProcessEnv,
  write: (line: string) => void
): Promise<number> {
  const operated = (await askHub(method, `${pathOf(operands)}/${name}`, options, env, body)) as Operated
  write(`${operated.system.id}: ${standing(operated)}`)
  for (const { id, from, until, running } of operated.maintenances)
    if (!running) write(`maintenance ${id} is to come: ${clock(from)} until ${clock(until)}`)
  return 0
}
