import { isUtf8 } from 'node:buffer'
import { join } from 'node:path'
import { decodeCharset, repairMojibake } from '../../kit/encoding.ts'
import { SystemFault } from '../../kit/faults.ts'
import type { Wiring } from '../addresses.ts'
import { messageOf } from '../collection.ts'
import { changeFile, type Mirror } from '../mirror.ts'
import { count, type Failure, skipped, type Verdict, verdict } from '../verdict.ts'
import type { Bench } from './bench.ts'
import { accentedTexts, textsIn } from './http-charset.ts'

/** Whether letters are lost or garbled without a word when a file is of another character set than it was. */
export async function readsReencodedFiles(
  { subject, collection }: Bench,
  { folder, names, restore }: Mirror,
  wiring: Wiring
): Promise<Verdict> {
  const failures: Failure[] = []
  let compared = 0
  for (const [resource, reader] of subject.readers) {
    if (reader.snapshot === undefined) continue
    const { made } = await collection(resource, reader)
    const texts = textsIn(made.map(({ row }) => row))
    let changed = 0
    for (const name of names) {
      await changeFile(join(folder, name), bytes => {
        const recoded = inUtf8(bytes) ?? accentedTexts(bytes, texts, 'latin1')
        if (!recoded.equals(bytes)) changed++
        return recoded
      })
    }
    if (changed > 0) {
      compared++
      const client = subject.connect(wiring)
      const rows: unknown[] = []
      const { fault, error } = await subject.ask(`read ${resource}`, async call => {
        const newest = await reader.snapshot?.newest(client, call)
        for await (const row of reader.snapshot?.rows(client, newest?.version ?? '', call) ?? []) rows.push(row)
      }, { timeoutMs: 600_000 })
      const fix =
        'Tell the readers of the kit which character set the file is in: what does not fit it is then refused.'
      if (error !== undefined && !(fault instanceof SystemFault))
        failures.push({ what: `breaks: ${messageOf(fault)}`, where: resource, fix })
      else if (error === undefined && JSON.stringify(rows).includes('\uFFFD'))
        failures.push({ what: 'holds letters that were lost (U+FFFD)', where: resource, fix })
      else if (error === undefined && repairMojibake(JSON.stringify(rows)).codes.length > 0)
        failures.push({ what: 'holds letters that were garbled', where: resource, fix })
    }
    await restore()
  }
  return compared === 0
    ? skipped('no text of the files could be given a letter beyond ASCII')
    : verdict(failures, count(compared, 'resource'))
}

/** Text of windows-1252 in UTF-8. Undefined for what is something else. */
function inUtf8(bytes: Buffer): Buffer | undefined {
  if (bytes.includes(0) || isUtf8(bytes)) return undefined
  return Buffer.from(decodeCharset(bytes, 'windows-1252'))
}
