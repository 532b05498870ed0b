import type { AxeResults } from 'axe-core'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { loadContract } from '../../../src/contract/contract.ts'
import { chromium } from '../../services.ts'
import { startChromium } from '../../services/chromium.ts'
import { startCity } from '../../suites/demo-city.ts'

// A browser on a busy machine is slow.
t.setTimeout(600_000)
const city = await startCity({
  change: config => ({ ...config,
    systems: config.systems.map(system => ({ ...system,
      limits: { ...system.limits, breaker: { failures: 1_000, cooldown_ms: 50 } } })
    ) })
})
t.teardown(() => city.close())
const browser: Browser = await startChromium(await chromium())
t.teardown(() => browser.close())
const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
const { tags } = JSON.parse(loadContract().text) as { tags: { name: string }[] }

interface Opened {
  page: Page
  /** What the page says is wrong: errors of scripts, what the policy stops, what cannot be loaded. */
  errors: string[]
  /** What it asks for elsewhere. */
  outside: string[]
}

const screens = {
  desk: { viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  phone: { viewport: { width: 360, height: 740 }, colorScheme: 'dark', isMobile: true, hasTouch: true }
} as const

async function open(
  t: Test,
  path: string,
  screen: keyof typeof screens,
  more: { locale?: string; javaScriptEnabled?: boolean } = {}
): Promise<Opened> {
  const context = await browser.newContext({ ...screens[screen], ...more })
  t.teardown(() => context.close())
  const page = await context.newPage()
  const errors: string[] = []
  const outside: string[] = []
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text())
  })
  page.on('pageerror', error => {
    errors.push(error.message)
  })
  page.on('request', request => {
    if (!request.url().startsWith(`${city.url}/`) && !request.url().startsWith('data:')) outside.push(request.url())
  })
  await page.goto(city.url + path, { waitUntil: 'load' })
  return { page, errors, outside }
}

/** Findings of axe that keep somebody out. */
async function serious(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const { violations } = (await page.evaluate('axe.run()')) as AxeResults
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) =>
    `${id}: ${nodes.map(({ html }) => html).slice(0, 3).join(' ')}`
  )
}

// All pages of the reference are of the same parts: these have every one of them.
for (const path of ['/', '/track', '/track?number=1400007', '/track?number=abc', '/docs/', '/docs/complaints',
  '/problems/invalid_request'])
{
  for (const screen of Object.keys(screens) as (keyof typeof screens)[]) {
    t.test(`${path} on a ${screen} keeps nobody out, with everything open`, async t => {
      const { page } = await open(t, path, screen)
      await page.evaluate('document.querySelectorAll("details").forEach(one => { one.open = true })')
      t.same(await serious(page), [])
    })
  }
}

t.test('no page asks anybody else, has an error, or is wider than its screen', async t => {
  const { page, errors, outside } = await open(t, '/?lang=en', 'phone')
  for (const path of ['/', '/docs/', ...tags.map(({ name }) => `/docs/${name}`), '/problems/invalid_request']) {
    await page.goto(city.url + path)
    await page.evaluate('document.querySelectorAll("details").forEach(one => { one.open = true })')
    t.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth + 1'), path)
  }
  t.same(errors, [])
  t.same(outside, [])
})

t.test('the first page follows the applications while it is looked at', async t => {
  const { page, errors } = await open(t, '/', 'desk', { locale: 'id-ID' })
  const state = page.locator('[data-id="licensing-b"] [data-state]')
  await state.getByText('Berfungsi').waitFor({ timeout: 60_000 })
  await city.system('licensing-b').setFault({ kind: 'down' })
  for (let n = 0; n < 4; n++) await city.get(`/v1/licences?limit=${n + 40}`)
  await state.getByText('Tidak dapat dihubungi').waitFor({ timeout: 60_000 })
  t.match(await page.locator('[data-summary]').textContent(), /^\d+ dari \d+ aplikasi berfungsi\.$/)
  t.match(await page.locator('[data-when]').textContent(), /^Diperbarui pukul \d\d[.:]\d\d[.:]\d\d WIB$/)
  await city.system('licensing-b').setFault({ kind: 'none' })
  await city.get('/v1/licences?limit=50')
  await state.getByText('Sebagian terganggu').waitFor({ timeout: 60_000 })
  t.same(errors, [])
})

t.test('without scripts both pages are whole', async t => {
  const { page } = await open(t, '/', 'phone', { javaScriptEnabled: false, locale: 'en-GB' })
  t.match(await page.locator('h1').textContent(), 'Kota Bandung')
  t.equal(await page.locator('[data-systems] li').count(), city.config.systems.length)
  await page.goto(`${city.url}/docs/complaints`)
  t.match(await page.locator('#createComplaint').textContent(), /curl -s/)
})

t.test('a read can be tried from its page, and its credential is sent to this hub', async t => {
  const { page, errors } = await open(t, '/docs/announcements', 'desk')
  await page.locator('#listAnnouncements form button').click()
  const result = page.locator('#listAnnouncements .result')
  await result.getByText('"next_cursor"').waitFor()
  t.match(await result.textContent(), /^200 · \/v1\/announcements\?limit=3.*x-request-id: /)

  await page.goto(`${city.url}/docs/systems`)
  const form = page.locator('#getSystem form')
  await form.locator('input[name="id"]').fill('humas')
  await form.locator('button').click()
  await page.locator('#getSystem .result').getByText('"unauthenticated"').waitFor()
  await page.locator('.credential summary').click()
  await page.locator('#credential').fill(city.authorization(['systems:read']).authorization.replace('Bearer ', ''))
  await form.locator('button').click()
  await page.locator('#getSystem .result').getByText('"prefix"').waitFor()
  t.match(await page.locator('#getSystem .result').textContent(), /^200 · \/v1\/systems\/humas/)
  t.same(errors.filter(error => !error.includes('401')), [], 'but for the answer itself')
})
