// Preloaded into every test file, and into each process of the hub that a test starts: `--import=<this>?dir=<folder>`.
// It looks at what a hub writes, wherever that goes, and fails the file when somebody made up is in it. Nothing of the
// hub knows of it.
import { watchAnswers } from './answers.ts'
import { watchCaches } from './caches.ts'
import { watchCalls } from './calls.ts'
import { keepSecret } from './canaries.ts'
import { watchChildren } from './children.ts'
import { watchLog } from './log.ts'
import { createReport } from './report.ts'
import { watchStores } from './stores.ts'

const { searchParams } = new URL(import.meta.url)
const dir = searchParams.get('dir')
if (dir !== null) {
  // A hub of its own has its secrets from there.
  if (searchParams.has('owner'))
    keepSecret(
      ...Object.entries(process.env).flatMap(([name, value]) => (/(?:SECRET|PASSWORD|KEY)$/.test(name) ? [value] : []))
    )
  const report = createReport({ dir, owner: searchParams.get('owner') ?? undefined })
  watchChildren(import.meta.url, report.owner)
  for (const watch of [watchAnswers, watchCaches, watchCalls, watchLog, watchStores]) watch(report.look)
}
