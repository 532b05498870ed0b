import { type Command, textOption, UsageError } from '../../../cli/command.ts'
import { apiOptions, apiUsage, askHub } from '../../../cli/hub-api.ts'
import type { components } from '../../../contract/types.ts'

export const compare: Command = {
  summary: 'compare all records of both systems now (scope admin:write)',
  operands: '<id>',
  usage: [['--reason <text>', 'why; it is recorded'], ...apiUsage],
  options: { reason: { type: 'string' }, ...apiOptions },
  async run(options, { env, write }, [id]) {
    const reason = textOption(options, 'reason')
    if (id === undefined) throw new UsageError('which succession? `satu succession list` shows them')
    if (reason === undefined) throw new UsageError('--reason is needed: why, in a few words')
    const { begun } = (await askHub('POST', `/admin/successions/${encodeURIComponent(id)}/compare`, options, env, {
      reason
    })) as components['schemas']['SuccessionComparisonBegun']
    write(begun ? `It has begun; \`satu succession report ${id}\` tells how it ended.` : 'One runs already.')
    return 0
  }
}
