import type { AxeResults } from 'axe-core'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { createFireSystem } from '../../../demo/systems/fire.ts'
import { chromium } from '../../services.ts'
import { startChromium } from '../../services/chromium.ts'
import { licence, openLedger, sameLicence } from '../../suites/disagreements.ts'
import { startDriftingCity } from '../../suites/drifting-city.ts'
import { openWholeStore } from '../../suites/open-store.ts'
import { startReceiver } from '../../suites/receiver.ts'
import { silent } from '../../suites/stores.ts'

// A browser on a busy machine is slow.
t.setTimeout(600_000)
const WAIT = { timeout: 120_000 }
const receiver = await startReceiver(t)
const city = await startDriftingCity(t, demo => [createFireSystem(demo)], config => ({
  ...config,
  alerts: { ...config.alerts, receivers: {
    duty: { webhook: { url: receiver.url, secret: `whsec_${Buffer.alloc(32, 7).toString('base64')}` } }
  } },
  hub: { ...config.hub,
    webhooks: { ...config.hub.webhooks, allow_http: true, ports: [Number(new URL(receiver.url).port)] } },
  disagreements: { ...config.disagreements, rules: { 'same-licence': sameLicence } },
  consumers: { ...config.consumers,
    operations: { ...config.consumers['operations']!,
      scopes: [...config.consumers['operations']!.scopes, 'disagreements:read', 'disagreements:operate'] } }
}))
const browser = await startChromium(await chromium())
t.teardown(() => browser.close())
const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

async function open(
  t: Test,
  { as = 'operations', lang = 'en', wall = false }: { as?: string; lang?: string; wall?: boolean } = {}
) {
  const context = await browser.newContext({
    viewport: wall ? { width: 1920, height: 1080 } : { width: 1440, height: 900 },
    colorScheme: wall ? 'dark' : 'light',
    reducedMotion: 'reduce'
  })
  t.teardown(() => context.close())
  const page = await context.newPage()
  page.setDefaultTimeout(WAIT.timeout)
  const errors: string[] = []
  const outside: string[] = []
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text())
  })
  page.on('pageerror', error => {
    errors.push(error.message)
  })
  page.on('request', request => {
    if (!request.url().startsWith(`${city.address.url}/`) && !request.url().startsWith('data:'))
      outside.push(request.url())
  })
  await page.goto(`${city.address.url}/command-center?lang=${lang}#token=${city.tokenOf(as)}${wall ? '&wall' : ''}`, {
    waitUntil: 'load'
  })
  await page.locator('.systems button').first().waitFor()
  return { page, errors, outside }
}

async function serious(page: Page): Promise<string[]> {
  const { violations } = (await page.evaluate(`${axe}; axe.run()`)) as AxeResults
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) =>
    `${id}: ${nodes.map(({ html }) => html).slice(0, 3).join(' ')}`
  )
}

/** Fills in the dialog on top, and sends it. */
async function doIt(page: Page, fields: Record<string, string>): Promise<void> {
  const form = page.locator('dialog').last().locator('form')
  for (const [name, value] of Object.entries(fields)) await form.locator(`[name="${name}"]`).fill(value)
  const refused = form.locator('[role="alert"]:not(:empty)').waitFor().then(async () => {
    throw new Error(await form.locator('[role="alert"]').innerText())
  })
  await form.locator('button.main').click()
  await Promise.race([form.waitFor({ state: 'detached' }), refused.catch((error: unknown) => {
    if (!/detached|closed|Timeout/.test(String(error))) throw error
  })])
}

const acts = async (action: string): Promise<unknown> =>
  (await city.ask(`/admin/actions?action=${action}&result=done`)).body.items

