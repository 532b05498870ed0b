import t from 'tap'
import { IdError, MAX_ID_LENGTH, parseId, toId } from '../../src/kit/ids.ts'
import { seeded } from './seeded.ts'

const ID = /^[A-Za-z0-9_-]{6,64}$/

for (const [key, id] of [
  ['1', 'SIAP-1'],
  ['2016-000123', 'SIAP-2016-000123'],
  ['a_b', 'SIAP-a_5Fb'],
  ['503/SIUP-00123/BPPT/2015', 'SIAP-503_2FSIUP-00123_2FBPPT_2F2015'],
  ['a b', 'SIAP-a_20b'],
  ['é', 'SIAP-_C3_A9'],
  ['😀', 'SIAP-_F0_9F_98_80'],
  ['\u0000', 'SIAP-_00'],
  ['\ufeff1', 'SIAP-_EF_BB_BF1'],
  ['-', 'SIAP--'],
  ['%41', 'SIAP-_2541']
] as const) {
  t.test(`makes ${id} and takes it apart`, async t => {
    t.equal(toId('SIAP', key), id)
    t.same(parseId(id), { prefix: 'SIAP', key })
    t.match(id, ID)
  })
}

t.test('ends the prefix at the first hyphen', async t => {
  t.same(parseId('PBB2-A-B'), { prefix: 'PBB2', key: 'A-B' })
})

for (const prefix of ['', 'PBB', 'siap', '1SIAP', 'SI-AP', 'SIAPSIAP1', 'SIAP_', 'SIÁP']) {
  t.test(`refuses the prefix ${JSON.stringify(prefix)}`, async t => {
    t.throws(() => toId(prefix, '1'), { name: 'IdError', reason: 'prefix' })
  })
}

t.test('refuses an empty key', async t => {
  t.throws(() => toId('SIAP', ''), { name: 'IdError', reason: 'empty' })
})

t.test('refuses a key that is no well-formed text', async t => {
  t.throws(() => toId('SIAP', 'a\ud800'), { name: 'IdError', reason: 'text' })
})

t.test('refuses an id of more than 64 characters, escapes counted', async t => {
  t.equal(toId('SIAP', 'x'.repeat(59)).length, MAX_ID_LENGTH)
  t.throws(() => toId('SIAP', 'x'.repeat(60)), { name: 'IdError', reason: 'length' })
  t.equal(toId('SIAP', '/'.repeat(19)).length, 62)
  t.throws(() => toId('SIAP', '/'.repeat(20)), { name: 'IdError', reason: 'length' })
})

t.test('keeps the key out of every message', async t => {
  const nik = '3273021305859991'
  for (const [prefix, key] of [['bad', nik], ['SIAP', `${nik}${nik}${nik}${nik}`], ['SIAP', `${nik}\ud800`]] as const) {
    try {
      toId(prefix, key)
      t.fail('made an id')
    } catch (error) {
      t.ok(error instanceof IdError)
      t.notMatch(String(error), nik)
    }
  }
})

for (const [name, id] of [
  ['no hyphen', 'SIAP1'],
  ['no key', 'SIAP-'],
  ['a short prefix', 'PBB-12'],
  ['a lower-case prefix', 'siap-12'],
  ['an unescaped slash', 'SIAP-a/b'],
  ['an unescaped underscore', 'SIAP-a_b'],
  ['half an escape', 'SIAP-a_2'],
  ['an escape in lower case', 'SIAP-a_2fb'],
  ['an escape without need', 'SIAP-_41'],
  ['escaped bytes that are no UTF-8', 'SIAP-_C3'],
  ['an overlong escape', 'SIAP-_C0_AF'],
  ['an escaped surrogate', 'SIAP-_ED_A0_80'],
  ['65 characters', `SIAP-${'x'.repeat(60)}`],
  ['a line break behind', 'SIAP-1\n'],
  ['nothing', '']
] as const) {
  t.test(`reads no id with ${name}`, async t => {
    t.equal(parseId(id), undefined)
  })
}

t.test('gives back every random key, one id for each', async t => {
  const random = seeded(8)
  const keys = new Map<string, string>()
  const wrong: string[] = []
  for (let round = 0; round < 5_000; round += 1) {
    const prefix = random.pick(['SIAP', 'LAPOR', 'PBB2', 'DUKCAPIL'])
    const key = random.text('abcXYZ0129-_./ %:#é€😀\u0000\n', 1, 4)
    const id = toId(prefix, key)
    const parts = parseId(id)
    if (!ID.test(id) || parts?.prefix !== prefix || parts.key !== key) wrong.push(id)
    if ((keys.get(id) ?? `${prefix} ${key}`) !== `${prefix} ${key}`) wrong.push(id)
    keys.set(id, `${prefix} ${key}`)
  }
  t.same(wrong, [])
})

t.test('reads no random text that it would not have written', async t => {
  const random = seeded(9)
  const wrong: string[] = []
  let read = 0
  for (let round = 0; round < 20_000; round += 1) {
    const id = `SIAP-${random.text('aA_0123456789CF', 1, 6)}`
    const parts = parseId(id)
    if (parts === undefined) continue
    read += 1
    if (toId(parts.prefix, parts.key) !== id) wrong.push(id)
  }
  t.same(wrong, [])
  t.ok(read > 100, 'some of them are ids')
})
