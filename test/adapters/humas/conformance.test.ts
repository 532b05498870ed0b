import { testConformance } from '../../suites/conformance.ts'

await testConformance('humas')
