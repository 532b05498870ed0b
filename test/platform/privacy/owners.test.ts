import t from 'tap'
import { createAccessLogKeys } from '../../../src/platform/privacy/access-keys.ts'
import { createOwners } from '../../../src/platform/privacy/owners.ts'

const secret = (letter: string): Buffer => Buffer.alloc(32, letter)
const keys = (...ids: string[]) =>
  createAccessLogKeys({ jwtSecret: 'a secret of the hub that is long enough',
    accessKeys: ids.map(id => ({ id, secret: secret(id) })) })
const asep = { issuer: 'warga', subject: 'asep', nik: '3273021305859991' }

t.test('what was kept under an earlier key is found after a change of keys, and not once that key is gone', async t => {
  const before = createOwners(keys('a'))
  const after = createOwners(keys('b', 'a'))
  t.same(before.of(asep).filter(name => !after.ever(asep).includes(name)), [])
  t.same(after.of(asep).filter(name => before.ever(asep).includes(name)), [], 'what is new is kept under the new one')
  t.same(createOwners(keys('b')).ever(asep).filter(name => before.of(asep).includes(name)), [])
})

t.test('people are told apart by account and issuer, and known by NIK whoever tells it', async t => {
  const { of } = createOwners(keys('a'))
  t.same(of({ issuer: 'warga', subject: 'asep' }), of(asep).slice(0, 1))
  t.same(of({ issuer: 'other', subject: 'x', nik: asep.nik })[1], of(asep)[1])
  t.not(of({ issuer: 'warga as', subject: 'ep' })[0], of({ issuer: 'warga', subject: 'as ep' })[0])
  t.not(of({ issuer: 'warga', subject: asep.nik })[0], of(asep)[1], 'a subject that reads like a NIK is none')
})
