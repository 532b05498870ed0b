import { readFileSync } from 'node:fs'
import t from 'tap'
import { adapters } from '../../adapters/index.ts'
import { propose } from '../../src/cli/adapter/infer/propose.ts'
import { readSqlSample } from '../../src/cli/adapter/infer/sql-sample.ts'
import { satu } from '../../src/cli/satu.ts'
import { loadContract } from '../../src/contract/contract.ts'
import { city } from '../adapters/mapping.ts'
import { databaseFor, maria } from '../kit/connectors/sql/engines.ts'
import { addressOf } from '../kit/connectors/sql/surroundings.ts'
import { loadSections } from '../suites/config.ts'
import { percent, proposed, scoreOf } from './adapter-infer-bench.ts'
import type { Outcome } from './terminal.ts'

const schema = readFileSync('adapters/musrenbang/fixtures/schema.sql', 'utf8')
const rows = JSON.parse(readFileSync('adapters/musrenbang/fixtures/rows.json', 'utf8')) as Record<string,
  string | number | null>[]
const literal = (
  value: string | number | null
): string => (value === null
  ? 'NULL'
  : typeof value === 'number'
  ? String(value)
  : `'${value.replaceAll("'", "''").replaceAll('\n', '\\n')}'`)

async function database(): Promise<{ url: string; password: string }> {
  const columns = Object.keys(rows[0]!)
  const values = rows.map(row => `(${columns.map(column => literal(row[column] ?? null)).join(', ')})`)
  return addressOf(
    await databaseFor(maria, 'satu_infer', ["SET SESSION sql_mode = ''", schema,
      `INSERT INTO DAT_USULAN (${columns.join(', ')}) VALUES ${values.join(', ')}`])
  )
}

async function infer(args: string[], password: string): Promise<Outcome> {
  const out: string[] = []
  const err: string[] = []
  const code = await satu(['adapter', 'infer', ...args], { env: { SATU_SQL_PASSWORD: password }, adapters,
    sections: loadSections, write: line => out.push(line) }, line => err.push(line))
  return { code, out, err }
}

/** As the shipped mapping has it; its client joins the two dates into one. */
const truth = new Map(Object.entries({
  ID_USULAN: ['source.record_id'],
  TAHUN: ['year'],
  JENIS: ['kind'],
  USULAN: ['title'],
  KETERANGAN: ['description'],
  ANGGARAN: ['amount_idr'],
  KD_KEC: ['location.district_code', 'location.village_code'],
  KD_KEL: ['location.village_code'],
  RT: ['location.rt'],
  RW: ['rw', 'location.rw'],
  KD_SKPD: ['agency_id'],
  TGL_INPUT: ['source.updated_at'],
  TGL_UBAH: ['source.updated_at']
}).map(([name, paths]) => [name, new Set(paths)]))

t.test('a table is a sample: its types, its key and its rows', async t => {
  const { url, password } = await database()
  const sample = await readSqlSample(`${url}/DAT_USULAN`, { table: undefined, password })
  t.equal(sample.place, 'the table DAT_USULAN')
  t.equal(sample.rows.length, rows.length)
  t.match(sample.declared, { ID_USULAN: { type: /^bigint/, key: true, nullable: false },
    KD_KEC: { type: 'char(2)', nullable: true } })
  const proposal = propose(sample, { contract: loadContract(),
    context: { today: '2026-11-20', regions: city.regions, box: city.box } })
  t.equal(proposal.resource, 'proposals')
  t.equal(proposal.matching.key?.name, 'ID_USULAN')
  const pairs = proposed(proposal)
  const score = scoreOf(pairs, truth, new Set(pairs.map(({ path }) => path)))
  t.comment(`musrenbang: sure ${percent(score.sureRight, score.sure)}, all ${percent(score.right, score.all)}`)
  t.equal(score.sureRight, score.sure)
  t.ok(score.right >= 9)
  t.same((await readSqlSample(url, { table: 'satu_infer.DAT_USULAN', password })).rows, sample.rows)
})

t.test('the command takes an address, and shows it without its user', async t => {
  const { url, password } = await database()
  const { code, out } = await infer([`${url}/DAT_USULAN`], password)
  t.equal(code, 0)
  t.match(out[0], /^mariadb:\/\/127\.0\.0\.1:\d+\/satu_infer\/DAT_USULAN: 5 rows, sql, the table DAT_USULAN$/)
  t.match(out[1], /^It looks like proposals/)
  t.notMatch(out.join('\n'), 'ENTIN RAHAYU')
})

t.test('a table that is not there, and a wrong password, are told in one line', async t => {
  const { url, password } = await database()
  t.match(await infer([`${url}/DAT_USUL`], password), { code: 1, out: [],
    err: [/^satu adapter infer: the database has no table of that name that its user may see$/] })
  t.match(await infer([`${url}/DAT_USULAN`], 'another'), { code: 1, out: [],
    err: [/^satu adapter infer: the database refused access \(error 1045/] })
})

t.test('a table without rows is refused', async t => {
  const { url, password } = addressOf(await databaseFor(maria, 'satu_infer_empty', [schema]))
  t.match(await infer([`${url}/DAT_USULAN`], password), { code: 1, err: [/has no rows$/] })
})
