// npm run screenshots: the pictures of the Command Center under docs/images/, taken of the demo in a real browser. It
// takes some minutes: systems have to be looked at, and to be found ill.
import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'

const root = fileURLToPath(new URL('..', import.meta.url))
const images = join(root, 'docs/images')
const PATIENCE_MS = 240_000
/** Of WebP, from 0 to 100: letters stay crisp, and a picture has half the bytes of a PNG at most. */
const QUALITY = 35

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port)
      })
    })
  })

const [port, control] = [await freePort(), await freePort()]
const dataDir = mkdtempSync(join(tmpdir(), 'satu-screenshots-'))
const env = { ...process.env, PORT: String(port), DEMO_PORT: String(control), SATU_DATA_DIR: dataDir }
const demo = spawn(process.execPath, ['demo/main.ts'], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] })
const url = `http://127.0.0.1:${port}`
const token = (consumer: string): string =>
  execFileSync(process.execPath, ['src/cli.ts', 'token', '--consumer', consumer, '--expires', '1h'], { cwd: root,
    env: { ...env, SATU_ENV: 'development' } }).toString().trim()

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; !await holds().catch(() => false);) {
    if (Date.now() > end) throw new Error(`${what}: not within ${PATIENCE_MS} ms`)
    await new Promise(resolve => {
      setTimeout(resolve, 250)
    })
  }
}

async function open(
  browser: Browser,
  { consumer, lang, wall = false, ...screen }: { consumer: string; lang: 'id' | 'en'; wall?: boolean;
    viewport: { width: number; height: number }; colorScheme: 'dark' | 'light'; isMobile?: boolean }
): Promise<Page> {
  const page = await (await browser.newContext({ ...screen, reducedMotion: 'reduce' })).newPage()
  await page.goto(`${url}/command-center?lang=${lang}#token=${token(consumer)}${wall ? '&wall' : ''}`)
  await page.locator('.systems button').first().waitFor()
  return page
}

const fault = async (system: string, kind: string): Promise<void> => {
  await fetch(`http://127.0.0.1:${control}/systems/${system}/fault`, { method: 'POST', body: JSON.stringify({ kind }) })
}
const shot = async (page: Page, name: string): Promise<void> => {
  await page.waitForTimeout(1_500)
  // Playwright itself writes PNG and JPEG only.
  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY })
  writeFileSync(join(images, `${name}.webp`), data, 'base64')
  console.log(`docs/images/${name}.webp`)
}

let browser: Browser | undefined
try {
  mkdirSync(images, { recursive: true })
  await until('the demo is ready', async () => (await fetch(`${url}/readyz`)).ok)
  browser = await chromium.launch({ executablePath: process.env['TEST_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-dev-shm-usage'] })
  const headers = { authorization: `Bearer ${token('wall')}` }
  const state = async (): Promise<
    { drifts: { open: number }; figures: { resources: Record<string, { coverage: { looked: number } }> };
      systems: { id: string; state: string }[] }
  > => (await (await fetch(`${url}/command-center/state`, { headers })).json()) as never
  await until('all is counted', async () =>
    Object.values((await state()).figures.resources).every(({ coverage: { looked } }) => looked > 0))
  await until('all systems are well', async () => (await state()).systems.every(({ state: of }) => of === 'up'))
  for (let n = 0; n < 4; n++) await fetch(`http://127.0.0.1:${control}/systems/panic-button/press`, { method: 'POST' })

  const wall = { consumer: 'wall', lang: 'id', wall: true, viewport: { width: 1920, height: 1080 },
    colorScheme: 'dark' } as const
  const page = await open(browser, wall)
  await Promise.all([fault('population', 'down'), fault('licensing-b', 'down'), fault('fire', 'new_field')])
  const paused = await fetch(`${url}/v1/systems/complaints/deliveries`, {
    method: 'PUT',
    body: JSON.stringify({ paused: true, reason: 'The vendor installs a new version.' }),
    headers: { 'authorization': `Bearer ${token('operations')}`, 'content-type': 'application/json' }
  })
  const sent = await fetch(`${url}/v1/complaints`, {
    method: 'POST',
    body: JSON.stringify({ description: 'Lampu jalan mati sejak Senin.' }),
    headers: { 'authorization': `Bearer ${token('demo-app')}`, 'content-type': 'application/json',
      'idempotency-key': '"screenshot"' }
  })
  if (!paused.ok || sent.status !== 202) throw new Error(`answered with ${paused.status} and ${sent.status}`)
  await until('a change of what is sent is told', async () => (await state()).drifts.open > 0)
  await until('two systems are down', async () => {
    for (let n = 0; n < 3; n++) await fetch(`${url}/v1/licences?limit=${40 + n}`)
    return (await state()).systems.filter(({ state: of }) => of === 'down').length >= 2
  })
  await shot(page, 'command-center-ill')

  const desk = await open(browser, { consumer: 'operations', lang: 'en', viewport: { width: 1440, height: 1240 },
    colorScheme: 'light' })
  await shot(desk, 'command-center-desk')
  await desk.locator('[data-id="licensing-b"]').click()
  await desk.locator('dialog .errors').waitFor()
  await shot(desk, 'command-center-drill-down')

  const phone = await open(browser, { consumer: 'operations', lang: 'id', viewport: { width: 390, height: 844 },
    colorScheme: 'light', isMobile: true })
  await shot(phone, 'command-center-phone')
} finally {
  await browser?.close()
  demo.kill('SIGTERM')
  await new Promise(resolve => {
    demo.once('exit', resolve)
  })
  rmSync(dataDir, { recursive: true, force: true })
}
