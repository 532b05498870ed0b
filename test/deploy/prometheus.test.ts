import { execFile, spawn } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { parse } from 'yaml'
import { promtool } from '../services.ts'
import { freePort, until } from '../services/wait.ts'
import { JWT_SECRET, startCity } from '../suites/demo-city.ts'
import { signToken } from '../suites/token.ts'

const run = promisify(execFile)
const folder = join(import.meta.dirname, '../../deploy')
const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
const place = mkdtempSync(join(tmpdir(), 'satu-prometheus-'))
t.teardown(() => {
  rmSync(place, { recursive: true, force: true })
})

interface Rule {
  alert: string
  expr: string
  annotations: { runbook: string }
}
const rules = (parse(read('prometheus/satu-alerts.yaml')) as { groups: { rules: Rule[] }[] }).groups.flatMap(group =>
  group.rules
)
interface Panel {
  title: string
  targets?: { expr: string }[]
}
const panels = (JSON.parse(read('grafana/dashboards/satu.json')) as { panels: Panel[] }).panels
const queries = panels.flatMap(({ title, targets = [] }) =>
  targets.map(({ expr }) => ({ title, expr: expr.replaceAll('$__rate_interval', '5m').replaceAll('$system', '.*') }))
)

const tool = async (...parameters: string[]): Promise<string> => {
  const { stdout } = await run(await promtool(), parameters, { cwd: join(folder, 'prometheus') }).catch(
    (error: unknown) => {
      const { stdout: out = '', stderr = '' } = error as { stdout?: string; stderr?: string }
      throw new Error(`promtool ${parameters.join(' ')}: ${out}${stderr}`)
    }
  )
  return stdout
}

t.test('the rules are what Prometheus takes, and fire when they should', async t => {
  t.match(await tool('check', 'rules', 'satu-alerts.yaml'), `${rules.length} rules found`)
  t.match(await tool('test', 'rules', 'satu-alerts.test.yaml'), 'SUCCESS')
  await t.rejects(tool('check', 'rules', 'satu-alerts.test.yaml'), 'what it does not take is told')
})

t.test('every question of the dashboard is one that Prometheus understands', async t => {
  t.ok(queries.length > 30)
  const file = join(place, 'queries.yaml')
  writeFileSync(file, JSON.stringify({
    groups: [{ name: 'dashboard', rules: queries.map(({ expr }, at) => ({ record: `question_${at}`, expr })) }]
  }))
  t.match(await tool('check', 'rules', file), `${queries.length} rules found`)
})

t.test('every alert has its place in the runbook, and every section there its alert', t => {
  const headings = [...read('../docs/operations.md').matchAll(/^### (Satu\w+)$/gm)].map(([, name = '']) => name)
  t.same(new Set(headings), new Set(rules.map(({ alert }) => alert)))
  t.equal(headings.length, rules.length)
  for (const { alert, annotations } of rules) t.equal(annotations.runbook, `docs/operations.md#${alert.toLowerCase()}`)
  t.end()
})

t.test('every number that is asked for is one that the hub tells', async t => {
  const city = await startCity()
  t.teardown(() => city.close())
  await city.get('/v1/complaints?limit=3')
  const told = new Set(
    [...String((await city.get('/metrics', { as: 'prometheus' })).body).matchAll(/^# TYPE (\w+)/gm)].map((
      [, name = '']
    ) => name)
  )
  // A hub with Redis, certificates, datasets, alarms or writes tells more than this one; their names stand in its
  // sources.
  const sources = globSync('src/**/*.ts', { cwd: join(folder, '..') }).map(name => read(`../${name}`)).join('\n')
  const asked = new Set(
    [...rules, ...queries].flatMap(({ expr }) => expr.match(/\b(?:satu|process|nodejs)_\w+/g) ?? [])
  )
  t.ok(asked.size > 25)
  for (const name of asked) {
    const family = name.replace(/_(bucket|sum|count)$/, '')
    t.ok(told.has(family) || sources.includes(`'${family}'`), name)
  }
})

t.test('a real Prometheus scrapes the hub with a key, and knows its rules', async t => {
  const city = await startCity()
  t.teardown(() => city.close())
  const port = await freePort()
  const config = parse(read('prometheus/prometheus.yml')) as {
    scrape_configs: { authorization: object; static_configs: object[] }[]
    global: object
    rule_files: string[]
  }
  const [scrape] = config.scrape_configs
  if (scrape === undefined) throw new Error('nothing is scraped')
  writeFileSync(join(place, 'key'), signToken(JWT_SECRET, { sub: 'prometheus', scope: 'metrics:read' }))
  // As it stands, but for where the hub is, how it is asked here, and how often.
  scrape.static_configs = [{ targets: [new URL(city.url).host] }]
  scrape.authorization = { type: 'Bearer', credentials_file: join(place, 'key') }
  config.global = { scrape_interval: '1s', evaluation_interval: '1s' }
  config.rule_files = config.rule_files.map(name => join(folder, 'prometheus', name))
  writeFileSync(join(place, 'prometheus.yml'), JSON.stringify(config))
  await tool('check', 'config', join(place, 'prometheus.yml'))
  const server = spawn(join(dirname(await promtool()), 'prometheus'), [`--config.file=${join(place, 'prometheus.yml')}`,
    `--storage.tsdb.path=${join(place, 'data')}`, `--web.listen-address=127.0.0.1:${port}`], { stdio: 'ignore' })
  t.teardown(() =>
    new Promise(resolve => {
      server.once('close', resolve)
      server.kill('SIGTERM')
    })
  )
  const ask = async (path: string): Promise<unknown> => {
    try {
      return ((await (await fetch(`http://127.0.0.1:${port}/api/v1/${path}`)).json()) as { data: unknown }).data
    } catch {
      return undefined
    }
  }
  await until(async () => {
    const data = await ask('targets') as { activeTargets: { health: string }[] } | undefined
    return data?.activeTargets[0]?.health === 'up'
  }, { what: 'a scrape' })
  const known = await ask('rules') as { groups: { rules: object[] }[] }
  t.equal(known.groups.flatMap(group => group.rules).length, rules.length)
  const up = await ask(`query?query=${encodeURIComponent('satu_processes')}`) as {
    result: { value: [number, string] }[]
  }
  t.equal(up.result[0]?.value[1], '1')
})
