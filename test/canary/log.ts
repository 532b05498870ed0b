import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { textOf } from './answers.ts'
import type { Look } from './report.ts'

const LINE = '{"level":"'

/** Lines of logs, wherever they are written to, and whatever else a hub says that runs as a process of its own. */
export function watchLog(look: Look): void {
  const { write, writeSync } = fs
  const seen = (data: unknown): void => {
    const text = typeof data === 'string' ? data : data instanceof Uint8Array && data[0] === 123 ? textOf(data) : ''
    if (text.startsWith(LINE)) look({ place: 'log', where: 'lines' }, text)
  }
  fs.write = Object.assign((...parameters: Parameters<typeof write>) => {
    seen(parameters[1])
    return write(...parameters)
  }, write)
  fs.writeSync = ((...parameters: Parameters<typeof writeSync>) => {
    seen(parameters[1])
    return writeSync(...parameters)
  }) as typeof writeSync
  syncBuiltinESMExports()

  if (process.argv[1]?.endsWith('/bin/hub.mjs') !== true) return
  for (const [name, stream] of [['standard output', process.stdout], ['standard error', process.stderr]] as const) {
    const say = stream.write.bind(stream)
    stream.write = ((...parameters: Parameters<typeof say>) => {
      look({ place: 'log', where: name }, textOf(parameters[0]))
      return say(...parameters)
    }) as typeof say
  }
}
