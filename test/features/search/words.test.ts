import t from 'tap'
import { distance, isSpelled, slips, wordsIn } from '../../../src/features/search/words.ts'

const words = (text: string): string[] => wordsIn(text).map(({ word }) => word)

t.test('old and new spellings, and letters that sound alike, are one word', async t => {
  for (const [old, now] of [['Soekadjadi', 'Sukajadi'], ['Tjihampelas', 'Cihampelas'], ['Djalan', 'Jalan'], ["Sjafe'i",
    'Syafei'], ['Achmad', 'Ahmad'], ['Nursyifa', 'Nurshifa'], ['Tjoekoer', 'Cukur'], ['Setiabudhi', 'Setiabudi'], [
    'Pasteurr',
    'Pasteur'
  ], ['Novi', 'Nopi'], ['Banjoewangi', 'Banyuwangi']]) {
    t.same(words((old ?? '').replace("'", '')), words(now ?? ''), `${old} ${now}`)
  }
})

t.test('what is written short is one with what is written out', async t => {
  t.same(words('Jl. Gg. Kel. Kec. Komp. Kp. No.'), words('Jalan Gang Kelurahan Kecamatan Kompleks Kampung Nomor'))
  for (const name of ['Moh.', 'Moch.', 'Muh.', 'Mohammad', 'Mochamad', 'Muhamad'])
    t.same(words(name), words('Muhammad'), name)
})

t.test('RT and RW are one word with their number, however that is written', async t => {
  for (const text of ['RT 3 RW 12', 'RT.003/RW.012', 'rt03/rw12', 'RT. 03 RW. 12'])
    t.same(words(text), ['rt3', 'rw12'], text)
  t.same(words('rt'), [])
})

t.test('words that tell nothing are passed over, and each says where it stands', async t => {
  t.same(wordsIn('di Jl. Merdeka'), [{ word: words('jalan')[0], start: 3, end: 5 }, { word: words('merdeka')[0],
    start: 7, end: 14 }])
})

t.test('no text is too strange', async t => {
  for (const text of ['', '*', '"" NEAR( AND -', '\0\0', '🏙️🏙️', 'جلنن', '日本', 'a'.repeat(10_000), '(((((((((', '%_%',
    '\uD800', '.*+?^${}()|[]\\'])
    t.ok(words(text).every(word => /^[a-z0-9]{1,40}$/.test(word)), JSON.stringify(text.slice(0, 20)))
  t.equal(words('kata '.repeat(1_000)).length, 400)
})

t.test('two words with one slip between them have one in common', async t => {
  for (const [a = '', b = ''] of [['merdeka', 'merdka'], ['merdeka', 'merdekas'], ['merdeka', 'merdeke'], ['merdeka',
    'mredeka']])
  {
    t.ok(slips(a).some(slip => slips(b).includes(slip)), b)
    t.equal(distance(a, b), 1, b)
  }
  t.same([distance('', 'abc'), distance('abc', 'abc'), distance('kitten', 'sitting')], [3, 0, 3])
  t.same(['abc', '12345', 'rt3', 'merdeka'].map(isSpelled), [false, false, false, true])
})
