import type { AccessLogKeys } from './access-keys.ts'

/** A citizen, as their issuer tells of them. */
export interface Citizen {
  issuer: string
  subject: string
  nik?: string
}

/** What a citizen is called by beside what is theirs: keyed hashes, apart from those of the access log. */
export interface Owners {
  /** What a write of theirs is kept under: their account, and their NIK where the issuer has told it. */
  of(citizen: Citizen): string[]
  /** All that a write of theirs may have been kept under, since keys are changed. */
  ever(citizen: Citizen): string[]
}

export function createOwners({ current, namesOf }: AccessLogKeys): Owners {
  return {
    of: citizen => textsOf(citizen).map(text => current.nameOf('owner', text)),
    ever: citizen => textsOf(citizen).flatMap(text => namesOf('owner', text))
  }
}

/** The NIK is the same whoever tells it; a subject is its issuer's. */
function textsOf({ issuer, subject, nik }: Citizen): string[] {
  return [JSON.stringify(['account', issuer, subject]), ...(nik === undefined ? [] : [JSON.stringify(['nik', nik])])]
}
