import t from 'tap'
import { refusedFields } from '../../src/kit/index.ts'

const fields = { ISI: 'description', LNG: 'location.long' }

t.test('columns that are not accepted are told as the fields that were filled', async t => {
  t.strictSame(refusedFields(['LNG', 'ISI'], fields), [{ field: 'location.long', detail: 'is not accepted' }, {
    field: 'description',
    detail: 'is not accepted'
  }])
})

t.test('what is no column of them says nothing', async t => {
  t.strictSame(refusedFields(['OTHER', 'toString', '__proto__', 7, null, undefined], fields), [])
  for (const columns of ['ISI', undefined, null, 7, { ISI: 1 }]) t.strictSame(refusedFields(columns, fields), [])
})
