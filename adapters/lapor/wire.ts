/** What LAPOR sends, in its own words. Every value is a string or null; none is to be trusted. */

/** An element of `gettopics`. */
export interface Topic {
  id: string
  /** Id of the topic above; `"0"` for a root. */
  parent: string
  topic_name: string
}

/** A report, as `getstreams` (with `detail=1`) and `getstream` give it. */
export interface Stream {
  trackingid: string
  /** `2026-11-03 09:15:22`, local time. */
  tanggal: string
  /** `0000-00-00 00:00:00` until something happens to it. */
  tanggal_update: string | null
  sumber?: string
  klasifikasi: string | null
  judul: string | null
  isi: string | null
  anonim: string
  /** Pull leaves confidential reports out; one that slips through says so here. */
  rahasia?: string
  topik_id: string | null
  topik?: string | null
  /** The agency that has it now, by any of its names. */
  instansi: string | null
  /** What the moderator did last. */
  aksi: string | null
  /** What the public page shows. */
  status: string | null
  /** When it was closed because nobody objected for ten working days. */
  tanggal_tutup: string | null
  /** Day by which the agency has to answer. */
  batas_waktu: string | null
  /** Tracking id of the report that this one repeats; `"0"` for none. */
  induk: string | null
  lokasi: string | null
  kecamatan: string | null
  kelurahan: string | null
  lat: string | null
  lng: string | null
  lampiran: Attachment[] | null
  disposisi: Disposition[] | null
  tindak_lanjut: FollowUp[] | null
}

export interface Attachment {
  nama: string | null
  url: string
}

export interface Disposition {
  dari: string | null
  kepada: string | null
  tanggal: string
  catatan: string | null
}

export interface FollowUp {
  /** Counts within its report. */
  id: string
  tanggal: string
  /** Empty for the reporter's own comments. */
  instansi: string | null
  /** `Jawaban`: the agency's answer; `Komentar`: a comment. */
  jenis: string | null
  isi: string | null
  /** `"0"`: between officials only. */
  publik: string | null
}

/** The answer of `getstreams`. */
export interface Streams {
  status: 'ok'
  /** How many match, over all pages. */
  total: string
  data: Stream[]
}

/** The answer of `gettoken`. */
export interface Token {
  status: 'ok'
  KEYTOKEN: string
  /** Life in seconds. */
  masa_berlaku: string
}

/** Whatever goes wrong, with HTTP status 200. */
export interface Refusal {
  status: 'error'
  message: string
}

/** What `addstream` takes. */
export interface Report {
  email: string
  telpon: string
  namadepan: string
  namabelakang: string
  /** `1`: nobody but the officials sees it. */
  rahasia: '0' | '1'
  /** `1`: the name is not published. */
  anonim: '0' | '1'
  isi: string
}

/** What every push is answered with. */
export interface Pushed {
  trackingid: string
  /** Numbers what was sent, whatever it was. */
  transaksiid: string
}

/** A row of `caristream`. */
export interface Sent extends Pushed {
  isi: string
}
