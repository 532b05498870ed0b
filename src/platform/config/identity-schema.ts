import { Type } from 'typebox'
import { environments } from './environment.ts'
import { coded, keyed, object, oneOf, several, text } from './schema-parts.ts'

/** Signatures of tokens. Those with a shared secret are not among them: who can check such a token can make one. */
export const tokenAlgorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512',
  'EdDSA'] as const

/** What a credential stands for. */
export const callerKinds = ['app', 'officer', 'citizen'] as const

const claim = (fallback: string, description: string) =>
  Type.String({ minLength: 1, maxLength: 100, default: fallback, description })

const Issuer = object({
  issuer: coded('^https?://', 'https://sso.example.go.id/realms/city',
    'Its name, exactly as it stands in the `iss` of its tokens. https, or http on this machine.'),
  audience: text('What the `aud` of its tokens must name: this hub, as the issuer knows it.'),
  algorithms: several(oneOf(tokenAlgorithms, 'An algorithm.'), 'Signatures that are taken.', { minItems: 1,
    default: ['RS256', 'PS256', 'ES256', 'EdDSA'] }),
  jwks_uri: Type.Optional(
    coded('^https?://', 'https://sso.example.go.id/realms/city/keys',
      'Where its keys are; found through its discovery document when left out.')
  ),
  persons: Type.Optional(
    oneOf(['officer', 'citizen'],
      'What a token stands for whose subject is not the application itself. Without it such tokens are refused.')
  ),
  claims: object({
    client: several(text('A claim.'), 'Claims that name the application, the first that is there.', { minItems: 1,
      default: ['client_id', 'azp'] }),
    scopes: claim('scope', 'Claim with the scopes, as one text or a list.'),
    nik: claim('nik', 'Claim with the NIK of a citizen.'),
    kind: Type.Optional(text('Claim that says `app`, `officer` or `citizen` itself.'))
  }, { default: {} })
})

const Revocations = object({
  file: Type.Optional(text('File with the list, beside the config file; looked at every second.')),
  url: Type.Optional(
    coded('^https?://', 'https://sso.example.go.id/revoked', 'Address of the list. https, or http on this machine.')
  ),
  seconds: Type.Integer({ minimum: 1, maximum: 3_600, default: 30, description: 'How often the address is asked.' })
}, {
  description: 'Credentials that are no longer taken although they have not ended: a file, or an address, or both.'
})

/** Whose tokens the hub takes. */
export const IdentitySchema = object({
  own_tokens: several(oneOf(environments, 'An environment.'),
    'Where tokens are taken that are signed with `SATU_JWT_SECRET`. In production an issuer is the better way.', {
    default: ['development']
  }),
  clock_skew_seconds: Type.Integer({ minimum: 0, maximum: 300, default: 30,
    description: 'By how much the clock of an issuer may be wrong.' }),
  issuers: keyed('^[a-z][a-z0-9-]{1,31}$', Issuer, 'Identity providers (OpenID Connect), by id.', { default: {} }),
  revocations: Type.Optional(Revocations)
}, { default: {} })
