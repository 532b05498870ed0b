import type { Call, CityAgency, SqlClient } from '../../src/kit/index.ts'
import type { Codes } from './settings.ts'
import type { Usulan } from './wire.ts'

/** What the mapping knows beside the row. */
export interface Surroundings {
  codes: Codes
  /** Kemendagri code of the city: 32.73. */
  regency: string
  agencies: readonly CityAgency[]
}

export interface Search {
  offset: number
  limit: number
  /** Local time, `2026-01-31 10:15:00`. */
  berubahSejak?: string
  /** KD_KEC. */
  kecamatan?: readonly string[]
}

export interface MusrenbangClient extends Surroundings {
  /** Proposals, the last changed first. */
  daftarUsulan(search: Search, call: Call): Promise<Usulan[]>
  usulan(id: string, call: Call): Promise<Usulan | undefined>
  close(): Promise<void>
}

export interface MusrenbangOptions extends Surroundings {
  sql: SqlClient
  schema: string
}

// A row that was never changed has a null date, of either kind, in TGL_UBAH.
const BERUBAH = 'GREATEST(u.TGL_INPUT, COALESCE(u.TGL_UBAH, u.TGL_INPUT))'

export function createMusrenbangClient({ sql, schema, ...surroundings }: MusrenbangOptions): MusrenbangClient {
  // NM_PENGUSUL, who typed it in, is nobody's business and stays where it is.
  const select =
    `SELECT u.ID_USULAN, u.TAHUN, u.JENIS, u.USULAN, u.KETERANGAN, u.ANGGARAN, u.KD_KEC, u.KD_KEL, u.RT, u.RW,
    u.KD_SKPD, ${BERUBAH} AS BERUBAH
    FROM ${schema}.DAT_USULAN u WHERE u.HAPUS = 0`
  return {
    ...surroundings,
    daftarUsulan({ offset, limit, berubahSejak, kecamatan }, call) {
      const text = [
        select,
        berubahSejak === undefined ? '' : `AND ${BERUBAH} >= :berubahSejak`,
        kecamatan === undefined ? '' : 'AND u.KD_KEC IN (:kecamatan)',
        'ORDER BY BERUBAH DESC, u.ID_USULAN LIMIT :limit OFFSET :offset'
      ].join('\n')
      const parameters = { limit, offset, ...(berubahSejak !== undefined && { berubahSejak }),
        ...(kecamatan !== undefined && { kecamatan }) }
      return sql.rows<Usulan>(text, parameters, { stage: 'list proposals' }, call)
    },
    async usulan(id, call) {
      const [row] = await sql.rows<Usulan>(`${select} AND u.ID_USULAN = :id`, { id: BigInt(id) }, {
        stage: 'get a proposal'
      }, call)
      return row
    },
    close: () => sql.close()
  }
}
