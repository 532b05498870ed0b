import { logLevels } from '../../platform/config/environment.ts'
import { suggestion } from '../../platform/config/problems.ts'
import { type Options, textOption, UsageError } from '../command.ts'

/** A line of the log, as far as it is asked for here. */
export type LogLine = Readonly<Record<string, unknown>>

export interface LogFilter {
  /** ms since 1970 */
  since: number | undefined
  /** Something of a line is asked for: what is no line of the hub then fits nothing. */
  isNarrow: boolean
  fits(line: LogLine): boolean
}

const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const
const named = logLevels.filter(level => level !== 'silent')

/** @throws UsageError */
export function filterOf(options: Options, now = Date.now()): LogFilter {
  const requestId = textOption(options, 'request-id')
  const system = textOption(options, 'system')
  const consumer = textOption(options, 'consumer')
  const least = levelOf(textOption(options, 'level'))
  const since = timeOf(textOption(options, 'since'), now)
  const status = statusOf(textOption(options, 'status'))
  const tests: ((line: LogLine) => boolean)[] = []
  if (requestId !== undefined) tests.push(line => line['request_id'] === requestId)
  if (system !== undefined)
    tests.push(line => line['system'] === system || Object.hasOwn(line['systems'] ?? {}, system))
  if (consumer !== undefined) tests.push(line => line['consumer'] === consumer)
  if (least !== undefined) tests.push(line => named.indexOf(line['level'] as 'info') >= least)
  if (since !== undefined) tests.push(line => Number(line['time']) >= since)
  if (status !== undefined) tests.push(line => status.test(String(line['status'])))
  return { since, isNarrow: tests.length > 0, fits: line => tests.every(test => test(line)) }
}

function levelOf(level: string | undefined): number | undefined {
  if (level === undefined) return undefined
  const at = (named as readonly string[]).indexOf(level)
  if (at < 0) throw new UsageError(`--level: there is no such level${suggestion(level, named)}`)
  return at
}

function timeOf(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined
  const [, amount, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? []
  const time = amount === undefined ? Date.parse(text) : now - Number(amount) * units[unit as keyof typeof units]
  if (Number.isNaN(time) || (amount === undefined && !/^\d{4}-\d\d-\d\d/.test(text)))
    throw new UsageError('--since is a time such as 2026-11-29T08:00:00+07:00, or so long ago: 30s, 15m, 2h, 1d')
  return time
}

function statusOf(text: string | undefined): RegExp | undefined {
  if (text === undefined) return undefined
  if (!/^[1-5](\d\d|xx)(,[1-5](\d\d|xx))*$/.test(text))
    throw new UsageError('--status is a status or a class of them, such as 503 or 4xx,5xx')
  return new RegExp(`^(${text.replaceAll('x', '\\d').replaceAll(',', '|')})$`)
}
