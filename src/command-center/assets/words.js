// What the page says, in both languages.

const en = {
  well: 'All {all} systems are well', ill: '{ill} of {all} systems need attention', waitingForFirst: 'Waiting for the first picture …',
  live: 'Live', old: 'This picture is {age} old', lost: 'The hub cannot be reached. The picture is {age} old; trying again.', signedOut: 'Not signed in',
  states: { up: 'Well', degraded: 'Disturbed', down: 'Down', unknown: 'Not known yet', disabled: 'Disabled', closed: 'Closed' },
  breakers: { closed: 'closed', open: 'open', half_open: 'trying' },
  since: 'for {age}', opens: 'opens {time}', answered: 'answered {age} ago', served: 'serving what was known {age} ago', queue: 'queue {n}', breaker: 'breaker {state}', failing: '{n} % of calls fail',
  latency: '{n} ms', waits: '{n} waiting', parked: '{n} parked', paused: 'deliveries paused',
  resources: { 'complaints': 'Complaints', 'licence-applications': 'Permit applications', 'licences': 'Permits issued', 'information-requests': 'Information requests', 'incidents': 'Incidents' },
  open: 'open', active: 'active', overdue: '{n} overdue', dueToday: '{n} due today', today: '{n} new today', yesterday: '{n} yesterday',
  coverage: '{looked} of {systems} systems, {age} ago', noCoverage: 'no system of it is looked at', notServed: 'no system serves this',
  figures: { complaints: 'Open complaints', overdue: 'Overdue complaints', fresh: 'Complaints of today', applications: 'Open permit applications', incidents: 'Active incidents' },
  noneOf: 'none', less: 'few', more: 'many', unplaced: '{n} without a place',
  agency: 'Agency', noAgency: 'No agency named', agenciesNone: 'Nothing is open.', total: 'Open', late: 'Overdue', trend: '14 days', moreAgencies: '{n} more agencies',
  events: {
    'complaint.created': 'New complaint', 'complaint.status_changed': 'Complaint', 'licence_application.created': 'New application', 'licence_application.status_changed': 'Application',
    'licence.issued': 'Permit issued', 'information_request.created': 'New information request', 'information_request.status_changed': 'Information request',
    'incident.reported': 'Incident', 'incident.updated': 'Incident', 'announcement.published': 'News', 'dataset.updated': 'Data updated',
    'submission.accepted': 'Write accepted', 'submission.delivered': 'Write delivered', 'submission.rejected': 'Write refused', 'submission.parked': 'Write parked', 'submission.abandoned': 'Write abandoned',
    'adapter.degraded': 'System ill', 'adapter.recovered': 'System well again', 'system.drifted': 'System sends something else', 'disagreement.opened': 'Systems disagree', 'disagreement.closed': 'Systems agree again'
  },
  codes: {
    submitted: 'submitted', triage: 'being sorted', info_needed: 'more is asked', assigned: 'assigned', in_progress: 'in progress', responded: 'answered', resolved: 'resolved', closed: 'closed', reopened: 'reopened', rejected: 'rejected', out_of_scope: 'out of scope', duplicate: 'duplicate', archived: 'archived',
    draft: 'draft', under_review: 'under review', action_required: 'applicant has to act', awaiting_payment: 'awaiting payment', approved: 'approved', issued: 'issued', completed: 'completed', withdrawn: 'withdrawn',
    received: 'received', clarification_needed: 'to be clarified', extended: 'extended', granted: 'granted', partially_granted: 'partly granted', refused: 'refused', transferred: 'passed on', objection_filed: 'objection', dispute: 'dispute',
    reported: 'reported', verified: 'verified', dispatched: 'on the way', on_scene: 'on scene', false_alarm: 'false alarm', expired: 'over', up: 'well', degraded: 'disturbed', down: 'down',
    earthquake: 'earthquake', flood: 'flood', fire: 'fire', crime: 'crime', medical: 'medical', traffic: 'traffic', weather: 'weather', utility: 'utility', panic: 'panic', other: 'other',
    extreme: 'extreme', severe: 'severe', moderate: 'moderate', minor: 'minor', unknown: 'not known'
  },
  sampled: 'Too much happens to show it all: {n} events of the last second are not shown.', noEvents: 'Nothing has happened yet.',
  deliveriesNone: 'Nothing waits.', deliveriesUnknown: 'The durable store does not answer: what waits is not known.', oldest: 'oldest accepted {age} ago', allPaused: 'All deliveries are paused.',
  waiting: 'Waiting', uncertain: 'Uncertain', parkedHead: 'Parked', pause: 'Pause', resume: 'Resume', pauseAll: 'Pause all', resumeAll: 'Resume all', look: 'Look', retryAll: 'Retry parked',
  reason: 'Reason', reasonHint: 'Everybody who looks at this later will read it.', confirmKey: "The record's number in the legacy system", cancel: 'Cancel', doIt: 'Do it',
  acts: { retry: 'Retry', abandon: 'Abandon', found: 'Confirm', pause: 'Pause deliveries', resume: 'Resume deliveries', retryAll: 'Retry parked', acceptDrift: 'Accept the change', accept: 'Accept', ignore: 'Put aside', reopen: 'Open again', correct: 'Have it corrected',
    acknowledge: 'I see to it', silence: 'Silence', endSilence: 'End the silence', pauseSystem: 'Pause the system', resumeSystem: 'Resume the system', maintain: 'Maintenance', endMaintenance: 'End the maintenance', probe: 'Ask it now'
  },
  actHints: {
    retry: 'It is tried again. What may have arrived is looked for first.', abandon: 'It is given up: nothing is sent any more.', found: 'You have found it in the legacy system: it counts as delivered.',
    pause: 'Nothing is sent until somebody resumes. Writes are still accepted.', resume: 'What waits is sent again.', retryAll: 'One after the other, one a second.',
    acceptDrift: 'It is what the system is known to send from now on. Look at the mapping first.',
    accept: 'It is true, and somebody sees to it.', ignore: 'It is closed for as long as the systems say the same.', reopen: 'It is open again.', correct: 'The systems that say something else are told what is right, where they take that.',
    acknowledge: 'Somebody is at it: it is not told again. Its end still is.', silence: 'Nobody is told for so long. What is still wrong then is told.', endSilence: 'What is still wrong is told now.',
    pauseSystem: 'It is neither asked nor written to, until somebody resumes. What is known of it is served, marked as old.', resumeSystem: 'It is asked again, and what waits is written.', maintain: 'From now on, as if it were paused, with a message to callers. It ends by itself.', endMaintenance: 'It is asked again.', probe: 'It is asked once, though it is paused or left alone.'
  },
  done: 'Done.', close: 'Close', submissions: 'Writes on their way to {system}', accepted: 'accepted {age} ago', attempts: '{n} attempts', noSubmissions: 'None.',
  errors: 'Last errors', noErrors: 'No call has failed since this process began.', request: 'Request', when: 'When', what: 'What', took: '{n} ms', contact: 'Whom to call', noContact: 'No contact is configured.',
  calls: '{calls} calls, {failures} failed, {quarantined} records left out', limits: 'at most {concurrency} calls at once, {queue} may wait, {timeout} ms each', mayNot: 'You may not see this: it takes the scope {scope}.',
  record: 'Record', recordUnknown: 'It cannot be shown: {detail}', latencyOf: 'p50 {p50} ms, p95 {p95} ms', state: 'State', search: 'Find a system', shown: '{n} shown', district: 'District {name}', none: 'Nothing.',
  signIn: 'Sign in', signOut: 'Sign out', expired: 'Your session has ended. Sign in again: everything stays as it is.', refused: 'The hub does not accept this: {detail}', needed: 'This page needs the scope command-center:read.',
  withProvider: 'Sign in with the account of the city', credential: 'Access token or API key', credentialHint: 'It stays in this tab and is sent to this hub alone. In development: npm run satu -- token --consumer operations',
  alertKinds: { system_down: 'Down', error_rate: 'Many calls fail', stale: 'Old data', overdue: 'Overdue', parked: 'Parked writes', waiting: 'Writes wait', quarantined: 'Records left out', drift: 'Sends something else', disk: 'Disk', store: 'Store', certificate: 'Certificate' },
  noAlerts: 'Nothing that people are told of.', moreAlerts: '{n} more', alertsUnknown: 'The durable store does not answer: alerts are not known.', acknowledged: 'somebody is at it', silenced: 'silenced', silences: 'Silences', silencesHold: '{n} silences',
  howLong: 'For how long', silenceOf: 'Of what', silenceRule: 'all of the rule {rule}', until: 'until {time}', heldPaused: 'Paused by operators', heldMaintenance: 'Maintenance', operate: 'Operate', runs: 'runs', minutes: 'Minutes', messageId: 'To callers, in Indonesian', messageEn: 'To callers, in English',
  probed: { well: 'It answered.', failed: 'It failed.', not_asked: 'It was not asked.' },
  drifts: { new_field: 'new field', vanished_field: 'field gone', new_type: 'new type', new_code: 'new code', range: 'values far off', column_order: 'columns moved' },
  driftOf: 'What it sends otherwise', noDrift: 'It sends what it always did.', moreDrifts: '{n} more', driftSeen: 'in {n} records ({call})',
  disagreementTotals: '{open} open, {accepted} being seen to', disagreementStates: { open: 'Open', accepted: 'Accepted', corrected: 'Corrected', ignored: 'Put aside' },
  disagreementsOf: 'Disagreements of {agency}', disagreementsOfAll: 'Disagreements', firstOf: 'The first {n} are shown.', severities: { low: 'minor', medium: 'of weight', high: 'grave' }, version: 'version {n}', because: { owner: 'knows best', newer: 'changed last' },
  theme: 'Light or dark', ago: '{age} ago', units: { s: 's', m: 'min', h: 'h', d: 'd' }
}

