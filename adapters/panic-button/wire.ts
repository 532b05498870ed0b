/**
 * The parameters of an alert, all texts: `GET
 * .../alert?key=...&id=...&hp=...&imei=...&lat=-6,91&lng=107,6&kec=...&waktu=...`
 */
export type Parameter = 'key' | 'id' | 'hp' | 'imei' | 'lat' | 'lng' | 'kec' | 'waktu'

/** What is kept of an alert: neither telephone nor IMEI nor position. */
export interface Alert {
  /** Number of the alert in the Panic Button's own books. */
  id: string
  /** When the button was pressed, by the telephone's clock: `2026-11-20 09:15:22`. */
  waktu: string
  /** The district that the telephone found for its position; empty when it found none. */
  kec: string
  /** What was to be said of the position. */
  position: 'inside' | 'swapped' | 'outside' | 'unreadable' | 'none'
  /** Tells two presses of one telephone on one day, and nothing else. */
  device: string
  /** RFC 3339 in WIB. */
  receivedAt: string
}
