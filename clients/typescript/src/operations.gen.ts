// Generated from openapi/ by scripts/generate.ts; change the contract instead.
/** The methods of the client, by what they are about. */
export const operations = {
  agencies: {
    /** List agencies. */
    list: { id: 'listAgencies', method: 'GET', path: '/v1/agencies', kind: 'list', params: [], query: true, body: 'none' },
    /** Get an agency. */
    get: { id: 'getAgency', method: 'GET', path: '/v1/agencies/{id}', kind: 'read', params: ['id'], query: false, body: 'none' }
  },
  services: {
    /** List services. */
    list: { id: 'listServices', method: 'GET', path: '/v1/services', kind: 'list', params: [], query: true, body: 'none' },
    /** Get a service. */
    get: { id: 'getService', method: 'GET', path: '/v1/services/{id}', kind: 'read', params: ['id'], query: false, body: 'none' }
  },
  licenceApplications: {
    /** List licence applications. */
    list: { id: 'listLicenceApplications', method: 'GET', path: '/v1/licence-applications', kind: 'list', params: [], query: true, body: 'none' },
    /** Submit a licence application. */
    submit: { id: 'submitLicenceApplication', method: 'POST', path: '/v1/licence-applications', kind: 'write', params: [], query: false, body: 'json' },
    /** Get a licence application. */
    get: { id: 'getLicenceApplication', method: 'GET', path: '/v1/licence-applications/{id}', kind: 'read', params: ['id'], query: false, body: 'none' },
    /** Withdraw a licence application. */
    withdraw: { id: 'withdrawLicenceApplication', method: 'POST', path: '/v1/licence-applications/{id}/withdraw', kind: 'write', params: ['id'], query: false, body: 'json' },
    /** Attach a file to a licence application. */
    attachTo: { id: 'attachToLicenceApplication', method: 'POST', path: '/v1/licence-applications/{id}/attachments', kind: 'write', params: ['id'], query: false, body: 'form' }
  },
  licences: {
    /** List licences. */
    list: { id: 'listLicences', method: 'GET', path: '/v1/licences', kind: 'list', params: [], query: true, body: 'none' },
    /** Get a licence. */
    get: { id: 'getLicence', method: 'GET', path: '/v1/licences/{id}', kind: 'read', params: ['id'], query: false, body: 'none' }
  },
  complaints: {
    /** List complaints. */
    list: { id: 'listComplaints', method: 'GET', path: '/v1/complaints', kind: 'list', params: [], query: true, body: 'none' },
    /** Send a complaint. */
    create: { id: 'createComplaint', method: 'POST', path: '/v1/complaints', kind: 'write', params: [], query: false, body: 'json' },
    /** Get a complaint. */
    get: { id: 'getComplaint', method: 'GET', path: '/v1/complaints/{id}', kind: 'read', params: ['id'], query: false, body: 'none' },
    /** List the updates of a complaint. */
    listUpdates: { id: 'listComplaintUpdates', method: 'GET', path: '/v1/complaints/{id}/updates', kind: 'list', params: ['id'], query: true, body: 'none' },
    /** Comment on a complaint. */
    addComment: { id: 'addComplaintComment', method: 'POST', path: '/v1/complaints/{id}/updates', kind: 'write', params: ['id'], query: false, body: 'json' },
    /** Close a complaint. */
    close: { id: 'closeComplaint', method: 'POST', path: '/v1/complaints/{id}/close', kind: 'write', params: ['id'], query: false, body: 'json' }
  },
  residents: {
    /** Verify a resident. */
    verify: { id: 'verifyResident', method: 'POST', path: '/v1/residents/verify', kind: 'read', params: [], query: false, body: 'json' },
    /** Look up a resident. */
    lookUp: { id: 'lookUpResident', method: 'POST', path: '/v1/residents/lookup', kind: 'read', params: [], query: false, body: 'json' },
    /** What every system knows of a resident. */
    overview: { id: 'overviewResident', method: 'POST', path: '/v1/residents/overview', kind: 'read', params: [], query: true, body: 'json' },
    /** What every system knows of a resident, by id. */
    getOverview: { id: 'getResidentOverview', method: 'GET', path: '/v1/residents/{id}/overview', kind: 'read', params: ['id'], query: true, body: 'none' }
  },
  taxObjects: {
    /** List tax objects. */
    list: { id: 'listTaxObjects', method: 'GET', path: '/v1/tax-objects', kind: 'list', params: [], query: true, body: 'none' },
    /** Get a tax object. */
    get: { id: 'getTaxObject', method: 'GET', path: '/v1/tax-objects/{nop}', kind: 'read', params: ['nop'], query: false, body: 'none' }
  },
  taxBills: {
    /** List tax bills. */
    list: { id: 'listTaxBills', method: 'GET', path: '/v1/tax-bills', kind: 'list', params: [], query: true, body: 'none' },
    /** Get the tax bill of a year. */
    get: { id: 'getTaxBill', method: 'GET', path: '/v1/tax-bills/{nop}/{year}', kind: 'read', params: ['nop', 'year'], query: false, body: 'none' }
  },
  informationRequests: {
    /** List information requests. */
    list: { id: 'listInformationRequests', method: 'GET', path: '/v1/information-requests', kind: 'list', params: [], query: true, body: 'none' },
    /** Ask for information. */
    create: { id: 'createInformationRequest', method: 'POST', path: '/v1/information-requests', kind: 'write', params: [], query: false, body: 'json' },
    /** Count the information requests of a year. */
    getStatistics: { id: 'getInformationRequestStatistics', method: 'GET', path: '/v1/information-requests/statistics', kind: 'read', params: [], query: true, body: 'none' },
    /** Get an information request. */
    get: { id: 'getInformationRequest', method: 'GET', path: '/v1/information-requests/{id}', kind: 'read', params: ['id'], query: false, body: 'none' },
    /** Object to the answer of an information request. */
    objectTo: { id: 'objectToInformationRequest', method: 'POST', path: '/v1/information-requests/{id}/object', kind: 'write', params: ['id'], query: false, body: 'json' }
  },
  announcements: {
    /** List announcements. */
    list: { id: 'listAnnouncements', method: 'GET', path: '/v1/announcements', kind: 'list', params: [], query: true, body: 'none' },
    /** Get an announcement. */
    get: { id: 'getAnnouncement', method: 'GET', path: '/v1/announcements/{id}', kind: 'read', params: ['id'], query: false, body: 'none' }
  },
  datasets: {
    /** List data sets. */
    list: { id: 'listDatasets', method: 'GET', path: '/v1/datasets', kind: 'list', params: [], query: true, body: 'none' },
    /** Get a data set. */
    get: { id: 'getDataset', method: 'GET', path: '/v1/datasets/{id}', kind: 'read', params: ['id'], query: false, body: 'none' }
  },
  incidents: {
    /** List incidents. */
    list: { id: 'listIncidents', method: 'GET', path: '/v1/incidents', kind: 'list', params: [], query: true, body: 'none' },
    /** Report an incident. */
    report: { id: 'reportIncident', method: 'POST', path: '/v1/incidents', kind: 'write', params: [], query: false, body: 'json' },
    /** Get an incident. */
    get: { id: 'getIncident', method: 'GET', path: '/v1/incidents/{id}', kind: 'read', params: ['id'], query: false, body: 'none' }
  },
  proposals: {
    /** List proposals. */
    list: { id: 'listProposals', method: 'GET', path: '/v1/proposals', kind: 'list', params: [], query: true, body: 'none' },
    /** Get a proposal. */
    get: { id: 'getProposal', method: 'GET', path: '/v1/proposals/{id}', kind: 'read', params: ['id'], query: false, body: 'none' }
  },
  submissions: {
    /** List submissions. */
    list: { id: 'listSubmissions', method: 'GET', path: '/v1/submissions', kind: 'list', params: [], query: true, body: 'none' },
    /** Get a submission. */
    get: { id: 'getSubmission', method: 'GET', path: '/v1/submissions/{id}', kind: 'read', params: ['id'], query: false, body: 'none' },
    /** List the steps of a submission. */
    listSteps: { id: 'listSubmissionSteps', method: 'GET', path: '/v1/submissions/{id}/steps', kind: 'list', params: ['id'], query: true, body: 'none' },
    /** Try a submission again. */
    retry: { id: 'retrySubmission', method: 'POST', path: '/v1/submissions/{id}/retry', kind: 'read', params: ['id'], query: false, body: 'json' },
    /** Correct a submission and try it again. */
    edit: { id: 'editSubmission', method: 'POST', path: '/v1/submissions/{id}/edit', kind: 'read', params: ['id'], query: false, body: 'json' },
    /** Give a submission up. */
    abandon: { id: 'abandonSubmission', method: 'POST', path: '/v1/submissions/{id}/abandon', kind: 'read', params: ['id'], query: false, body: 'json' },
    /** Say under which key a submission is in its system. */
    confirm: { id: 'confirmSubmission', method: 'POST', path: '/v1/submissions/{id}/found', kind: 'read', params: ['id'], query: false, body: 'json' }
  },
  deliveries: {
    /** See all deliveries. */
    get: { id: 'getDeliveries', method: 'GET', path: '/v1/deliveries', kind: 'read', params: [], query: false, body: 'none' },
    /** Stop or resume all deliveries. */
    switch: { id: 'switchDeliveries', method: 'PUT', path: '/v1/deliveries', kind: 'read', params: [], query: false, body: 'json' }
  },
  events: {
    /** List events, or follow them. */
    list: { id: 'listEvents', method: 'GET', path: '/v1/events', kind: 'list', params: [], query: true, body: 'none' }
  },
  subscriptions: {
    /** List subscriptions. */
    list: { id: 'listSubscriptions', method: 'GET', path: '/v1/subscriptions', kind: 'list', params: [], query: true, body: 'none' },
    /** Subscribe. */
    create: { id: 'createSubscription', method: 'POST', path: '/v1/subscriptions', kind: 'write', params: [], query: false, body: 'json' },
    /** Get a subscription. */
    get: { id: 'getSubscription', method: 'GET', path: '/v1/subscriptions/{id}', kind: 'read', params: ['id'], query: false, body: 'none' },
    /** Change a subscription, pause or resume it. */
    change: { id: 'changeSubscription', method: 'PATCH', path: '/v1/subscriptions/{id}', kind: 'read', params: ['id'], query: false, body: 'json' },
    /** Delete a subscription. */
    delete: { id: 'deleteSubscription', method: 'DELETE', path: '/v1/subscriptions/{id}', kind: 'read', params: ['id'], query: false, body: 'none' },
    /** Make another secret. */
    rotateSecret: { id: 'rotateSubscriptionSecret', method: 'POST', path: '/v1/subscriptions/{id}/rotate-secret', kind: 'read', params: ['id'], query: false, body: 'json' },
    /** Send a test event. */
    ping: { id: 'pingSubscription', method: 'POST', path: '/v1/subscriptions/{id}/ping', kind: 'read', params: ['id'], query: false, body: 'none' },
    /** Send again what happened since a time. */
    redeliverSince: { id: 'redeliverSince', method: 'POST', path: '/v1/subscriptions/{id}/redeliver', kind: 'read', params: ['id'], query: false, body: 'json' },
    /** List what was sent to a receiver. */
    listWebhookDeliveries: { id: 'listWebhookDeliveries', method: 'GET', path: '/v1/subscriptions/{id}/deliveries', kind: 'list', params: ['id'], query: true, body: 'none' },
    /** Get what became of a message. */
    getWebhookDelivery: { id: 'getWebhookDelivery', method: 'GET', path: '/v1/subscriptions/{id}/deliveries/{delivery}', kind: 'read', params: ['id', 'delivery'], query: false, body: 'none' },
    /** Send a message again. */
    redeliverOne: { id: 'redeliverOne', method: 'POST', path: '/v1/subscriptions/{id}/deliveries/{delivery}/redeliver', kind: 'read', params: ['id', 'delivery'], query: false, body: 'none' }
  },
  search: {
    /** Search all resources. */
    searchRecords: { id: 'searchRecords', method: 'GET', path: '/v1/search', kind: 'list', params: [], query: true, body: 'none' }
  },
  track: {
    /** Follow a case by its number. */
    trackNumber: { id: 'trackNumber', method: 'GET', path: '/v1/track/{number}', kind: 'read', params: ['number'], query: true, body: 'none' }
  },
  disagreements: {
    /** List disagreements. */
    list: { id: 'listDisagreements', method: 'GET', path: '/v1/disagreements', kind: 'list', params: [], query: true, body: 'none' },
    /** Download disagreements as CSV. */
    export: { id: 'exportDisagreements', method: 'GET', path: '/v1/disagreements/export', kind: 'read', params: [], query: true, body: 'none' },
    /** Tell how agencies stand from week to week. */
    getIndex: { id: 'getDisagreementIndex', method: 'GET', path: '/v1/disagreements/index', kind: 'read', params: [], query: true, body: 'none' },
    /** Get a disagreement. */
    get: { id: 'getDisagreement', method: 'GET', path: '/v1/disagreements/{id}', kind: 'read', params: ['id'], query: false, body: 'none' },
    /** Say that a disagreement is true. */
    accept: { id: 'acceptDisagreement', method: 'POST', path: '/v1/disagreements/{id}/accept', kind: 'read', params: ['id'], query: false, body: 'json' },
    /** Put a disagreement aside. */
    ignore: { id: 'ignoreDisagreement', method: 'POST', path: '/v1/disagreements/{id}/ignore', kind: 'read', params: ['id'], query: false, body: 'json' },
    /** Open a disagreement again. */
    reopen: { id: 'reopenDisagreement', method: 'POST', path: '/v1/disagreements/{id}/reopen', kind: 'read', params: ['id'], query: false, body: 'json' },
    /** Send a correction. */
    correct: { id: 'correctDisagreement', method: 'POST', path: '/v1/disagreements/{id}/correct', kind: 'read', params: ['id'], query: false, body: 'json' }
  },
  businesses: {
    /** What every system knows of a business. */
    getBusinessOverview: { id: 'getBusinessOverview', method: 'GET', path: '/v1/businesses/{id}/overview', kind: 'read', params: ['id'], query: true, body: 'none' }
  },
  parcels: {
    /** What every system knows of a piece of land. */
    getOverview: { id: 'getParcelOverview', method: 'GET', path: '/v1/parcels/{nop}/overview', kind: 'read', params: ['nop'], query: true, body: 'none' }
  },
  me: {
    /** List who saw my data. */
    listOwnAccess: { id: 'listOwnAccess', method: 'GET', path: '/v1/me/access-log', kind: 'list', params: [], query: true, body: 'none' }
  },
  systems: {
    /** List systems. */
    list: { id: 'listSystems', method: 'GET', path: '/v1/systems', kind: 'list', params: [], query: true, body: 'none' },
    /** Get a system. */
    get: { id: 'getSystem', method: 'GET', path: '/v1/systems/{id}', kind: 'read', params: ['id'], query: false, body: 'none' },
    /** Get what a system bears. */
    getLoad: { id: 'getSystemLoad', method: 'GET', path: '/v1/systems/{id}/load', kind: 'read', params: ['id'], query: false, body: 'none' },
    /** Forget what is kept of a system. */
    purgeCache: { id: 'purgeSystemCache', method: 'DELETE', path: '/v1/systems/{id}/cache', kind: 'read', params: ['id'], query: true, body: 'none' },
    /** See the deliveries of a system. */
    getDeliveries: { id: 'getSystemDeliveries', method: 'GET', path: '/v1/systems/{id}/deliveries', kind: 'read', params: ['id'], query: false, body: 'none' },
    /** Pause or resume the deliveries of a system. */
    switchDeliveries: { id: 'switchSystemDeliveries', method: 'PUT', path: '/v1/systems/{id}/deliveries', kind: 'read', params: ['id'], query: false, body: 'json' },
    /** Try all parked submissions of a system again. */
    retryDeliveries: { id: 'retrySystemDeliveries', method: 'POST', path: '/v1/systems/{id}/deliveries/retry', kind: 'read', params: ['id'], query: false, body: 'json' }
  },
  admin: {
    /** List alerts. */
    listAlerts: { id: 'listAlerts', method: 'GET', path: '/admin/alerts', kind: 'list', params: [], query: true, body: 'none' },
    /** Send a test message. */
    testReceivers: { id: 'testReceivers', method: 'POST', path: '/admin/alerts/test', kind: 'read', params: [], query: false, body: 'json' },
    /** Acknowledge an alert. */
    acknowledgeAlert: { id: 'acknowledgeAlert', method: 'POST', path: '/admin/alerts/{id}/acknowledge', kind: 'read', params: ['id'], query: false, body: 'json' },
    /** List silences. */
    listSilences: { id: 'listSilences', method: 'GET', path: '/admin/silences', kind: 'list', params: [], query: true, body: 'none' },
    /** Silence alerts. */
    createSilence: { id: 'createSilence', method: 'POST', path: '/admin/silences', kind: 'read', params: [], query: false, body: 'json' },
    /** End a silence. */
    endSilence: { id: 'endSilence', method: 'DELETE', path: '/admin/silences/{id}', kind: 'read', params: ['id'], query: false, body: 'json' },
    /** List systems as operators see them. */
    listOperatedSystems: { id: 'listOperatedSystems', method: 'GET', path: '/admin/systems', kind: 'list', params: [], query: true, body: 'none' },
    /** Get a system as operators see it. */
    getOperatedSystem: { id: 'getOperatedSystem', method: 'GET', path: '/admin/systems/{id}', kind: 'read', params: ['id'], query: false, body: 'none' },
    /** Pause a system. */
    pauseSystem: { id: 'pauseSystem', method: 'POST', path: '/admin/systems/{id}/pause', kind: 'read', params: ['id'], query: false, body: 'json' },
    /** Resume a system. */
    resumeSystem: { id: 'resumeSystem', method: 'POST', path: '/admin/systems/{id}/resume', kind: 'read', params: ['id'], query: false, body: 'json' },
    /** Plan maintenance of a system. */
    planMaintenance: { id: 'planMaintenance', method: 'POST', path: '/admin/systems/{id}/maintenance', kind: 'read', params: ['id'], query: false, body: 'json' },
    /** End maintenance of a system. */
    endMaintenance: { id: 'endMaintenance', method: 'DELETE', path: '/admin/systems/{id}/maintenance', kind: 'read', params: ['id'], query: false, body: 'json' },
    /** Probe a system. */
    probeSystem: { id: 'probeSystem', method: 'POST', path: '/admin/systems/{id}/probe', kind: 'read', params: ['id'], query: false, body: 'json' },
    /** Reload a system. */
    reloadSystem: { id: 'reloadSystem', method: 'POST', path: '/admin/systems/{id}/reload', kind: 'read', params: ['id'], query: false, body: 'json' },
    /** Set the log level of a system. */
    setSystemLogLevel: { id: 'setSystemLogLevel', method: 'PUT', path: '/admin/systems/{id}/log-level', kind: 'read', params: ['id'], query: false, body: 'json' },
    /** Get what is kept of systems. */
    getCache: { id: 'getCache', method: 'GET', path: '/admin/cache', kind: 'read', params: [], query: false, body: 'none' },
    /** Forget what is kept of systems. */
    purgeCache: { id: 'purgeCache', method: 'POST', path: '/admin/cache/purge', kind: 'read', params: [], query: false, body: 'json' },
    /** List consumers. */
    listConsumers: { id: 'listConsumers', method: 'GET', path: '/admin/consumers', kind: 'list', params: [], query: true, body: 'none' },
    /** Get a consumer. */
    getConsumer: { id: 'getConsumer', method: 'GET', path: '/admin/consumers/{id}', kind: 'read', params: ['id'], query: false, body: 'none' },
    /** Suspend a consumer. */
    suspendConsumer: { id: 'suspendConsumer', method: 'POST', path: '/admin/consumers/{id}/suspend', kind: 'read', params: ['id'], query: false, body: 'json' },
    /** Revoke an API key. */
    revokeConsumerKey: { id: 'revokeConsumerKey', method: 'POST', path: '/admin/consumers/{id}/keys/{key}/revoke', kind: 'read', params: ['id', 'key'], query: false, body: 'json' },
    /** Resume a consumer. */
    resumeConsumer: { id: 'resumeConsumer', method: 'POST', path: '/admin/consumers/{id}/resume', kind: 'read', params: ['id'], query: false, body: 'json' },
    /** Get the log level. */
    getLogLevel: { id: 'getLogLevel', method: 'GET', path: '/admin/log-level', kind: 'read', params: [], query: false, body: 'none' },
    /** Set the log level. */
    setLogLevel: { id: 'setLogLevel', method: 'PUT', path: '/admin/log-level', kind: 'read', params: [], query: false, body: 'json' },
    /** List what is mirrored. */
    listMirrored: { id: 'listMirrored', method: 'GET', path: '/admin/mirror', kind: 'list', params: [], query: true, body: 'none' },
    /** Forget what is mirrored of a system. */
    forgetMirrored: { id: 'forgetMirrored', method: 'POST', path: '/admin/systems/{id}/mirror/forget', kind: 'read', params: ['id'], query: false, body: 'json' },
    /** List what operators did. */
    listOperatorActions: { id: 'listOperatorActions', method: 'GET', path: '/admin/actions', kind: 'list', params: [], query: true, body: 'none' },
    /** List the systems that replace others. */
    listSuccessions: { id: 'listSuccessions', method: 'GET', path: '/admin/successions', kind: 'list', params: [], query: true, body: 'none' },
    /** What still stands in the way of switching the old system off. */
    reportSuccession: { id: 'reportSuccession', method: 'GET', path: '/admin/successions/{id}/report', kind: 'read', params: ['id'], query: false, body: 'none' },
    /** List in what records differ between two systems. */
    listSuccessionDifferences: { id: 'listSuccessionDifferences', method: 'GET', path: '/admin/successions/{id}/differences', kind: 'list', params: ['id'], query: true, body: 'none' },
    /** Compare all records of two systems now. */
    compareSuccession: { id: 'compareSuccession', method: 'POST', path: '/admin/successions/{id}/compare', kind: 'read', params: ['id'], query: false, body: 'json' },
    /** See what a system sends otherwise than it did. */
    getSystemDrift: { id: 'getSystemDrift', method: 'GET', path: '/admin/systems/{id}/drift', kind: 'read', params: ['id'], query: true, body: 'none' },
    /** Accept a change as the new normal. */
    acceptSystemDrift: { id: 'acceptSystemDrift', method: 'POST', path: '/admin/systems/{id}/drift/{drift}/accept', kind: 'read', params: ['id', 'drift'], query: false, body: 'json' }
  }
} as const
