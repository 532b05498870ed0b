import type { AgencyFinder, Records } from '../../src/kit/index.ts'

type Complaint = Records['complaints']
export type StatusCode = Complaint['status']['code']
export type Classification = NonNullable<Complaint['classification']>

/** What one deployment's mapping looks things up in. */
export interface Tables {
  status: Readonly<Record<string, StatusCode>>
  classification: Readonly<Record<string, Classification>>
  findAgency: AgencyFinder
  /** Agency ids by topic id; a topic without one has that of the topic above it. */
  topicAgencies: Readonly<Record<string, string>>
  /** The system's own agency, which has the topics that nobody else has. */
  ownAgency: string | undefined
  /** YYYY-MM-DD: LAPOR does not say when a topic was changed. */
  topicsAsOf: string
}

/** LAPOR's words for where a report stands. `Tindak Lanjut` and `Ditutup` are told by dates, not by the field. */
export const statusCodes = {
  'Belum Verifikasi': 'triage',
  'Verifikasi': 'triage',
  'Tunda': 'info_needed',
  'Bukan Wewenang': 'out_of_scope',
  'Arsipkan': 'archived',
  'Gabung': 'duplicate',
  'Disposisi': 'assigned',
  'Belum': 'assigned',
  'Proses': 'in_progress',
  'Tindak Lanjut': 'responded',
  'Selesai': 'resolved',
  'Ditutup': 'closed',
  'Dibuka Kembali': 'reopened'
} as const satisfies Record<string, StatusCode>

export const classifications = {
  'Aspirasi': 'aspiration',
  'Pengaduan': 'complaint',
  'Permintaan Informasi': 'information_request',
  'Whistle Blowing': 'whistleblowing',
  'Whistle-blowing': 'whistleblowing',
  'Pengadaan': 'procurement'
} as const satisfies Record<string, Classification>
