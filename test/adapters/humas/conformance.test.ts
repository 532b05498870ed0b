import { testConformance } from '../../suites/conformance.ts'

testConformance('humas')
