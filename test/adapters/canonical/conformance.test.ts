import { testConformance } from '../../suites/conformance.ts'

const odd = 'the application refuses ids of another form with 400, which is told as a fault'

testConformance('canonical', {
  'agencies: get of an unknown key is undefined': odd,
  'services: get of an unknown key is undefined': odd
})
