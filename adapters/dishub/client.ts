import { type Call, type City, type FaultKind, pick, type SoapAnswer, type SoapClient, SoapFault,
  SystemFault } from '../../src/kit/index.ts'
import { fieldOf } from './map-back.ts'
import type { Codes } from './settings.ts'
import type { Izin, JenisIzin, Kejadian, LaporanBaru, LaporanMasuk, Permohonan } from './wire.ts'

/** A row, and whether its text came in another character set than declared. */
export interface Row<T> {
  row: T
  repaired: boolean
}

export interface Rows<T> {
  rows: Row<T>[]
  /** JUMLAH_TOTAL: all rows of the table. */
  total: number
}

/** Day on which a row without a date of its own was received, YYYY-MM-DD. */
export interface Received {
  changedOn: string
}

/** What the mapping knows beside the row. */
export interface Surroundings {
  codes: Codes
  agencyId: string | undefined
  regions: City['regions']
}

export interface DishubClient extends Surroundings {
  /** Permits, the last changed first. `offset` counts from 0. */
  daftarIzin(page: { offset: number; limit: number }, call: Call): Promise<Rows<Izin>>
  detailIzin(nomor: string, call: Call): Promise<Row<Izin> | undefined>
  /** Applications, the last changed first. */
  daftarPermohonan(page: { offset: number; limit: number }, call: Call): Promise<Rows<Permohonan>>
  detailPermohonan(agenda: string, call: Call): Promise<Row<Permohonan> | undefined>
  /** The traffic log, the last changed first. */
  daftarKejadian(page: { offset: number; limit: number }, call: Call): Promise<Rows<Kejadian>>
  detailKejadian(nomor: string, call: Call): Promise<Row<Kejadian> | undefined>
  /** Puts an entry into the traffic log, and gives its number. */
  laporKejadian(laporan: LaporanBaru, call: Call): Promise<string>
  /** Entries that were reported under this number of the sender's. */
  cariLaporan(rujukan: string, call: Call): Promise<LaporanMasuk[]>
  jenisIzin(call: Call): Promise<(Row<JenisIzin> & Received)[]>
  close(): Promise<void>
}

export interface DishubOptions extends Surroundings {
  soap: SoapClient
  login: { user: string; password: string }
  /** Day of the last change to the kinds of permit, YYYY-MM-DD. */
  typesAsOf: string
  close(): Promise<void>
}

/** A look-up by key: its parameter, and the column of the answer that must hold the key again. */
interface Detail {
  operation: string
  parameter: string
  column: string
  stage: string
}
const PERMIT: Detail = { operation: 'DetailIzin', parameter: 'nomor', column: 'NOMOR_IZIN', stage: 'get a permit' }
const APPLICATION: Detail = { operation: 'DetailPermohonan', parameter: 'agenda', column: 'NO_AGENDA',
  stage: 'get an application' }
const INCIDENT: Detail = { operation: 'DetailKejadian', parameter: 'nomor', column: 'NO_LAPORAN',
  stage: 'get an incident' }
// Without who reported it, who was sent, and what was noted about the vehicles.
const incidentColumns = ['NO_LAPORAN', 'KD_KEJADIAN', 'NM_KEJADIAN', 'LOKASI', 'KELURAHAN', 'KECAMATAN', 'KOORDINAT',
  'TINGKAT', 'DAMPAK', 'STATUS', 'TGL_KEJADIAN', 'TGL_LAPOR', 'TGL_UBAH'] as const

const NOT_FOUND = /^Data tidak ditemukan\b/i
const LOGIN_REFUSED = /^Login gagal\b/i

/**
 * The service says with the code `Client` both "wrong password" and "wrong parameter"; only the text tells them apart.
 */
export function kindOfFault({ text }: SoapFault): FaultKind | undefined {
  return LOGIN_REFUSED.test(text) ? 'denied' : undefined
}

