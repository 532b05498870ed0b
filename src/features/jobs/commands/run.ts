import { type Command, textOption, UsageError } from '../../../cli/command.ts'
import { apiOptions, apiUsage, askHub } from '../../../cli/hub-api.ts'
import type { components } from '../../../contract/types.ts'

export const run: Command = {
  summary: 'run a job now (scope admin:write)',
  operands: '<name>',
  usage: [['--reason <text>', 'why; it is recorded'], ...apiUsage],
  options: { reason: { type: 'string' }, ...apiOptions },
  async run(options, { env, write }, [name, ...more]) {
    const reason = textOption(options, 'reason')
    if (name === undefined || more.length > 0) throw new UsageError('name one job; `satu jobs list` shows them')
    if (reason === undefined) throw new UsageError('--reason is needed: why, in a few words')
    const { begun, held_by: holder } =
      (await askHub('POST', `/admin/jobs/${encodeURIComponent(name)}/run`, options, env, {
        reason
      })) as components['schemas']['JobBegun']
    write(begun
      ? 'It has begun; `satu jobs list` tells how it went.'
      : `It was not begun: ${holder ?? 'another process'} has it, and runs it at its own pace.`)
    return begun ? 0 : 1
  }
}
