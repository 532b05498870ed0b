import { type Static, Type } from 'typebox'
import { agencyIdOf, type City, createAgencyFinder } from '../../src/kit/index.ts'
import { type Classification, classifications, type StatusCode, statusCodes, type Tables } from './tables.ts'

const oneOf = <const T extends string>(values: readonly T[]) => Type.Unsafe<T>({ type: 'string', enum: values })
const table = <T extends string>(values: readonly T[], description: string) =>
  Type.Record(Type.String(), oneOf(values), { default: {}, description })
const agencyCodes = (description: string) =>
  Type.Record(Type.String(), Type.String({ minLength: 1 }), { default: {}, description })

const statuses: readonly StatusCode[] = ['submitted', 'triage', 'info_needed', 'assigned', 'in_progress', 'responded',
  'resolved', 'closed', 'reopened', 'rejected', 'out_of_scope', 'duplicate', 'archived']
const kinds: readonly Classification[] = ['aspiration', 'complaint', 'information_request', 'whistleblowing',
  'procurement']

export const settingsSchema = Type.Object(
  {
    api_key: Type.String({ minLength: 1, writeOnly: true, description: 'Key that buys the KEYTOKEN.' }),
    codes: Type.Object(
      {
        status: table(statuses,
          'Words for where a report stands that differ from the usual ones, each with its canonical status.'),
        classification: table(kinds, 'Further words for the kind of report.'),
        agency: agencyCodes("Names of agencies that only this system uses, each with the code of the city's agency.")
      },
      { default: {}, additionalProperties: false }
    ),
    topic_agencies: agencyCodes(
      'Topic ids, each with the code of the agency that answers for it and the topics below it.'
    ),
    topics_as_of: Type.String({ format: 'date', default: '2024-01-01',
      description: 'Day of the last change to the topics, which LAPOR does not tell.' })
  },
  { additionalProperties: false }
)
export type LaporSettings = Static<typeof settingsSchema>

/** @throws Error when a setting names an agency that the city does not have */
export function createTables(
  { codes, topic_agencies, topics_as_of }: LaporSettings,
  city: City,
  ownAgency: string | undefined
): Tables {
  return {
    status: { ...statusCodes, ...codes.status },
    classification: { ...classifications, ...codes.classification },
    findAgency: createAgencyFinder(city, codes.agency),
    topicAgencies: Object.fromEntries(
      Object.entries(topic_agencies).map(([topic, code]) => [topic, agencyIdOf(city, code)])
    ),
    ownAgency,
    topicsAsOf: topics_as_of
  }
}
