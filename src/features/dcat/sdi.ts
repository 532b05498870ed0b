import { type Name, type Node, text } from './graph.ts'

/** Each word of Perpres 39/2019 that the catalogue uses, with what it means. */
const words: readonly (readonly [name: string, label: string, english: string, comment: string])[] = [
  ['konsep', 'Konsep', 'Concept', 'Ide yang mendasari data dan tujuan data tersebut diproduksi.'],
  ['definisi', 'Definisi', 'Definition',
    'Penjelasan tentang data yang memberi batas atau membedakan secara jelas arti dan cakupan data dengan data ' +
    'yang lain.'],
  ['klasifikasi', 'Klasifikasi', 'Classification',
    'Penggolongan data secara sistematis ke dalam kelompok atau kategori.'],
  ['ukuran', 'Ukuran', 'Measure', 'Unit yang digunakan dalam pengukuran jumlah, kadar, atau cakupan.'],
  ['satuan', 'Satuan', 'Unit',
    'Besaran tertentu dalam data yang digunakan sebagai standar untuk mengukur atau menakar.'],
  ['kodeReferensi', 'Kode referensi', 'Reference code',
    'Tanda berisi karakter yang menjadi rujukan identitas data yang bersifat unik.'],
  ['walidata', 'Walidata', 'Data steward',
    'Unit yang mengumpulkan, memeriksa, mengelola, dan menyebarluaskan data dari produsen data.']
]

/** The vocabulary at `/ns/sdi#`: what the properties of Satu Data Indonesia mean, for who follows their addresses. */
export function sdiVocabulary(base: string): Node[] {
  const namespace = `${base}/ns/sdi#`
  const ontology: Node = {
    iri: namespace.slice(0, -1),
    types: ['owl:Ontology'],
    properties: [['dct:title', text('Metadata of Satu Data Indonesia (Perpres 39/2019)', 'en')]]
  }
  return [ontology, ...words.map(([name, label, english, comment]): Node => ({
    iri: `${namespace}${name}`,
    types: ['rdf:Property'] satisfies [Name],
    properties: [['rdfs:label', [...text(label, 'id'), ...text(english, 'en')]], ['rdfs:comment', text(comment, 'id')],
      ['rdfs:isDefinedBy', [{ iri: namespace.slice(0, -1) }]]]
  }))]
}
