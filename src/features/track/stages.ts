import type { ResourceName } from '../../contract/resources.ts'
import { stageOf, type Stages, type Words } from './words.ts'

/** What is tracked, and what residents call it. */
export const kinds = {
  'submission': { id: 'Kiriman', en: 'Submission' },
  'complaints': { id: 'Laporan warga', en: 'Complaint' },
  'licence-applications': { id: 'Permohonan izin', en: 'Application for a licence' },
  'licences': { id: 'Izin', en: 'Licence' },
  'information-requests': { id: 'Permohonan informasi publik', en: 'Request for public information' },
  'tax-bills': { id: 'Tagihan PBB', en: 'Property tax bill' },
  'incidents': { id: 'Laporan kejadian', en: 'Incident report' }
} as const satisfies Partial<Record<ResourceName | 'submission', Words>>

export type Kind = keyof typeof kinds
export type TrackedResource = Exclude<Kind, 'submission'>

const nothingMore = ['Tidak ada yang perlu dilakukan lagi.', 'Nothing more is to be done.'] as const
const waitForOffice = ['Dinas mengerjakannya. Anda tidak perlu melakukan apa pun.',
  'The agency is working on it. There is nothing that you have to do.'] as const

const complaints: Stages = {
  submitted: stageOf('waiting', ['Laporan diterima.', 'The complaint was received.'], [
    'Admin memeriksanya, lalu meneruskannya ke dinas yang berwenang.',
    'It is checked, then passed on to the agency in charge.'
  ]),
  triage: stageOf('waiting', ['Laporan sedang diperiksa.', 'The complaint is being checked.'], [
    'Setelah diperiksa, laporan diteruskan ke dinas yang berwenang.',
    'Once checked, it is passed on to the agency in charge.'
  ]),
  info_needed: stageOf('yours', ['Keterangan tambahan diperlukan.', 'More details are needed.'], [
    'Lengkapi laporan Anda; setelah itu laporan diproses lagi.',
    'Add what is missing to your complaint; it goes on after that.'
  ]),
  assigned: stageOf('working', ['Diteruskan ke dinas yang berwenang.', 'It was passed on to the agency in charge.'], [
    'Dinas itu menindaklanjuti dan menjawab.',
    'That agency follows it up and answers.'
  ]),
  in_progress: stageOf('working', ['Sedang ditindaklanjuti.', 'It is being worked on.'], [
    'Dinas memberi jawaban setelah menindaklanjutinya.',
    'The agency answers when it has acted.'
  ]),
  responded: stageOf('yours', ['Dinas sudah menjawab.', 'The agency has answered.'], [
    'Baca jawabannya. Bila belum sesuai, tanggapi; bila tidak ada tanggapan, laporan ditutup.',
    'Read the answer. React if it does not settle the matter; without a reaction it is closed.'
  ]),
  resolved: stageOf('yours', ['Sudah diselesaikan.', 'It was settled.'], [
    'Bila belum sesuai, tanggapi; bila tidak ada tanggapan, laporan ditutup.',
    'React if it is not settled for you; without a reaction it is closed.'
  ]),
  closed: stageOf('done', ['Laporan selesai dan ditutup.', 'The complaint is settled and closed.'], nothingMore),
  reopened: stageOf('working', ['Laporan dibuka kembali.', 'The complaint was opened again.'], [
    'Dinas menindaklanjutinya lagi dan menjawab.',
    'The agency follows it up again and answers.'
  ]),
  rejected: stageOf('done', ['Laporan tidak diproses.', 'The complaint was not taken up.'], [
    'Alasannya tertulis pada laporan Anda; Anda dapat mengirim laporan baru.',
    'The reason stands with your complaint; you may send a new one.'
  ]),
  out_of_scope: stageOf('done', ['Bukan wewenang pemerintah kota.', 'It is not for the city to deal with.'], [
    'Sampaikan kepada instansi yang berwenang.',
    'Turn to the authority in charge.'
  ]),
  duplicate: stageOf('done', ['Sama dengan laporan lain yang sudah diproses.',
    'It is the same as another complaint, which is being dealt with.'], ['Ikuti laporan yang lebih dahulu.',
    'Follow the earlier one.']),
  archived: stageOf('done', ['Laporan diarsipkan.', 'The complaint was archived.'], nothingMore)
}

