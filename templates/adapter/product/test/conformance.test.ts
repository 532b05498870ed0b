import { testConformance } from '../../../../test/suites/conformance.ts'

testConformance('contoh')
