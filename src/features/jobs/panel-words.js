// What the panel says, in both languages.

const en = {
  totals: '{all} jobs, {failing} of them fail',
  failures: '{n} failures in a row',
  all: 'What runs in the background',
  everywhere: 'every process',
  nowhere: 'nobody has it now',
  never: 'has not run yet',
  ran: 'ran {time}',
  next: 'next {time}',
  running: 'runs',
  run: { text: 'Run now', hint: 'It runs once, in the process that answers.' }
}

/** @type {typeof en} */
const id = {
  totals: '{all} pekerjaan, {failing} gagal',
  failures: '{n} kali gagal berturut-turut',
  all: 'Yang berjalan di latar',
  everywhere: 'setiap proses',
  nowhere: 'sedang tidak dipegang',
  never: 'belum pernah berjalan',
  ran: 'berjalan {time}',
  next: 'berikutnya {time}',
  running: 'sedang berjalan',
  run: { text: 'Jalankan sekarang', hint: 'Dijalankan sekali, di proses yang menjawab.' }
}

export const texts = { en, id }
