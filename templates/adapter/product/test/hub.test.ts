import { testHub } from '../../../../test/suites/adapter-hub.ts'
import rows from '../../resources/licences/adapter/fixtures/rows.json' with { type: 'json' }

testHub('contoh', 'licences', rows.length)
