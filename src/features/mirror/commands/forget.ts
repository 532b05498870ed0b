import { type Command, textOption, UsageError } from '../../../cli/command.ts'
import { apiOptions, apiUsage, askHub } from '../../../cli/hub-api.ts'
import type { components } from '../../../contract/types.ts'

export const forget: Command = {
  summary: 'forget what is kept of a system, with what finds it (scope admin:write)',
  operands: '<system>',
  usage: [['--reason <text>', 'why, for the record'], ['--resource <name>', 'only this resource'], ...apiUsage],
  options: { reason: { type: 'string' }, resource: { type: 'string' }, ...apiOptions },
  async run(options, { env, write }, operands) {
    const [system, ...more] = operands
    if (system === undefined || more.length > 0) throw new UsageError('name one system, as the config file does')
    const reason = textOption(options, 'reason')
    if (reason === undefined)
      throw new UsageError('say why with --reason: it is kept in the record of what operators did')
    const resource = textOption(options, 'resource')
    const { records } =
      (await askHub('POST', `/admin/systems/${encodeURIComponent(system)}/mirror/forget`, options, env, { reason,
        ...(resource !== undefined && { resource }) })) as components['schemas']['MirrorForgotten']
    write(`forgotten: ${records} records of ${system}`)
    return 0
  }
}
