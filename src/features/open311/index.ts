import { defineFeature } from '../feature.ts'
import { Open311Schema } from './settings.ts'

/** Complaints in the words of Open311 GeoReport v2. */
export const open311 = defineFeature({
  name: 'open311',
  section: { top: { open311: Open311Schema } },
  routes: {
    // GeoReport's callers show who they are in a parameter, where nobody else looks.
    'open311-discovery': { rule: 'own', calls: [['GET /open311/v2/discovery.json', 'listServices']] },
    'open311-services': { rule: 'own',
      calls: [['GET /open311/v2/services.json', 'listServices'], ['GET /open311/v2/services/{code}.json',
        'listServices']] },
    'open311-requests': { rule: 'own',
      calls: [['GET /open311/v2/requests.json', 'listComplaints'], ['GET /open311/v2/requests/{id}.json',
        'listComplaints'], ['POST /open311/v2/requests.json', 'createComplaint']] },
    'open311-tokens': { rule: 'own', calls: [['GET /open311/v2/tokens/{token}.json', 'listComplaints']] },
    'open311-updates': { rule: 'own', calls: [['GET /open311/v2/servicerequestupdates.json', 'listComplaints'], [
      'POST /open311/v2/servicerequestupdates.json',
      'addComplaintComment'
    ]] },
    'open311-media': { rule: 'own', calls: [['GET /open311/v2/media/{name}', 'listComplaints']] }
  },
  plugin: () => import('./register.ts')
})
