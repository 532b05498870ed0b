import { type Command, textOption, UsageError } from '../../../../cli/command.ts'
import { apiOptions, apiUsage, askHub } from '../../../../cli/hub-api.ts'
import { reasonOf, reasonOption, reasonUsage } from '../../../../cli/reason.ts'
import type { components } from '../../../../contract/types.ts'

type Purged = components['schemas']['CachePurged']

export const purge: Command = {
  summary: 'forget what is kept of a system, so that the next read asks it (scope admin:write)',
  operands: '<system> | --all',
  usage: [
    ['--resource <name>', 'only this resource'],
    ['--record <id>', 'only this record, and the lists of its resource'],
    ['--all', 'of every system'],
    reasonUsage,
    ...apiUsage
  ],
  options: { resource: { type: 'string' }, record: { type: 'string' }, all: { type: 'boolean' }, ...reasonOption,
    ...apiOptions },
  async run(options, { env, write }, operands) {
    const [system, ...more] = operands
    const all = options['all'] === true
    if ((system === undefined) !== all || more.length > 0)
      throw new UsageError('name one system, as the config file does, or give --all')
    const [resource, record] = [textOption(options, 'resource'), textOption(options, 'record')]
    const body = { reason: reasonOf(options), ...(all ? { all } : { system }),
      ...(resource !== undefined && { resource }), ...(record !== undefined && { record }) }
    const { reached } = (await askHub('POST', '/admin/cache/purge', options, env, body)) as Purged
    const what = all ? 'all systems' : [record ?? resource, system].filter(Boolean).join(' of ')
    if (reached === 'every_process') {
      write(`forgotten: ${what}`)
      return 0
    }
    write(
      `forgotten by the process that answered only: ${what}. Redis did not answer, so the others keep it; repeat ` +
        'this when it is back'
    )
    return 1
  }
}
