import type { DemoCity } from '../city/city.ts'
import type { Identity, Witness } from '../city/clerks.ts'
import { createLicensingData } from './licensing-data.ts'
import { deployments } from './licensing-tables.ts'
import { createRequests } from './ppid-requests.ts'
import { createTaxRegister } from './tax-objects.ts'
import { createApplications } from './transport-applications.ts'
import { createPermits } from './transport-permits.ts'

/**
 * Whom each record of the demo's systems is really about, by `system resource key`. It is made again from the city's
 * seed: no system holds it, and nothing that a hub can ask for tells it.
 */
export function createTruth(city: DemoCity): ReadonlyMap<string, Identity> {
  const truth = new Map<string, Identity>()
  const of = (system: string): Witness => (resource, key, who) => truth.set(`${system} ${resource} ${key}`, who)
  for (const deployment of deployments) createLicensingData(city, deployment, of(deployment.id))
  createApplications(city, createPermits(city, of('transport')), of('transport'))
  createTaxRegister(city, undefined, of('tax'))
  createRequests(city, of('ppid'))
  return truth
}
