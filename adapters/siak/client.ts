import { type Call, type FaultKind, type HttpClient, pick, SystemFault } from '../../src/kit/index.ts'
import type { BiodataPage, BiodataWni, CallNikRequest } from './wire.ts'

export interface SiakSettings {
  /** The hub's name in the path, as the agreement has it. */
  consumer: string
  /** `PP-KK`: province and regency of the register. */
  region: string
  user: string
  password: string
  /** The hub's address as the agreement names it. */
  ip: string
  /** Which of the two calls the agreement opens. */
  method: 'call_nik' | 'CALL_NIK_GET_KK'
}

/** One person, without the columns that the hub must not hold. */
export interface Found {
  biodata: BiodataWni
  /** How many rows of the register have this NIK. */
  rows: number
  /** Day of the answer, YYYY-MM-DD: SIAK does not say when a row was changed. */
  receivedOn: string
}

export interface SiakClient {
  callNik(nik: string, call: Call): Promise<Found | undefined>
  close(): Promise<void>
}

const NOT_FOUND = 'Data Tidak Ditemukan'
const FAULTS: Readonly<Record<string, readonly [FaultKind, string]>> = {
  'Login Gagal': ['denied', 'refused the user or the password (Login Gagal)'],
  'IP Address Tidak Sesuai': ['denied', 'expects another address in the setting ip (IP Address Tidak Sesuai)'],
  'IP Client Tidak terdaftar': ['denied',
    'does not know the address that the hub connects from (IP Client Tidak terdaftar)'],
  'Kuota Akses Hari ini telah Habis': ['throttled', 'has no look-ups left for today (Kuota Akses Hari ini telah Habis)']
}
const STAGE = 'look up a person'
/**
 * Only these columns go further. Disability (PNYDNG_CCT) is specially protected (UU 24/2013), and religion, blood
 * group and parents serve no purpose of the hub.
 */
const COLUMNS = ['NIK', 'NO_KK', 'NAMA_LGKP', 'JENIS_KLMIN', 'TMPT_LHR', 'TGL_LHR', 'STATUS_KAWIN', 'ALAMAT', 'NO_RT',
  'NO_RW', 'KODE_POS', 'NO_PROP', 'NO_KAB', 'NO_KEC', 'NO_KEL'] as const satisfies readonly (keyof BiodataWni)[]

/** SIAK's look-up service. Neither a NIK nor a credential gets into a fault. */
export function createSiakClient(http: HttpClient, settings: SiakSettings, today: () => string): SiakClient {
  const { consumer, region, user, password, ip, method } = settings
  const path = ['dukcapil', 'get_json', region, consumer, method]

  return {
    async callNik(nik, call) {
      const request: CallNikRequest = { nik, user_id: user, password, ip_user: ip }
      const { status, value } = await http.json<BiodataPage>({ method: 'POST', path, json: request, stage: STAGE },
        call)
      if (status >= 400) {
        const detail = `answered with status ${status}: check the settings region, consumer and method`
        throw new SystemFault('rejected', { stage: STAGE, detail })
      }
      const people = peopleOf(value)
      if (people.length === 0) return undefined
      const rows = people.filter(({ NIK }) => String(NIK).trim() === nik)
      if (rows[0] === undefined) throw unreadable('answered with somebody else than the person asked for')
      return { biodata: pick(rows[0], COLUMNS), rows: rows.length, receivedOn: today() }
    },
    close: () => http.close()
  }
}

function peopleOf(page: BiodataPage | undefined): BiodataWni[] {
  // `{}` is how the service says that its own database failed.
  if (!Array.isArray(page?.content)) throw unreadable('sent a page without content')
  const [first] = page.content
  if (first === undefined) return []
  if (!('RESPON' in first)) return page.content as BiodataWni[]
  const respon = String(first.RESPON).replace(/\s+/g, ' ').trim()
  if (respon === NOT_FOUND) return []
  throw refusal(respon)
}

function refusal(respon: string): SystemFault {
  const [kind, detail] = FAULTS[respon] ?? ['failed', 'answered with an error that its manual does not list']
  if (kind !== 'throttled') return new SystemFault(kind, { stage: STAGE, detail })
  return new SystemFault(kind, { stage: STAGE, detail, retryAfterMs: untilMidnight(Date.now()) })
}

function unreadable(detail: string): SystemFault {
  return new SystemFault('unreadable', { stage: STAGE, detail })
}

const DAY_MS = 86_400_000
const WIB_MS = 7 * 3_600_000

function untilMidnight(now: number): number {
  return DAY_MS - ((now + WIB_MS) % DAY_MS)
}
