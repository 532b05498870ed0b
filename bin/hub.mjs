// Starts the hub (src/main.ts). In JavaScript, so that what an earlier start compiled is used from the first module on:
// one file that Node has to strip of its types brings the parser of TypeScript along, which is 140 ms and 20 MiB for
// the whole life of the process.
import { existsSync, mkdirSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// As src/platform/config/environment.ts has it, which tells what is wrong with the folder.
const dataDir = process.env.SATU_DATA_DIR || '.satu'
const compiled = join(dataDir, 'compiled')
const isCompiled = existsSync(compiled)
try {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  enableCompileCache(compiled)
  // Threads do not take it over; where this says so they have it from their first module on, too.
  process.env.NODE_COMPILE_CACHE = compiled
} catch {
  // Without it the start is slower, and no other.
}

const { main } = await import('../src/main.ts')
await main({ isCompiled })
