import { testConformance } from '../../../../test/suites/conformance.ts'

await testConformance('contoh')
