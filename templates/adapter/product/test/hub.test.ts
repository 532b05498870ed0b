import rows from '../../resources/licences/adapter/fixtures/rows.json' with { type: 'json' }
import { testHub } from '../../../../test/suites/adapter-hub.ts'

testHub('contoh', 'licences', rows.length)
