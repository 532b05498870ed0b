import { verifyChain } from '../../platform/privacy/access-chain.ts'
import { type Command, textOption, UsageError } from '../command.ts'
import { withAccessLog } from './open-log.ts'

export const verify: Command = {
  summary: 'find rows of the access log that were altered, taken out or moved',
  usage: [['--head <row>:<hash>',
    'a head that was printed earlier, and kept elsewhere: finds an end that was cut off since']],
  options: { head: { type: 'string' } },
  async run(options, { write, ...context }) {
    const held = headOf(textOption(options, 'head'))
    const { rows, head, faults } = await withAccessLog(context, (store, keys) => verifyChain(store, keys, held))
    for (const { seq, kind, detail } of faults) write(`row ${seq}: ${kind}: ${detail}`)
    const printed = `${head.seq}:${head.hash}`
    write(
      faults.length === 0
        ? `the chain of ${rows} rows is whole; head ${printed}`
        : `${faults.length} faults in ${rows} rows; head ${printed}`
    )
    return faults.length === 0 ? 0 : 1
  }
}

function headOf(text: string | undefined): { seq: number; hash: string } | undefined {
  if (text === undefined) return undefined
  const [, seq, hash] = /^([1-9]\d{0,14}):([\w-]{43})$/.exec(text) ?? []
  if (seq === undefined || hash === undefined)
    throw new UsageError('--head is like 1024:<hash>, as `satu audit verify` prints it')
  return { seq: Number(seq), hash }
}