const applications: Stages = {
  draft: stageOf('yours', ['Belum dikirim.', 'It has not been sent yet.'], ['Lengkapi permohonan, lalu kirim.',
    'Complete the application and send it.']),
  submitted: stageOf('waiting', ['Berkas diterima.', 'The application was received.'], ['Kelengkapan berkas diperiksa.',
    'It is checked whether everything is there.']),
  under_review: stageOf('working', ['Sedang diperiksa.', 'It is being examined.'], waitForOffice),
  action_required: stageOf('yours', ['Perlu Anda lengkapi.', 'You have to complete it.'], [
    'Lengkapi yang diminta kantor perizinan; setelah itu diproses lagi.',
    'Bring what the licensing office asks for; it goes on after that.'
  ]),
  awaiting_payment: stageOf('yours', ['Menunggu pembayaran.', 'It waits for payment.'], [
    'Bayar retribusinya; izin diproses setelah itu.',
    'Pay the fee; it goes on after that.'
  ]),
  approved: stageOf('working', ['Disetujui; surat izin sedang dibuat.', 'It is approved; the document is being made.'],
    ['Anda diberi tahu bila dapat diambil.', 'You will be told when it can be fetched.']),
  issued: stageOf('yours', ['Izin sudah terbit.', 'The licence has been issued.'], ['Ambil surat izinnya bila belum.',
    'Fetch the document if you have not yet.']),
  completed: stageOf('done', ['Selesai: izin sudah diserahkan.', 'Done: the licence was handed over.'], nothingMore),
  rejected: stageOf('done', ['Permohonan ditolak.', 'The application was refused.'], [
    'Alasannya dapat ditanyakan di kantor perizinan; Anda dapat mengajukan lagi.',
    'The licensing office tells you why; you may apply again.'
  ]),
  withdrawn: stageOf('done', ['Permohonan ditarik kembali.', 'The application was withdrawn.'], nothingMore)
}

const licences: Stages = {
  active: stageOf('done', ['Izin berlaku.', 'The licence is valid.'], nothingMore),
  suspended: stageOf('yours', ['Izin dibekukan untuk sementara.', 'The licence is suspended.'], [
    'Hubungi kantor yang menerbitkannya.',
    'Turn to the office that issued it.'
  ]),
  revoked: stageOf('done', ['Izin dicabut.', 'The licence was revoked.'], [
    'Tanyakan alasannya di kantor yang menerbitkannya.',
    'The office that issued it tells you why.'
  ]),
  expired: stageOf('yours', ['Masa berlaku izin sudah habis.', 'The licence has expired.'], [
    'Ajukan perpanjangan atau izin baru bila masih diperlukan.',
    'Apply for a renewal or a new one if you still need it.'
  ]),
  superseded: stageOf('done', ['Izin sudah diganti dengan yang baru.', 'The licence was replaced by a newer one.'], [
    'Gunakan izin yang baru.',
    'Use the newer one.'
  ])
}

const objectOrEnd = ['Bila tidak puas, Anda dapat mengajukan keberatan sebelum tenggatnya.',
  'If you are not satisfied you may object before the time is over.'] as const

const informationRequests: Stages = {
  received: stageOf('waiting', ['Permohonan diterima.', 'The request was received.'], [
    'Petugas informasi memeriksa dan menjawabnya.',
    'The information office examines and answers it.'
  ]),
  under_review: stageOf('working', ['Sedang diproses.', 'It is being worked on.'], ['Petugas informasi menjawabnya.',
    'The information office answers it.']),
  clarification_needed: stageOf('yours', ['Keterangan tambahan diperlukan.', 'More details are needed.'], [
    'Jelaskan permohonan Anda; setelah itu waktu berjalan lagi.',
    'Explain your request; the time runs on after that.'
  ]),
  extended: stageOf('working', ['Waktu jawaban diperpanjang.', 'The time for an answer was extended.'], [
    'Petugas informasi menjawab sebelum tenggat yang baru.',
    'The information office answers before the new date.'
  ]),
  granted: stageOf('yours', ['Dikabulkan.', 'It was granted.'], objectOrEnd),
  partially_granted: stageOf('yours', ['Dikabulkan sebagian.', 'It was granted in part.'], objectOrEnd),
  refused: stageOf('yours', ['Ditolak.', 'It was refused.'], objectOrEnd),
  transferred: stageOf('done', ['Diteruskan ke badan publik lain.', 'It was passed on to another public body.'], [
    'Badan publik itu menjawab Anda.',
    'That body answers you.'
  ]),
  withdrawn: stageOf('done', ['Permohonan ditarik kembali.', 'The request was withdrawn.'], nothingMore),
  objection_filed: stageOf('working', ['Keberatan diajukan.', 'An objection was filed.'], [
    'Atasan petugas informasi menjawab keberatan itu.',
    'The superior of the information office answers the objection.'
  ]),
  dispute: stageOf('working', ['Sengketa di Komisi Informasi.', 'It is before the Information Commission.'], [
    'Komisi Informasi memutuskannya.',
    'The commission decides.'
  ])
}