export function createDishubClient(
  { soap, login, codes, agencyId, regions, typesAsOf, close }: DishubOptions
): DishubClient {
  async function list<T>(
    operation: string,
    page: { offset: number; limit: number },
    stage: string,
    call: Call
  ): Promise<Rows<T>> {
    // Rows are counted from 1, and come by number unless told.
    const parameters = { ...login, mulai: page.offset + 1, jumlah: page.limit, urut: 'TGL_UBAH' }
    return rowsOf<T>(await soap.call(operation, parameters, { rows: 'item', stage }, call), stage)
  }

  async function detail<T>(
    { operation, parameter, column, stage }: Detail,
    key: string,
    call: Call
  ): Promise<Row<T> | undefined> {
    try {
      const { fields, repaired } = await soap.call(operation, { ...login, [parameter]: key }, { stage }, call)
      if (fields[column] === key) return { row: fields as T, repaired }
    } catch (error) {
      if (isNotFound(error)) return undefined
      throw error
    }
    throw new SystemFault('unreadable', { stage, detail: 'answered with another record than the one asked for' })
  }

  return {
    codes,
    agencyId,
    regions,
    daftarIzin: (page, call) => list('DaftarIzin', page, 'list permits', call),
    detailIzin: (nomor, call) => detail(PERMIT, nomor, call),
    daftarPermohonan: (page, call) => list('DaftarPermohonan', page, 'list applications', call),
    detailPermohonan: (agenda, call) => detail(APPLICATION, agenda, call),
    async daftarKejadian(page, call) {
      const { rows, total } = await list<Kejadian>('DaftarKejadian', page, 'list incidents', call)
      return { rows: rows.map(publicPart), total }
    },
    async detailKejadian(nomor, call) {
      const found = await detail<Kejadian>(INCIDENT, nomor, call)
      return found && publicPart(found)
    },
    async laporKejadian(laporan, call) {
      const stage = 'report an incident'
      try {
        const { fields } = await soap.call('LaporKejadian', { ...login, ...laporan }, { stage, isWrite: true }, call)
        if (fields['NO_LAPORAN']) return fields['NO_LAPORAN']
      } catch (error) {
        throw withField(error, stage)
      }
      throw new SystemFault('unreadable', { stage, detail: 'did not say under which number it keeps this' })
    },
    async cariLaporan(rujukan, call) {
      const stage = 'look for a report'
      const { rows } = rowsOf<LaporanMasuk>(
        await soap.call('CariLaporan', { ...login, rujukan }, { rows: 'item', stage }, call),
        stage
      )
      const found = rows.map(({ row }) => row)
      if (found.some(row => row.RUJUKAN !== rujukan || !row.NO_LAPORAN))
        throw new SystemFault('unreadable', { stage, detail: 'sent other reports than those asked for' })
      return found
    },
    async jenisIzin(call) {
      const stage = 'list kinds of permits'
      const { rows } = rowsOf<JenisIzin>(await soap.call('JenisIzin', login, { rows: 'item', stage }, call), stage)
      return rows.map(row => ({ ...row, changedOn: typesAsOf }))
    },
    close
  }
}

/**
 * `Parameter lokasi harus diisi`: the parameter that it refuses, as the caller knows it. The text itself is not
 * repeated.
 */
function withField(error: unknown, stage: string): unknown {
  if (!(error instanceof SystemFault) || error.kind !== 'rejected' || !(error.cause instanceof SoapFault)) return error
  const field = fieldOf(/^Parameter (\w+)/i.exec(error.cause.text)?.[1] ?? '')
  const detail = 'does not accept what was sent'
  return new SystemFault('rejected', { stage, detail,
    ...(field !== undefined && { fields: [{ field, detail: 'is not accepted' }] }), cause: error.cause })
}

function publicPart({ row, repaired }: Row<Kejadian>): Row<Kejadian> {
  return { row: pick(row, incidentColumns), repaired }
}

function rowsOf<T>({ rows, fields, repaired }: SoapAnswer, stage: string): Rows<T> {
  const total = Number(fields['JUMLAH_TOTAL'] ?? NaN)
  // Without the total the end of the list cannot be told.
  if (!Number.isSafeInteger(total))
    throw new SystemFault('unreadable', { stage, detail: 'sent a list without its total (JUMLAH_TOTAL)' })
  return { rows: rows.map(row => ({ row: row as T, repaired })), total }
}

function isNotFound(error: unknown): boolean {
  return error instanceof SystemFault && error.cause instanceof SoapFault && NOT_FOUND.test(error.cause.text)
}
