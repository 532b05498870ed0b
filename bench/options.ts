import { parseArgs } from 'node:util'

export interface Options {
  /** Interleaved rounds; every contender is a fresh process in each. */
  rounds: number
  /** Length of a measured window. */
  seconds: number
  /** Names of the tables wanted; all when empty. */
  tables: readonly string[]
}

/** `node bench/run.ts [table ...] [--rounds 5] [--seconds 3]` */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { rounds: { type: 'string', default: '5' }, seconds: { type: 'string', default: '3' } }
  })
  return { rounds: positive('rounds', values.rounds), seconds: positive('seconds', values.seconds), tables: positionals }
}

function positive(name: string, text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} must be a whole number from 1 (is ${text})`)
  return number
}
