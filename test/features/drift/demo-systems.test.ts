import t from 'tap'
import type { DriftKind } from '../../../demo/legacy-system.ts'
import { createComplaintsSystem } from '../../../demo/systems/complaints.ts'
import { createFireSystem } from '../../../demo/systems/fire.ts'
import { createOpenDataSystem } from '../../../demo/systems/open-data.ts'
import { createPpidSystem } from '../../../demo/systems/ppid.ts'
import { createTaxSystem } from '../../../demo/systems/tax.ts'
import { createTransportSystem } from '../../../demo/systems/transport.ts'
import { drift as command } from '../../../src/features/drift/commands.ts'
import { loadSections } from '../../suites/config.ts'
import { contractErrors } from '../../suites/contract-check.ts'
import { type Drift, startDriftingCity } from '../../suites/drifting-city.ts'

const city = await startDriftingCity(t, demo => [
  createComplaintsSystem(demo),
  createTransportSystem(demo),
  createPpidSystem(demo),
  createFireSystem(demo),
  createOpenDataSystem(demo),
  createTaxSystem(demo, { objects: 400 })
])

interface Told {
  fault: DriftKind
  field: RegExp
  kind?: Drift['kind']
  sample?: string
  line: RegExp
  text: RegExp
}

const systems: Record<string, { path: string; told: Told[] }> = {
  // JSON
  'complaints': { path: '/v1/complaints?limit=50', told: [
    { fault: 'new_field', field: /kanal_aduan$/, sample: 'WA', line: /^adapters\/lapor\/map\.ts$/,
      text: /function mapComplaint\(/ },
    { fault: 'new_code', field: /status$/, sample: 'Ditinjau', line: /^adapters\/lapor\/map\.ts$/, text: /status/ }
  ] },
  // SOAP
  'transport': { path: '/v1/incidents?limit=50', told: [
    { fault: 'new_field', field: /KD_KANAL$/, sample: 'WA', line: /^adapters\/dishub\/incidents\.ts$/,
      text: /function mapIncident\(/ },
    { fault: 'new_code', field: /STATUS$/, sample: 'BANDING', line: /^adapters\/dishub\/incidents\.ts$/,
      text: /read\.code\('status\.code', row\.STATUS/ },
    { fault: 'new_type', field: /TGL_LAPOR$/, sample: '9999-99-99 99:99', line: /^adapters\/dishub\/incidents\.ts$/,
      text: /row\.TGL_LAPOR/ }
  ] },
  // HTML
  'ppid': { path: '/v1/information-requests?limit=50', told: [
    { fault: 'new_field', field: /^Kanal$/, line: /^adapters\/ppid\/map\.ts$/, text: /function mapRequest\(/ },
    { fault: 'new_code', field: /status|Status/, sample: 'Ditelaah', line: /^adapters\/ppid\/map\.ts$/,
      text: /read\.code\('status', raw/ },
    { fault: 'new_type', field: /^Tanggal Permohonan$/, sample: '9999-99-99', line: /^adapters\/ppid\/map\.ts$/,
      text: /row\.tanggal\b/ }
  ] },
  // CSV
  'fire': { path: '/v1/incidents?limit=50', told: [
    { fault: 'new_field', field: /^KD_KANAL$/, line: /^adapters\/diskar\/map\.ts$/, text: /function mapKejadian\(/ },
    { fault: 'new_code', field: /^KD_SKALA$/, sample: 'LUAR', line: /^adapters\/diskar\/map\.ts$/,
      text: /row\.KD_SKALA/ }
  ] },
  // DBF
  'tax': { path: '/v1/tax-objects?limit=50', told: [
    { fault: 'new_field', field: /^KD_ZNT$/, line: /^adapters\/pbb\/map\.ts$/, text: /function mapObject\(/ },
    { fault: 'new_type', field: /^TOTAL_LUAS$/, line: /^adapters\/pbb\//, text: /TOTAL_LUAS/ }
  ] },
  // CKAN's JSON
  'open-data': { path: '/v1/datasets?limit=50', told: [
    { fault: 'new_field', field: /tingkat_keterbukaan$/, line: /^adapters\/ckan\/map\.ts$/,
      text: /function mapPackage|function map/ },
    { fault: 'new_type', field: /num_resources$/, sample: '9 aaaaaa', line: /^adapters\/ckan\//, text: /./ }
  ] }
}

t.jobs = Object.keys(systems).length
for (const [id, { path, told }] of Object.entries(systems)) {
  void t.test(`what ${id} begins to send is told, with the line of its mapping`, { buffered: true }, async t => {
    await city.learn(id, path)
    for (const { fault, field, sample, line, text, kind = fault } of told) {
      await city.system(id).setFault({ kind: fault })
      const drift = await city.drifted(id, path, one => one.kind === kind && field.test(one.field))
      await city.system(id).setFault({ kind: 'none' })
      t.match(drift, { system: id, state: 'open', mapping: { path: line, text } },
        `${fault} of ${drift.field} at ${drift.mapping?.path}:${drift.mapping?.line} ${drift.mapping?.text}`)
      if (sample !== undefined) t.equal(drift.sample, sample)
      t.ok(drift.count > 0)
    }
  })
}

t.test('operators see it, accept it with a reason, and hear of it as an event', { buffered: true }, async t => {
  const id = 'fire'
  // By then its own test has told of it.
  const drift = await city.drifted(id, '/v1/incidents?limit=1', one => one.kind === 'new_field')
  const list = await city.ask(`/admin/systems/${id}/drift?state=all`)
  t.same(contractErrors('getSystemDrift', list), [])
  const event = (await city.events()).find(({ data }) => data['drift'] === drift.id)
  t.match(event, { source: `/v1/systems/${id}`,
    data: { kind: 'new_field', field: 'KD_KANAL', resource: 'incidents', mapping: /^adapters\/diskar\/map\.ts:\d+$/ } })

  const written: string[] = []
  const run = (options: Record<string, string | boolean>, operands = [id]): Promise<number> =>
    command.run({ ...city.address, ...options }, { env: {}, adapters: {}, sections: loadSections, write: line => {
      written.push(line)
    } }, operands)
  t.equal(await run({}), 0)
  t.match(written.join('\n'), new RegExp(
    `${drift.id} {2}new field {2}KD_KANAL\n {2}incidents, .*\n {2}adapters/diskar/map.ts:\\d+ {2}export function ` +
      'mapKejadian'
  ))
  await t.rejects(run({ accept: drift.id }), { message: /say why with --reason/ })
  await t.rejects(run({}, []), { message: /name one system/ })

  const path = `/admin/systems/${id}/drift/${drift.id}/accept`
  t.match(await city.ask(path, { method: 'POST', body: {} }), { status: 400, body: { errors: [{ field: 'reason' }] } })
  t.match(await city.ask(path, { method: 'POST', body: { reason: 'of another' }, as: 'demo-app' }), { status: 403 })
  t.match(await city.ask(`/admin/systems/nobody/drift`), { status: 404, body: { code: 'not_found' } })
  t.match(
    await city.ask(`/admin/systems/${id}/drift/drf-aaaaaaaaaaaa/accept`, { method: 'POST',
      body: { reason: 'not there' } }),
    { status: 404 }
  )
  t.equal(await run({ accept: drift.id, reason: 'the agency told of it' }), 0)
  t.match(written.at(-1), `${drift.id}: KD_KANAL is what fire is known to send`)
  t.match(await city.ask(path, { method: 'POST', body: { reason: 'once more' } }), { status: 409,
    body: { code: 'state_conflict' } })
  const { body: { items } } = await city.ask(`/admin/systems/${id}/drift?state=all`)
  t.match(items.find(one => one.id === drift.id), { state: 'accepted', accepted_by: 'operations',
    reason: 'the agency told of it' })
  const acts = (await city.ask(`/admin/actions?action=drift.accept&result=done&system=${id}`)).body.items as unknown
  t.match(acts, [{ target: drift.id, reason: 'the agency told of it', consumer: 'operations' }])
})
