import t, { type Test } from 'tap'
import { createAssets } from '../../../src/features/command-center/assets-served.ts'
import { commandCenterPage } from '../../../src/features/command-center/page.ts'
import { createPanelParts } from '../../../src/features/command-center/panel-parts.ts'
import { html } from '../../../src/http/html.ts'
import type { LivePart, Panel } from '../../../src/http/panels.ts'
import { startHub } from '../../suites/core/hub.ts'
import { bearer } from '../../suites/core/tokens.ts'

const folder = new URL('../../../src/features/drift/', import.meta.url)

function panelOf(name: string, order: number, live?: LivePart): Panel {
  return { name, place: { column: 'right', order }, section: language => html`<section id="${name}-${language}">`,
    modules: [new URL('panel.js', folder)], ...(live && { live }) }
}

t.test('panels stand on the page by their order, and their modules are served below their names', async t => {
  const panels = [panelOf('late', 2), panelOf('early', 1)]
  const { text } = commandCenterPage({ language: 'en', city: 'Kota Contoh', timeZone: 'Asia/Jakarta', panels })
  t.match(text, /<main data-panels="late early">/)
  t.match(text, /<section id="early-en"><section id="late-en">/)
  t.match(text, '<link rel="modulepreload" href="/command-center/assets/early/panel.js">')
  const findAsset = createAssets(panels)
  t.match(findAsset('early/panel.js'), { type: /^text\/javascript/, whole: /createPanel/ })
  for (const path of ['early/panel.ts', 'early/register.ts', 'panel.js', 'other/panel.js', '../index.ts'])
    t.equal(findAsset(path), undefined, path)
})

t.test('a live part is told when it changes, and that it is not known while it fails', async t => {
  let value: unknown = 1
  let reads = 0
  const read = (): unknown => {
    reads++
    if (value === undefined) throw new Error('it is away')
    return value
  }
  const parts = createPanelParts([panelOf('bells', 1, { field: 'bells', from: 'memory', read }), panelOf('quiet', 2),
    panelOf('chimes', 3, { field: 'chimes', from: 'store', read: async () => read() })])
  await parts.read(Date.now())
  t.same(parts.take(), { bells: 1, chimes: 1 })
  t.same(parts.take(), {})
  value = undefined
  await parts.read(Date.now())
  t.equal(reads, 3, 'the store is read less often')
  t.same([parts.take(), parts.all()], [{ bells: null }, { bells: undefined, chimes: 1 }])
  await parts.read(Date.now() + 60_000)
  t.same(parts.take(), { chimes: null })
})

async function look(t: Test, features: Record<string, boolean>) {
  const scopes = ['command-center:read']
  const hub = await startHub(t, [], { consumers: { wall: { scopes } }, features })
  const headers = bearer({ claims: { sub: 'wall', scope: scopes.join(' ') } })
  const state = await (await hub.get('/command-center/state', { headers })).json() as Record<string, unknown>
  const module = await hub.get('/command-center/assets/drift/panel.js')
  await module.body?.cancel()
  return { page: await (await hub.get('/command-center')).text(), state, module: module.status }
}

t.test('a feature that is off has no panel, no module and no part of the picture', async t => {
  const on = await look(t, {})
  t.match(on, { page: /id="drift"/, state: { drifts: { open: 0 } }, module: 200 })
  t.match(on.page, /<main data-panels="[a-z -]+">/)
  const off = await look(t, { drift: false })
  t.equal(off.module, 404)
  t.notOk('drifts' in off.state)
  t.notMatch(off.page, /drift/)
  t.match(off.page, /id="alerts"/, 'those of others stay')
})
