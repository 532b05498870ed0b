import type { Answer } from '../answer.ts'
import type { DemoCity } from '../city/city.ts'
import { type Kejadian, KIND_NAMES, stamp } from './transport-incidents.ts'
import { type Dated, newestFirst } from './transport-permits.ts'
import { faultAnswer, rowAnswer, rowsAnswer, type SoapRequest } from './transport-soap.ts'

/** What somebody reported, as it was sent. */
export interface Laporan {
  NO_LAPORAN: string
  /** The reporter's own number for it. It is kept, and compared with nothing. */
  RUJUKAN: string
  STATUS: string
  TGL_LAPOR: string
}

export interface Reports {
  lapor(request: SoapRequest): Answer
  cari(request: SoapRequest): Answer
}

/** How the control room says no to any report (fault `refuse`). */
export const reportRefusal: Answer = faultAnswer('Client', 'Parameter lokasi di luar wilayah kota')

/** The control room's desk: reports go into the log, and are found by the number that their sender gave them. */
export function createReports(city: DemoCity, log: Dated<Kejadian>[], taken: Laporan[], now: () => number): Reports {
  const villages = new Set(city.villages.map(({ name }) => name.toUpperCase()))
  const districts = new Set(city.districts.map(({ name }) => name.toUpperCase()))

  return {
    lapor({ operation, parameters }) {
      const { kd_kejadian = '', rujukan = '', lokasi = '', koordinat = '', kelurahan = '', kecamatan = '',
        tgl_kejadian = '', dampak = '', pelapor = '', telp = '' } = parameters
      if (KIND_NAMES[kd_kejadian] === undefined) return faultAnswer('Client', 'Parameter kd_kejadian tidak dikenal')
      if (!/^\d\d\/\d\d\/\d{4} \d\d:\d\d$/.test(tgl_kejadian))
        return faultAnswer('Client', 'Parameter tgl_kejadian harus dd/mm/yyyy hh:mm')
      if (lokasi.trim() === '' && koordinat === '') return faultAnswer('Client', 'Parameter lokasi harus diisi')
      if (kelurahan !== '' && !villages.has(kelurahan))
        return faultAnswer('Client', 'Parameter kelurahan tidak dikenal')
      if (kecamatan !== '' && !districts.has(kecamatan))
        return faultAnswer('Client', 'Parameter kecamatan tidak dikenal')
      // The control room's clock says local time and calls it UTC.
      const at = now() + 7 * 3_600_000
      const day = new Date(at).toISOString().slice(0, 10)
      const report: Laporan = { NO_LAPORAN: numberOf(log, day), RUJUKAN: rujukan, STATUS: 'BARU', TGL_LAPOR: stamp(at) }
      log.push({
        changedOn: new Date(at).toISOString(),
        row: {
          NO_LAPORAN: report.NO_LAPORAN,
          KD_KEJADIAN: kd_kejadian,
          NM_KEJADIAN: KIND_NAMES[kd_kejadian],
          LOKASI: lokasi,
          KELURAHAN: kelurahan,
          KECAMATAN: kecamatan,
          KOORDINAT: koordinat,
          TINGKAT: '',
          DAMPAK: dampak,
          STATUS: 'BARU',
          PELAPOR: pelapor,
          TELP_PELAPOR: telp,
          PETUGAS: '',
          KETERANGAN: '',
          TGL_KEJADIAN: tgl_kejadian,
          TGL_LAPOR: stamp(at),
          TGL_UBAH: stamp(at, true)
        }
      })
      log.sort(newestFirst)
      taken.push(report)
      return rowAnswer(operation, report)
    },
    cari({ operation, parameters: { rujukan = '' } }) {
      const found = taken.filter(({ RUJUKAN }) => RUJUKAN === rujukan && rujukan !== '')
      return rowsAnswer(operation, found, found.length)
    }
  }
}

/** `LL-20261128-007`: counted anew each day. */
function numberOf(log: readonly Dated<Kejadian>[], day: string): string {
  const begin = `LL-${day.replaceAll('-', '')}-`
  const last = Math.max(0,
    ...log.filter(({ row }) => row.NO_LAPORAN.startsWith(begin)).map(({ row }) =>
      Number(row.NO_LAPORAN.slice(begin.length))
    ))
  return begin + String(last + 1).padStart(3, '0')
}
