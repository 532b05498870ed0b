import t from 'tap'
import { acceptInto } from '../../../src/features/drift/accepting.ts'
import { emptyBaseline, emptyStage, isLearned, learn } from '../../../src/features/drift/baseline.ts'
import { compare, type Finding } from '../../../src/features/drift/compare.ts'
import { createLook, type Seen } from '../../../src/features/drift/profile.ts'
import { maskOf, nameOf, shapeOf } from '../../../src/features/drift/shapes.ts'
import type { WireLook } from '../../../src/kit/wire-look.ts'

const STAGE = 'list'
const WARM_UP = { records: 100 }

function look(show: (look: WireLook) => void): Seen {
  let seen: Seen | undefined
  const made = createLook(given => {
    seen = given
  })
  show(made)
  made.end()
  return seen!
}

/** A record of a system that has a bit of everything. */
const record = (number: number) => ({
  id: number,
  nomor: `A-${number}`,
  status: ['1', '2', '3'][number % 3],
  jenis: ['BARU', 'LAMA'][number % 2],
  tanggal: '20/11/2026',
  jumlah: '1.250.000',
  luas: '120',
  keterangan: 'Lampu jalan mati sejak Senin',
  aktif: true,
  catatan: number % 2 === 0 ? null : 'ada',
  tempat: { lat: -6.9, long: 107.6 },
  tags: ['a', 'b']
})
const page = (more: (number: number) => object = () => ({})): unknown => ({
  data: Array.from({ length: 40 }, (_, number) => ({ ...record(number), ...more(number) }))
})

const baseline = emptyBaseline()
const known = (baseline.stages[STAGE] = emptyStage())
for (let times = 0; times < 6; times++)
  learn(known, look(one => {
    one.document(STAGE, page())
  }).stages.get(STAGE)!, { onlyKnown: false })

function findings(value: unknown, against = known): Finding[] {
  const seen = look(one => {
    one.document(STAGE, value)
  })
  return compare(against, seen.stages.get(STAGE)!, STAGE, seen.samples)
}
const brief = ({ kind, path, detail }: Finding): string => [kind, path, detail].filter(Boolean).join(' ')
const without = (name: string): unknown =>
  JSON.parse(JSON.stringify(page(), (key, value: unknown) => (key === name ? undefined : value)))

t.ok(isLearned(known, WARM_UP))
t.same(findings(page()), [], 'what always came is nothing new')

const changes: [name: string, value: unknown, found: string[]][] = [
  ['a field', page(() => ({ kanal: 'WA' })), ['new_field data[].kanal']],
  ['an object with fields is one', page(() => ({ asal: { kode: 'A', nama: 'B' } })), ['new_field data[].asal']],
  ['a field within one that is known', page(() => ({ tempat: { lat: -6.9, long: 107.6, akurasi: 5 } })), [
    'new_field data[].tempat.akurasi'
  ]],
  ['a field that is gone', without('luas'), ['vanished_field data[].luas']],
  ['an object that is gone is one', without('tempat'), ['vanished_field data[].tempat']],
  ['a field that came every other time may be missing', without('tags'), ['vanished_field data[].tags']],
  ['text for a number', page(() => ({ id: 'A1' })), ['new_type data[].id text']],
  ['digits in a text for a number', page(number => ({ id: String(number) })), ['new_type data[].id digits']],
  ['a date written otherwise', page(() => ({ tanggal: '2026-11-20' })), ['new_type data[].tanggal date 9999-99-99']],
  ['an object for a value', page(() => ({ luas: { m2: 120 } })), ['new_type data[].luas object']],
  ['any text in a text', page(() => ({ keterangan: '2026' })), []],
  ['a code', page(() => ({ jenis: 'ULANG' })), ['new_code data[].jenis ULANG']],
  ['the next number of a status is no surprise', page(() => ({ status: '4' })), []],
  ['amounts that grow', page(() => ({ jumlah: '12.500.000' })), []],
  ['amounts a thousand times as large', page(() => ({ jumlah: '1.250.000.000' })), [
    'range data[].jumlah digits above'
  ]],
  ['a negative one', page(() => ({ jumlah: '-1.250.000' })), ['range data[].jumlah negative']],
  ['years far ahead', page(() => ({ tanggal: '20/11/2090' })), ['range data[].tanggal years above']],
  ['years long past', page(() => ({ tanggal: '01/01/1900' })), ['range data[].tanggal years below']],
  ['a text far longer', page(() => ({ keterangan: 'x'.repeat(900) })), ['range data[].keterangan length above']],
  ['nothing where there always was something', page(() => ({ luas: '' })), ['range data[].luas empty']]
]
for (const [name, value, found] of changes) {
  t.same(findings(value).map(brief), found, name)
}

t.test('accepted each of them is nothing new any more', t => {
  for (const [name, value, found] of changes) {
    const copy = structuredClone(baseline)
    for (const finding of findings(value)) acceptInto(copy, finding)
    if (found.length > 0) t.same(findings(value, copy.stages[STAGE]).map(brief), [], name)
  }
  t.end()
})

