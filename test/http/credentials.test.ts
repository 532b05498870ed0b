import t from 'tap'
import { credentialOf, SEVERAL } from '../../src/http/credentials.ts'

t.test('a key is the same credential in both headers', async t => {
  t.equal(credentialOf({ 'x-api-key': 'satu_a_b' }), 'ApiKey satu_a_b')
  t.equal(credentialOf({ authorization: 'ApiKey satu_a_b' }), 'ApiKey satu_a_b')
})

t.test('a request may show nothing, and not two things', async t => {
  t.equal(credentialOf({}), undefined)
  t.equal(credentialOf({ authorization: '' }), '')
  t.equal(credentialOf({ 'authorization': 'Bearer a.b.c', 'x-api-key': 'satu_a_b' }), SEVERAL)
  t.equal(credentialOf({ 'x-api-key': ['satu_a_b', 'satu_c_d'] }), SEVERAL)
})
