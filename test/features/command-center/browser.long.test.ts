import type { AxeResults } from 'axe-core'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import t, { type Test } from 'tap'
import type { Config } from '../../../src/platform/config/schema.ts'
import { chromium } from '../../services.ts'
import { startChromium } from '../../services/chromium.ts'
import { until } from '../../services/wait.ts'
import { JWT_SECRET, startCity } from '../../suites/demo-city.ts'
import { AUDIENCE, startIdentityProvider } from '../../suites/identity-provider.ts'
import { signToken } from '../../suites/token.ts'

// A browser on a busy machine is slow.
t.setTimeout(900_000)
const WAIT = { timeout: 120_000 }
const changes: Record<string, Config['systems'][number]['changes']> = {
  'complaints': { complaints: { every_seconds: 5 } },
  'licensing-a': { 'licence-applications': { every_seconds: 60 } },
  'ppid': { 'information-requests': { every_seconds: 60 } },
  'fire': { incidents: { every_seconds: 20 } }
}
const city = await startCity({
  change: config => ({
    ...config,
    systems: config.systems.map(system => ({ ...system, ...(changes[system.id] && { changes: changes[system.id] }),
      name: system.id === 'weather' ? 'BMKG <img src=x onerror=alert(1)> ' + 'cuaca '.repeat(30) : system.name,
      limits: { ...system.limits, breaker: { failures: 1_000, cooldown_ms: 50 } } })
    )
  })
})
t.teardown(() => city.close())
const browser: Browser = await startChromium(await chromium())
t.teardown(() => browser.close())
const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

const token = (consumer: string, more: Record<string, unknown> = {}): string =>
  signToken(JWT_SECRET, { sub: consumer, scope: (city.config.consumers[consumer]?.scopes ?? []).join(' '), ...more })

const screens = {
  wall: { viewport: { width: 1920, height: 1080 }, colorScheme: 'dark' },
  desk: { viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  phone: { viewport: { width: 360, height: 740 }, colorScheme: 'dark', isMobile: true, hasTouch: true }
} as const

interface Opened {
  page: Page
  errors: string[]
  outside: string[]
  /** Addresses that were asked for. */
  asked: string[]
}

async function open(
  t: Test,
  screen: keyof typeof screens,
  { as = 'operations', lang = 'en', more = '', base = city.url }: { as?: string | null; lang?: string; more?: string;
    base?: string } = {}
): Promise<Opened> {
  const context = await browser.newContext({ ...screens[screen], reducedMotion: 'reduce' })
  t.teardown(() => context.close())
  const page = await context.newPage()
  page.setDefaultTimeout(WAIT.timeout)
  const errors: string[] = []
  const outside: string[] = []
  const asked: string[] = []
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text())
  })
  page.on('pageerror', error => {
    errors.push(error.message)
  })
  page.on('request', request => {
    asked.push(request.url())
    if (!request.url().startsWith(`${base}/`) && !request.url().startsWith('data:')) outside.push(request.url())
  })
  await page.goto(`${base}/command-center?lang=${lang}${as === null ? '' : `#token=${token(as)}${more}`}`, {
    waitUntil: 'load'
  })
  if (as !== null) await page.locator('.systems button').first().waitFor()
  return { page, errors, outside, asked }
}

