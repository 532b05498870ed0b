import { clock } from '../../../../cli/clock.ts'
import { type Options, textOption, UsageError } from '../../../../cli/command.ts'
import type { components } from '../../../../contract/types.ts'

export type Operated = components['schemas']['OperatedSystem']

/** Where the one system is acted on that a command names. @throws UsageError */
export function pathOf(operands: readonly string[]): string {
  const [system, ...more] = operands
  if (system === undefined || more.length > 0) throw new UsageError('name one system, as the config file does')
  return `/admin/systems/${encodeURIComponent(system)}`
}

/** @throws UsageError when an option is no whole number */
export function numberOf(options: Options, name: string): number | undefined {
  const text = textOption(options, name)
  if (text !== undefined && !/^\d{1,9}$/.test(text)) throw new UsageError(`--${name} must be a number`)
  return text === undefined ? undefined : Number(text)
}

/** How a system stands, in a few words. */
export function standing({ system: { held, health }, pause }: Operated): string {
  if (held === undefined) return health.state
  return held.kind === 'paused'
    ? `paused by ${pause?.by ?? 'the operators'}`
    : `in maintenance until ${clock(held.until)}`
}
