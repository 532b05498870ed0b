import { type Command, UsageError } from '../command.ts'
import { apiOptions, apiUsage, askHub } from '../hub-api.ts'
import { reasonOf, reasonOption, reasonUsage } from '../reason.ts'

const PREFIX = /^satu_[0-9a-z]{8}$/

export const revoke: Command = {
  summary: 'take an API key away for good, in every process, by what it begins with (scope admin:write)',
  operands: '<consumer> <prefix>',
  usage: [reasonUsage, ...apiUsage],
  options: { ...reasonOption, ...apiOptions },
  async run(options, { env, write }, operands) {
    const [consumer, prefix, ...more] = operands
    if (consumer === undefined || prefix === undefined || more.length > 0)
      throw new UsageError('name a consumer, and what the key begins with')
    // Whoever pastes a whole key must not have it sent in a URL.
    if (!PREFIX.test(prefix))
      throw new UsageError('name the key by what it begins with, such as satu_7k2m9x4p, and never show the rest of it')
    await askHub('POST', `/admin/consumers/${encodeURIComponent(consumer)}/keys/${prefix}/revoke`, options, env, {
      reason: reasonOf(options)
    })
    write(
      `${prefix} of ${consumer} is taken no more; take it out of the config file, and make another with \`satu key ` +
        `new\``
    )
    return 0
  }
}