/** A line between the browser and the hub that can be cut. */
async function startLine(t: Test, to: string): Promise<{ url: string; cut(): void; mend(): void }> {
  const sockets = new Set<Socket>()
  let isCut = false
  const server = createServer(near => {
    if (isCut) return near.destroy()
    const far = connect(Number(new URL(to).port), '127.0.0.1')
    for (const [socket, other] of [[near, far], [far, near]] as const) {
      sockets.add(socket)
      socket.on('error', () => {}).on('close', () => {
        sockets.delete(socket)
        other.destroy()
      }).pipe(other)
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const cut = (): void => {
    isCut = true
    for (const socket of sockets) socket.destroy()
  }
  t.teardown(() => {
    cut()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, cut, mend: () => {
    isCut = false
  } }
}

async function serious(page: Page): Promise<string[]> {
  // The policy of the page lets no text become a script: the tool is put in from outside of it.
  const { violations } = (await page.evaluate(`${axe}; axe.run()`)) as AxeResults
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) =>
    `${id}: ${nodes.map(({ html }) => html).slice(0, 3).join(' ')}`
  )
}

t.test('the page is empty, strict, and everybody may fetch it', async t => {
  for (const [lang, words] of [['id', /Langsung ke sistem/], ['en', /Skip to the systems/]] as const) {
    const answer = await fetch(`${city.url}/command-center?lang=${lang}`)
    t.equal(answer.status, 200)
    t.match(answer.headers.get('content-security-policy'), /default-src 'none'.*require-trusted-types-for 'script'/)
    const html = await answer.text()
    t.match(html, words)
    t.notMatch(html, /<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|LAPOR/i)
  }
  t.equal((await fetch(`${city.url}/command-center/assets/tsconfig.json`)).status, 404)
})

t.test('its script is small: at most 100 KB as it is sent', async t => {
  const { page, asked } = await open(t, 'desk')
  await page.locator('.tiles button').first().waitFor()
  const scripts = [...new Set(asked.filter(url => url.endsWith('.js')))]
  let bytes = 0
  for (const url of scripts)
    bytes += Number((await fetch(url, { headers: { 'accept-encoding': 'gzip' } })).headers.get('content-length'))
  t.comment(`${scripts.length} modules, ${bytes} bytes`)
  t.ok(scripts.length > 5)
  t.ok(bytes > 1_000 && bytes <= 102_400)
})

for (const screen of Object.keys(screens) as (keyof typeof screens)[]) {
  t.test(`on a ${screen} it keeps nobody out, asks nobody else, and is not wider than the screen`, async t => {
    const { page, errors, outside } = await open(t, screen, { ...(screen === 'wall' && { as: 'wall', more: '&wall' }) })
    await page.locator('.tiles button').first().waitFor()
    await page.locator('.numbers .value', { hasText: /^[\d,]+$/ }).first().waitFor()
    t.same(await serious(page), [])
    t.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth + 1'))
    if (screen !== 'wall') {
      await page.locator('[data-id="complaints"]').click()
      await page.locator('dialog .pairs').nth(1).waitFor()
      t.same(await serious(page), [], 'with a dialog open')
      await page.keyboard.press('Escape')
    }
    t.same(errors, [])
    t.same(outside, [])
  })
}

t.test('a wall needs no typing, shows figures and states, and can do nothing', async t => {
  const { page, asked } = await open(t, 'wall', { as: 'wall', more: '&wall', lang: 'id' })
  await page.locator('#summary-text', { hasText: 'sistem' }).waitFor()
  t.notOk(asked.some(url => url.includes('token=')), 'the token is in no address that the hub was asked')
  t.notMatch(page.url(), 'token')
  t.equal(await page.locator('.acts:visible, #pause-all:visible').count(), 0)
  await page.reload()
  await page.locator('.systems button').first().waitFor()
})

t.test('a system that stops answering is seen within five seconds of the first call that finds it so', async t => {
  const { page } = await open(t, 'desk')
  await page.locator('[data-id="licensing-b"][data-state="up"]').waitFor()
  await city.system('licensing-b').setFault({ kind: 'down' })
  const asked = Date.now()
  await city.get('/v1/licences?limit=41')
  await page.locator('[data-id="licensing-b"]:not([data-state="up"])').waitFor()
  t.comment(`${Date.now() - asked} ms`)
  for (let n = 0; n < 3; n++) await city.get(`/v1/licences?limit=${n + 42}`)
  await page.locator('[data-id="licensing-b"][data-state="down"]').waitFor()
  await page.locator('.summary[data-state="ill"]').waitFor()

  t.comment('from the system to its last errors, and whom to call')
  await page.locator('[data-id="licensing-b"]').focus()
  await page.keyboard.press('Enter')
  const dialog = page.locator('dialog')
  await dialog.locator('.errors tbody tr').first().waitFor()
  t.match(await dialog.textContent(), /helpdesk\.perizinan@example\.go\.id.*system_failed/s)
  t.match(await dialog.locator('.errors code').first().textContent(), /^[\w-]{8,}$/)
  await page.keyboard.press('Escape')
  t.equal(await page.evaluate('document.activeElement.dataset.id'), 'licensing-b', 'the focus comes back')
  await city.system('licensing-b').setFault({ kind: 'none' })
  await page.locator('[data-id="licensing-b"]:not([data-state="down"])').waitFor()
})

t.test('names, long texts and HTML of strangers are shown as text', async t => {
  const { page, errors } = await open(t, 'phone')
  t.match(await page.locator('[data-id="weather"] .name').textContent(), /^BMKG <img src=x onerror=alert\(1\)> cuaca/)
  t.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth + 1'))
  const made = await city.post('/v1/complaints', {
    description: '<script>alert(1)</script><b>Lampu</b> jalan mati sejak Senin.'
  }, { headers: { 'idempotency-key': '"html-1"' } })
  t.equal(made.status, 201)
  const id = (made.body as { id: string }).id
  await page.locator('#events button', { hasText: id }).first().click()
  await page.locator('dialog .description').waitFor()
  t.match(await page.locator('dialog .description').textContent(), '<b>Lampu</b> jalan mati')
  t.equal(await page.locator('dialog script, dialog b:not(.errors b), .systems img').count(), 0)
  t.same(errors, [])
})

t.test('the map follows the chosen figure, and a district tells what is in it', async t => {
  const { page } = await open(t, 'desk')
  await page.locator('.tiles button').first().waitFor()
  t.equal(await page.locator('.tiles button').count(), 30)
  await page.locator('.tiles button[data-step="5"]').first().waitFor()
  await page.locator('#figure').selectOption('applications')
  await page.locator('.tiles button', { hasText: 'open permit applications' }).first().waitFor()
  await page.reload()
  await page.locator('.tiles button').first().waitFor()
  t.equal(await page.locator('#figure').inputValue(), 'applications', 'a reload does not forget it')
  await page.locator('.tiles button', { hasText: 'Coblong' }).click()
  t.match(await page.locator('dialog').textContent(), /District Coblong.*Complaints.*open/s)
})

t.test('boundaries of the city take the place of the schematic, and can be chosen by keyboard', async t => {
  const ring = (index: number): (readonly [number, number])[] => {
    const [west, north] = [107.55 + (index % 6) * 0.03, -6.84 - Math.floor(index / 6) * 0.025]
    return [[west, north], [west + 0.03, north], [west + 0.03, north - 0.025], [west, north - 0.025], [west, north]]
  }
  await city.reload({ ...city.config,
    boundaries: city.config.city.districts.map(({ code }, index) => ({ code, rings: [ring(index)] })) })
  t.teardown(() => city.reload(city.config))
  const { page, errors } = await open(t, 'desk')
  await page.locator('.shapes path[data-step="5"]').first().waitFor()
  t.equal(await page.locator('.shapes path').count(), 30)
  t.equal(await page.locator('.tiles').count(), 0)
  await page.locator('.shapes path[data-code="32.73.02"]').focus()
  await page.keyboard.press('Enter')
  t.match(await page.locator('dialog h2').textContent(), 'Coblong')
  await page.keyboard.press('Escape')
  t.same(await serious(page), [])
  t.same(errors, [])
})

t.test('the page comes back by itself when the hub was away, and says how old its picture is', async t => {
  const line = await startLine(t, city.url)
  const { page } = await open(t, 'desk', { base: line.url })
  await page.locator('#link[data-link="live"]').waitFor()
  line.cut()
  await page.locator('#link[data-link="lost"]').waitFor()
  t.match(await page.locator('#link').textContent(), /The picture is \d+ (s|min) old; trying again/)
  t.equal(await page.locator('.systems li').count(), city.config.systems.length, 'what was known stays')
  line.mend()
  await page.locator('#link[data-link="live"]').waitFor()
})

t.test('an operator pauses, looks at what waits, gives it up with a reason, and resumes', async t => {
  const { page } = await open(t, 'desk')
  await page.locator('#pause-all').click()
  await page.locator('dialog #act-reason').fill('Pemeliharaan')
  await page.locator('dialog button.main').click()
  await page.locator('#deliveries-totals', { hasText: 'All deliveries are paused.' }).waitFor()
  const sent = await city.post('/v1/complaints', { description: 'Air tidak mengalir sejak pagi.' }, {
    headers: { 'idempotency-key': '"waits-1"' }
  })
  t.equal(sent.status, 202)
  const { id } = sent.body as { id: string }
  await page.locator('#deliveries button', { hasText: 'Look' }).click()
  const line = page.locator('.submissions li').first()
  await line.locator('button', { hasText: 'Abandon' }).click()
  await page.locator('dialog #act-reason').last().fill('Sudah ditangani lewat telepon')
  await page.locator('dialog button.main').last().click()
  await page.locator('dialog .note', { hasText: 'None.' }).waitFor()
  t.match((await city.get(`/v1/submissions/${id}`)).body, { status: { code: 'abandoned' } })
  await page.keyboard.press('Escape')
  await page.locator('#pause-all', { hasText: 'Resume all' }).click()
  await page.locator('dialog button.main').click()
  await page.locator('#deliveries-totals:not(:has-text("paused"))').waitFor()
  const steps = (await city.get(`/v1/submissions/${id}/steps`, { as: 'operations' })).body as {
    items: { cause: string; by: string }[]
  }
  t.match(steps.items.find(({ cause }) => cause.startsWith('abandoned')), {
    cause: 'abandoned: Sudah ditangani lewat telepon',
    by: 'operations'
  })
})

t.test('an operator has what waits tried now, in Indonesian, and the reason is kept', async t => {
  await city.system('complaints').setFault({ kind: 'down' })
  const sent = await city.post('/v1/complaints', { description: 'Pohon tumbang menutup jalan.' }, {
    headers: { 'idempotency-key': '"waits-2"' }
  })
  t.equal(sent.status, 202)
  const { id } = sent.body as { id: string }
  const { page } = await open(t, 'desk', { lang: 'id' })
  await page.locator('#deliveries li', { hasText: '1 menunggu' }).waitFor()
  await page.locator('#deliveries button', { hasText: 'Lihat' }).click()
  await page.locator('.submissions button', { hasText: 'Ulangi' }).click()
  await page.locator('dialog #act-reason').last().fill('Vendor sudah dihubungi')
  // While it is being sent the hub says so, and nothing is lost of what was typed.
  await until(async () => {
    await page.locator('dialog button.main').last().click({ timeout: 2_000 }).catch(() => {})
    return (await page.locator('dialog #act-reason').count()) === 0
  }, { what: 'the retry' })
  await city.system('complaints').setFault({ kind: 'none' })
  await page.keyboard.press('Escape')
  await page.locator('#deliveries-totals', { hasText: 'Tidak ada yang menunggu.' }).waitFor()
  t.match((await city.get(`/v1/submissions/${id}`)).body, { status: { code: 'delivered' } })
  const steps = (await city.get(`/v1/submissions/${id}/steps`, { as: 'operations' })).body as {
    items: { cause: string; by: string }[]
  }
  t.match(steps.items.find(({ cause }) => cause.startsWith('retried')), { cause: 'retried: Vendor sudah dihubungi',
    by: 'operations' })
})

t.test('an officer signs in with the account of the city, and comes back to the page', async t => {
  const scopes = ['command-center:read', 'systems:read']
  const provider = await startIdentityProvider(t, { clients: [], publicClients: ['center'],
    returns: [`${city.url}/command-center`], visitor: 'asn-7', scopes })
  const issuer = { issuer: provider.issuer, audience: AUDIENCE, algorithms: ['RS256' as const],
    persons: 'officer' as const, claims: { client: ['client_id'], scopes: 'scope', nik: 'nik' } }
  const desk = city.config.consumers['operations']
  if (desk === undefined) throw new Error('no operations desk')
  await city.reload({
    ...city.config,
    identity: { ...city.config.identity, issuers: { sso: issuer } },
    command_center: {
      sign_in: { issuer: 'sso', client_id: 'center', scopes: ['openid', ...scopes], resource: AUDIENCE }
    },
    consumers: Object.assign(Object.create(null), city.config.consumers, {
      operations: { ...desk, clients: { sso: ['center'] } }
    }) as Config['consumers']
  })
  t.teardown(() => city.reload(city.config))
  const { page, errors } = await open(t, 'desk', { as: null })
  await page.locator('dialog button.provider').click()
  await page.locator('.systems button').first().waitFor()
  t.equal(await page.locator('#who').textContent(), 'operations')
  t.match(new URL(page.url()).search, /^(\?lang=en)?$/, 'neither the code nor the state stays in the address')
  t.same(errors, [])
})

t.test('who has no token is asked for one, and a bad one is refused with the reason', async t => {
  const { page } = await open(t, 'desk', { as: null })
  await page.locator('#credential').fill('nonsense')
  await page.locator('dialog button.main').click()
  await page.locator('dialog [role="alert"]', { hasText: 'does not accept' }).waitFor()
  await page.locator('#credential').fill(token('licensing-kiosk'))
  await page.locator('dialog button.main').click()
  await page.locator('dialog [role="alert"]', { hasText: 'command-center:read' }).waitFor()
  await page.locator('#credential').fill(token('command-center'))
  await page.locator('dialog button.main').click()
  await page.locator('.systems button').first().waitFor()
  t.equal(await page.locator('dialog').count(), 0)
  t.equal(await page.locator('#pause-all:visible').count(), 0, 'what it may not do is not offered')
})

t.test('a session that ends asks to sign in again, and loses nothing of the view', async t => {
  const { page } = await open(t, 'desk', { as: null })
  await page.locator('#credential').fill(token('operations', { exp: Math.floor(Date.now() / 1_000) + 20 }))
  await page.locator('dialog button.main').click()
  await page.locator('.systems button').first().waitFor()
  await page.locator('#search').fill('lapor')
  await page.locator('dialog [role="alert"]', { hasText: 'Your session has ended' }).waitFor()
  t.equal(await page.locator('#search').inputValue(), 'lapor')
  t.equal(await page.locator('.systems li').count(), 1)
  await page.locator('#credential').fill(token('operations'))
  await page.locator('dialog button.main').click()
  await page.locator('#link[data-link="live"]').waitFor()
  t.equal(await page.locator('.systems li').count(), 1)
})
