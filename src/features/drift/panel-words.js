// What the panel says, in both languages.

const en = {
  kinds: { new_field: 'new field', vanished_field: 'field gone', new_type: 'new type', new_code: 'new code',
    range: 'values far off', column_order: 'columns moved' },
  of: 'What it sends otherwise',
  none: 'It sends what it always did.',
  more: '{n} more',
  seen: 'in {n} records ({call})',
  acts: {
    accept: { text: 'Accept the change',
      hint: 'It is what the system is known to send from now on. Look at the mapping first.' }
  },
  events: { 'system.drifted': 'System sends something else' }
}

/** @type {typeof en} */
const id = {
  kinds: { new_field: 'kolom baru', vanished_field: 'kolom hilang', new_type: 'jenis baru', new_code: 'kode baru',
    range: 'nilai jauh berbeda', column_order: 'urutan kolom berubah' },
  of: 'Yang berubah',
  none: 'Kirimannya seperti biasa.',
  more: '{n} lainnya',
  seen: 'pada {n} catatan ({call})',
  acts: {
    accept: { text: 'Terima perubahan',
      hint: 'Mulai sekarang dianggap kiriman biasa dari sistem itu. Periksa pemetaannya dahulu.' }
  },
  events: { 'system.drifted': 'Kiriman sistem berubah' }
}

export const texts = { en, id }
