import type { DemoCity } from '../city/city.ts'
import { createRandom } from '../city/random.ts'
import type { Answer, LegacyProtocol } from '../legacy-system.ts'
import { createAlerts, type Alert } from './panic-button-alerts.ts'

/** An alert as it was sent, and how the hub answered; status 0 when it could not be reached. */
export interface Sent extends Alert {
  status: number
  answer: string
}

export interface PanicButton extends LegacyProtocol {
  /** Residents press the button so many times, now. Some presses are sent more than once, as telephones do. */
  press(hubUrl: string, count: number): Promise<Sent[]>
}

export interface PanicButtonOptions {
  now?: () => number
  /** About how long it takes until somebody presses; 45 s unless told. */
  everyMs?: number
}

const KEY = 'demo-panic-only'
const MOST_AT_ONCE = 50
const PUSH_MS = 5_000
const REMEMBERED = 1_000

/**
 * The Panic Button of 2015 (fictional in its details): residents press, and it pushes each alert into the hub by GET.
 * Its own address is for the demo alone: `POST /press?count=3`.
 */
export function createPanicButtonSystem(city: DemoCity, { now = Date.now, everyMs = 45_000 }: PanicButtonOptions = {}): PanicButton {
  const nextAlerts = createAlerts(city, now)
  const sent: Sent[] = []
  let hub: string | undefined

  async function push(hubUrl: string, alert: Alert): Promise<Sent> {
    const url = `${hubUrl}/push/panic-button/alert?${new URLSearchParams({ key: KEY, ...alert })}`
    const { status, answer } = await fetch(url, { signal: AbortSignal.timeout(PUSH_MS) }).then(
      async response => ({ status: response.status, answer: (await response.text()).slice(0, 200) }),
      () => ({ status: 0, answer: '' })
    )
    const entry = { ...alert, status, answer }
    sent.push(entry)
    if (sent.length > REMEMBERED) sent.shift()
    return entry
  }

  async function press(hubUrl: string, count: number): Promise<Sent[]> {
    const answers: Sent[] = []
    for (let press = 0; press < count; press++) for (const alert of nextAlerts()) answers.push(await push(hubUrl, alert))
    return answers
  }

  async function pressHere(count: number): Promise<Answer> {
    if (hub === undefined) return text(409, 'The hub is not known yet\n')
    if (!Number.isInteger(count) || count < 1 || count > MOST_AT_ONCE) return text(400, `count must be a whole number from 1 to ${MOST_AT_ONCE}\n`)
    return { headers: { 'content-type': 'application/json' }, body: `${JSON.stringify(await press(hub, count))}\n` }
  }

  return {
    id: 'panic-button',
    press,
    operation: ({ request, url }) => (request.method === 'POST' && url.pathname === '/press' ? 'press' : 'unknown'),
    answer({ request, url }) {
      if (url.pathname !== '/press') return text(404, 'POST /press?count=3\n')
      return request.method === 'POST' ? pressHere(Number(url.searchParams.get('count') ?? 1)) : text(405, 'use POST\n')
    },
    failure: () => text(500, 'Fatal error: Out of memory\n'),
    records: () => sent,
    environment: () => ({ PANIC_BUTTON_KEY: KEY }),
    pushTo(hubUrl, fault) {
      hub = hubUrl
      const random = createRandom('panic-button-times')
      let timer: NodeJS.Timeout | undefined
      let ended = false
      const wait = (): void => {
        if (!ended) timer = setTimeout(() => void turn().finally(wait), everyMs * (0.5 + random.next())).unref()
      }
      const turn = async (): Promise<unknown> => {
        const { kind } = fault()
        if (kind === 'down' || kind === 'error') return undefined
        // A telephone with half a connection: what arrives is no alert.
        if (kind === 'garbage' || kind === 'truncate') return fetch(`${hubUrl}/push/panic-button/alert?key=${KEY}&id=`, { signal: AbortSignal.timeout(PUSH_MS) }).catch(() => undefined)
        return press(hubUrl, 1)
      }
      wait()
      return () => {
        ended = true
        clearTimeout(timer)
      }
    }
  }
}

function text(status: number, body: string): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body }
}
