import type { components } from './types.ts'

type Schemas = components['schemas']

/** The canonical record of each resource that legacy systems can serve. */
export interface Records {
  'agencies': Schemas['Agency']
  'services': Schemas['Service']
  'residents': Schemas['Resident']
  'licence-applications': Schemas['LicenceApplication']
  'licences': Schemas['Licence']
  'complaints': Schemas['Complaint']
  'tax-objects': Schemas['TaxObject']
  'tax-bills': Schemas['TaxBill']
  'information-requests': Schemas['InformationRequest']
  'announcements': Schemas['Announcement']
  'datasets': Schemas['Dataset']
  'incidents': Schemas['Incident']
  'proposals': Schemas['Proposal']
}
export type ResourceName = keyof Records

/** The contract's schema of each resource's record. */
export const recordSchemas = {
  'agencies': 'Agency',
  'services': 'Service',
  'residents': 'Resident',
  'licence-applications': 'LicenceApplication',
  'licences': 'Licence',
  'complaints': 'Complaint',
  'tax-objects': 'TaxObject',
  'tax-bills': 'TaxBill',
  'information-requests': 'InformationRequest',
  'announcements': 'Announcement',
  'datasets': 'Dataset',
  'incidents': 'Incident',
  'proposals': 'Proposal'
} as const satisfies Record<ResourceName, keyof Schemas>

export const resourceNames = Object.keys(recordSchemas) as readonly ResourceName[]
