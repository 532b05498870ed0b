import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { chromium, type Page } from 'playwright-core'
import { signToken } from '../src/cli/jwt.ts'
import { createEventLog } from '../src/gateway/events/log.ts'
import { openWholeStore } from '../test/suites/open-store.ts'
import { spreadOf } from './figures.ts'
import { SECRET, startHub, startLegacySystems } from './hub.ts'
import type { Options } from './options.ts'
import { count, print, printTable, show, tell } from './print.ts'
import { MANY, manySystems } from './start.ts'

const EVENTS_A_SECOND = 50
/** Of the window that the other tables have: memory tells nothing in three seconds. */
const WINDOWS = 20
/** Until the ticker is as long as it becomes. */
const WARM_MS = 10_000
/** Frames are counted, and memory is told, once in so many seconds. */
const MINUTE = 60

/** What a browser makes of the Command Center with many systems and many events. */
export async function measureCommandCenter({ rounds, seconds, watch: wanted }: Options): Promise<void> {
  const watched = wanted ?? seconds * WINDOWS
  const legacy = await startLegacySystems()
  const dataDir = mkdtempSync(join(tmpdir(), 'satu-bench-'))
  const hub = await startHub({ ...legacy, configFile: manySystems(), dataDir })
  const store = await openWholeStore({ dataDir, log: pino({ level: 'silent' }) })
  const log = createEventLog({ engine: 'sqlite' })
  const now = Math.floor(Date.now() / 1_000)
  const token = signToken({ iss: 'satu', aud: 'satu', sub: 'wall', scope: 'command-center:read', iat: now,
    exp: now + 7_200, jti: 'bench' }, SECRET)
  let told = 0
  const tells = setInterval(() => {
    const events = Array.from({ length: EVENTS_A_SECOND / 10 },
      () =>
        ({ type: 'complaint.created', system: 'complaints', subject: `LAPOR-B${++told}`, time: Date.now(),
          data: { status: 'submitted', agency_id: 'SKPD-DPU', district_code: '32.73.02' } }) as const)
    void store.write(db => log.append(db, ...events)).catch(() => {})
  }, 100)
  const browser = await chromium.launch({ executablePath: process.env['TEST_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-dev-shm-usage',
      '--js-flags=--expose-gc'] })
  const figures = { paint: [] as number[], systems: [] as number[], frames: [] as number[], longest: [] as number[],
    growth: [] as number[], script: 0 }
  try {
    for (let round = 1; round <= rounds; round++) {
      tell(`Command Center: round ${round} of ${rounds}`)
      const page = await (await browser.newContext({ viewport: { width: 1920, height: 1080 }, colorScheme: 'dark' }))
        .newPage()
      await page.goto(`${hub.url}/command-center?lang=en#token=${token}&wall`)
      // Not by a script: the page evaluates none (CSP).
      await page.locator('.systems button').nth(MANY - 21).waitFor({ state: 'attached' })
      const { paint, systems, script } = await loaded(page)
      figures.paint.push(paint)
      figures.systems.push(systems)
      figures.script = script
      await page.waitForTimeout(WARM_MS)
      const before = await heap(page)
      const heaps = [before]
      for (let left = watched; left > 0; left -= MINUTE) {
        const { frames, longest } = await watch(page, Math.min(left, MINUTE))
        figures.frames.push(frames)
        figures.longest.push(longest)
        heaps.push(await heap(page))
      }
      figures.growth.push((heaps.at(-1) ?? before) - before)
      if (heaps.length > 2) tell(`heap after each minute, MiB: ${heaps.map(kib => (kib / 1_024).toFixed(2)).join(' ')}`)
      await page.context().close()
    }
  } finally {
    clearInterval(tells)
    await browser.close()
    await hub.stop()
    await store.close()
    await legacy.stop()
    rmSync(dataDir, { recursive: true })
  }
  printTable(
    `Command Center: ${MANY} systems, ${EVENTS_A_SECOND} events a second, for ${watched} s`,
    ['', 'first paint ms', 'all systems shown ms', 'frames a second', 'longest frame ms', 'heap grown KiB',
      'script KB, gzip'],
    [['a wall of 1920 x 1080', show(spreadOf(figures.paint), 0), show(spreadOf(figures.systems), 0),
      show(spreadOf(figures.frames), 1), show(spreadOf(figures.longest), 0), show(spreadOf(figures.growth), 0),
      count(figures.script / 1_000, 1)]]
  )
  print(
    '\nOne core is the hub’s, the browser draws without a graphics card beside it. Bars: 1,000 ms, 30 frames, a ' +
      'flat heap, 100 KB.'
  )
}

/** When something was painted, and when the systems stood there; ms from the beginning of the navigation. */
async function loaded(page: Page): Promise<{ paint: number; systems: number; script: number }> {
  return (await page.evaluate(`({
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
    systems: performance.getEntriesByName('systems')[0]?.startTime ?? NaN,
    script: performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js'))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)
  })`)) as { paint: number; systems: number; script: number }
}

async function heap(page: Page): Promise<number> {
  return (await page.evaluate('(gc(), gc(), performance.memory.usedJSHeapSize / 1024)')) as number
}

async function watch(page: Page, seconds: number): Promise<{ frames: number; longest: number }> {
  return (await page.evaluate(`new Promise(resolve => {
    const began = performance.now()
    let frames = 0
    let longest = 0
    let last = began
    const next = now => {
      frames++
      longest = Math.max(longest, now - last)
      last = now
      if (now - began < ${seconds * 1_000}) requestAnimationFrame(next)
      else resolve({ frames: frames / ((now - began) / 1000), longest })
    }
    requestAnimationFrame(next)
  })`)) as { frames: number; longest: number }
}
