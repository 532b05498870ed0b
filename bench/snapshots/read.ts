// node bench/snapshots/read.ts [records]: rows a second and peak memory of reading a snapshot file, parsing alone. Each
// file is made, then read by a process of its own: peak memory is a process's.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createFiles } from '../../src/kit/connectors/files/files.ts'
import { readers } from './readers.ts'

async function measure(format: string, folder: string): Promise<void> {
  const read = readers[format]
  if (read === undefined) throw new Error(`there is no format ${format}`)
  const files = createFiles({ url: pathToFileURL(folder).href })
  const call = { signal: new AbortController().signal, requestId: 'bench' }
  const started = performance.now()
  let rows = 0
  for await (const row of read(await files.open(format, call))) if (row !== undefined) rows += 1
  const seconds = (performance.now() - started) / 1000
  const peak = Math.round(process.resourceUsage().maxRSS / 1024)
  process.stdout.write(
    `${format}: ${rows} rows in ${seconds.toFixed(2)} s, ${
      Math.round(rows / seconds)
    } rows/s, peak ${peak} MiB resident\n`
  )
}

const [first = '1000000', folder] = process.argv.slice(2)
if (folder !== undefined) {
  await measure(first, folder)
} else {
  const made = mkdtempSync(join(tmpdir(), 'snapshots-'))
  const run = (script: string, ...args: string[]): void => {
    const { status } = spawnSync(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), ...args], {
      stdio: 'inherit'
    })
    if (status !== 0) throw new Error(`${script} failed`)
  }
  try {
    for (const format of Object.keys(readers)) {
      const path = join(made, format)
      run(`make-${format}.ts`, path, first)
      process.stdout.write(`${format}: ${(statSync(path).size / 1024 ** 2).toFixed(0)} MiB\n`)
      run('read.ts', format, made)
    }
  } finally {
    rmSync(made, { recursive: true })
  }
}
