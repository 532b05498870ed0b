import { type Call, createHtmlSession, type FormFields, type HtmlPage, type HttpClient, type Page, readDetails,
  readPaged, readTable, SystemFault, type TableCell } from '../../src/kit/index.ts'
import { fieldOf } from './map-back.ts'
import type { KeberatanBaru, Permohonan, PermohonanBaru } from './wire.ts'

/** The application's pages, one method each. */
export interface PpidClient {
  beranda(call: Call): Promise<void>
  /** Last change first. */
  register(query: { offset: number; limit: number }, call: Call): Promise<Page<Permohonan>>
  detail(id: string, call: Call): Promise<Permohonan | undefined>
  /** Those in which a number or a letter's number has this text. */
  cari(words: string, call: Call): Promise<Permohonan[]>
  /** Fills in the form for a new request, and gives what the application made of it. */
  permohonan(form: PermohonanBaru, call: Call): Promise<Saved>
  /** The same for an objection to the answer to a request. */
  keberatan(id: string, form: KeberatanBaru, call: Call): Promise<Saved>
  close(): Promise<void>
}

export interface Saved {
  id: string
  nomor: string
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
const labels = { ...shared, nik: 'NIK', alamat: 'Alamat', hp: ['No. HP', 'HP', 'Telepon'], email: ['Email', 'E-mail'],
  cara: 'Cara Memperoleh' } as const
const optionalLabels = {
  keputusan: 'Keputusan',
  tanggalKeputusan: 'Tanggal Keputusan',
  alasan: 'Alasan Penolakan',
  alasanKeberatan: 'Alasan Keberatan',
  tanggalKeberatan: 'Tanggal Keberatan',
  tanggalTanggapan: 'Tanggal Tanggapan',
  noSurat: 'Nomor Surat Pemohon',
  noSuratKeberatan: 'Nomor Surat Keberatan'
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

  async function send(
    path: string,
    query: { id?: string },
    values: FormFields,
    stage: string,
    call: Call
  ): Promise<Saved> {
    const $ = await session.submit({ path, query, selector: 'form[name="isian"]', values, stage }, call)
    const id = idIn($('a[href^="cetak.php"]').attr('href'))
    if ($('#detail').length === 0 || id === undefined) throwForRefusal($, stage)
    return { id, nomor: readDetails($, '#detail', { nomor: columns.nomor }, { stage }).nomor }
  }

  return {
    permohonan: (form, call) => send('permohonan.php', {}, { ...form }, 'file a request', call),
    keberatan: (id, form, call) => send('keberatan.php', { id }, { ...form }, 'file an objection', call),
    async cari(cari, call) {
      const stage = 'look for a letter'
      const $ = await session.page({ path: 'register.php', query: { cari, tampil: PAGE_SIZE, urut: 'diubah' }, stage },
        call)
      if (pagerOf($, stage).pages > 1)
        throw new SystemFault('unreadable', { stage, detail: 'finds more than one page' })
      return readTable($, 'table.register', columns, { stage }).map(toRow)
    },
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
          const $ = await session.page({ path: 'register.php', query: { hal, tampil: PAGE_SIZE, urut: 'diubah' },
            stage }, call)
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

/** The form comes again, with what is wrong above it. Its words are not repeated: they may quote what was typed. */
function throwForRefusal($: HtmlPage, stage: string): never {
  const message = $('.alert').first().text().trim()
  if (/token/i.test(message))
    throw new SystemFault('failed', { stage, detail: 'did not take the form: its token was used up' })
  const label = /^Isian (.+?) (?:harus|tidak)/i.exec(message)?.[1]
  if (label !== undefined) {
    const field = fieldOf(label)
    throw new SystemFault('rejected', { stage, detail: 'does not accept what was sent',
      ...(field !== undefined && { fields: [{ field, detail: 'is not accepted' }] }) })
  }
  const said = refusals.find(({ words }) => words.test(message))
  if (said !== undefined) throw new SystemFault('rejected', { stage, detail: said.detail })
  throw new SystemFault('unreadable', { stage, detail: 'answered the form with a page that was not expected' })
}

const refusals: readonly { words: RegExp; detail: string }[] = [
  { words: /tidak ditemukan/i, detail: 'has no such request' },
  { words: /sudah diajukan/i, detail: 'has an objection to this already' }
]

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
  if (number === undefined)
    throw new SystemFault('unreadable', { stage, detail: 'has no page numbers below its table' })
  return { number: Number(number), pages: Number(pages) }
}

function saysNotFound($: HtmlPage): boolean {
  return $('#detail').length === 0 && /tidak ditemukan/i.test($('.alert').text())
}
