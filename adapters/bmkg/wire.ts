/** The three earthquake feeds: the latest felt one, the last 15 from magnitude 5, the last 15 that were felt. */
export type Feed = 'autogempa' | 'gempaterkini' | 'gempadirasakan'

/** An earthquake of any feed, from JSON or XML; each feed has some of the fields only. */
export interface Gempa {
  /** `12 Des 2025` */
  Tanggal?: string
  /** `14:35:21 WIB` */
  Jam?: string
  /** `2025-12-12T07:35:21+00:00` */
  DateTime?: string
  /** `-7.52,110.44`; in XML it is `point/coordinates`. */
  Coordinates?: string
  /** `7.52 LS` */
  Lintang?: string
  /** `110.44 BT` */
  Bujur?: string
  Magnitude?: string
  /** `10 km` */
  Kedalaman?: string
  /** The place in words; differs between feeds for one earthquake. */
  Wilayah?: string
  /** About tsunamis, or that it was felt. */
  Potensi?: string
  /** `II-III Kab. Bandung, II Lembang`: places with the MMI. */
  Dirasakan?: string
}

/** An item of the feed of warnings. */
export interface NowcastItem {
  title: string
  /** Code of the CAP document that `link` names: `CJB20251212001`. */
  code: string
}

/** A CAP 1.2 document with one of its `info` blocks: the Indonesian one when there is one. */
export interface Alert {
  identifier?: string
  sent?: string
  /** `Actual`, or `Test`, `Exercise`, `System`, `Draft`. */
  status?: string
  /** `Alert`, `Update`, `Cancel`. */
  msgType?: string
  scope?: string
  category?: string
  event?: string
  urgency?: string
  severity?: string
  certainty?: string
  effective?: string
  expires?: string
  headline?: string
  description?: string
  areaDesc?: string
  /** Each `lat,long lat,long ...`. */
  polygons: string[]
}
