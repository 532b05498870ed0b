import type { Answer } from '../answer.ts'
import type { DemoCity } from '../city/city.ts'
import { createRandom } from '../city/random.ts'
import type { Fault, LegacyProtocol, Presses } from '../legacy-system.ts'
import { type Alert, createAlerts } from './panic-button-alerts.ts'

/** An alert as it was sent, and how the hub answered; status 0 when it could not be reached. */
export interface Sent extends Alert {
  status: number
  answer: string
}

export interface PanicButton extends LegacyProtocol {
  /** Residents press the button so many times, now. Some presses are sent more than once, as telephones do. */
  press(hubUrl: string, count: number, taps?: number): Promise<Sent[]>
}

export interface PanicButtonOptions {
  now?: () => number
  /** About how long it takes until somebody presses; 45 s unless told. */
  everyMs?: number
}

const KEY = 'demo-panic-only'
const noAlert: Alert = { id: '', hp: '', imei: '', lat: '', lng: '', kec: '', waktu: '' }
const PUSH_MS = 5_000
const REMEMBERED = 1_000

/**
 * The Panic Button of 2015 (fictional in its details): residents press, and it pushes each alert into the hub by GET.
 * Nobody can ask it anything.
 */
export function createPanicButtonSystem(
  city: DemoCity,
  { now = Date.now, everyMs = 45_000 }: PanicButtonOptions = {}
): PanicButton {
  const nextAlerts = createAlerts(city, now)
  const sent: Sent[] = []

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

  async function press(hubUrl: string, count: number, taps?: number): Promise<Sent[]> {
    const answers: Sent[] = []
    for (let press = 0; press < count; press++)
      for (const alert of nextAlerts(taps)) answers.push(await push(hubUrl, alert))
    return answers
  }

  /** As long as it is ill, nothing is sent, or what is sent is no alert. */
  async function pressWithin({ kind }: Fault, hubUrl: string, { count, taps }: Presses): Promise<Sent[] | undefined> {
    if (kind === 'down' || kind === 'error') return undefined
    // A telephone with half a connection.
    if (kind === 'garbage' || kind === 'truncate') return [await push(hubUrl, { ...noAlert })]
    return press(hubUrl, count, taps)
  }

  return {
    id: 'panic-button',
    press,
    operation: () => 'unknown',
    answer: () => text(404, 'Not Found\n'),
    failure: () => text(500, 'Fatal error: Out of memory\n'),
    records: () => sent,
    environment: () => ({ PANIC_BUTTON_KEY: KEY }),
    pushTo(hubUrl, fault) {
      const random = createRandom('panic-button-times')
      let timer: NodeJS.Timeout | undefined
      let ended = false
      const wait = (): void => {
        if (!ended)
          timer = setTimeout(() => void pressWithin(fault(), hubUrl, { count: 1 }).finally(wait),
            everyMs * (0.5 + random.next())).unref()
      }
      wait()
      return {
        press: presses => pressWithin(fault(), hubUrl, presses),
        stop() {
          ended = true
          clearTimeout(timer)
        }
      }
    }
  }
}

function text(status: number, body: string): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body }
}