const taxBills: Stages = {
  unpaid: stageOf('yours', ['Belum dibayar.', 'It has not been paid.'], ['Bayar sebelum jatuh tempo.',
    'Pay before it is due.']),
  overdue: stageOf('yours', ['Belum dibayar dan sudah lewat jatuh tempo.', 'It has not been paid and is overdue.'], [
    'Bayar secepatnya; dendanya bertambah tiap bulan.',
    'Pay soon; a penalty is added each month.'
  ]),
  partially_paid: stageOf('yours', ['Dibayar sebagian.', 'It was paid in part.'], ['Bayar sisanya.',
    'Pay what is left.']),
  paid: stageOf('done', ['Lunas.', 'It is paid.'], nothingMore),
  cancelled: stageOf('done', ['Tagihan dibatalkan.', 'The bill was cancelled.'], nothingMore)
}

const incidents: Stages = {
  reported: stageOf('waiting', ['Laporan diterima.', 'The report was received.'], ['Petugas memeriksanya.',
    'It is being verified.']),
  verified: stageOf('working', ['Laporan sudah diperiksa.', 'The report was verified.'], [
    'Petugas dikirim bila diperlukan.',
    'Somebody is sent where that is needed.'
  ]),
  dispatched: stageOf('working', ['Petugas menuju lokasi.', 'Help is on its way.'], waitForOffice),
  on_scene: stageOf('working', ['Petugas berada di lokasi.', 'Help is there.'], waitForOffice),
  resolved: stageOf('done', ['Sudah ditangani.', 'It was dealt with.'], nothingMore),
  false_alarm: stageOf('done', ['Ternyata bukan kejadian.', 'It was a false alarm.'], nothingMore),
  expired: stageOf('done', ['Sudah berlalu.', 'It is over.'], nothingMore)
}

export const stagesOf: Readonly<Record<TrackedResource, Stages>> = {
  complaints,
  'licence-applications': applications,
  licences,
  'information-requests': informationRequests,
  'tax-bills': taxBills,
  incidents
}

/** Resources whose numbers are tracked. People themselves are none of them, nor what lies in the register of land. */
export const trackedResources = Object.keys(stagesOf) as readonly TrackedResource[]

/** Of what was accepted here and is on its way. What it tells beside is the advice of the submission. */
export const submissionStages: Stages = {
  accepted: stageOf('waiting', ['Sudah kami terima dan disimpan.', 'It is with us, safely kept.'], [
    'Diteruskan ke dinas secepatnya. Anda tidak perlu mengirim ulang.',
    'It is passed on to the agency as soon as possible. There is no need to send it again.'
  ]),
  delivering: stageOf('waiting', ['Sedang diteruskan ke dinas.', 'It is being passed on to the agency.'], [
    'Anda tidak perlu mengirim ulang.',
    'There is no need to send it again.'
  ]),
  uncertain: stageOf('waiting', ['Sudah dikirim ke dinas; jawabannya sedang kami periksa.',
    'It was sent to the agency; we are checking its answer.'], ['Mohon jangan mengirim ulang.',
    'Please do not send it again.']),
  parked: stageOf('waiting', ['Tersimpan aman, menunggu petugas.',
    'It is kept safely and waits for somebody to look at it.'], [
    'Anda tidak perlu mengirim ulang; sebutkan nomor ini bila bertanya.',
    'There is no need to send it again; name this number when you ask.'
  ]),
  delivered: stageOf('working', ['Sudah diterima oleh dinas.', 'The agency has it.'], [
    'Gunakan nomor dari dinas untuk bertanya di sana.',
    'Use the number of the agency when you ask there.'
  ]),
  rejected: stageOf('yours', ['Dinas menolak isiannya.', 'The agency refused what was written.'], [
    'Perbaiki, lalu kirim lagi.',
    'Correct it and send it anew.'
  ]),
  abandoned: stageOf('yours', ['Tidak dapat diteruskan.', 'It could not be passed on.'], [
    'Hubungi dinas yang bersangkutan atau kirim lagi.',
    'Turn to the agency itself, or send it anew.'
  ])
}
