// npm run switch-under-load -- [--callers 8] [--requests 2000]: replaces a licensing office by a new application while
// callers
// ask on, by one line of the config: shadow, ramp, switch, back, switch. Prints requests, failed ones, latency and the
// report.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { satu } from '../src/cli/satu.ts'
import { commands } from '../src/process/commands.ts'
import { switchUnderLoad } from '../test/features/migrations/under-load.ts'

const { values } = parseArgs({
  options: { callers: { type: 'string', default: '8' }, requests: { type: 'string', default: '2000' } }
})
const dataDir = mkdtempSync(join(tmpdir(), 'satu-switch-'))
const say = (line: string): void => {
  console.log(line)
}
try {
  const { phases, walks, brokenWalks, failures } = await switchUnderLoad({ dataDir, callers: Number(values.callers),
    requests: Number(values.requests), say }, async ({ url, token }) => {
    say('\nsatu succession report permits')
    await satu(['succession', 'report', 'permits', '--url', url, '--token', token], { env: {}, adapters: {},
      sections: async () => [], commands: async () => commands, write: say }, say)
  })
  const sum = (of: (phase: (typeof phases)[number]) => number): number =>
    phases.reduce((total, phase) => total + of(phase), 0)
  for (const failure of failures.slice(0, 5)) say(failure)
  say(
    `\n${sum(({ requests }) => requests)} requests over ${phases.length} phases, ${failures.length} failed; ` +
      `${walks} walks over pages, ${brokenWalks} with a record twice`
  )
  if (failures.length > 0 || brokenWalks > 0) process.exitCode = 1
} finally {
  rmSync(dataDir, { recursive: true, force: true })
}
