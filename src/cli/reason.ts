import { type Command, type Options, textOption, UsageError } from './command.ts'

/** Why an operator acts: an option that every command of theirs has. */
export const reasonUsage: Command['usage'][number] = ['--reason <text>',
  'why; kept in the record of what operators did, so nothing about people (required)']
export const reasonOption = { reason: { type: 'string' } } as const

/** @throws UsageError when there is none */
export function reasonOf(options: Options): string {
  const reason = textOption(options, 'reason')
  if (reason === undefined) throw new UsageError('--reason is missing: it is kept in the record of what operators did')
  return reason
}