t.test('what a system sends otherwise stands on the wall, with the line of its mapping', async t => {
  await city.learn('fire', '/v1/incidents?limit=20')
  await city.system('fire').setFault({ kind: 'new_field' })
  await city.drifted('fire', '/v1/incidents?limit=20', ({ field }) => field === 'KD_KANAL')
  const { page, errors, outside } = await open(t, { as: 'wall', wall: true })
  const panel = page.locator('#drift')
  await panel.locator('li', { hasText: 'KD_KANAL' }).waitFor()
  t.match(await panel.innerText(), /new field\s+KD_KANAL[\s\S]*adapters\/diskar\/map\.ts:\d+/)
  t.same(await serious(page), [])
  t.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth + 1'))
  t.same(errors, [])
  t.same(outside, [])
})

t.test('the name of every district stands whole in its tile, on the desk and on the wall', async t => {
  for (const wall of [false, true]) {
    const { page } = await open(t, { wall, as: wall ? 'wall' : 'operations' })
    await page.locator('.tiles button').first().waitFor()
    t.same(await page.locator('.tiles .short').evaluateAll(names =>
      names.filter(name => {
        const [inner, outer] = [name.getBoundingClientRect(), name.parentElement!.getBoundingClientRect()]
        return name.scrollWidth > name.clientWidth + 1 || inner.right > outer.right + 1 ||
          inner.bottom > outer.bottom + 1
      }).map(name => name.textContent)
    ), [], wall ? 'wall' : 'desk')
    t.ok(await page.locator('.tiles .short').count() >= 30)
  }
})

t.test('alerts stand on the page; somebody sees to one, and one is silenced for some hours', async t => {
  const { page, errors } = await open(t)
  const alert = page.locator('#alerts li', { hasText: 'Sends something else' })
  await alert.waitFor()
  await alert.getByRole('button', { name: 'I see to it' }).click()
  await doIt(page, { reason: 'the vendor was called' })
  await page.locator('#alerts li[data-quiet]', { hasText: 'somebody is at it' }).waitFor()
  await alert.getByRole('button', { name: 'Silence' }).click()
  await page.locator('dialog [name="hours"]').selectOption('4')
  await doIt(page, { reason: 'it is known' })
  await page.locator('#alerts li', { hasText: 'silenced' }).waitFor()
  t.match(await acts('silence.create'), [{ reason: 'it is known' }])
  await page.locator('#silences').click()
  await page.locator('dialog li', { hasText: 'it is known' }).waitFor()
  t.same(await serious(page), [], 'with a dialog open')
  await page.getByRole('button', { name: 'End the silence' }).click()
  await doIt(page, { reason: 'it was enough' })
  await page.locator('dialog', { hasText: 'Nothing.' }).waitFor()
  t.same(errors, [])
})

t.test('an operator pauses a system, plans maintenance and asks it, each with a reason', async t => {
  const { page, errors } = await open(t)
  await page.locator('[data-id="fire"]').click()
  const dialog = page.locator('dialog').first()
  await dialog.getByRole('button', { name: 'Pause the system' }).click()
  await page.locator('dialog').last().locator('button.main').click()
  t.equal(await page.locator('dialog').last().locator('form').count(), 1, 'not without a reason')
  await doIt(page, { reason: 'the vendor restores a backup' })
  await dialog.getByRole('button', { name: 'Resume the system' }).waitFor()
  t.match(await dialog.innerText(), /Paused by operators[\s\S]*the vendor restores a backup \(operations\)/)
  await page.locator('[data-id="fire"][data-held="paused"]').waitFor()
  await dialog.getByRole('button', { name: 'Resume the system' }).click()
  await doIt(page, { reason: 'it is restored' })
  await dialog.getByRole('button', { name: 'Maintenance', exact: true }).click()
  await doIt(page, { minutes: '30', id: 'Server dipindahkan.', en: 'The server moves. <b>soon</b>',
    reason: 'the agency asked' })
  await dialog.locator('.lines', { hasText: 'The server moves. <b>soon</b>' }).waitFor()
  await page.locator('[data-id="fire"][data-held="maintenance"] .facts', { hasText: 'The server moves. <b>soon</b>' })
    .waitFor()
  t.same(await serious(page), [])
  await dialog.getByRole('button', { name: 'Ask it now' }).click()
  await doIt(page, { reason: 'is it back?' })
  await dialog.locator('.note', { hasText: /It answered\. [\d,]+ ms/ }).waitFor()
  await dialog.getByRole('button', { name: 'End the maintenance' }).click()
  await doIt(page, { reason: 'it went faster' })
  await page.locator('[data-id="fire"]:not([data-held])').waitFor()
  t.match((await acts('system') as { action: string }[]).map(({ action }) => action), ['system.maintenance-end',
    'system.probe', 'system.maintenance', 'system.resume', 'system.pause'])
  t.same(errors, [])
})

