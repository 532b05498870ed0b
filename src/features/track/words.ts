/** A text in the languages of the city's residents. */
export interface Words {
  id: string
  en: string
}
export type Language = keyof Words

/** Where a case stands, in plain words. */
export interface Stage {
  /** How far it is: `waiting` for its turn, `working`, `yours` to act on, `done`, or `unknown`. */
  progress: 'waiting' | 'working' | 'yours' | 'done' | 'unknown'
  stage: Words
  /** What happens next, or what the resident may do. */
  next: Words
}

export type Stages = Readonly<Record<string, Stage>>

export function stageOf(
  progress: Stage['progress'],
  stage: readonly [id: string, en: string],
  next: readonly [id: string, en: string]
): Stage {
  return { progress, stage: { id: stage[0], en: stage[1] }, next: { id: next[0], en: next[1] } }
}

/** A status that the system itself does not explain, or one that the hub cannot read. */
export const unknownStage = stageOf('unknown', ['Terdaftar; aplikasi dinas tidak menyebutkan tahapnya dengan jelas.',
  'It is on record; the agency’s application does not say clearly where it stands.'], [
  'Tanyakan kepada dinas yang bertanggung jawab dengan menyebutkan nomor ini.',
  'Ask the agency in charge, and name this number.'
])
