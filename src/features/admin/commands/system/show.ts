import { clock } from '../../../../cli/clock.ts'
import type { Command } from '../../../../cli/command.ts'
import { writeDetails } from '../../../../cli/details.ts'
import { apiOptions, apiUsage, askHub } from '../../../../cli/hub-api.ts'
import { type Operated, pathOf, standing } from './words.ts'

export const show: Command = {
  summary: 'show a system, what stands in its way, and its maintenances (scope admin:read)',
  operands: '<system>',
  usage: apiUsage,
  options: apiOptions,
  async run(options, { env, write }, operands) {
    const operated = (await askHub('GET', pathOf(operands), options, env)) as Operated
    const { system: { id, name, product, health, counters }, adapter_version: version, config_file: file, pause,
      maintenances, deliveries, log_level: level } = operated
    writeDetails({
      facts: [
        ['system', `${id} (${name})`],
        ['adapter', `${product}${version === undefined ? '' : ` ${version}`}`],
        ['entry in', file],
        ['state', standing(operated)],
        ['why', pause === undefined ? '' : `${pause.reason} (${pause.by}, ${clock(pause.since)})`],
        ['health', `${health.state} since ${clock(health.since)}`],
        ['last error', health.last_error === undefined
          ? ''
          : `${clock(health.last_error.at)} ${health.last_error.code}: ${health.last_error.detail}`],
        ['breaker', health.breaker],
        ['calls', `${counters.calls}, ${counters.failures} failed; ${health.in_flight} run, ${health.queued} wait`],
        ['writes',
          `${deliveries.waiting} wait, ${deliveries.uncertain} uncertain, ${deliveries.parked} parked${
            deliveries.paused ? '; deliveries are paused' : ''
          }`],
        ['log level',
          `${level.level}${
            level.until === undefined ? '' : ` until ${clock(level.until)}: ${level.reason ?? ''} (${level.by ?? ''})`
          }`]
      ],
      title: maintenances.length === 0 ? 'No maintenance runs or is to come.' : undefined,
      head: maintenances.length === 0 ? [] : ['MAINTENANCE', 'FROM', 'UNTIL', 'BY', 'WHY', 'CALLERS ARE TOLD'],
      rows: maintenances.map(
        one => [`${one.id}${one.running ? ' (runs)' : ''}`, clock(one.from), clock(one.until), one.by, one.reason,
          one.message.en]
      )
    }, write)
    return 0
  }
}
