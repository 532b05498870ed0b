import type { DriftKind } from '../running-system.ts'
import type { PpidRequest } from './ppid-requests.ts'

/**
 * Versions of the register's table: as it was, with a column more and the columns moved, with headers worded anew, or
 * with one gone.
 */
export type Layout = 'first' | 'extra' | 'renamed' | 'reduced'

interface Column {
  header: string
  renamed?: string
  cell(request: PpidRequest, row: number): string
}

const months = ['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus', 'September', 'Oktober',
  'November', 'Desember']
const CUT = 60

const columns: readonly Column[] = [
  { header: 'No', cell: (_, row) => `<TD ALIGN=center>${row}` },
  { header: 'Nomor<br>Registrasi', renamed: 'No. Registrasi', cell: ({ nomor }) => `<TD NOWRAP>${escape(nomor)}` },
  { header: 'Tanggal Permohonan', renamed: 'Tgl. Permohonan', cell: ({ tanggal }) => `<TD>${shortDay(tanggal)}` },
  { header: 'Nama Pemohon', renamed: 'Pemohon', cell: ({ nama }) => `<TD>${escape(nama)}` },
  { header: 'Informasi yang Diminta', renamed: 'Rincian Informasi', cell: ({ rincian }) => cutCell(rincian) },
  { header: 'Tujuan Penggunaan', cell: ({ tujuan }) => cutCell(tujuan) },
  { header: 'SKPD', renamed: 'OPD', cell: ({ skpd }) => `<TD>${escape(skpd)}&nbsp;` },
  { header: 'Batas Waktu', cell: ({ batas }) => `<TD>${shortDay(batas)}` },
  { header: 'Perpanjangan s.d.', renamed: 'Diperpanjang s.d.',
    cell: ({ perpanjangan }) => `<TD>${perpanjangan === '' ? '-' : shortDay(perpanjangan)}` },
  { header: 'Status',
    cell: ({ status }) =>
      `<TD><span class="label label-${status.toLowerCase().replace(/\W/g, '')}">${escape(status)}</span>` },
  { header: 'Terakhir Diubah', cell: ({ diubah }) => `<TD>${clock(diubah)}` },
  { header: 'Aksi',
    cell: ({ id }) =>
      `<TD><a href="detail.php?id=${id}">Detail</a> <a href="cetak.php?id=${id}" target=_blank>Cetak</a>` }
]
const channel: Column = { header: 'Kanal', cell: ({ email }) => `<TD>${email === '' ? 'Meja Layanan' : 'Website'}` }

function columnsOf(layout: Layout): readonly Column[] {
  if (layout === 'extra') return [channel, columns.at(-1)!, ...columns.slice(0, -1)]
  if (layout === 'renamed') return columns.map(column => ({ ...column, header: column.renamed ?? column.header }))
  if (layout === 'reduced') return columns.filter(({ header }) => header !== 'Batas Waktu')
  return columns
}

/** Not quite HTML: cells are left open, headers are in capitals of their own, as browsers forgive it. */
function page(title: string, body: string): string {
  return `<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>PPID Kota Bandung - ${title}</title>\
<link rel="stylesheet" href="css/bootstrap.css">
<script>if (top != self) { top.location = self.location; } var a = "<table class='register'>";</script></head>
<body>${body}
<div id="footer">&copy; 2014 Diskominfo Kota Bandung</div></body></html>`
}

function inside(title: string, body: string): string {
  return page(title,
    '<div id="menu"><a href="beranda.php">Beranda</a> | <a href="register.php">Register Permohonan</a> | <a ' +
      `href="keluar.php">Keluar</a></div>${body}`)
}

export function loginPage(token: string, message = ''): string {
  return page('Masuk', `<h3>Silakan masuk</h3>${message && `<div class="alert">${message}</div>`}
<form name="frm" action="masuk.php" method="post"><input type="hidden" name="_token" value="${token}">
<table><tr><td>Nama Pengguna<td><input type="text" name="username"></tr><tr><td>Kata Sandi<td>\
<input type="password" name="password"></tr></table>
<input type="submit" name="masuk" value="Masuk"></form>`)
}

export interface FormField {
  name: string
  label: string
  isLong?: boolean
  options?: readonly string[]
}

export interface FormPage {
  title: string
  action: string
  fields: readonly FormField[]
  token: string
  message: string | undefined
}

export function formPage({ title, action, fields, token, message }: FormPage): string {
  const input = ({ name, isLong, options }: FormField): string =>
    options ?
      `<select name="${name}">${
        options.map(option => `<option value="${escape(option)}">${escape(option)}`).join('')
      }</select>`
      : isLong
      ? `<textarea name="${name}"></textarea>`
      : `<input type="text" name="${name}" value="">`
  return inside(title,
    `<h3>${title}</h3>${message === undefined ? '' : `<div class="alert alert-danger">${escape(message)}</div>`}
<form name="isian" action="${action}" method="post"><input type="hidden" name="_token" value="${token}">
<table>${
      fields.map(field => `<tr><td>${field.label}<td>${input(field)}</tr>`).join('\n')
    }</table><input type="submit" name="simpan" value="Simpan"></form>`)
}

export function homePage(count: number): string {
  return inside('Beranda', `<h3>Selamat datang</h3><p>Jumlah permohonan: <b>${count}</b></p>`)
}

