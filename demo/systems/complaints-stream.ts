import type { Answer } from '../answer.ts'
import type { Exchange } from '../legacy-system.ts'
import { attributesOf, isXml, type LaporDocument, type Push, readLapor, readPush, textOf, xmlAnswer,
  xmlError } from './complaints-push.ts'
import { legacyTime, type Report, trackingId } from './complaints-records.ts'
import type { Tokens } from './complaints-tokens.ts'

export interface StreamOptions {
  now: () => number
  apiKey: string
  tokens: Tokens
  tokenMs: number
  /** All reports; pushed ones are put behind the last. */
  reports: Report[]
  /** What was pushed, oldest first. */
  pushes: Push[]
  /** Something was written. */
  onWrite(): void
}

const FINDINGS = 20

/** The calls that write, and what each looks like when LAPOR does not want it. */
const refusals: Readonly<Record<string, string>> = {
  addstream: 'Laporan ditolak: isi mengandung kata yang tidak pantas',
  addkomentar: 'Komentar ditolak: isi mengandung kata yang tidak pantas',
  tutupstream: 'Penutupan ditolak: catatan mengandung kata yang tidak pantas'
}

/** LAPOR's own no to a write; undefined for a call that writes nothing. */
export function streamRefusal(operation: string): Answer | undefined {
  const message = refusals[operation]
  return message === undefined ? undefined : xmlError(message)
}

/**
 * LAPOR's XML side, where other systems push. `addstream` is public knowledge: it neither checks nor compares. That
 * its senders may comment on a report, close it and look for what they have sent is a plausible simulation.
 */
export function createStream(
  { now, apiKey, tokens, tokenMs, reports, pushes, onWrite }: StreamOptions
): (operation: string, exchange: Exchange) => Answer {
  const operations: Readonly<Record<string, (document: LaporDocument) => Answer>> = { addstream, addkomentar,
    tutupstream, caristream }

  return (operation, exchange) => {
    if (!isXml(exchange)) return xmlError('Content-Type harus text/xml')
    const document = readLapor(exchange.body)
    if (document === undefined) return xmlError('Format XML tidak valid')
    if (operation === 'getstreamtoken') {
      if (attributesOf(document, 'lapor')['apikey'] !== apiKey) return xmlError('API key tidak dikenal')
      return xmlAnswer({ status: 'ok', token: tokens.issue(), masaberlaku: String(tokenMs / 1000) })
    }
    const wrong = tokens.spend(attributesOf(document, 'lapor')['token'])
    if (wrong !== undefined) return xmlError(wrong === 'expired' ? 'Token kadaluarsa' : 'Token tidak valid')
    return operations[operation]?.(document) ?? xmlError('Operasi tidak dikenal')
  }

  function addstream(document: LaporDocument): Answer {
    const { pelapor, laporan } = readPush(document)
    if (laporan.isi === '') return xmlError('Isi laporan tidak boleh kosong')
    const trackingid = trackingId(reports.length)
    const tanggal = legacyTime(now())
    reports.push(reportOf(trackingid, tanggal, laporan))
    return keep({ trackingid, tanggal, pelapor, laporan })
  }

  function addkomentar(document: LaporDocument): Answer {
    const isi = textOf(document, 'isi')
    if (isi === '') return xmlError('Isi komentar tidak boleh kosong')
    const report = pushableOf(document, 'komentar')
    if (typeof report === 'string') return xmlError(report)
    return keep({ trackingid: report.trackingid, tanggal: followUp(report, 'Komentar', isi), komentar: { isi } })
  }

  function tutupstream(document: LaporDocument): Answer {
    const catatan = textOf(document, 'catatan')
    if (catatan === '') return xmlError('Catatan tidak boleh kosong')
    const report = pushableOf(document, 'penutupan')
    if (typeof report === 'string') return xmlError(report)
    const tanggal = followUp(report, 'Penutupan', catatan)
    Object.assign(report, { aksi: 'Ditutup', status: 'Selesai', tanggal_tutup: tanggal })
    return keep({ trackingid: report.trackingid, tanggal, penutupan: { catatan } })
  }

  /** What this sender has sent before, secret reports too, newest first. */
  function caristream(document: LaporDocument): Answer {
    const words = textOf(document, 'cari')
    if (words === '') return xmlError('Kata pencarian tidak boleh kosong')
    const found = pushes.filter(push => sentText(push).includes(words)).reverse()
    const rows = found.slice(0, FINDINGS).map(push => ({ trackingid: push.trackingid, transaksiid: push.transaksiid,
      tanggal: push.tanggal, isi: sentText(push) })
    )
    return xmlAnswer({ status: 'ok', jumlah: String(found.length) }, rows)
  }

  /** The report that an element names, or why nothing can be written to it. */
  function pushableOf(document: LaporDocument, element: string): Report | string {
    const trackingid = attributesOf(document, element)['trackingid'] ?? ''
    const report = reports.find(report => report.trackingid === trackingid && trackingid !== '')
    if (report === undefined) return 'Laporan tidak ditemukan'
    return report.tanggal_tutup === null ? report : 'Laporan sudah ditutup'
  }

  /** Puts it under the report, and gives the time of it. */
  function followUp(report: Report, jenis: string, text: string): string {
    const tanggal = legacyTime(now())
    const others = report.tindak_lanjut ?? []
    report.tindak_lanjut = [...others, { id: String(others.length + 1), tanggal, instansi: '', jenis, isi: stored(text),
      publik: '1' }]
    report.tanggal_update = tanggal
    return tanggal
  }

  function keep(written: Omit<Push, 'transaksiid'>): Answer {
    const transaksiid = `TRX${String(pushes.length + 1).padStart(6, '0')}`
    const { trackingid, ...rest } = written
    pushes.push({ trackingid, transaksiid, ...rest })
    onWrite()
    return xmlAnswer({ status: 'ok', trackingid, transaksiid })
  }
}

function sentText({ laporan, komentar, penutupan }: Push): string {
  return laporan?.isi ?? komentar?.isi ?? penutupan?.catatan ?? ''
}

function stored(text: string): string {
  return text.replaceAll('&', '&amp;')
}

/** A pushed report has a text and nothing else; the moderators have yet to look at it. */
function reportOf(trackingid: string, tanggal: string, laporan: NonNullable<Push['laporan']>): Report {
  return {
    _rahasia: laporan.rahasia === '1',
    trackingid,
    tanggal,
    tanggal_update: '0000-00-00 00:00:00',
    sumber: 'API',
    klasifikasi: '',
    judul: '',
    isi: stored(laporan.isi),
    anonim: laporan.anonim,
    topik_id: '',
    topik: '',
    instansi: '',
    aksi: 'Belum Verifikasi',
    status: 'Belum',
    tanggal_tutup: null,
    batas_waktu: null,
    induk: '0',
    lokasi: '',
    kecamatan: '',
    kelurahan: '',
    lat: '',
    lng: '',
    lampiran: [],
    disposisi: [],
    tindak_lanjut: null
  }
}
