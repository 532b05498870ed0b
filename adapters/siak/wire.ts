/** Body of every call. The service also takes `NIK`, `IP_USER` and `ip_address`. */
export interface CallNikRequest {
  nik: string
  user_id: string
  password: string
  ip_user: string
}

/** Spring's page. Sometimes the whole answer is `{}`. */
export interface BiodataPage {
  content?: BiodataWni[] | RESPON[]
  totalElements?: number
}

/** An error, in the place of a person. */
export interface RESPON {
  RESPON: unknown
}

/** Oracle NUMBER in one release, VARCHAR2 in another. */
type NumberOrText = number | string | null

/**
 * The columns of a person that the hub reads. The service sends more (religion, blood group, parents, deeds,
 * PNYDNG_CCT): they are no part of this type because they go no further than the client.
 */
export interface BiodataWni {
  NIK: NumberOrText
  NO_KK: NumberOrText
  NAMA_LGKP: string | null
  JENIS_KLMIN: NumberOrText
  TMPT_LHR: string | null
  TGL_LHR: string | null
  STATUS_KAWIN: NumberOrText
  ALAMAT: string | null
  NO_RT: NumberOrText
  NO_RW: NumberOrText
  KODE_POS: NumberOrText
  NO_PROP: NumberOrText
  NO_KAB: NumberOrText
  NO_KEC: NumberOrText
  NO_KEL: NumberOrText
}
