// The kinds of callers of docs/access-fields.md, and what the hub's own rules say of each.
import type { Operation } from '../src/contract/contract.ts'
import { checkPurpose } from '../src/http/access.ts'
import { allows, type Session } from '../src/http/auth.ts'
import { isOwnRead } from '../src/http/own-records.ts'
import { OWN, visibilityFor } from '../src/http/personal.ts'
import { mayLookUp } from '../src/http/residents.ts'
import { personalFields } from '../src/platform/config/scopes.ts'
import { MASKED, type Visibility, visibilityOf } from '../src/platform/privacy/visibility.ts'

export interface FieldCaller {
  name: string
  who: string
  /** Undefined: nobody. */
  kind?: Session['kind']
  /** `own`: those that an operation asks for. */
  scopes?: 'own' | readonly string[]
  /** Which classes of personal data its agreement opens. */
  agreement?: 'all' | 'names' | 'ended'
  /** Whether the purpose that it declares is one of its agreement. */
  purpose?: 'agreed' | 'other'
  /** Asks for its own record where there is one. */
  own?: boolean
}

/** In the order of the columns. */
export const fieldCallers: readonly FieldCaller[] = [
  { name: 'anonymous', who: 'nobody: no credential is shown' },
  { name: 'no scope', who: 'an application that may see all by its agreement, and lacks the scope', kind: 'app',
    scopes: [], agreement: 'all', purpose: 'agreed' },
  { name: 'no agreement', who: 'an application with the scope', kind: 'app', scopes: 'own' },
  { name: 'no purpose', who: 'an application whose agreement opens everything, which does not say what for',
    kind: 'app', scopes: 'own', agreement: 'all' },
  { name: 'other purpose', who: 'the same, for a purpose that its agreement does not have', kind: 'app', scopes: 'own',
    agreement: 'all', purpose: 'other' },
  { name: 'names', who: 'an application whose agreement opens names alone, for its purpose', kind: 'app', scopes: 'own',
    agreement: 'names', purpose: 'agreed' },
  { name: 'everything', who: 'an application whose agreement opens everything, for its purpose', kind: 'app',
    scopes: 'own', agreement: 'all', purpose: 'agreed' },
  { name: 'API key', who: 'the same, by an API key', kind: 'app', scopes: 'own', agreement: 'all', purpose: 'agreed' },
  { name: 'officer', who: 'an officer who signed in to it', kind: 'officer', scopes: 'own', agreement: 'all',
    purpose: 'agreed' },
  { name: 'citizen', who: 'a citizen who signed in to it, about others', kind: 'citizen', scopes: 'own',
    agreement: 'all', purpose: 'agreed' },
  { name: 'self', who: 'a citizen who signed in to it, about themselves', kind: 'citizen', scopes: 'own',
    agreement: 'all', purpose: 'agreed', own: true },
  { name: 'operator', who: 'an application of those who run the hub', kind: 'app',
    scopes: ['submissions:read', 'submissions:operate', 'systems:read', 'systems:operate', 'events:read'] },
  { name: 'wall', who: 'a screen on a wall', kind: 'app', scopes: ['systems:read', 'events:read'] },
  { name: 'ended', who: 'an application whose agreement opened everything, and has ended', kind: 'app', scopes: 'own',
    agreement: 'ended', purpose: 'agreed' }
]

/** What a caller sees by; the status of its refusal; or `absent`: it is told that there is no such thing. */
export type Verdict = Visibility | '400' | '401' | '403' | 'absent'

/** Whom a caller with a number of its own asks for. */
const SELF = 'self'
const OTHER = 'other'

/** Asks the hub's own rules, in the order of a request. */
export function verdictOf(operation: Operation, caller: FieldCaller): Verdict {
  if (caller.kind === undefined) return operation.public ? MASKED : '401'
  const session = sessionOf(operation, caller, caller.kind)
  if (caller.agreement === 'ended' || !allows(session, operation)) return '403'
  const purpose = caller.purpose && (caller.purpose === 'agreed' ? 'public_service' : 'planning')
  try {
    checkPurpose(session, { operation }, purpose === undefined ? {} : { 'x-purpose': purpose })
    if (purpose === undefined && operation.parameters.some(({ name, required }) => name === 'X-Purpose' && required))
      return '400'
    if (operation.action === 'lookup') return mayLookUp(session, caller.own === true ? SELF : OTHER)
  } catch {
    return '403'
  }
  if (caller.kind === 'citizen' && isOwnRead(operation)) {
    if (caller.own === true) return OWN
    if (!operation.public) return 'absent'
  }
  // What is somebody's own is there for nobody else.
  if (caller.kind === 'citizen' && operation.resource === 'submissions') return caller.own === true ? MASKED : 'absent'
  return visibilityFor(operation, session, purpose)
}

function sessionOf(
  { scopes: needed }: Operation,
  { scopes, agreement }: FieldCaller,
  kind: Session['kind']
): Pick<Session, 'kind' | 'scopes' | 'agreement' | 'person'> {
  return {
    kind,
    scopes: new Set(scopes === 'own' ? needed : scopes),
    person: kind === 'app' ? undefined : { issuer: 'issuer', subject: 'somebody', nik: SELF },
    agreement: {
      number: agreement && '470/1/PKS',
      purposes: new Set(agreement === undefined ? [] : ['public_service']),
      visibility: visibilityOf(agreement === 'all' ? personalFields : agreement === 'names' ? ['name'] : [])
    }
  }
}
