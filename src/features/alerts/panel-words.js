// What the panel says, in both languages.

const en = {
  kinds: { system_down: 'Down', error_rate: 'Many calls fail', stale: 'Old data', overdue: 'Overdue',
    parked: 'Parked writes', waiting: 'Writes wait', quarantined: 'Records left out', drift: 'Sends something else',
    disk: 'Disk', store: 'Store', certificate: 'Certificate' },
  none: 'Nothing that people are told of.',
  more: '{n} more',
  unknown: 'The durable store does not answer: alerts are not known.',
  acknowledged: 'somebody is at it',
  silenced: 'silenced',
  silences: 'Silences',
  silencesHold: '{n} silences',
  howLong: 'For how long',
  silenceOf: 'Of what',
  silenceRule: 'all of the rule {rule}',
  acts: {
    acknowledge: { text: 'I see to it', hint: 'Somebody is at it: it is not told again. Its end still is.' },
    silence: { text: 'Silence', hint: 'Nobody is told for so long. What is still wrong then is told.' },
    endSilence: { text: 'End the silence', hint: 'What is still wrong is told now.' }
  }
}

/** @type {typeof en} */
const id = {
  kinds: {
    system_down: 'Mati',
    error_rate: 'Banyak panggilan gagal',
    stale: 'Data lama',
    overdue: 'Lewat waktu',
    parked: 'Kiriman tertahan',
    waiting: 'Kiriman menunggu',
    quarantined: 'Catatan disisihkan',
    drift: 'Kiriman berubah',
    disk: 'Cakram',
    store: 'Penyimpanan',
    certificate: 'Sertifikat'
  },
  none: 'Tidak ada yang diberitahukan.',
  more: '{n} lainnya',
  unknown: 'Penyimpanan tidak menjawab: peringatan tidak diketahui.',
  acknowledged: 'ada yang menangani',
  silenced: 'diredam',
  silences: 'Peredaman',
  silencesHold: '{n} peredaman',
  howLong: 'Berapa lama',
  silenceOf: 'Untuk apa',
  silenceRule: 'semua dari aturan {rule}',
  acts: {
    acknowledge: { text: 'Saya tangani',
      hint: 'Ada yang menangani: tidak diberitahukan lagi. Berakhirnya tetap diberitahukan.' },
    silence: { text: 'Redam',
      hint: 'Selama itu tidak ada yang diberi tahu. Yang masih bermasalah diberitahukan sesudahnya.' },
    endSilence: { text: 'Akhiri peredaman', hint: 'Yang masih bermasalah diberitahukan sekarang.' }
  }
}

export const texts = { en, id }