t.test('what is new is not learned by coming often', t => {
  const copy = structuredClone(known)
  for (let times = 0; times < 50; times++)
    learn(copy, look(one => {
      one.document(STAGE, page(() => ({ kanal: 'WA', id: 'A1', jenis: 'ULANG', luas: { m2: 1 } })))
    }).stages.get(STAGE)!, { onlyKnown: true })
  t.same(findings(page(() => ({ kanal: 'WA', id: 'A1', jenis: 'ULANG', luas: { m2: 1 } })), copy).map(brief).sort(), [
    'new_code data[].jenis ULANG',
    'new_field data[].kanal',
    'new_type data[].id text',
    'new_type data[].luas object'
  ])
  t.end()
})

t.test('the columns of a file are compared by its header: names, types, order', t => {
  const columns = [{ name: 'NOP', type: 'C' }, { name: 'LUAS', type: 'N' }, { name: 'TGL', type: 'D' }]
  const file = (of: typeof columns): Seen =>
    look(one => {
      one.columns('read', of)
      for (let number = 0; number < 200; number++) one.row('read', { NOP: `${number}`, LUAS: 120 })
    })
  const stage = emptyStage()
  learn(stage, file(columns).stages.get('read')!, { onlyKnown: false })
  t.ok(isLearned(stage, WARM_UP), 'one file is enough')
  const compared = (of: typeof columns): string[] =>
    compare(stage, file(of).stages.get('read')!, 'read', new Map()).map(brief)
  t.same(compared(columns), [])
  t.same(compared([...columns, { name: 'ZNT', type: 'C' }]), ['new_field ZNT'])
  t.same(compared(columns.slice(0, 2)), ['vanished_field TGL'])
  t.same(compared([columns[0]!, { name: 'LUAS', type: 'C' }, columns[2]!]), ['new_type LUAS declared C'])
  t.same(compared([columns[0]!, columns[2]!, columns[1]!]), ['column_order TGL'])
  t.end()
})

t.test('a row of a grid has places in place of names', t => {
  const grid = (width: number): unknown => ({
    aaData: Array.from({ length: 40 },
      (_, number) => Array.from({ length: width }, (__, column) => `${number} teks ${column}`))
  })
  const stage = emptyStage()
  for (let times = 0; times < 4; times++)
    learn(stage, look(one => {
      one.document(STAGE, grid(3))
    }).stages.get(STAGE)!, { onlyKnown: false })
  t.same(findings(grid(4), stage).map(brief), ['new_field aaData[].3'])
  t.same(findings(grid(2), stage).map(brief), ['vanished_field aaData[].2'])
  t.end()
})

t.test('forms are told apart, and values are not told', t => {
  for (const [value, type] of [
    ['20/11/2026', 'date 99/99/9999'],
    ['20-11-2026 15:38', 'date 99-99-9999 99:99'],
    ['2026-11-20T15:38:00+07:00', 'date 9999-99-99 99:99'],
    ['3 November 2026', 'date 99 Aaa 9999'],
    ['Fri, 20 Nov 2026 08:15:00 +0700', 'date 99 Aaa 9999 99:99'],
    ['007', 'digits'],
    ['1.250.000,00', 'decimal'],
    ['Jl. Braga 12', 'text'],
    [' - ', 'empty'],
    ['', 'empty'],
    [null, 'empty'],
    [12, 'number'],
    [true, 'boolean'],
    [[], 'list'],
    [{}, 'object']
  ] as const) t.equal(shapeOf(value).type, type)
  t.equal(maskOf('Jl. Braga No. 12, Élan'), 'Aa. Aaaaa Aa. 99, Aaaa')
  t.equal(maskOf('x'.repeat(100)), `${'a'.repeat(40)}…`)
  t.same(['NIK', '3273019999990001', '__proto__', 'budi@example.com', 'x'.repeat(61)].map(nameOf), ['NIK', '*', '*',
    '*', '*'])
  t.end()
})

t.test('no answer is too strange to be looked at', t => {
  const deep: Record<string, unknown> = {}
  let inner = deep
  for (let level = 0; level < 50; level++) inner = inner['a'] = {} as Record<string, unknown>
  const table = Object.fromEntries(Array.from({ length: 500 }, (_, number) => [`k${number}`, { nama: 'Budi' }]))
  const throwing = { get a(): string {
    throw new Error('no')
  } }
  for (const value of [undefined, null, 5, 'x', [], [[]], [[[1]]], deep, table, throwing,
    JSON.parse('{"__proto__":{"x":1},"constructor":1}')])
  {
    t.doesNotThrow(() =>
      look(one => {
        one.document(STAGE, value)
      })
    )
  }
  t.same(Object.keys(look(one => {
    one.document(STAGE, table)
  }).stages.get(STAGE)!.fields), ['*', '*.nama'], 'what is many is data')
  t.end()
})
