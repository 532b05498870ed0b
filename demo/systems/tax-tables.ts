import type { DbfColumn } from '../dbf.ts'

/**
 * Tax codes of the districts (REF_KECAMATAN) by Kemendagri code. Like the real ones they follow neither of the two
 * other code systems; the numbers are made up.
 */
export const taxDistricts: Readonly<Record<string, string>> = {
  '32.73.05': '010',
  '32.73.20': '020',
  '32.73.24': '030',
  '32.73.10': '040',
  '32.73.03': '050',
  '32.73.21': '060',
  '32.73.15': '070',
  '32.73.09': '080',
  '32.73.12': '090',
  '32.73.04': '100',
  '32.73.17': '110',
  '32.73.22': '120',
  '32.73.18': '130',
  '32.73.14': '140',
  '32.73.25': '150',
  '32.73.06': '160',
  '32.73.08': '170',
  '32.73.29': '180',
  '32.73.02': '190',
  '32.73.27': '200',
  '32.73.16': '210',
  '32.73.13': '220',
  '32.73.30': '230',
  '32.73.28': '240',
  '32.73.23': '250',
  '32.73.11': '260',
  '32.73.07': '270',
  '32.73.01': '280',
  '32.73.19': '290',
  '32.73.26': '300'
}

const text = (name: string, length: number): DbfColumn => ({ name, type: 'C', length })
const number = (name: string, length: number): DbfColumn => ({ name, type: 'N', length })
const date = (name: string): DbfColumn => ({ name, type: 'D', length: 8 })

// A DBF field has ten characters for its name: the export cuts SISMIOP's, and numbers those that are then the same.
const nop = [
  text('KD_PROPINS', 2),
  text('KD_DATI2', 2),
  text('KD_KECAMAT', 3),
  text('KD_KELURAH', 3),
  text('KD_BLOK', 3),
  text('NO_URUT', 4),
  text('KD_JNS_OP', 1)
]

export const objekPajak: readonly DbfColumn[] = [
  ...nop,
  text('SUBJEK_PAJ', 30),
  text('JALAN_OP', 30),
  text('BLOK_KAV_N', 15),
  text('RW_OP', 2),
  text('RT_OP', 3),
  text('KD_STATUS_', 1),
  number('TOTAL_LUAS', 12),
  number('TOTAL_LU_1', 12),
  number('NJOP_BUMI', 15),
  number('NJOP_BNG', 15),
  date('TGL_PEREKA')
]

export const subjekPajak: readonly DbfColumn[] = [
  text('SUBJEK_PAJ', 30),
  text('NM_WP', 30),
  text('JALAN_WP', 30),
  text('BLOK_KAV_N', 15),
  text('RW_WP', 2),
  text('RT_WP', 3),
  text('KELURAHAN_', 30),
  text('KOTA_WP', 30),
  text('KD_POS_WP', 5),
  text('TELP_WP', 20),
  text('NPWP', 15),
  text('STATUS_PEK', 1)
]

export const sppt: readonly DbfColumn[] = [
  ...nop,
  text('THN_PAJAK_', 4),
  number('SIKLUS_SPP', 2),
  text('NM_WP_SPPT', 30),
  date('TGL_JATUH_'),
  date('TGL_TERBIT'),
  number('LUAS_BUMI_', 12),
  number('LUAS_BNG_S', 12),
  number('NJOP_BUMI_', 15),
  number('NJOP_BNG_S', 15),
  number('NJOP_SPPT', 15),
  number('NJOPTKP_SP', 8),
  number('NJKP_SPPT', 15),
  number('PBB_TERHUT', 15),
  number('FAKTOR_PEN', 15),
  number('PBB_YG_HAR', 15),
  text('STATUS_PEM', 1),
  text('STATUS_TAG', 1),
  text('STATUS_CET', 1),
  text('STATUS_P_1', 1)
]

export const pembayaranSppt = ['KD_PROPINSI', 'KD_DATI2', 'KD_KECAMATAN', 'KD_KELURAHAN', 'KD_BLOK', 'NO_URUT',
  'KD_JNS_OP', 'THN_PAJAK_SPPT', 'PEMBAYARAN_SPPT_KE', 'KD_BANK_PERSEPSI', 'TGL_PEMBAYARAN_SPPT', 'JML_SPPT_YG_DIBAYAR',
  'DENDA_SPPT', 'TGL_REKAM_BYR_SPPT', 'NIP_REKAM_BYR_SPPT'] as const
