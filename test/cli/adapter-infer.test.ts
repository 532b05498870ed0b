import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { adapters } from '../../adapters/index.ts'
import { createDemoCity } from '../../demo/city/city.ts'
import { satu } from '../../src/cli/satu.ts'
import { loadSections } from '../suites/config.ts'
import { samplePath } from './adapter-infer-bench.ts'
import type { Outcome } from './terminal.ts'

async function infer(
  args: readonly string[],
  { root = '.', env = {} }: { root?: string; env?: NodeJS.ProcessEnv } = {}
): Promise<Outcome> {
  const out: string[] = []
  const err: string[] = []
  const code = await satu(['adapter', 'infer', ...args], { env, adapters, sections: loadSections, root,
    write: line => out.push(line) }, line => err.push(line))
  return { code, out, err }
}

t.test('a report says what was read, what is what, and what is left to do', async t => {
  const path = samplePath('reklame.csv')
  const { code, out, err } = await infer([path])
  t.same({ code, err }, { code: 0, err: [] })
  const text = out.join('\n')
  t.match(out[0], `${path}: 24 rows, csv, separated by bars, windows-1252`)
  t.match(out[1], /^It looks like licence-applications \(0\.\d\d; then .*\)\. Another is taken with --resource\.$/)
  t.match(text, /NIKPemohon {2,}applicant\.nik {2,}sure {3,}1\.00 by name and content/)
  t.match(text, /TglSelesai {2,}decided_at {2,}unsure {2,}.*; or due_at/)
  t.match(text, /Codes of StatusProses, for status\.code:\n.*Terbit = issued.*\n {2}not mapped: Arsip Lama \(\d+\)/)
  t.match(text, 'Not placed: PetugasEntri')
  t.match(text, 'Not found, and needed: service_id, agency_id')
  t.match(text, 'Key: NoReg')
  t.match(text, /^--- adapters\/<product>\/wire\.ts$/m)
  t.match(text, "// not mapped: 'Arsip Lama', ")
  t.match(text, '// unsure: TglSelesai may be due_at as well')
})

t.test('another resource is taken when it is named', async t => {
  const { out } = await infer([samplePath('reklame.csv'), '--resource', 'licences'])
  t.equal(out[1], 'As licences:')
  t.match(out.join('\n'), /NamaPemohon {2,}holder\.name/)
})

t.test('nothing of a person stands in what is printed', async t => {
  const { people } = createDemoCity()
  for (const file of ['reklame.csv', 'aduan.json', 'penduduk.xml', 'tagihan.csv', 'kejadian.csv', 'simpatik.json']) {
    const sample = readFileSync(samplePath(file), 'latin1')
    const text = (await infer([samplePath(file)])).out.join('\n')
    const inSample = people.filter(({ nik, phone, name }) =>
      sample.includes(nik) || sample.includes(phone) || sample.includes(name)
    )
    t.ok(inSample.length > 0)
    for (const { nik, phone, email, name } of inSample) {
      // Names of one word are words of other things, too.
      for (const value of [nik, phone, email, ...(name.includes(' ') ? [name] : [])])
        t.notOk(text.includes(value), `${file}: ${value.slice(0, 4)}...`)
    }
  }
})

t.test('files are written once, all or none', async t => {
  const root = t.testdir()
  const folder = join(root, 'adapters', 'reklame')
  const args = [samplePath('reklame.csv'), '--product', 'reklame', '--write']
  const first = await infer(args, { root })
  t.equal(first.code, 0)
  t.same(readdirSync(folder).toSorted(), ['codes.ts', 'map.ts', 'wire.ts'])
  t.ok(first.out.includes('written: adapters/reklame/map.ts'))
  writeFileSync(join(folder, 'map.ts'), 'mine')
  const second = await infer(args, { root })
  t.equal(second.code, 1)
  t.match(second.err[0],
    /adapters\/reklame\/wire\.ts is there already: nothing was written; without --write it is printed$/)
  t.equal(readFileSync(join(folder, 'map.ts'), 'utf8'), 'mine')
  mkdirSync(join(root, 'adapters', 'other'))
  writeFileSync(join(root, 'adapters', 'other', 'codes.ts'), 'mine')
  t.equal((await infer([...args.slice(0, 2), 'other', '--write'], { root })).code, 1)
  t.same(readdirSync(join(root, 'adapters', 'other')), ['codes.ts'])
})

for (const [name, args, code, message] of [
  ['no sample', [], 2, 'name one sample: a file, or the address of a database'],
  ['writing without a product', ['x.csv', '--write'], 2, '--write needs --product'],
  ['a product that leads elsewhere', ['x.csv', '--product', '../src'], 2, '"../src" is no product'],
  ['a resource that the contract does not have', ['x.csv', '--resource', 'licence'], 1,
    'the contract has no resource "licence"; did you mean "licences"?']
] as const) {
  t.test(`${name} is refused`, async t => {
    const outcome = await infer(args)
    t.equal(outcome.code, code)
    t.match(outcome.err[0], message)
  })
}

