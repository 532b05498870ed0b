import { toWib } from '../../kit/indonesia/calendar.ts'
import { clock } from '../clock.ts'
import type { LogLine } from './filter.ts'

/** Codes of ECMA-48 for those that are to be seen. */
const colours: Readonly<Record<string, string>> = { fatal: '31;1', error: '31', warn: '33', debug: '2', trace: '2' }
const DIM = '2'

/** What would move the cursor or change the screen; a log may quote what others sent. */
// oxlint-disable-next-line no-control-regex -- these are the ones
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g

/** A line as people read it: when, how bad, what, and in the end whose request it was. */
export function readable(line: LogLine, hasColours: boolean): string {
  const paint = (
    text: string,
    code: string | undefined
  ): string => (hasColours && code !== undefined ? `\u001b[${code}m${text}\u001b[0m` : text)
  const { level = 'info', time, msg = '', request_id: requestId, ...fields } = line
  const at = typeof time === 'number' ? clock(toWib(new Date(time))) : ''
  const words = String(level)
  return [
    paint(at, DIM),
    paint(words.toUpperCase().padEnd(5), colours[words]),
    ...(msg === 'request' ? requestOf(fields) : [plain(String(msg)), ...factsOf(fields)]),
    ...(requestId === undefined ? [] : [paint(`id=${valueOf(requestId)}`, DIM)])
  ].filter(part => part !== '').join('  ')
}

/** What is no line of the hub, such as what Node says when it ends. */
export function plain(text: string): string {
  return text.replace(CONTROL, '\ufffd')
}

function requestOf(
  { operation, status, outcome, cache, duration_ms: duration, consumer, systems, trace_id: trace, span_id: _span,
    ...others }: LogLine
): string[] {
  const waited = Object.entries((systems ?? {}) as Record<string, number>).map(([id, ms]) =>
    `${id}=${Math.round(ms)}ms`
  )
  return [
    `${valueOf(status)} ${valueOf(operation)} ${valueOf(outcome)}`,
    `${valueOf(duration)} ms`,
    ...(consumer === undefined ? [] : [`consumer=${valueOf(consumer)}`]),
    ...(cache === undefined ? [] : [`cache=${valueOf(cache)}`]),
    ...waited,
    ...factsOf(others),
    ...(trace === undefined ? [] : [`trace=${valueOf(trace)}`])
  ]
}

const factsOf = (fields: LogLine): string[] =>
  Object.entries(fields).map(([name, value]) => `${plain(name)}=${valueOf(value)}`)

/** As it is when it can be told from what is beside it. */
function valueOf(value: unknown): string {
  if (typeof value === 'string' && /^[^\s"=]+$/.test(value)) return plain(value)
  return plain(JSON.stringify(value) ?? '')
}
