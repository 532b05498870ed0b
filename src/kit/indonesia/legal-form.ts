const FORMS = {
  pt: 'pt',
  perseroan: 'pt',
  cv: 'cv',
  ud: 'ud',
  pd: 'pd',
  fa: 'firma',
  firma: 'firma',
  koperasi: 'koperasi',
  kop: 'koperasi',
  yayasan: 'yayasan',
  yys: 'yayasan',
  perkumpulan: 'perkumpulan',
  bumd: 'bumd',
  perumda: 'bumd',
  perseroda: 'bumd'
} as const

export type LegalForm = (typeof FORMS)[keyof typeof FORMS]

/**
 * The legal form that a business name states at its start (`PT Contoh`, `CV. Contoh`, `Fa. Contoh`) or behind a
 * comma at its end (`Contoh, PT`); undefined when it states none.
 */
export function legalForm(name: string): LegalForm | undefined {
  const first = /^\s*(\p{L}+)(?:\.\s*|\s+)(?=\S)/u.exec(name)?.[1]
  const behind = /,\s*(\p{L}+)\.?\s*$/u.exec(name)?.[1]
  return formOf(first) ?? formOf(behind)
}

function formOf(word: string | undefined): LegalForm | undefined {
  const key = word?.toLowerCase()
  return key !== undefined && Object.hasOwn(FORMS, key) ? FORMS[key as keyof typeof FORMS] : undefined
}