/** @type {typeof en} */
const id = {
  well: 'Semua {all} sistem berfungsi', ill: '{ill} dari {all} sistem perlu perhatian', waitingForFirst: 'Menunggu gambaran pertama …',
  live: 'Langsung', old: 'Gambaran ini sudah {age}', lost: 'Hub tidak dapat dihubungi. Gambaran ini sudah {age}; mencoba lagi.', signedOut: 'Belum masuk',
  states: { up: 'Berfungsi', degraded: 'Terganggu', down: 'Mati', unknown: 'Belum diketahui', disabled: 'Dinonaktifkan', closed: 'Tutup' },
  breakers: { closed: 'tertutup', open: 'terbuka', half_open: 'mencoba' },
  since: 'sejak {age}', opens: 'buka {time}', answered: 'menjawab {age} lalu', served: 'menyajikan data {age} lalu', queue: 'antrean {n}', breaker: 'pemutus {state}', failing: '{n} % panggilan gagal',
  latency: '{n} md', waits: '{n} menunggu', parked: '{n} tertahan', paused: 'pengiriman dijeda',
  resources: { 'complaints': 'Pengaduan', 'licence-applications': 'Permohonan izin', 'licences': 'Izin terbit', 'information-requests': 'Permohonan informasi', 'incidents': 'Kejadian' },
  open: 'berjalan', active: 'aktif', overdue: '{n} lewat waktu', dueToday: '{n} jatuh tempo hari ini', today: '{n} baru hari ini', yesterday: '{n} kemarin',
  coverage: '{looked} dari {systems} sistem, {age} lalu', noCoverage: 'tidak ada sistem yang dipantau', notServed: 'belum ada sistem yang menyajikan',
  figures: { complaints: 'Pengaduan berjalan', overdue: 'Pengaduan lewat waktu', fresh: 'Pengaduan hari ini', applications: 'Permohonan izin berjalan', incidents: 'Kejadian aktif' },
  noneOf: 'tidak ada', less: 'sedikit', more: 'banyak', unplaced: '{n} tanpa lokasi',
  agency: 'Perangkat daerah', noAgency: 'Tanpa perangkat daerah', agenciesNone: 'Tidak ada yang berjalan.', total: 'Berjalan', late: 'Lewat waktu', trend: '14 hari', moreAgencies: '{n} perangkat daerah lainnya',
  events: {
    'complaint.created': 'Pengaduan baru', 'complaint.status_changed': 'Pengaduan', 'licence_application.created': 'Permohonan baru', 'licence_application.status_changed': 'Permohonan',
    'licence.issued': 'Izin terbit', 'information_request.created': 'Permohonan informasi baru', 'information_request.status_changed': 'Permohonan informasi',
    'incident.reported': 'Kejadian', 'incident.updated': 'Kejadian', 'announcement.published': 'Berita', 'dataset.updated': 'Data diperbarui',
    'submission.accepted': 'Kiriman diterima', 'submission.delivered': 'Kiriman tersampaikan', 'submission.rejected': 'Kiriman ditolak', 'submission.parked': 'Kiriman tertahan', 'submission.abandoned': 'Kiriman dihentikan',
    'adapter.degraded': 'Sistem terganggu', 'adapter.recovered': 'Sistem pulih', 'system.drifted': 'Kiriman sistem berubah', 'disagreement.opened': 'Sistem berbeda', 'disagreement.closed': 'Sistem sepakat lagi'
  },
  codes: {
    submitted: 'diajukan', triage: 'dipilah', info_needed: 'perlu keterangan', assigned: 'didisposisikan', in_progress: 'dikerjakan', responded: 'dijawab', resolved: 'selesai', closed: 'ditutup', reopened: 'dibuka lagi', rejected: 'ditolak', out_of_scope: 'di luar kewenangan', duplicate: 'ganda', archived: 'diarsipkan',
    draft: 'konsep', under_review: 'diproses', action_required: 'menunggu pemohon', awaiting_payment: 'menunggu pembayaran', approved: 'disetujui', issued: 'terbit', completed: 'selesai', withdrawn: 'dicabut',
    received: 'diterima', clarification_needed: 'perlu kejelasan', extended: 'diperpanjang', granted: 'dikabulkan', partially_granted: 'dikabulkan sebagian', refused: 'ditolak', transferred: 'diteruskan', objection_filed: 'keberatan', dispute: 'sengketa',
    reported: 'dilaporkan', verified: 'terverifikasi', dispatched: 'petugas berangkat', on_scene: 'petugas di lokasi', false_alarm: 'alarm palsu', expired: 'berakhir', up: 'berfungsi', degraded: 'terganggu', down: 'mati',
    earthquake: 'gempa bumi', flood: 'banjir', fire: 'kebakaran', crime: 'kejahatan', medical: 'medis', traffic: 'lalu lintas', weather: 'cuaca', utility: 'utilitas', panic: 'tombol panik', other: 'lainnya',
    extreme: 'ekstrem', severe: 'berat', moderate: 'sedang', minor: 'ringan', unknown: 'tidak diketahui'
  },
  sampled: 'Terlalu banyak yang terjadi: {n} peristiwa pada detik terakhir tidak ditampilkan.', noEvents: 'Belum ada peristiwa.',
  deliveriesNone: 'Tidak ada yang menunggu.', deliveriesUnknown: 'Penyimpanan tidak menjawab: yang menunggu tidak diketahui.', oldest: 'tertua diterima {age} lalu', allPaused: 'Semua pengiriman dijeda.',
  waiting: 'Menunggu', uncertain: 'Belum pasti', parkedHead: 'Tertahan', pause: 'Jeda', resume: 'Lanjutkan', pauseAll: 'Jeda semua', resumeAll: 'Lanjutkan semua', look: 'Lihat', retryAll: 'Ulangi yang tertahan',
  reason: 'Alasan', reasonHint: 'Akan dibaca oleh siapa pun yang melihatnya kemudian.', confirmKey: 'Nomor catatan di sistem lama', cancel: 'Batal', doIt: 'Lakukan',
  acts: { retry: 'Ulangi', abandon: 'Hentikan', found: 'Konfirmasi', pause: 'Jeda pengiriman', resume: 'Lanjutkan pengiriman', retryAll: 'Ulangi yang tertahan', acceptDrift: 'Terima perubahan', accept: 'Terima', ignore: 'Kesampingkan', reopen: 'Buka lagi', correct: 'Minta perbaikan',
    acknowledge: 'Saya tangani', silence: 'Redam', endSilence: 'Akhiri peredaman', pauseSystem: 'Jeda sistem', resumeSystem: 'Lanjutkan sistem', maintain: 'Pemeliharaan', endMaintenance: 'Akhiri pemeliharaan', probe: 'Tanya sekarang'
  },
  actHints: {
    retry: 'Dicoba lagi. Yang mungkin sudah sampai dicari lebih dahulu.', abandon: 'Dihentikan: tidak dikirim lagi.', found: 'Anda menemukannya di sistem lama: dianggap tersampaikan.',
    pause: 'Tidak ada yang dikirim sampai dilanjutkan. Kiriman tetap diterima.', resume: 'Yang menunggu dikirim lagi.', retryAll: 'Satu per satu, satu setiap detik.',
    acceptDrift: 'Mulai sekarang dianggap kiriman biasa dari sistem itu. Periksa pemetaannya dahulu.',
    accept: 'Memang benar, dan ada yang menanganinya.', ignore: 'Ditutup selama sistem tetap mengatakan hal yang sama.', reopen: 'Dibuka lagi.', correct: 'Sistem yang berbeda diberi tahu yang benar, jika dapat menerimanya.',
    acknowledge: 'Ada yang menangani: tidak diberitahukan lagi. Berakhirnya tetap diberitahukan.', silence: 'Selama itu tidak ada yang diberi tahu. Yang masih bermasalah diberitahukan sesudahnya.', endSilence: 'Yang masih bermasalah diberitahukan sekarang.',
    pauseSystem: 'Tidak ditanya dan tidak ditulisi sampai dilanjutkan. Yang diketahui tetap disajikan, ditandai lama.', resumeSystem: 'Ditanya lagi, dan yang menunggu ditulis.', maintain: 'Mulai sekarang, seperti dijeda, dengan pesan bagi pemanggil. Berakhir sendiri.', endMaintenance: 'Ditanya lagi.', probe: 'Ditanya sekali, walaupun dijeda atau dibiarkan.'
  },
  done: 'Selesai.', close: 'Tutup', submissions: 'Kiriman menuju {system}', accepted: 'diterima {age} lalu', attempts: '{n} percobaan', noSubmissions: 'Tidak ada.',
  errors: 'Kesalahan terakhir', noErrors: 'Tidak ada panggilan yang gagal sejak proses ini mulai.', request: 'Permintaan', when: 'Kapan', what: 'Apa', took: '{n} md', contact: 'Hubungi', noContact: 'Kontak belum diatur.',
  calls: '{calls} panggilan, {failures} gagal, {quarantined} catatan disisihkan', limits: 'paling banyak {concurrency} panggilan sekaligus, {queue} boleh menunggu, {timeout} md masing-masing', mayNot: 'Anda tidak boleh melihat ini: perlu cakupan {scope}.',
  record: 'Catatan', recordUnknown: 'Tidak dapat ditampilkan: {detail}', latencyOf: 'p50 {p50} md, p95 {p95} md', state: 'Keadaan', search: 'Cari sistem', shown: '{n} ditampilkan', district: 'Kecamatan {name}', none: 'Tidak ada.',
  signIn: 'Masuk', signOut: 'Keluar', expired: 'Sesi Anda telah berakhir. Masuk lagi: semua tetap seperti sekarang.', refused: 'Hub tidak menerimanya: {detail}', needed: 'Halaman ini perlu cakupan command-center:read.',
  withProvider: 'Masuk dengan akun kota', credential: 'Token akses atau kunci API', credentialHint: 'Hanya disimpan di tab ini dan hanya dikirim ke hub ini. Untuk pengembangan: npm run satu -- token --consumer operations',
  alertKinds: { system_down: 'Mati', error_rate: 'Banyak panggilan gagal', stale: 'Data lama', overdue: 'Lewat waktu', parked: 'Kiriman tertahan', waiting: 'Kiriman menunggu', quarantined: 'Catatan disisihkan', drift: 'Kiriman berubah', disk: 'Cakram', store: 'Penyimpanan', certificate: 'Sertifikat' },
  noAlerts: 'Tidak ada yang diberitahukan.', moreAlerts: '{n} lainnya', alertsUnknown: 'Penyimpanan tidak menjawab: peringatan tidak diketahui.', acknowledged: 'ada yang menangani', silenced: 'diredam', silences: 'Peredaman', silencesHold: '{n} peredaman',
  howLong: 'Berapa lama', silenceOf: 'Untuk apa', silenceRule: 'semua dari aturan {rule}', until: 'sampai {time}', heldPaused: 'Dijeda operator', heldMaintenance: 'Pemeliharaan', operate: 'Kelola', runs: 'berlangsung', minutes: 'Menit', messageId: 'Pesan dalam bahasa Indonesia', messageEn: 'Pesan dalam bahasa Inggris',
  probed: { well: 'Menjawab.', failed: 'Gagal.', not_asked: 'Tidak ditanya.' },
  drifts: { new_field: 'kolom baru', vanished_field: 'kolom hilang', new_type: 'jenis baru', new_code: 'kode baru', range: 'nilai jauh berbeda', column_order: 'urutan kolom berubah' },
  driftOf: 'Yang berubah', noDrift: 'Kirimannya seperti biasa.', moreDrifts: '{n} lainnya', driftSeen: 'pada {n} catatan ({call})',
  disagreementTotals: '{open} terbuka, {accepted} ditangani', disagreementStates: { open: 'Terbuka', accepted: 'Diterima', corrected: 'Diperbaiki', ignored: 'Dikesampingkan' },
  disagreementsOf: 'Perbedaan pada {agency}', disagreementsOfAll: 'Perbedaan antarsistem', firstOf: '{n} yang pertama ditampilkan.', severities: { low: 'ringan', medium: 'sedang', high: 'berat' }, version: 'versi {n}', because: { owner: 'paling tahu', newer: 'terakhir diubah' },
  theme: 'Terang atau gelap', ago: '{age} lalu', units: { s: 'dtk', m: 'mnt', h: 'jam', d: 'hari' }
}

