import { type Call, type HttpClient, SystemFault } from '../../src/kit/index.ts'
import { checkAnswer } from './answers.ts'
import { type GridRows, readGrid, textOf } from './grid.ts'
import { type Pendaftaran, type Perizinan, type Permohonan, permohonanColumns, type Referensi, type Sk,
  skColumns } from './wire.ts'

export interface GridQuery {
  offset: number
  limit: number
  /** Rows in which some cell holds this text. */
  search?: string
}

export interface SicantikClient {
  /** Where one application stands, with its tracking. */
  pendaftaran(number: string, call: Call): Promise<Pendaftaran | undefined>
  /** All other fields of one application. */
  cek(number: string, call: Call): Promise<Permohonan | undefined>
  /** The grid of applications, last change first. */
  listPermohonan(query: GridQuery, call: Call): Promise<GridRows<Permohonan>>
  /** The grid of decrees, last change first. */
  listSk(query: GridQuery, call: Call): Promise<GridRows<Sk>>
  /** All kinds of permit. */
  jenisPerizinan(call: Call): Promise<Perizinan[]>
  /** What was sent under this number of the sender's. */
  referensi(reference: string, call: Call): Promise<Referensi[]>
  close(): Promise<void>
}

const NOT_FOUND = 'DATA TIDAK DITEMUKAN'

/** SiCANTIK's REST controller and the grids of its pages. */
export function createSicantikClient(http: HttpClient, key: string): SicantikClient {
  async function ask(
    path: readonly string[],
    query: Record<string, string | number | undefined>,
    stage: string,
    call: Call
  ): Promise<unknown> {
    const { status, value } = await http.json<unknown>({ path, query: { ...query, key }, stage }, call)
    return checkAnswer(status, value, stage)
  }

  async function grid<Row>(
    page: string,
    columns: readonly string[],
    { offset, limit, search }: GridQuery,
    stage: string,
    call: Call
  ): Promise<GridRows<Row>> {
    const query = {
      sEcho: 1,
      iDisplayStart: offset,
      iDisplayLength: limit,
      iColumns: columns.length,
      iSortingCols: 1,
      iSortCol_0: columns.indexOf('d_entry'),
      sSortDir_0: 'desc',
      sSearch: search
    }
    return readGrid<Row>(await ask([page, 'list_data'], query, stage, call), columns, { offset, stage })
  }

  return {
    async pendaftaran(number, call) {
      const stage = 'get application'
      const answer = await ask(['api', 'permohonan', 'pendaftaran', number], {}, stage, call)
      if (answer === undefined) return undefined
      const [row] = arrayOf<Pendaftaran>(answer, stage)
      if (row === undefined) return undefined
      if (row.no_pendaftaran !== number) throw anotherOne(stage)
      return row
    },
    async cek(number, call) {
      const stage = 'get details of an application'
      const row = (await ask(['api', 'permohonan', 'cek', number], {}, stage, call)) as Partial<Permohonan> | null
        | undefined
      if (row === undefined || row?.pendaftaran_id === NOT_FOUND) return undefined
      if (row?.pendaftaran_id !== number) throw anotherOne(stage)
      return Object.fromEntries(
        [...permohonanColumns, 'kd_status' as const].map(column => [column, textOf(row[column])])
      ) as unknown as Permohonan
    },
    listPermohonan: (query, call) => grid('permohonan', permohonanColumns, query, 'list applications', call),
    listSk: (query, call) => grid('penerbitan', skColumns, query, 'list decrees', call),
    async jenisPerizinan(call) {
      const stage = 'list kinds of permit'
      return arrayOf<Perizinan>(await ask(['api', 'perizinan', 'jenis'], {}, stage, call), stage)
    },
    async referensi(reference, call) {
      const stage = 'look for what was sent'
      const answer = await ask(['api', 'permohonan', 'referensi', reference], {}, stage, call)
      const rows = answer === undefined ? [] : arrayOf<Referensi>(answer, stage)
      if (rows.some(({ no_referensi, no_pendaftaran }) => no_referensi !== reference || !no_pendaftaran))
        throw anotherOne(stage)
      return rows
    },
    close: () => http.close()
  }
}

function anotherOne(stage: string): SystemFault {
  return new SystemFault('unreadable', { stage, detail: 'answered with another application than was asked for' })
}

function arrayOf<Row>(answer: unknown, stage: string): Row[] {
  const isList = Array.isArray(answer) && answer.every(row => typeof row === 'object' && row !== null)
  if (!isList) throw new SystemFault('unreadable', { stage, detail: 'sent something else than a list of records' })
  return answer as Row[]
}
