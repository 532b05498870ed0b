import { type Call, type FilesClient, readCsv, readDbf, type RemoteFile } from '../../src/kit/index.ts'
import { type Kontrol, readKontrol } from './control.ts'
import type { ObjekPajak, PembayaranSppt, Sppt, SubjekPajak } from './wire.ts'

export type Table = 'DAT_OBJEK_PAJAK' | 'DAT_SUBJEK_PAJAK' | 'SPPT' | 'PEMBAYARAN_SPPT'

/** One night's export, as it lies in the folder. */
export interface Ekspor {
  /** YYYYMMDD, as in the names of its files. */
  stamp: string
  /** When the last of it was written, RFC 3339. */
  writtenAt: string
  /** Changes when the control file or a file of these tables does. */
  mark(tables: readonly Table[]): string
}

/** SISMIOP's nightly export: a method for each of its files. */
export interface PbbClient {
  /** The newest one with a control file; undefined when there is none. */
  newest(call: Call): Promise<Ekspor | undefined>
  kontrol(stamp: string, call: Call): Promise<Kontrol>
  objekPajak(stamp: string, call: Call): AsyncIterable<ObjekPajak>
  subjekPajak(stamp: string, call: Call): AsyncIterable<SubjekPajak>
  sppt(stamp: string, call: Call): AsyncIterable<Sppt>
  pembayaranSppt(stamp: string, call: Call): AsyncIterable<PembayaranSppt>
  close(): Promise<void>
}

const nop = ['KD_PROPINS', 'KD_DATI2', 'KD_KECAMAT', 'KD_KELURAH', 'KD_BLOK', 'NO_URUT', 'KD_JNS_OP']
const columns: Readonly<Record<Table, readonly string[]>> = {
  DAT_OBJEK_PAJAK: [...nop, 'SUBJEK_PAJ', 'JALAN_OP', 'BLOK_KAV_N', 'RW_OP', 'RT_OP', 'TOTAL_LUAS', 'TOTAL_LU_1',
    'NJOP_BUMI', 'NJOP_BNG', 'TGL_PEREKA'],
  DAT_SUBJEK_PAJAK: ['SUBJEK_PAJ', 'NM_WP'],
  SPPT: [...nop, 'THN_PAJAK_', 'SIKLUS_SPP', 'NM_WP_SPPT', 'TGL_JATUH_', 'TGL_TERBIT', 'PBB_YG_HAR', 'STATUS_PEM',
    'STATUS_P_1'],
  PEMBAYARAN_SPPT: ['KD_PROPINSI', 'KD_DATI2', 'KD_KECAMATAN', 'KD_KELURAHAN', 'KD_BLOK', 'NO_URUT', 'KD_JNS_OP',
    'THN_PAJAK_SPPT', 'PEMBAYARAN_SPPT_KE', 'KD_BANK_PERSEPSI', 'TGL_PEMBAYARAN_SPPT', 'JML_SPPT_YG_DIBAYAR',
    'DENDA_SPPT', 'TGL_REKAM_BYR_SPPT']
}

export const fileOf = (table: Table, stamp: string): string =>
  `${table}_${stamp}.${table === 'PEMBAYARAN_SPPT' ? 'CSV' : 'DBF'}`

export function createPbbClient(files: FilesClient): PbbClient {
  // Opened when the first row is asked for, and closed with the last.
  async function* bytesOf(table: Table, stamp: string, call: Call): AsyncGenerator<Buffer> {
    yield* await files.open(fileOf(table, stamp), call) as AsyncIterable<Buffer>
  }
  const dbf = <Row>(table: Table, stamp: string, call: Call): AsyncIterable<Row> =>
    readDbf<Row>(bytesOf(table, stamp, call), { fields: columns[table], stage: `read ${table}` })

  return {
    async newest(call) {
      const all = await files.list('*_????????.???', call)
      const control = all.filter(({ name }) => /^KONTROL_\d{8}\.TXT$/i.test(name)).reduce<RemoteFile | undefined>(later,
        undefined)
      if (control === undefined) return undefined
      const stamp = control.name.slice(8, 16)
      const mark = (tables: readonly Table[]): string => {
        const names = tables.map(table => fileOf(table, stamp))
        return [control, ...all.filter(({ name }) => names.includes(name))].map(({ size, modifiedAt }) =>
          `${size}@${modifiedAt}`
        ).join(' ')
      }
      return { stamp, writtenAt: control.modifiedAt, mark }
    },
    kontrol: async (stamp, call) =>
      readKontrol((await files.read(`KONTROL_${stamp}.TXT`, call)).toString('latin1'), stamp),
    objekPajak: (stamp, call) => dbf('DAT_OBJEK_PAJAK', stamp, call),
    subjekPajak: (stamp, call) => dbf('DAT_SUBJEK_PAJAK', stamp, call),
    sppt: (stamp, call) => dbf('SPPT', stamp, call),
    pembayaranSppt: (stamp, call) =>
      readCsv<PembayaranSppt>(bytesOf('PEMBAYARAN_SPPT', stamp, call), {
        charset: 'windows-1252',
        required: columns.PEMBAYARAN_SPPT,
        lastLineEnds: true,
        stage: 'read PEMBAYARAN_SPPT'
      }),
    close: () => files.close()
  }
}

function later(one: RemoteFile | undefined, other: RemoteFile): RemoteFile {
  return one === undefined || other.name > one.name ? other : one
}
