import t from 'tap'
import { likeness, readFilter } from '../../../src/features/matching/bloom.ts'
import { createTraitsMaker, keysOf, nameShape, type PartyTraits,
  type Traits } from '../../../src/features/matching/traits.ts'
import { createAccessLogKeys } from '../../../src/platform/privacy/access-keys.ts'

const secrets = { first: Buffer.alloc(32, 1), second: Buffer.alloc(32, 2) }
const keys = createAccessLogKeys({ jwtSecret: 'x'.repeat(32),
  accessKeys: [{ id: 'k1', secret: secrets.first }, { id: 'k0', secret: secrets.second }] })
const maker = createTraitsMaker(keys.current)

const nik = '3273021305859991'
const resident = {
  id: 'SIAK-x',
  nik,
  full_name: 'Mochamad Soeharto bin Ali',
  birth_date: '1985-05-13',
  birth_date_precision: 'day',
  location: { address: 'Jl. Ir. H. Juanda No. 100', rt: '003', rw: '005', village_code: '32.73.02.1004',
    district_code: '32.73.02' }
}
const application = {
  id: 'HAYU-1',
  number: '0001205501022026',
  applicant: { name: 'H. M. SUHARTO ALI, S.E.', phone: '+6281200012345',
    location: { address: 'JALAN JUANDA NO 100 RT 3 RW 5', district_code: '32.73.02' } },
  business: { name: 'CV. Mekar Wangi Konveksi', npwp: '012345674423000' }
}

function party(traits: Traits | undefined, role: string): PartyTraits {
  const found = traits?.parties.find(one => one.role === role)
  if (found === undefined) throw new Error(`no ${role}`)
  return found
}

function alike(a: PartyTraits, b: PartyTraits): number {
  const [left, right] = [a, b].map(({ name }) => readFilter(name?.filter, nameShape))
  return left && right ? likeness(left, right).dice : 0
}

const named = (name: string): PartyTraits => party(maker.traitsOf('residents', { full_name: name }), 'resident')
const firm = (name: string): PartyTraits =>
  party(maker.traitsOf('licences', { number: 'x', holder: { name: 'Budi' }, business: { name } }), 'business')

t.test('nothing of a person can be read in what is kept', async t => {
  const kept = JSON.stringify([maker.traitsOf('residents', resident),
    maker.traitsOf('licence-applications', application)])
  for (const word of [nik, 'oeharto', 'uharto', 'Juanda', '1985', '05-13', '81200012345', '32.73.02', '012345674423000',
    'Mekar', '000120550102'])
  {
    t.notMatch(kept.toLowerCase(), word.toLowerCase(), word)
  }
})

t.test('the same number has the same key, a NIK that of its resident', async t => {
  const [first] = keysOf(maker.traitsOf('residents', resident) as Traits)
  t.same(first, { kind: 'nik', hash: keys.current.recordKey(nik) })
  t.equal(maker.keyOf('nik', nik), keys.current.recordKey(nik))
  t.equal(maker.keyOf('npwp', '01.234.567.4-423.000'), maker.keyOf('npwp', '0012345674423000'),
    'with 15 digits and with 16')
  t.equal(maker.keyOf('phone', '0812-0001-2345'), maker.keyOf('phone', '+62 812 00012345'))
  t.equal(maker.keyOf('nop', '32.73.060.001.002-0030.0'), maker.keyOf('nop', '327306000100200300'))
  t.not(maker.keyOf('phone', '081200012345'), maker.keyOf('phone', '081200012346'))
})

t.test('what is masked or malformed has no key', async t => {
  for (const [kind, number] of [['nik', '327302******9991'], ['nik', '32730213058599'], ['phone', '**********345'], [
    'npwp',
    '01**********000'
  ], ['email', '***@surel.example']] as const) {
    t.equal(maker.keyOf(kind, number), undefined, number)
  }
  const traits = maker.traitsOf('residents', { nik: '327302******9991', full_name: 'M. S.',
    location: { district_code: '32.73.02' } })
  t.notOk(traits?.parties[0]?.name, 'initials are no name')
  t.notOk(traits?.parties.some(({ keys: found }) => found.some(({ kind }) => kind === 'nik')))
})

t.test('another key encodes otherwise', async t => {
  const old = createTraitsMaker(keys.get('k0') ?? keys.current)
  const [one, other] = [maker.traitsOf('residents', resident), old.traitsOf('residents', resident)]
  t.not(one?.key, other?.key)
  const hashes = new Set(keysOf(one as Traits).map(({ hash }) => hash))
  t.notOk(keysOf(other as Traits).some(({ hash }) => hashes.has(hash)))
  t.not(one?.parties[0]?.name?.filter, other?.parties[0]?.name?.filter)
  t.same(keys.all.map(({ id }) => id), ['k1', 'k0'], 'the current key comes first')
})

