import { testHubWrites } from '../../../../../test/suites/adapter-hub-writes.ts'
import { body } from '../../resources/complaints/test/body.ts'

testHubWrites('contoh', 'complaints', body)
