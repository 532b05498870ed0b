import t from 'tap'
import { testConformance } from '../../suites/conformance.ts'

// Two hubs, and eight kinds of writes.
t.setTimeout(300_000)
await testConformance('canonical')
