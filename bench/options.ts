import { parseArgs } from 'node:util'

export interface Options {
  /** Interleaved rounds; every contender is a fresh process in each. */
  rounds: number
  /** Length of a measured window. */
  seconds: number
  /** Only that it works: one short round, small files. Its figures say nothing. */
  quick: boolean
  /** For how long the page is watched, in seconds, in place of twenty windows: its memory is told each minute. */
  watch?: number
  /** Folder for what takes minutes to make: used again when it is there. */
  keep?: string
  /** Names of the tables wanted; all when empty. */
  tables: readonly string[]
}

/** `[table ...] [--rounds 5] [--seconds 3] [--quick] [--keep folder] [--watch 600]` */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { rounds: { type: 'string' }, seconds: { type: 'string' }, quick: { type: 'boolean', default: false },
      keep: { type: 'string' }, watch: { type: 'string' } }
  })
  const { quick, keep, watch, rounds = quick ? '1' : '5', seconds = quick ? '1' : '3' } = values
  return { rounds: positive('rounds', rounds), seconds: positive('seconds', seconds), quick,
    ...(keep !== undefined && { keep }), ...(watch !== undefined && { watch: positive('watch', watch) }),
    tables: positionals }
}

function positive(name: string, text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} must be a whole number from 1 (is ${text})`)
  return number
}
