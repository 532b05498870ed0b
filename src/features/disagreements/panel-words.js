// What the panel says, in both languages.

const en = {
  totals: '{open} open, {accepted} being seen to',
  states: { open: 'Open', accepted: 'Accepted', corrected: 'Corrected', ignored: 'Put aside' },
  of: 'Disagreements of {agency}',
  ofAll: 'Disagreements',
  firstOf: 'The first {n} are shown.',
  severities: { low: 'minor', medium: 'of weight', high: 'grave' },
  version: 'version {n}',
  because: { owner: 'knows best', newer: 'changed last' },
  acts: {
    accept: { text: 'Accept', hint: 'It is true, and somebody sees to it.' },
    ignore: { text: 'Put aside', hint: 'It is closed for as long as the systems say the same.' },
    reopen: { text: 'Open again', hint: 'It is open again.' },
    correct: { text: 'Have it corrected',
      hint: 'The systems that say something else are told what is right, where they take that.' }
  },
  events: { 'disagreement.opened': 'Systems disagree', 'disagreement.closed': 'Systems agree again' }
}

/** @type {typeof en} */
const id = {
  totals: '{open} terbuka, {accepted} ditangani',
  states: { open: 'Terbuka', accepted: 'Diterima', corrected: 'Diperbaiki', ignored: 'Dikesampingkan' },
  of: 'Perbedaan pada {agency}',
  ofAll: 'Perbedaan antarsistem',
  firstOf: '{n} yang pertama ditampilkan.',
  severities: { low: 'ringan', medium: 'sedang', high: 'berat' },
  version: 'versi {n}',
  because: { owner: 'paling tahu', newer: 'terakhir diubah' },
  acts: {
    accept: { text: 'Terima', hint: 'Memang benar, dan ada yang menanganinya.' },
    ignore: { text: 'Kesampingkan', hint: 'Ditutup selama sistem tetap mengatakan hal yang sama.' },
    reopen: { text: 'Buka lagi', hint: 'Dibuka lagi.' },
    correct: { text: 'Minta perbaikan', hint: 'Sistem yang berbeda diberi tahu yang benar, jika dapat menerimanya.' }
  },
  events: { 'disagreement.opened': 'Sistem berbeda', 'disagreement.closed': 'Sistem sepakat lagi' }
}

export const texts = { en, id }
