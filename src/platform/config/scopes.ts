import { type ResourceName, resourceNames } from '../../contract/resources.ts'

/** Resources that the contract has writes of. */
export const writable = ['licence-applications', 'complaints', 'information-requests',
  'incidents'] as const satisfies readonly ResourceName[]

/** Opens a system's own interface, beside the contract. */
export const RAW_SCOPE = 'systems:raw'

/** Opens the numbers about the hub, beside the contract. */
export const METRICS_SCOPE = 'metrics:read'

/** Opens the figures of the Command Center, and nothing else. */
export const COMMAND_CENTER_SCOPE = 'command-center:read'

/** Opens the subscriptions of all consumers to whoever may subscribe. */
export const EVENTS_OPERATE_SCOPE = 'events:operate'

/** Every scope that an operation of the contract asks for, and those beside it. */
export const scopes: readonly string[] = [
  ...resourceNames.map(name => `${name}:read`),
  ...writable.map(name => `${name}:write`),
  // Beside `:write`, for records that others have sent.
  ...writable.map(name => `${name}:operate`),
  'residents:verify',
  'me:read',
  'disagreements:read',
  'disagreements:operate',
  'submissions:read',
  'submissions:operate',
  'search:read',
  'track:read',
  'overview:read',
  'events:read',
  'events:subscribe',
  EVENTS_OPERATE_SCOPE,
  'systems:read',
  'systems:operate',
  'admin:read',
  'admin:write',
  RAW_SCOPE,
  METRICS_SCOPE,
  COMMAND_CENTER_SCOPE
]

/** Why population data may be asked for (UU 24/2013, Permendagri 102/2019). */
export const purposes = ['public_service', 'planning', 'budget', 'democracy', 'law_enforcement'] as const

/** The classes of personal data in the contract (`x-privacy`). */
export const personalFields = ['name', 'nik', 'family_card', 'birth_date', 'birth_place', 'sex', 'marital_status',
  'address', 'phone', 'email', 'npwp', 'plate_number'] as const