t.test('an operator accepts a change from the drill-down, and the panel goes', async t => {
  const { page, errors } = await open(t, { lang: 'id' })
  await page.locator('#drift button.subject').click()
  const dialog = page.locator('dialog').first()
  await dialog.locator('li', { hasText: 'export function mapKejadian' }).waitFor()
  await dialog.getByRole('button', { name: 'Terima perubahan' }).click()
  await doIt(page, { reason: 'vendor sudah memberi tahu' })
  await dialog.locator('.note', { hasText: 'Kirimannya seperti biasa.' }).waitFor()
  await page.locator('#drift').waitFor({ state: 'hidden' })
  t.match(await acts('drift.accept'), [{ reason: 'vendor sudah memberi tahu' }])
  t.same(errors, [])
})

t.test('where systems disagree stands by agency, with who says what; an officer accepts and puts aside', async t => {
  const store = await openWholeStore({ dataDir: city.dataDir, log: silent })
  t.teardown(() => store.close())
  // As another process of the hub finds them.
  const ledger = openLedger(t, store, { 'same-licence': sameLicence }, { agencies: { a: 'DPMPTSP', b: 'DISHUB' },
    clock: { now: Date.now() } })
  await ledger.see('a', [licence('AAAA-1', '503/1', 'active'), licence('AAAA-2', '503/2', 'active')])
  await ledger.see('b', [licence('BBBB-1', '503/1', 'revoked', '21'), licence('BBBB-2', '503/2', 'expired', '21')])
  const { page, errors } = await open(t)
  await page.locator('#disagreements-totals', { hasText: /2 open/ }).waitFor()
  await page.locator('#disagreements-all').click()
  const dialog = page.locator('dialog').first()
  await dialog.locator('.lines > li').nth(1).waitFor()
  t.match(await dialog.innerText(), /The same licence[\s\S]*active[\s\S]*revoked/)
  t.same(await serious(page), [])
  await dialog.getByRole('button', { name: 'Accept' }).first().click()
  await doIt(page, { reason: 'both offices were asked' })
  await dialog.getByRole('button', { name: 'Put aside' }).first().click()
  await doIt(page, { reason: 'it is an old one' })
  await dialog.locator('.note', { hasText: 'Nothing.' }).waitFor()
  await dialog.locator('select').selectOption('ignored')
  await dialog.getByRole('button', { name: 'Open again' }).waitFor()
  t.same(errors, [])
})

t.test('what runs in the background is shown to operators, who run it with a reason', async t => {
  const { page, errors } = await open(t)
  await page.locator('#jobs-note', { hasText: /\d+ jobs, \d+ of them fail/ }).waitFor()
  t.same(await serious(page), [])
  await page.locator('#jobs-all').click()
  const dialog = page.locator('dialog').first()
  const retention = dialog.locator('.lines > li', { hasText: 'Forgets what the store has kept' })
  await retention.waitFor()
  t.same(await serious(page), [])
  await retention.getByRole('button', { name: 'Run now' }).click()
  await doIt(page, { reason: 'the disk is nearly full' })
  t.same(errors, [])
  const other = await open(t, { lang: 'id' })
  await other.page.locator('#jobs-note', { hasText: /\d+ pekerjaan, \d+ gagal/ }).waitFor()
})
