import type { DemoCity } from '../city/city.ts'
import type { Person } from '../city/inhabitants.ts'
import { createRandom, type Random } from '../city/random.ts'

/** The parameters of an alert, in the Panic Button's words. */
export interface Alert {
  id: string
  /** Registered telephone number. */
  hp: string
  imei: string
  /** Decimal commas: the server runs under an Indonesian locale. */
  lat: string
  lng: string
  /** The district that the telephone found for its position. */
  kec: string
  /** By the telephone's clock. */
  waktu: string
}

const WIB_MS = 7 * 3_600_000

/**
 * Alerts in the order of presses: each call is one press, with all that is sent because of it. `taps` in a row are as
 * many alerts.
 */
export function createAlerts(city: DemoCity, now: () => number): (taps?: number) => Alert[] {
  const random = createRandom('panic-button')
  let presses = 0
  let count = 0
  let last: Alert | undefined

  const number = (): string => `PB${stamp(now()).replace(/\D/g, '')}${String(++count).padStart(4, '0')}`

  return taps => {
    const alert = createAlert(random, random.pick(city.people), number(), now())
    presses++
    if (presses % 4 === 0) Object.assign(alert, { lat: alert.lng, lng: alert.lat })
    if (presses % 6 === 0) alert.kec = ''
    // Its battery was out.
    if (presses % 7 === 0) alert.waktu = '1970-01-01 07:00:12'
    const sent = [alert]
    // Three taps are three alerts, each with a number of its own.
    const more = (taps ?? (presses % 3 === 0 ? 3 : 1)) - 1
    for (let tap = 0; tap < more; tap++) sent.push({ ...alert, id: number() })
    // The queue of the server delivers an old one again.
    if (presses % 5 === 0 && last !== undefined) sent.push(last)
    last = alert
    return sent
  }
}

function createAlert(random: Random, { phone, address }: Person, id: string, at: number): Alert {
  const spread = (): number => (random.next() - 0.5) * 0.002
  return {
    id,
    hp: phone,
    // 99 begins no IMEI: no body that hands them out has this number.
    imei: `99${String(random.integer(0, 9_999_999_999_999)).padStart(13, '0')}`,
    lat: comma(address.lat + spread()),
    lng: comma(address.long + spread()),
    kec: address.district.name.toUpperCase(),
    waktu: stamp(at)
  }
}

function comma(degrees: number): string {
  return degrees.toFixed(6).replace('.', ',')
}

/** `2026-11-20 09:15:22`, local time. */
function stamp(at: number): string {
  return new Date(at + WIB_MS).toISOString().slice(0, 19).replace('T', ' ')
}