/** What is no sample, and what is said of it: one line. */
const bad: readonly [name: string, content: string | Buffer, message: RegExp][] = [
  ['empty.csv', '', /is empty$/],
  ['blank.csv', ' \n\t\n', /holds nothing but blanks$/],
  ['junk.bin', Buffer.from(Array.from({ length: 3_000 }, (_, i) => (i * 7919) % 256)),
    /is neither text nor a format that is known/],
  ['old.xls', Buffer.from('d0cf11e0a1b11ae1'.padEnd(600, '0'), 'hex'),
    /is an old Excel file \(xls\): save it as xlsx or CSV$/],
  ['scan.pdf', '%PDF-1.4\n%\u00e2\u00e3', /is a PDF: ask for the data behind it$/],
  ['dump.json', Buffer.from('1f8b0800000000000003', 'hex'), /is compressed: unpack it first$/],
  ['list.json', '<!DOCTYPE html><html><body><form><input type="password"></form></body></html>',
    /is HTML, as of a login page: give the data itself$/],
  ['error.json', '<br />\n<b>Fatal error</b>: Out of memory', /is HTML: give the data itself$/],
  ['broken.json', '[{"nama": "A"}, {"nama": ', /begins as JSON does, but is broken or cut off$/],
  ['deep.json', '['.repeat(5_000) + ']'.repeat(5_000), /begins as JSON does, but is broken or cut off$/],
  ['none.json', '{"data": []}', /has no records in it/],
  ['number.json', '[1, 2, 3]', /has no records in it/],
  ['bomb.xml', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><a><r><n>&d;</n></r></a>',
    /has a document type, which is refused$/],
  ['deep.xml', '<a>'.repeat(500) + '</a>'.repeat(500), /is nested deeper than 64 levels$/],
  ['broken.xml', '<rows><row><NAMA>A</NAMA>', /ends within an element$/],
  ['fault.xml', '<Envelope><Body><Fault><faultcode>Client</faultcode><faultstring>Login ' +
    'gagal</faultstring></Fault></Body></Envelope>', /is the fault of a SOAP service/],
  ['prose.txt', 'Yth. Bapak dan Ibu,\nbersama ini kami sampaikan data\n',
    /has no separator that all its lines share.*--layout$/],
  ['header.csv', 'nik;nama;alamat\n', /has no rows$/],
  ['cut.csv', 'nik;nama\n1;"A', /ends within the quotation marks of line 2$/],
  ['cut.dbf', readFileSync('adapters/pbb/fixtures/SPPT_20261120.DBF').subarray(0, 2_000),
    /has \d+ of the 10 records that its header counts$/],
  ['no.xlsx', Buffer.from('PK\u0003\u0004junk that is no archive'), /no.xlsx /],
  ['plants.csv', 'kelopak;tangkai\n1;2\n3;4\n', /has no field that fits any resource of the contract$/]
]
for (const [name, content, message] of bad) {
  t.test(`${name} is refused in one line`, async t => {
    const path = join(t.testdir(), name)
    writeFileSync(path, content)
    const { code, out, err } = await infer([path])
    t.same({ code, out }, { code: 1, out: [] })
    t.equal(err.length, 1)
    t.match(err[0], message)
  })
}

t.test('a folder and a file that is not there are told apart', async t => {
  const folder = t.testdir()
  t.match((await infer([folder])).err, [/is a folder: name one file in it$/])
  t.match((await infer([join(folder, 'x.csv')])).err, [/there is no file /])
})

t.test('a database is asked for what it needs', async t => {
  const message = async (args: string[], env: NodeJS.ProcessEnv = {}, t: Test): Promise<string | undefined> => {
    const { code, err } = await infer(args, { env })
    t.equal(code, 1)
    t.equal(err.length, 1)
    return err[0]
  }
  t.match(await message(['mysql://satu@127.0.0.1:9/simpeg/pegawai'], {}, t),
    'the variable SATU_SQL_PASSWORD has to hold the password')
  t.match(await message(['mysql://satu@127.0.0.1:9/simpeg'], { SATU_SQL_PASSWORD: 'x' }, t), 'name one table')
  t.match(await message(['mysql://satu@127.0.0.1:9/simpeg/a', '--table', 'b'], { SATU_SQL_PASSWORD: 'x' }, t),
    'name one table')
  t.match(await message(['mysql://satu:rahasia@127.0.0.1:9/simpeg/a'], { SATU_SQL_PASSWORD: 'x' }, t),
    'the url must not hold a password')
  t.match(await message(['mysql://satu@127.0.0.1:9/simpeg/pegawai'], { SATU_SQL_PASSWORD: 'x' }, t),
    'the database refused the connection')
  t.match(await message([samplePath('tagihan.csv'), '--table', 'b'], {}, t),
    '--table goes with the address of a database')
})