for (const [one, other] of [
  ['H. ASEP SAEPUDIN, S.E., M.M.', 'Asep Saepudin'],
  ['Asep Saefudin', 'Asep Syaifuddin'],
  ['Soekarno', 'Sukarno'],
  ['Djoko Soesilo', 'Joko Susilo'],
  ['Tjetjep', 'Cecep'],
  ['Moch. Toha', 'Muhammad Toha'],
  ['M. Yusuf', 'Mohamad Yusuf'],
  ['Achmad Rizky', 'Ahmad Riski'],
  ['Siti Aminah', 'St. Aminah'],
  ['Abdul Rahman', 'Abd. Rachman'],
  ['Dadang bin Ali', 'Dadang Ali'],
  ['Aziz', 'Azis'],
  ["Ma'ruf", 'Maruf'],
  ['Christina', 'Kristina']
] as const) {
  t.test(`${one} and ${other} are one name`, async t => {
    t.equal(alike(named(one), named(other)), 1)
  })
}

for (const [one, other] of [['Asep Hidayat', 'Agus Hidayat'], ['Dinda Permatasari', 'Dina Permatasari'], [
  'Siti Rohayati',
  'Euis Rohayati'
], ['Yanti', 'Yati']] as const) {
  t.test(`${one} and ${other} are two names`, async t => {
    t.ok(alike(named(one), named(other)) < 0.95)
  })
}

t.test('a slip of the pen changes little, another name much', async t => {
  const close = alike(named('Dadang Kurniawan'), named('Dadang Kurniwan'))
  t.ok(close > 0.85, String(close))
  t.ok(alike(named('Dadang Kurniawan'), named('Tatang Hermawan')) < 0.7)
})

t.test('a business is known without its legal form, in any order of its words', async t => {
  t.equal(alike(firm('CV. Mekar Wangi Konveksi'), firm('Konveksi Mekar Wangi')), 1)
  t.equal(alike(firm('P.T. Sinar Jaya'), firm('SINAR JAYA, PT')), 1)
  t.not(firm('Sinar Jaya 2').name?.digits, firm('Sinar Jaya 3').name?.digits)
})

t.test('an address is known in each spelling', async t => {
  const places = ['Jl. Ir. H. Juanda No. 100', 'JALAN JUANDA NO. 100', 'Jln Djuanda 100, RT 003/RW 005'].map(address =>
    party(
      maker.traitsOf('information-requests', {
        requester: { name: 'Budi', location: { address, rt: '003', rw: '005' } }
      }),
      'requester'
    ).place
  )
  for (const place of places) t.same(place, places[0])
  const block = (address: string): unknown =>
    party(maker.traitsOf('residents', { full_name: 'Budi', location: { address } }), 'resident').place
  t.same(block('Komp. Margahayu Raya Blok C No. 5'), block('Kompleks Margahayu Raya blok C-5'))
})

t.test('an anonymous or confidential reporter is nobody', async t => {
  const reporter = { name: 'Budi', phone: '+6281200012345' }
  t.equal(maker.traitsOf('complaints', { reporter: { ...reporter, anonymous: true, confidential: false } }), undefined)
  t.equal(maker.traitsOf('complaints', { reporter: { ...reporter, anonymous: false, confidential: true } }), undefined)
  t.ok(maker.traitsOf('complaints', { reporter: { ...reporter, anonymous: false, confidential: false } }))
})

t.test('a record that speaks of nobody has no traits', async t => {
  t.equal(maker.traitsOf('agencies', { id: 'x', name: 'Dinas' }), undefined)
  t.equal(maker.traitsOf('complaints', { description: 'Lampu' }), undefined)
})

t.test('two spellings of one person share a block, two people of one house do not', async t => {
  const blocks = (traits: Traits | undefined): string[] =>
    keysOf(traits as Traits).flatMap(({ kind, hash }) => (kind === 'block' ? [hash] : []))
  const mine = blocks(maker.traitsOf('residents', resident))
  const theirs = blocks(
    { ...maker.traitsOf('licence-applications', application),
      parties: maker.traitsOf('licence-applications', application)?.parties.slice(0, 1) } as Traits
  )
  t.ok(mine.some(block => theirs.includes(block)))
  t.notOk(
    blocks(maker.traitsOf('residents', { ...resident, full_name: 'Euis Komalasari', birth_date: '1988-01-01' })).some(
      block => mine.includes(block)
    )
  )
})
