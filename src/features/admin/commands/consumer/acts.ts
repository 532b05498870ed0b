import { type Command, type Options, UsageError } from '../../../../cli/command.ts'
import { apiOptions, apiUsage, askHub } from '../../../../cli/hub-api.ts'
import { reasonOf, reasonOption, reasonUsage } from '../../../../cli/reason.ts'

const common = { operands: '<consumer>', usage: [reasonUsage, ...apiUsage],
  options: { ...reasonOption, ...apiOptions } } as const

export const suspend: Command = {
  ...common,
  summary: 'answer all requests of a consumer with 403 (scope admin:write)',
  run: (options, { env, write }, operands) =>
    act('suspend', operands, options, env, id => {
      write(`${id} is suspended`)
    })
}

export const resume: Command = {
  ...common,
  summary: 'let a suspended consumer in again (scope admin:write)',
  run: (options, { env, write }, operands) =>
    act('resume', operands, options, env, id => {
      write(`${id} is let in`)
    })
}

async function act(
  name: string,
  operands: readonly string[],
  options: Options,
  env: NodeJS.ProcessEnv,
  tell: (id: string) => void
): Promise<number> {
  const [consumer, ...more] = operands
  if (consumer === undefined || more.length > 0) throw new UsageError('name one consumer, as the config file does')
  const { id } = (await askHub('POST', `/admin/consumers/${encodeURIComponent(consumer)}/${name}`, options, env, {
    reason: reasonOf(options)
  })) as { id: string }
  tell(id)
  return 0
}
