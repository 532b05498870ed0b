import type { FastifyRequest } from 'fastify'
import { addressOf } from './addresses.ts'
import { formats } from './encode.ts'
import type { Answer } from './values.ts'

const SPECIFICATION = 'http://wiki.open311.org/GeoReport_v2'
/** When what is said here last changed. */
const CHANGED = '2026-11-28T00:00:00+07:00'

/** What clients find the service by. */
export function discover(request: FastifyRequest, environment: 'development' | 'production'): Answer {
  const { city, open311: { contact, key_service } } = request.serving.config
  return {
    root: 'discovery',
    value: {
      changeset: CHANGED,
      contact: contact ?? city.name,
      key_service: key_service ?? 'API keys are given out by the operator of this service.',
      endpoints: [{
        specification: SPECIFICATION,
        url: addressOf(request),
        changeset: CHANGED,
        type: environment === 'production' ? 'production' : 'test',
        formats: Object.values(formats).map(({ type }) => type.split(';')[0] ?? '')
      }]
    }
  }
}
