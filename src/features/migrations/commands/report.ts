import { columns } from '../../../cli/columns.ts'
import { type Command, UsageError } from '../../../cli/command.ts'
import { apiOptions, apiUsage, askHub } from '../../../cli/hub-api.ts'
import type { components } from '../../../contract/types.ts'

type Report = components['schemas']['SuccessionReport']

export const report: Command = {
  summary: 'what still stands in the way of switching the old system off; 1 when something does (scope admin:read)',
  operands: '<id>',
  usage: apiUsage,
  options: apiOptions,
  async run(options, { env, write }, [id]) {
    if (id === undefined) throw new UsageError('which succession? `satu succession list` shows them')
    const found = (await askHub('GET', `/admin/successions/${encodeURIComponent(id)}/report`, options, env)) as Report
    for (const line of linesOf(found)) write(line)
    return found.ready ? 0 : 1
  }
}

/** The report as people read it. */
export function linesOf(
  { succession: { resource, old, new: fresh, mode, percent, writes }, ready, findings, answered, comparison,
    differences, consumers }: Report
): string[] {
  const { last } = comparison
  const blocking = findings.filter(finding => finding.blocking)
  const others = findings.filter(finding => !finding.blocking)
  return [
    `${resource}: ${old} -> ${fresh}, ${mode}${
      percent === undefined ? '' : ` ${percent} %`
    }, writes go to the ${writes} one`,
    `answered since ${answered.since}: ${answered.old} by ${old}, ${answered.new} by ${fresh}, ` +
    `${answered.fell_back} by ${old} in its place`,
    `compared: ${comparison.sampled} records, ${comparison.failed} could not be; seen in both ` +
    `${comparison.in_both}, only in ${old} ${comparison.only_old}, only in ${fresh} ${comparison.only_new}`,
    last === undefined
      ? 'never compared whole'
      : `compared whole: ${last.begun_at}, ${last.outcome ?? 'running'}${
        last.old_records === undefined
          ? ''
          : `, ${last.old_records} and ${last.new_records ?? 0} records, ${last.differing ?? 0} differ`
      }`,
    '',
    ready ? 'Nothing stands in the way of switching the old system off.' : 'In the way:',
    ...blocking.flatMap(told),
    ...(others.length > 0 ? ['', 'To be looked at:', ...others.flatMap(told)] : []),
    ...(differences.length > 0
      ? ['', ...columns([['FIELD', 'KIND', 'RECORDS', 'SUCH AS', 'OLD', 'NEW'], ...differences.map((
        { field, kind, count, record, old: was, new: is }
      ) => [field || '(record)', kind, String(count), record, shown(was), shown(is)])], [2])]
      : []),
    ...(consumers.length > 0
      ? ['',
        ...columns([['CONSUMER', 'WHAT', 'TIMES'],
          ...consumers.map(({ consumer, what, count }) => [consumer, what, String(count)])], [2])]
      : [])
  ]
}

function told({ count, what, action }: Report['findings'][number]): string[] {
  return [`  ${String(count).padStart(6)}  ${what}`, `          ${action}`]
}

function shown(value: unknown): string {
  return value === null ? '-' : (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 40)
}
