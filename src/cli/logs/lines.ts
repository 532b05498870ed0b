import { StringDecoder } from 'node:string_decoder'

/** A longer line is shown in pieces: a file that is no log must not fill the memory. */
const LONGEST = 1_048_576

/** Puts lines together from bytes as they come. */
export interface LineReader {
  take(bytes: Buffer): string[]
  /** What came after the last line break; undefined when nothing did. */
  rest(): string | undefined
}

export function createLineReader(): LineReader {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  return {
    take(bytes) {
      const lines = (rest + decoder.write(bytes)).split('\n')
      rest = lines.pop() ?? ''
      if (rest.length > LONGEST) {
        lines.push(rest)
        rest = ''
      }
      return lines.map(line => line.replace(/\r$/, ''))
    },
    rest() {
      const last = rest + decoder.end()
      rest = ''
      return last === '' ? undefined : last
    }
  }
}

export async function* linesOf(input: AsyncIterable<Buffer | string>): AsyncGenerator<string> {
  const reader = createLineReader()
  for await (const bytes of input) yield* reader.take(typeof bytes === 'string' ? Buffer.from(bytes) : bytes)
  const last = reader.rest()
  if (last !== undefined) yield last
}
