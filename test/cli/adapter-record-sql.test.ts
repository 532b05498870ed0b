import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { adapters } from '../../adapters/index.ts'
import { satu } from '../../src/cli/satu.ts'
import { knownRows, makeDatabase } from '../adapters/musrenbang/surroundings.ts'
import { maria } from '../kit/connectors/sql/engines.ts'
import { addressOf } from '../kit/connectors/sql/surroundings.ts'
import { loadSections } from '../suites/config.ts'

const system = `
  planning:
    adapter: musrenbang
    name: Musrenbang
    prefix: PLAN
    agency: DISKOMINFO
    settings:
      database: { url: "\${PLANNING_URL}", password: "\${PLANNING_PASSWORD}" }
      schema: SATU_RECORD
`

t.test('of a database the rows are kept, without those whom they name', async t => {
  const server = await maria.url()
  await makeDatabase(server, 'SATU_RECORD', knownRows)
  const { url, password } = addressOf(server)
  const root = t.testdir({})
  const config = join(root, 'city.yaml')
  writeFileSync(config, readFileSync('config/bandung.yaml', 'utf8') + system)
  const run = async (folder: string, secret: string): Promise<{ code: number; out: string[]; err: string[] }> => {
    const [out, err]: string[][] = [[], []]
    const args = ['adapter', 'record', 'planning', '--config', config, '--out', folder]
    const code = await satu(args, { env: { PLANNING_URL: url, PLANNING_PASSWORD: secret }, adapters,
      sections: loadSections, write: line => out!.push(line) }, line => err!.push(line))
    return { code, out: out!, err: err! }
  }

  const folder = join(root, 'new')
  const { code, out, err } = await run(folder, password)
  t.same([code, err], [0, []])
  t.ok(out.includes('  what a database says is not watched: its rows are kept'))
  const text = readFileSync(join(folder, 'proposals.json'), 'utf8')
  t.notMatch(text, /ENTIN|RAHAYU|UJANG|Kasep/i)
  const rows = JSON.parse(text) as Record<string, unknown>[]
  const first = rows.find(row => row['ID_USULAN'] === '451' || row['ID_USULAN'] === 451)
  t.match(first, { TAHUN: 2016, JENIS: 'MUSRENBANG', ANGGARAN: '75000000.00', USULAN: /saluran air/, KD_KEC: '02' })
  t.ok(rows.some(row => /^Lampu jalan “Gang \p{L}{5}” – 12 titik$/u.test(String(row['USULAN']))))

  const refused = await run(join(root, 'other'), 'wrong')
  t.equal(refused.code, 1)
  t.match(refused.out[0], /^ {2}probe failed: the system refused access/)
  t.same(refused.err, ['satu adapter record: nothing of planning could be recorded'])
})