export interface RegisterPage {
  rows: readonly PpidRequest[]
  number: number
  pages: number
  /** Rows before this page. */
  before: number
  layout: Layout
}

export function registerPage({ rows, number, pages, before, layout }: RegisterPage): string {
  const shown = columnsOf(layout)
  const body = rows.map((request, index) =>
    `<TR class=${index % 2 ? 'genap' : 'ganjil'}>${shown.map(({ cell }) => cell(request, before + index + 1)).join('')}`
  )
  const none = `<TR><TD COLSPAN=${shown.length} ALIGN=center><i>Tidak ada data</i>`
  return inside('Register Permohonan', `<h3>Register Permohonan Informasi</h3>
<TABLE class="table register" BORDER=1><THEAD><TR>${shown.map(({ header }) => `<TH>${header}`).join('')}</THEAD>
<TBODY>${rows.length === 0 ? none : body.join('\n')}</TBODY></TABLE>
<div class="halaman">Halaman <b>${number}</b> dari <b>${pages}</b> ${
    number < pages ? `<a href="register.php?hal=${number + 1}">Berikutnya &raquo;</a>` : ''
  }</div>`)
}

export function detailPage(request: PpidRequest): string {
  const { keberatan } = request
  const row = (label: string, value: string): string =>
    `<tr><th>${label}</th><td>:</td><td>${value === '' ? '-' : escape(value).replaceAll('\n', '<br>')}</td></tr>`
  const table = (title: string, rows: readonly string[]): string =>
    `<h4>${title}</h4><table class="rincian">${rows.join('')}</table>`
  return inside('Detail Permohonan',
    `<h3>Detail Permohonan</h3><p><a href="cetak.php?id=${request.id}" target=_blank>Cetak</a></p><div id="detail">
${
      table('Permohonan', [
        row('Nomor Registrasi', request.nomor),
        row('Tanggal Permohonan', longDay(request.tanggal)),
        row('Informasi yang Diminta', request.rincian),
        row('Tujuan Penggunaan', request.tujuan),
        row('Cara Memperoleh', request.cara),
        row('SKPD', request.skpd),
        row('Batas Waktu', longDay(request.batas)),
        row('Perpanjangan s.d.', request.perpanjangan && longDay(request.perpanjangan)),
        row('Status', request.status),
        row('Terakhir Diubah', clock(request.diubah)),
        ...(request.noSurat ? [row('Nomor Surat Pemohon', request.noSurat)] : [])
      ])
    }
${
      table('Pemohon', [
        row('NIK', request.nik),
        row('Nama Pemohon', request.nama),
        row('Alamat', request.alamat),
        row('Pekerjaan', request.pekerjaan),
        row('No. HP', request.hp),
        row('Email', request.email)
      ])
    }
${
      request.keputusan &&
      table('Keputusan', [row('Keputusan', request.keputusan),
        row('Tanggal Keputusan', longDay(request.tanggalKeputusan)),
        row('Alasan Penolakan', request.alasan.join('\n'))])
    }
${
      keberatan
        ? table('Keberatan', [row('Alasan Keberatan', keberatan.alasan),
          row('Tanggal Keberatan', longDay(keberatan.tanggal)),
          row('Tanggal Tanggapan', keberatan.tanggapan && longDay(keberatan.tanggapan)),
          ...(keberatan.noSurat ? [row('Nomor Surat Keberatan', keberatan.noSurat)] : [])])
        : ''
    }
</div>`)
}

/**
 * A page after an update that nobody told of: a column more, a status that was never there, dates written otherwise.
 */
export function updatedPage(page: string, change: DriftKind): string {
  switch (change) {
    case 'new_field':
      return page.replace('<TH>Aksi', '<TH>Kanal<TH>Aksi').replaceAll('<TD><a href="detail.php',
        '<TD>Website<TD><a href="detail.php')
    case 'new_code':
      return page.replace(/(<span class="label label-\w+">)[^<]*/g, '$1Ditelaah')
    case 'new_type':
      return page.replace(/<TD>(\d\d)-(\d\d)-(\d{4})/g, '<TD>$3-$2-$1')
  }
}

export function notFoundPage(): string {
  return inside('Detail Permohonan', '<div class="alert alert-danger">Data permohonan tidak ditemukan.</div>')
}

export function databaseErrorPage(): string {
  return '<html><head><title>Database Error</title></head><body><h1>A Database Error Occurred</h1><p>Error Number: ' +
    '1045</p><p>SELECT * FROM tb_permohonan WHERE id_user = 7</p></body></html>'
}

function cutCell(text: string): string {
  return text.length > CUT ? `<TD title="${escape(text)}">${escape(text.slice(0, CUT))}...` : `<TD>${escape(text)}`
}

/** `03-11-2026` */
function shortDay(day: string): string {
  return day.split('-').reverse().join('-')
}

/** `3 November 2026` */
function longDay(day: string): string {
  const [year, month, date] = day.split('-')
  return month === '00' ? shortDay(day) : `${Number(date)} ${months[Number(month) - 1]} ${year}`
}

/** `03/11/2026 09:15`, local time. */
function clock(at: number): string {
  const local = new Date(at + 7 * 3_600_000).toISOString()
  return `${local.slice(0, 10).split('-').reverse().join('/')} ${local.slice(11, 16)}`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
