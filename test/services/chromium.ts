import type { Browser } from 'playwright-core'
import { onPath, type RunningService, type Service } from './service.ts'

/** A browser is started by each test file for itself; what `npm test` gives is the program. */
export const chromiumService: Service = {
  name: 'Chromium',
  variable: 'TEST_CHROMIUM',
  example: '/usr/bin/chromium',
  package: 'chromium',
  slow: true,
  locate: () => ['chromium', 'chromium-browser', 'google-chrome'].map(onPath).find(program => program !== undefined),
  start: () => locateChromium()
}

function locateChromium(): Promise<RunningService> {
  const program = chromiumService.locate()
  if (program === undefined)
    throw new Error(
      `chromium is not installed: sudo apt-get install ${chromiumService.package}, or set ${chromiumService.variable}`
    )
  return Promise.resolve({ url: program, stop: () => Promise.resolve() })
}

/** Starts a browser without a window. @param program see `chromium` of `test/services.ts` */
export async function startChromium(program: string): Promise<Browser> {
  const { chromium } = await import('playwright-core')
  // Its sandbox does not work for root.
  const isRoot = process.getuid?.() === 0
  return chromium.launch({ executablePath: program,
    args: [...(isRoot ? ['--no-sandbox'] : []), '--disable-dev-shm-usage'], timeout: 60_000 })
}
