import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'
import { adapters as table } from '../../adapters/index.ts'
import { createDemoCity } from '../../demo/city/city.ts'
import { startLegacySystem } from '../../demo/legacy-system.ts'
import { createLicensingSystem } from '../../demo/systems/licensing.ts'
import type { components } from '../../src/contract/types.ts'
import { buildHub } from '../../src/hub.ts'
import { loadAdapters } from '../../src/platform/config/adapters.ts'
import type { Config } from '../../src/platform/config/schema.ts'
import { cityVariables } from '../suites/city-variables.ts'
import { loadConfig } from '../suites/config.ts'
import { testFolder } from '../suites/folder.ts'
import { quiet } from '../suites/quiet-city.ts'
import { testLog } from '../suites/test-log.ts'
import { signToken } from '../suites/token.ts'

type Disagreement = components['schemas']['Disagreement']

const JWT_SECRET = 'a secret of the tests, long enough for HS256'
const city = createDemoCity()
const [old, fresh] = await Promise.all(
  (['licensing-a', 'licensing-b'] as const).map(id => startLegacySystem(createLicensingSystem(city, { id })))
)
const real = loadConfig({ file: 'config/bandung.yaml',
  env: { ...cityVariables(), ...old?.environment, ...fresh?.environment }, adapters: await loadAdapters(table) })
const config: Config = {
  ...quiet(real),
  hub: { ...quiet(real).hub, mirror: real.hub.mirror },
  disagreements: { ...real.disagreements, every_seconds: 1 },
  systems: quiet(real).systems.filter(({ id }) => id === 'licensing-a' || id === 'licensing-b')
}
const dataDir = testFolder()
const log = testLog(dataDir, () => {})
const hub = await buildHub({ config, adapters: await loadAdapters(table), log,
  environment: { jwtSecret: JWT_SECRET, name: 'development', dataDir } })
const url = await hub.app.listen({ port: 0, host: '127.0.0.1' })
t.teardown(async () => {
  await hub.close()
  log.flush()
  await Promise.all([old?.stop(), fresh?.stop()])
})

const authorization = `Bearer ${
  signToken(JWT_SECRET, { sub: 'operations', scope: config.consumers['operations']?.scopes.join(' ') })
}`
const ask = async <T>(path: string, init: RequestInit = {}): Promise<{ status: number; body: T }> => {
  const answer = await fetch(`${url}${path}`, { ...init,
    headers: { authorization, 'content-type': 'application/json', ...init.headers as Record<string, string> } })
  return { status: answer.status, body: await answer.json() as T }
}
const form = async (
  system: 'LICENSING_A' | 'LICENSING_B',
  path: string,
  fields: Record<string, string>
): Promise<{ status: string; no_pendaftaran: string }> => {
  const office = system === 'LICENSING_A' ? old : fresh
  const answer = await fetch(`${office?.url}/api/permohonan/${path}?key=${office?.environment[`${system}_KEY`]}`, {
    method: 'POST',
    body: new URLSearchParams(fields)
  })
  return await answer.json() as { status: string; no_pendaftaran: string }
}
/** Reads both records, so that what has changed is known, and waits. */
const until = async (ids: readonly string[], holds: (found: Disagreement) => boolean): Promise<Disagreement> => {
  for (;;) {
    for (const id of ids)
      t.equal((await ask(`/v1/licence-applications/${id}`, { headers: { 'cache-control': 'no-cache' } })).status, 200)
    const { body } = await ask<{ items: Disagreement[] }>('/v1/disagreements?rule=same-application')
    const found = body.items.find(item => item.comparison === 'state' && holds(item))
    if (found !== undefined) return found
    await wait(250)
  }
}

t.test('an application that was withdrawn in one licensing office is withdrawn in the other by an officer', async t => {
  // Handed in at both; as each counts its applications, and has as many, it has the same number at both.
  const given = { n_pemohon: 'SITI AMINAH', perizinan_id: '055' }
  const { no_pendaftaran: number } = await form('LICENSING_A', 'pendaftaran', { ...given,
    permohonan: 'Permohonan Baru' })
  t.same(await form('LICENSING_B', 'pendaftaran', { ...given, permohonan: 'Baru' }), { status: 'success',
    no_pendaftaran: number })
  t.match(await form('LICENSING_B', `batal/${number}`, { alasan: 'Pindah kota' }), { status: 'success' })

  const ids = [`HAYU-${number}`, `SICA-${number}`]
  const open = await until(ids, ({ state }) => state === 'open')
  t.match(open.claims.map(({ system, value }) => `${system} ${value}`).toSorted(), ['licensing-a draft',
    'licensing-b withdrawn'])
  const sent = await ask<Disagreement>(`/v1/disagreements/${open.id}/correct`, { method: 'POST',
    body: JSON.stringify({ reason: 'Withdrawn at the counter of the other office.', record: `SICA-${number}` }) })
  t.match(sent, { status: 200, body: { state: 'accepted' } })
  t.match(sent.body.history?.at(-1), { to: 'accepted', cause: 'correction sent to licensing-a',
    submission_id: /^sub-/ })
  t.match(old?.records().at(-1), { jenis: 'pembatalan', no_pendaftaran: number, alasan: /Withdrawn at the counter/ },
    'it stands in the legacy system')
  const closed = await until(ids, ({ state }) => state === 'corrected')
  t.equal(closed.id, open.id)
})