export const language = document.documentElement.lang === 'en' ? 'en' : 'id'
export const words = language === 'en' ? en : id

/**
 * Puts values into a text.
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
export function say(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole))
}

const locale = language === 'en' ? 'en-GB' : 'id-ID'
const plain = new Intl.NumberFormat(locale)

/** @param {number} value */
export function number(value) {
  return plain.format(value)
}

/**
 * A code of the contract in words; one that is new here as it stands.
 * @param {string} code
 */
export function codeOf(code) {
  return words.codes[/** @type {keyof typeof words.codes} */ (code)] ?? code.replaceAll('_', ' ')
}

/**
 * A time span in its largest unit.
 * @param {number} ms
 */
export function span(ms) {
  const seconds = Math.max(0, Math.round(ms / 1_000))
  const { s, m, h, d } = words.units
  if (seconds < 60) return `${seconds} ${s}`
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} ${m}`
  if (seconds < 172_800) return `${Math.floor(seconds / 3_600)} ${h}`
  return `${Math.floor(seconds / 86_400)} ${d}`
}

const zone = document.documentElement.dataset['zone'] ?? 'Asia/Jakarta'
const clockFormat = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: zone })
const dayFormat = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: zone })
const momentFormat = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: zone })
const longFormat = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: zone })

/** @param {number} ms */
export const clock = ms => clockFormat.format(ms)
/** @param {number} ms */
export const day = ms => dayFormat.format(ms)
/** @param {string} text RFC 3339 */
export const moment = text => momentFormat.format(Date.parse(text))
/** @param {string} text RFC 3339 */
export const longMoment = text => longFormat.format(Date.parse(text))
