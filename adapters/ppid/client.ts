import { createHtmlSession, readDetails, readPaged, readTable, SystemFault, type Call, type HtmlPage, type HttpClient, type Page, type TableCell } from '../../src/kit/index.ts'
import type { Permohonan } from './wire.ts'

/** The application's pages, one method each. */
export interface PpidClient {
  beranda(call: Call): Promise<void>
  /** Last change first. */
  register(query: { offset: number; limit: number }, call: Call): Promise<Page<Permohonan>>
  detail(id: string, call: Call): Promise<Permohonan | undefined>
  close(): Promise<void>
}

/** Rows on a page of the register; the most that the application offers. */
export const PAGE_SIZE = 100

const columns = {
  nomor: ['Nomor Registrasi', 'No. Registrasi', 'No. Reg'],
  tanggal: ['Tanggal Permohonan', 'Tgl. Permohonan', 'Tanggal'],
  nama: ['Nama Pemohon', 'Pemohon', 'Nama'],
  rincian: ['Informasi yang Diminta', 'Rincian Informasi'],
  tujuan: ['Tujuan Penggunaan', 'Tujuan'],
  skpd: ['SKPD', 'OPD', 'Perangkat Daerah'],
  batas: ['Batas Waktu', 'Jatuh Tempo'],
  perpanjangan: ['Perpanjangan s.d.', 'Diperpanjang s.d.', 'Perpanjangan'],
  status: 'Status',
  diubah: ['Terakhir Diubah', 'Diubah'],
  aksi: ['Aksi', 'Tindakan']
} as const

const { aksi: _, ...shared } = columns
const labels = { ...shared, nik: 'NIK', alamat: 'Alamat', hp: ['No. HP', 'HP', 'Telepon'], email: ['Email', 'E-mail'], cara: 'Cara Memperoleh' } as const
const optionalLabels = {
  keputusan: 'Keputusan',
  tanggalKeputusan: 'Tanggal Keputusan',
  alasan: 'Alasan Penolakan',
  alasanKeberatan: 'Alasan Keberatan',
  tanggalKeberatan: 'Tanggal Keberatan',
  tanggalTanggapan: 'Tanggal Tanggapan'
} as const

export function createPpidClient(http: HttpClient, { user, password }: { user: string; password: string }): PpidClient {
  const session = createHtmlSession({
    http,
    login: {
      path: 'masuk.php',
      form: () => ({ username: user, password }),
      isLoggedIn: $ => $('a[href="keluar.php"]').length > 0
    }
  })

  return {
    async beranda(call) {
      await session.page({ path: 'beranda.php', stage: 'open home' }, call)
    },
    register({ offset, limit }, call) {
      const stage = 'list requests'
      return readPaged({
        offset,
        limit,
        pageSize: PAGE_SIZE,
        stage,
        async page(hal) {
          const $ = await session.page({ path: 'register.php', query: { hal, tampil: PAGE_SIZE, urut: 'diubah' }, stage }, call)
          const { number, pages } = pagerOf($, stage)
          return { rows: readTable($, 'table.register', columns, { stage }).map(toRow), last: number >= pages, number }
        }
      })
    },
    async detail(id, call) {
      const stage = 'open request'
      const $ = await session.page({ path: 'detail.php', query: { id }, accept404: true, stage }, call)
      if ($ === undefined || saysNotFound($)) return undefined
      const fields = readDetails($, '#detail', labels, { optional: optionalLabels, stage })
      if (idIn($('a[href^="cetak.php"]').attr('href')) !== id) {
        throw new SystemFault('unreadable', { stage, detail: 'sent another request than the one asked for, or none' })
      }
      return { id, ...fields }
    },
    close: () => http.close()
  }
}

function toRow({ aksi, rincian, tujuan, ...cells }: Record<keyof typeof columns, TableCell>): Permohonan {
  const { nomor, tanggal, nama, skpd, batas, perpanjangan, status, diubah } = cells
  return {
    id: idIn(aksi.link) ?? '',
    nomor: nomor.text,
    tanggal: tanggal.text,
    nama: nama.text,
    // Long texts are cut in the table; all of them stand in the tooltip.
    rincian: rincian.title ?? rincian.text,
    tujuan: tujuan.title ?? tujuan.text,
    skpd: skpd.text,
    batas: batas.text,
    perpanjangan: perpanjangan.text,
    status: status.text,
    diubah: diubah.text
  }
}

/** `detail.php?id=1234` */
function idIn(link: string | undefined): string | undefined {
  return /[?&]id=(\d+)(?:&|$)/.exec(link ?? '')?.[1]
}

function pagerOf($: HtmlPage, stage: string): { number: number; pages: number } {
  const [, number, pages] = /Halaman\s+(\d+)\s+dari\s+(\d+)/i.exec($('.halaman').first().text()) ?? []
  if (number === undefined) throw new SystemFault('unreadable', { stage, detail: 'has no page numbers below its table' })
  return { number: Number(number), pages: Number(pages) }
}

function saysNotFound($: HtmlPage): boolean {
  return $('#detail').length === 0 && /tidak ditemukan/i.test($('.alert').text())
}
