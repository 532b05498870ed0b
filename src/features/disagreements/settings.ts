import { type Static, Type } from 'typebox'
import { type ResourceName, resourceNames } from '../../contract/resources.ts'
import { atLeast, coded, date, FIELD_PATH, keyed, LONG_NAME, object, oneOf, several,
  text } from '../../platform/config/schema-parts.ts'
import type { ConfigFile } from '../../platform/config/schema.ts'

/** How two values of one field are compared. */
export const comparisons = ['equal', 'normalised', 'number', 'date', 'set', 'similar', 'once'] as const
export type ComparisonName = (typeof comparisons)[number]

/** How much it matters that they differ. */
export const severities = ['low', 'medium', 'high'] as const
export type Severity = (typeof severities)[number]

/** Keys of people and businesses, by what they are called; every other key is a field of the record. */
export const personalKeys = ['nik', 'npwp'] as const

/** Classes of personal data that are kept in a form that can be compared, and no other can be. */
export const comparable = ['name', 'birth_date', 'address'] as const

/** Says that whoever changed its record last is right. */
export const NEWER = 'newer'

export const SAME_TEXT = 0.85

const fieldPath = (description: string) => coded(FIELD_PATH, 'status.code', description)

const ComparisonSchema = object({
  field: Type.Optional(fieldPath('Field of the records, where it is the same in each resource of the rule.')),
  fields: Type.Optional(Type.Unsafe<Readonly<Partial<Record<ResourceName, string>>>>({
    type: 'object',
    minProperties: 1,
    propertyNames: { enum: resourceNames },
    additionalProperties: fieldPath('A field.'),
    description: 'Field of the records of each resource, such as `{ licences: holder.name, licence-applications: ' +
      'applicant.name }`. A resource that is not named says nothing of it.'
  })),
  how: oneOf(comparisons,
    'As they stand (`equal`); without regard to case, blanks and signs (`normalised`); as numbers within a ' +
      'tolerance; as days (`date`); as sets, in any order; as texts that are much the same (`similar`); or, without ' +
      'a field, that one system has one record under the key (`once`).'),
  tolerance: Type.Optional(
    Type.Number({ minimum: 0,
      description: 'For `number`: by how much they may differ. Where both are given, the wider of the two counts.' })
  ),
  tolerance_percent: Type.Optional(
    Type.Number({ minimum: 0, maximum: 100,
      description: 'For `number`: by how many hundredths of the larger they may differ.' })
  ),
  days: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 3_660, description: 'For `date`: by how many days they may differ.' })
  ),
  threshold: Type.Optional(
    Type.Number({ minimum: 0.5, maximum: 1,
      description: `For \`similar\`: how much of the texts must be the same, 1 for all; ${SAME_TEXT} without it.` })
  ),
  within: Type.Boolean({ default: true,
    description:
      'Whether two records of one system can contradict each other. Otherwise of each system the record counts ' +
      'that was changed last.' }),
  severity: oneOf(severities, 'How much it matters.'),
  owner: Type.Optional(
    text(
      'Who knows best: the id of a system, the code of an agency, or `newer`, which it is without it: whoever ' +
        'changed its record last.'
    )
  )
})

const RuleSchema = object({
  title: object({ id: text('In Indonesian.'), en: text('In English.') }, {
    description: 'What the records have in common.'
  }),
  resources: several(oneOf(resourceNames, 'A resource.'), 'Resources whose records are compared.', { minItems: 1 }),
  systems: Type.Optional(several(text('Id of a system.'), 'Only records of these systems.', { minItems: 1 })),
  key: fieldPath(
    'What the records are joined by: `nik`, `npwp`, or a field that is not personal, such as `nop`, `business.nib` ' +
      'or `number`. Case, blanks and signs make no difference.'
  ),
  from: Type.Optional(date('Records that were last changed before this day do not count.')),
  compare: keyed('^[a-z][a-z0-9_]{0,31}$', ComparisonSchema,
    'What must agree, by a name of your choice that stands in the ledger. Never changed.', { minProperties: 1,
    keys: 'name' })
}, { description: 'Records that are about the same thing, and what they must agree in.' })

export const DisagreementsSchema = object({
  every_seconds: Type.Integer({ minimum: 1, maximum: 86_400, default: 30,
    description: 'How often records that have changed are compared.' }),
  records_per_pass: atLeast(100, 20_000, 'Most records that are compared in a row; the rest waits for the next time.'),
  records_per_key: Type.Integer({ minimum: 2, maximum: 200, default: 50,
    description:
      'A key that more records share tells nothing (a number that clerks type when they have none), and is passed ' +
      'over.' }),
  rules: keyed(LONG_NAME, RuleSchema,
    'What should agree across systems, by a name that stands in the ledger. Never changed.', { default: {},
    keys: 'name' })
}, { default: {}, description: 'Where systems contradict each other: the ledger of disagreements.' })

export type DisagreementsConfig = Static<typeof DisagreementsSchema>
export type RuleConfig = DisagreementsConfig['rules'][string]
export type ComparisonConfig = RuleConfig['compare'][string]

declare module '../../platform/config/schema.ts' {
  interface ConfigFile {
    disagreements: DisagreementsConfig
  }
  interface Config {
    /** What should agree across systems. Its rules have no prototype. */
    disagreements: DisagreementsConfig
  }
}

/** Takes the prototype from the rules, so that any text can be looked up. */
export function resolveDisagreements({ disagreements }: Pick<ConfigFile, 'disagreements'>): {
  disagreements: DisagreementsConfig
} {
  const rules = Object.assign(Object.create(null), disagreements.rules) as DisagreementsConfig['rules']
  return { disagreements: { ...disagreements, rules } }
}
