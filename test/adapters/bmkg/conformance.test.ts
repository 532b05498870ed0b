import { testConformance } from '../../suites/conformance.ts'

testConformance('bmkg')
