import type { Records } from '../../src/kit/index.ts'

type InformationRequest = Records['information-requests']
export type StatusCode = InformationRequest['status']['code']
export type Decision = NonNullable<InformationRequest['decision']>
export type Delivery = NonNullable<InformationRequest['delivery']>
export type RefusalGround = NonNullable<InformationRequest['grounds']>[number]
export type ObjectionGround = NonNullable<InformationRequest['objection']>['ground']

export const statusCodes = {
  'Diterima': 'received',
  'Diproses': 'under_review',
  'Menunggu Kelengkapan': 'clarification_needed',
  'Diperpanjang': 'extended',
  'Dikabulkan Seluruhnya': 'granted',
  'Dikabulkan Sebagian': 'partially_granted',
  'Ditolak': 'refused',
  'Diteruskan': 'transferred',
  'Dicabut': 'withdrawn',
  'Keberatan': 'objection_filed',
  'Sengketa Informasi': 'dispute'
} as const satisfies Record<string, StatusCode>

export const decisions = {
  'Dikabulkan Seluruhnya': 'granted',
  'Dikabulkan Sebagian': 'partially_granted',
  'Ditolak': 'refused',
  'Diteruskan': 'transferred'
} as const satisfies Record<string, Decision>

export const deliveries = {
  'Melihat/Membaca/Mendengarkan/Mencatat': 'inspect',
  'Mendapatkan salinan (softcopy)': 'copy',
  'Mendapatkan salinan (hardcopy)': 'copy',
  'Mengambil langsung': 'copy',
  'Email': 'email',
  'E-mail': 'email',
  'Pos': 'post',
  'Faksimili': 'fax'
} as const satisfies Record<string, Delivery>

/** UU 14/2008, Pasal 17, by its letters. */
export const articles17 = {
  a: 'law_enforcement',
  b: 'intellectual_property',
  c: 'defence',
  d: 'natural_wealth',
  e: 'economic_resilience',
  f: 'foreign_relations',
  g: 'authentic_deed',
  h: 'personal_secret',
  i: 'internal_memorandum',
  j: 'other_law'
} as const satisfies Record<string, RefusalGround>

/** Grounds without a letter. */
export const otherGrounds = {
  'Informasi tidak dikuasai': 'not_held',
  'Informasi belum didokumentasikan': 'not_held'
} as const satisfies Record<string, RefusalGround>

/** UU 14/2008, Pasal 35. */
export const objectionGrounds = {
  'Permohonan informasi ditolak': 'refused',
  'Informasi berkala tidak disediakan': 'no_periodic_information',
  'Permohonan tidak ditanggapi': 'no_response',
  'Ditanggapi tidak sebagaimana yang diminta': 'other_than_asked',
  'Permohonan tidak dipenuhi': 'not_fulfilled',
  'Biaya tidak wajar': 'unreasonable_fee',
  'Disampaikan melebihi jangka waktu': 'late'
} as const satisfies Record<string, ObjectionGround>
