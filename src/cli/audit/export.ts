import { endOfDay, toWib } from '../../kit/indonesia/calendar.ts'
import { readRows } from '../../platform/privacy/access-chain.ts'
import { type Command, textOption, UsageError } from '../command.ts'
import { withAccessLog } from './open-log.ts'

const DAY_MS = 86_400_000

export const exportRows: Command = {
  summary: 'print rows of the access log as JSON lines, for auditors',
  usage: [
    ['--from <YYYY-MM-DD>', 'from this day of the city on (required)'],
    ['--to <YYYY-MM-DD>', 'up to this day, and with it (required)']
  ],
  options: { from: { type: 'string' }, to: { type: 'string' } },
  async run(options, { write, ...context }) {
    const since = dayOf('from', textOption(options, 'from')) - DAY_MS
    const until = dayOf('to', textOption(options, 'to'))
    if (since >= until) throw new UsageError('--from is after --to')
    await withAccessLog(context, async store => {
      for await (const { seq, at, key_id, entry, before, hash } of readRows(store, { since, until })) {
        write(
          JSON.stringify({ row: seq, time: toWib(new Date(at)), ...(JSON.parse(entry) as object), key_id, before,
            hash })
        )
      }
    })
    return 0
  }
}

/** When the day ends, ms since 1970. */
function dayOf(option: string, text: string | undefined): number {
  const end = /^\d{4}-\d{2}-\d{2}$/.test(text ?? '') ? endOfDay(text ?? '') : Number.NaN
  // A 31 February would roll over into March.
  if (Number.isNaN(end) || !toWib(new Date(end - 1)).startsWith(text ?? ''))
    throw new UsageError(`--${option} must be a day as 2026-11-30`)
  return end
}
