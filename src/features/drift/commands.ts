import { type Command, textOption, UsageError } from '../../cli/command.ts'
import { apiOptions, apiUsage, askHub } from '../../cli/hub-api.ts'
import type { components } from '../../contract/types.ts'

type Drift = components['schemas']['SystemDrift']

export const drift: Command = {
  summary: 'show what a system sends otherwise than it did (scope admin:read), and accept it (admin:write)',
  operands: '<system>',
  usage: [
    ['--all', 'what is over or was accepted, too'],
    ['--accept <id>', 'makes this change the new normal'],
    ['--reason <why>', 'why it is accepted; it is recorded'],
    ...apiUsage
  ],
  options: { ...apiOptions, all: { type: 'boolean' }, accept: { type: 'string' }, reason: { type: 'string' } },
  async run(options, { env, write }, operands) {
    const [system, ...more] = operands
    if (system === undefined || more.length > 0) throw new UsageError('name one system, as the config file does')
    const all = options['all'] === true
    const accept = textOption(options, 'accept')
    const reason = textOption(options, 'reason')
    const path = `/admin/systems/${encodeURIComponent(system)}/drift`
    if (accept !== undefined) {
      if (reason === undefined) throw new UsageError('say why with --reason: it is recorded')
      const accepted = await askHub('POST', `${path}/${encodeURIComponent(accept)}/accept`, options, env, {
        reason
      }) as Drift
      write(`${accepted.id}: ${accepted.field} is what ${system} is known to send`)
      return 0
    }
    const { items } = await askHub('GET', all ? `${path}?state=all` : path, options,
      env) as components['schemas']['SystemDriftReport']
    if (items.length === 0) write(`${system} sends what it always did`)
    for (const one of items) for (const line of linesOf(one)) write(line)
    return 0
  }
}

function linesOf(
  { id, kind, resource, call, field, detail, sample, count, first_seen: first, last_seen: last, state, mapping,
    accepted_by: by, reason }: Drift
): string[] {
  return [
    `${id}  ${kind.replaceAll('_', ' ')}  ${field}${detail === undefined ? '' : `: ${detail}`}`,
    `  ${resource}, ${call}; ${count} records, ${time(first)} to ${time(last)}${
      sample === undefined ? '' : `, such as ${sample}`
    }`,
    ...(mapping === undefined ? [] : [`  ${mapping.path}:${mapping.line}  ${mapping.text}`]),
    ...(state === 'open' ? [] : [`  ${state}${by === undefined ? '' : ` by ${by}: ${reason}`}`])
  ]
}

function time(text: string): string {
  return text.slice(0, 16).replace('T', ' ')
}
