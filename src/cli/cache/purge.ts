import { textOption, UsageError, type Command } from '../command.ts'
import { apiOptions, apiUsage, askHub } from '../hub-api.ts'

interface Purged {
  reached: 'every_process' | 'this_process'
}

export const purge: Command = {
  summary: 'forget what is kept of a system, so that the next read asks it (scope systems:operate)',
  operands: '<system>',
  usage: [
    ['--resource <name>', 'only this resource'],
    ['--record <id>', 'only this record, and the lists of its resource'],
    ...apiUsage
  ],
  options: { resource: { type: 'string' }, record: { type: 'string' }, ...apiOptions },
  async run(options, { env, write }, operands) {
    const [system, ...more] = operands
    if (system === undefined || more.length > 0) throw new UsageError('name one system, as the config file does')
    const query = new URLSearchParams()
    for (const name of ['resource', 'record']) {
      const value = textOption(options, name)
      if (value !== undefined) query.set(name, value)
    }
    const path = `/v1/systems/${encodeURIComponent(system)}/cache${query.size === 0 ? '' : `?${query}`}`
    const { reached } = (await askHub('DELETE', path, options, env)) as Purged
    const what = [textOption(options, 'record') ?? textOption(options, 'resource'), system].filter(Boolean).join(' of ')
    if (reached === 'every_process') {
      write(`forgotten: ${what}`)
      return 0
    }
    write(`forgotten by the process that answered only: ${what}. Redis did not answer, so the others keep it; repeat this when it is back`)
    return 1
  }
}
