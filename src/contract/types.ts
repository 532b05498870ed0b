// Generated from openapi/ by scripts/generate.ts; change the contract instead.
export interface paths {
    "/v1/agencies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List agencies
         * @description Agencies that were merged or renamed stay in the list, with `valid_to` and `successor_id`. `successor_id` also leads from a code that another system has for an agency to the agency itself. The agencies of today are those with neither.
         */
        get: operations["listAgencies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agencies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an agency
         * @description One agency, with the names and codes that it had before.
         */
        get: operations["getAgency"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List services
         * @description Use the `code` of a service to send a complaint and its `id` to apply for a licence.
         */
        get: operations["listServices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/services/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a service
         * @description Its `attributes` are the further questions to ask, shaped as in Open311 GeoReport v2.
         */
        get: operations["getService"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/licence-applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List licence applications
         * @description Applications of all connected licensing systems. What a system calls its steps is in `status.raw_code`.
         *
         *     A citizen who signed in gets their own: first what they sent, the last first, then what carries their NIK. They
         *     are shown whole, and every such look stands in their access log.
         */
        get: operations["listLicenceApplications"];
        put?: never;
        /**
         * Submit a licence application
         * @description It goes to the licensing system of the agency that offers the service.
         */
        post: operations["submitLicenceApplication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/licence-applications/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a licence application
         * @description One application and where it stands, as its licensing system has it now.
         */
        get: operations["getLicenceApplication"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/licence-applications/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw a licence application
         * @description Possible until it is decided; later the system refuses it (422).
         */
        post: operations["withdrawLicenceApplication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/licence-applications/{id}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Attach a file to a licence application
         * @description One file, for one requirement of the service. What it is is told by its content, whatever its name and its part of
         *     the form say: PDF, JPEG or PNG, anything else is a 415. It goes into the system as it is, with all that is in it,
         *     such as the place where a photo was taken. Where it is larger than the hub takes, or too many files of the
         *     application are still on their way, it is a 413; what the system does not want is a 422. Until it is decided an
         *     application takes files. A repeat under the same key has to be the same file, byte for byte.
         */
        post: operations["attachToLicenceApplication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/licences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List licences
         * @description Licences of all connected systems, transport permits among them. Names of holders are masked.
         */
        get: operations["listLicences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/licences/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a licence
         * @description One licence. Whether it still holds is its status.
         */
        get: operations["getLicence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/complaints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List complaints
         * @description Complaints of all connected systems. Reporters are masked.
         */
        get: operations["listComplaints"];
        put?: never;
        /**
         * Send a complaint
         * @description It goes to the system that takes complaints about this service in this district.
         */
        post: operations["createComplaint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/complaints/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a complaint
         * @description One complaint, with its public updates and the time limit that runs on it. Who sent a confidential one sees it,
         *     signed in as a citizen, and nobody else does.
         */
        get: operations["getComplaint"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/complaints/{id}/updates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the updates of a complaint
         * @description Oldest first. Updates that are not public are left out.
         */
        get: operations["listComplaintUpdates"];
        put?: never;
        /**
         * Comment on a complaint
         * @description The comment is shown with the updates of the complaint, which is the answer.
         */
        post: operations["addComplaintComment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/complaints/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a complaint
         * @description Possible once it was answered; before that the system refuses it (422).
         */
        post: operations["closeComplaint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/residents/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify a resident
         * @description Checks whether a NIK, a name and a birth date belong together, without giving anything away. Prefer it to a
         *     look-up. A NIK that does not exist and one whose name does not match are answered exactly alike: `match` and
         *     every entry of `fields` are false. The birth date is compared only when the name matches.
         */
        post: operations["verifyResident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/residents/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look up a resident
         * @description Gives one resident, as far as the agreement of the caller opens it. Needs an agreement that allows the declared
         *     purpose; every call is written to the access log. The answer is never stored. Citizens may look up themselves.
         */
        post: operations["lookUpResident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tax-objects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tax objects
         * @description Land and buildings as the last file of the tax register has them.
         */
        get: operations["listTaxObjects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tax-objects/{nop}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a tax object
         * @description One tax object, by its number (NOP).
         */
        get: operations["getTaxObject"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tax-bills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tax bills
         * @description Property tax bills of all years, with what was paid on them.
         */
        get: operations["listTaxBills"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tax-bills/{nop}/{year}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the tax bill of a year
         * @description The newest issue, when a bill was issued again.
         */
        get: operations["getTaxBill"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/information-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List information requests
         * @description Requests for public information, each with the time limit that runs on it. Requesters are masked.
         *
         *     A citizen who signed in gets their own: first what they sent, the last first, then what carries their NIK. They
         *     are shown whole, and every such look stands in their access log.
         */
        get: operations["listInformationRequests"];
        put?: never;
        /**
         * Ask for information
         * @description The agency answers within ten working days and may extend that once by seven (UU 14/2008).
         */
        post: operations["createInformationRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/information-requests/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count the information requests of a year
         * @description What the yearly report of an information office tells (UU 14/2008, article 12), of the requests that were received
         *     in that year. Counts of 1 to 4 are `null`, and so is one more of the same breakdown where the whole would tell it.
         *     They are counted every ten minutes at most. While a first count takes long the answer is a 503 with `Retry-After`.
         */
        get: operations["getInformationRequestStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/information-requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an information request
         * @description One request, with the decision, its grounds and the objection, if there is one.
         */
        get: operations["getInformationRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/information-requests/{id}/object": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Object to the answer of an information request
         * @description Possible within thirty working days of the answer, or of the day it was due; after that it is a 409
         *     `state_conflict` that names the last day (UU 14/2008, article 36).
         */
        post: operations["objectToInformationRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/announcements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List announcements
         * @description News of all connected feeds. An edited item keeps its id.
         */
        get: operations["listAnnouncements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/announcements/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an announcement
         * @description One announcement, its text cleaned of scripts and styles.
         */
        get: operations["getAnnouncement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/datasets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List data sets
         * @description Data sets of all connected catalogues, with their files.
         */
        get: operations["listDatasets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/datasets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a data set
         * @description One data set, with its files.
         */
        get: operations["getDataset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List incidents
         * @description Incidents of all connected sources, from earthquakes to traffic.
         */
        get: operations["listIncidents"];
        put?: never;
        /**
         * Report an incident
         * @description In an emergency call 112 first.
         */
        post: operations["reportIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/incidents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an incident
         * @description One incident, as its source tells it now.
         */
        get: operations["getIncident"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List proposals
         * @description Proposals of the development planning forums, community programmes and surveys.
         */
        get: operations["listProposals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/proposals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a proposal
         * @description One proposal and what became of it.
         */
        get: operations["getProposal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/submissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List submissions
         * @description What was written, in the order in which it was accepted. A consumer sees its own; with the scope
         *     `submissions:operate` those of all. A citizen who signed in sees what they sent themselves, by whichever
         *     application. `meta.sources` is empty.
         *
         *     With an `Idempotency-Key`, only what this consumer sent under that key: whether a write whose answer was lost has
         *     arrived, and what became of it. An empty list says that it has not. The key is known as long as the submission is
         *     kept, which is longer than a repeat under it writes nothing new.
         */
        get: operations["listSubmissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/submissions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a submission
         * @description Ask again until its status is `delivered`, `rejected` or `abandoned`. The receipt does as well as the id, as
         *     people write it: `k7q2-m9x4-tbaj`, with blanks, with an O for a 0.
         */
        get: operations["getSubmission"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/submissions/{id}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the steps of a submission
         * @description Every change of its status, with time and cause. `meta.sources` is empty.
         */
        get: operations["listSubmissionSteps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/submissions/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a submission again
         * @description For operators: one that is parked is tried again, one that waits is tried now. If it may have arrived, its system is
         *     searched first. Where there is no way to look it is a 409, unless `force` says to send it all the same: then it
         *     may be written twice. What is being delivered right now, or has come to its end, is a 409.
         */
        post: operations["retrySubmission"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/submissions/{id}/edit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Correct a submission and try it again
         * @description For operators: changes some fields of what was written, then tries it again. The result must fit the operation
         *     that it was written with. The step says who changed which fields; what they held before is not kept. What may
         *     have arrived is a 409, unless `force` says to send it all the same. It stays with its system, wherever its new
         *     fields would lead.
         */
        post: operations["editSubmission"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/submissions/{id}/abandon": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a submission up
         * @description For operators: it is never sent again, and what waits behind it goes on. If it has arrived unnoticed, it stays
         *     where it is. What is being delivered right now, or has come to its end, is a 409.
         */
        post: operations["abandonSubmission"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/submissions/{id}/found": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say under which key a submission is in its system
         * @description For operators: one that may have arrived, and that nobody else can tell. The system is asked for the record of this
         *     key: if there is none it is a 409, and if it cannot be asked now that is told as for any read. Then it is delivered
         *     as that record, with its events, and is never sent again. A record that another submission was delivered as is a
         *     409, as is another record than the one that is changed. What is being delivered right now, or has come to its end,
         *     is a 409.
         */
        post: operations["confirmSubmission"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See all deliveries
         * @description Whether writes are delivered, and what waits. Systems that take no writes and for which nothing waits are left out.
         */
        get: operations["getDeliveries"];
        /**
         * Stop or resume all deliveries
         * @description The switch for everything: while it is off nothing is sent to any system, by any process of the gateway, within 2 s;
         *     what is being sent is finished. Writes are accepted meanwhile. Systems that are paused by themselves stay so.
         */
        put: operations["switchDeliveries"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List events, or follow them
         * @description What happened in the city's applications, oldest first, each once. Only events about records that you may read are
         *     given, and those about your own submissions.
         *
         *     **As pages.** Without a position it begins with the oldest event that is kept. Where `next_cursor` is `null` the
         *     page has reached the end: ask again later with `after` set to its `last_id`.
         *
         *     **As a stream.** With `Accept: text/event-stream` the answer does not end: each event comes as it happens, as
         *     server-sent events whose `id` is the event's and whose `data` is the event as JSON. Without a position it begins
         *     now. A browser's `EventSource` sends the last id that it has seen when it connects again, so that no event is lost
         *     and none comes twice; `after` does the same for other clients. What reads too slowly is cut off and may
         *     come again. A stream ends when the token does.
         */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List subscriptions
         * @description In the order in which they were made. A consumer sees its own; with the scope `events:operate` those of all, without
         *     the paths of their addresses. `meta.sources` is empty.
         */
        get: operations["listSubscriptions"];
        put?: never;
        /**
         * Subscribe
         * @description Events that fit, and that you may read at `/v1/events`, are sent to the address from now on, each as a POST with a
         *     CloudEvent in its body, signed as Standard Webhooks 1.0 has it. The secret is in this answer and in no later one.
         *
         *     The address is called at once, without a request. One that is not public, uses another port than allowed, or where
         *     nobody answers, is a 422 that says so.
         */
        post: operations["createSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscriptions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a subscription
         * @description With what waits for it. Of another consumer it takes the scope `events:operate`.
         */
        get: operations["getSubscription"];
        put?: never;
        post?: never;
        /**
         * Delete a subscription
         * @description Nothing more is sent; a message that is on its way is not called back. Operators (`events:operate`) may delete any.
         */
        delete: operations["deleteSubscription"];
        options?: never;
        head?: never;
        /**
         * Change a subscription, pause or resume it
         * @description Fields that are left out stay; `null` takes a filter out. Filters hold for events that happen from then on, an
         *     address for every attempt that begins then; it is checked as a new one is.
         *
         *     While a subscription is `paused` or `disabled`, what happens waits. Made active again (`paused: false`) it is sent all
         *     that, as far as events are kept, or with `skip_missed` only what happens from then on. Operators (`events:operate`) may
         *     pause and resume any subscription, and change nothing else of those of others.
         */
        patch: operations["changeSubscription"];
        trace?: never;
    };
    "/v1/subscriptions/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make another secret
         * @description The new one is in this answer and in no later one. For `overlap_seconds` every message is signed with the one before
         *     as well, so that the receiver can change over; 0 ends the one before at once, as when it was lost to somebody.
         */
        post: operations["rotateSubscriptionSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscriptions/{id}/ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test event
         * @description Has the receiver sent a `subscription.ping`, whatever its filters. What came of it is at the `Location` a moment later.
         *     One that is not active is a 409.
         */
        post: operations["pingSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscriptions/{id}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send again what happened since a time
         * @description What the receiver did not take since then, and what was never in line for it although its filters want it now; with
         *     `all` also what it took. Messages keep their ids. Of a subscription that is not active it waits.
         */
        post: operations["redeliverSince"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscriptions/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was sent to a receiver
         * @description One entry for each event that is in line for it, or was, in the order of the events. They are kept for
         *     `hub.retention.webhook_days` after their end. `meta.sources` is empty.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscriptions/{id}/deliveries/{delivery}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get what became of a message
         * @description With its last attempts, and when it is tried next.
         */
        get: operations["getWebhookDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscriptions/{id}/deliveries/{delivery}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a message again
         * @description Under the same id, whatever became of it before. One whose event is not kept any more is a 410.
         */
        post: operations["redeliverOne"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search all resources
         * @description Records of every resource that is mirrored and that you may list, by their words: in any order, the last one may be
         *     begun only. Old and new spellings are one (`Soekadjadi`, `Sukajadi`), and so are short and long forms (`Jl.`,
         *     `Jalan`; `Kec.`, `Kecamatan`; `Moch.`, `Muhammad`). A word that nothing holds is read as those that differ by a slip
         *     of the pen; `words` tells how each was read.
         *
         *     Nobody is found by what is personal: names, numbers and addresses of people are in no index, whoever asks. What you
         *     may not list is neither found nor counted.
         *
         *     The best are first. Of many matches the 300 that changed last are counted, and the last 150 of them and 75 with
         *     the words in their titles are listed: narrow the search to see others.
         */
        get: operations["searchRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/track/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow a case by its number
         * @description Whatever number a resident holds: the receipt of a write, the registration number of an application, the number of a
         *     licence, of a complaint, of a request for information, of a traffic report, the NOP of a property, or an id of this
         *     API. It may be typed in capitals or not, with blanks, stops, dashes and slashes or without.
         *
         *     The answer tells where the case stands, what is due and when, what happens next and who is responsible: in plain
         *     words, and nothing of a person, a place or a text. A number may belong to several cases: an application and the
         *     licence that came of it, or the bills of several years.
         *
         *     - **404**: nobody knows it, or nothing of it may be seen. These two are the same.
         *     - **503**: it cannot be told, since a system that may have it cannot be asked now. `Retry-After` says when to ask
         *       again.
         *     - **429**: who shows no credential is counted by address and over all, and sooner for numbers that nobody knows.
         *
         *     A NIK is never taken. In a path a slash of a number is written `%2F`, or left out.
         */
        get: operations["trackNumber"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/disagreements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List disagreements
         * @description Where records that are about the same person, business, parcel or licence contradict each other, by the rules of the
         *     city, what was found last first. A system that contradicts itself is one of them. Values of people are masked as
         *     everywhere: who says the same has the same `version`. `counts` tells how many there are in each state, whatever
         *     states are asked for. `rule=succession:<id>` names those in which a system and its successor differ. `meta.sources` is
         *     empty: the hub compares what it has kept of the systems.
         */
        get: operations["listDisagreements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/disagreements/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download disagreements as CSV
         * @description For an agency that works them off: one line for each claim, those of one disagreement together, in UTF-8 with a
         *     header. Without `state` it is what is open or accepted. Text that a spreadsheet would run as a formula has an
         *     apostrophe before it.
         */
        get: operations["exportDisagreements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/disagreements/index": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tell how agencies stand from week to week
         * @description For each agency and week the disagreements that are open or accepted and that one of its systems takes part in, for
         *     each 1,000 subjects (people, businesses, parcels, licences) of which two records could be compared and one is the
         *     agency's. Of the running week it is the standing so far; what has passed stays as it was. It should fall.
         */
        get: operations["getDisagreementIndex"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/disagreements/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a disagreement
         * @description With what became of it so far.
         */
        get: operations["getDisagreement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/disagreements/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that a disagreement is true
         * @description Somebody sees to it. One that is corrected or accepted already is a 409.
         */
        post: operations["acceptDisagreement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/disagreements/{id}/ignore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a disagreement aside
         * @description It is closed, and stays so for as long as the same systems say the same; when one of them says something else it opens
         *     again. One that is corrected or ignored already is a 409.
         */
        post: operations["ignoreDisagreement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/disagreements/{id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a disagreement again
         * @description One that was accepted or ignored. What is corrected opens by itself when the systems differ again: that is a 409.
         */
        post: operations["reopenDisagreement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/disagreements/{id}/correct": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a correction
         * @description Has the systems that say something else told what is right, as a write that is journalled like any other
         *     (`/v1/submissions`), where they take such a write; the value comes from the record that is suggested, or from
         *     `record`. The disagreement is accepted until the systems agree. Nothing is corrected without this, and nothing else.
         *
         *     Where a system does not take such a write it is a 422 that says so, and whom to ask. One that is corrected already is
         *     a 409.
         */
        post: operations["correctDisagreement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/residents/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What every system knows of a resident
         * @description The record of the population register, and every record of the other systems that names the same NIK: each value
         *     with its system, its age and how sure it is that it is of this person. Values that differ are all there; none is
         *     chosen. Records that may be of the same person and do not say so stand apart, with a score and the reasons: they
         *     are a guess until a person has looked at them.
         *
         *     Needs an agreement, as a look-up does, and the scope of each resource that is to be looked through; those that it
         *     lacks are named in `withheld`. Nothing is kept, and every call is written to the access log. Who sent a complaint
         *     anonymously or in confidence is not among what is known of anybody. Citizens may ask for themselves, without guesses.
         */
        post: operations["overviewResident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/residents/{id}/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What every system knows of a resident, by id
         * @description The same as `POST /v1/residents/overview`, for whom the id of a resident is known, which a look-up gives. The id tells
         *     nothing about the NIK: it is found where a record that the hub has read names the same person. A person of whom no
         *     such record is known is a 404.
         */
        get: operations["getResidentOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/businesses/{id}/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What every system knows of a business
         * @description By its NIB, or by the id of a licence or an application that is of the business: every record that has the same NIB or
         *     NPWP, each value beside those of the other systems, and apart from them records that may be of the same business. Looked
         *     through is what the scopes of the caller open.
         */
        get: operations["getBusinessOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parcels/{nop}/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What every system knows of a piece of land
         * @description By its NOP: the tax object, its bills, and licences and applications for the same NOP; apart from them those for the
         *     same house. Looked through is what the scopes of the caller open.
         */
        get: operations["getParcelOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/access-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who saw my data
         * @description Who was shown personal data of yours, or checked what you say of yourself, newest first. For citizens who signed in
         *     with an identity provider that tells the NIK; everybody else is refused.
         */
        get: operations["listOwnAccess"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/systems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List systems
         * @description In the order of their ids.
         */
        get: operations["listSystems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/systems/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a system
         * @description One system: its health, its limits, and the last records that did not fit the contract.
         */
        get: operations["getSystem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/systems/{id}/load": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get what a system bears
         * @description For the owner of a system: how often the gateway asked it in each of the last 48 hours, how often its cache made
         *     that needless, how many calls ran at once, and how they ended. An hour begins with its first minute; the
         *     current one is not over.
         */
        get: operations["getSystemLoad"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/systems/{id}/cache": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Forget what is kept of a system
         * @description Ends what the gateway keeps of a system, of one of its resources, or of one record and the lists that may
         *     hold it, in every process of the gateway. The next read asks the system. What systems that push or come
         *     whole have given stays: it is forgotten only in its encoded form.
         */
        delete: operations["purgeSystemCache"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/systems/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See the deliveries of a system
         * @description Whether writes are delivered to it, and what waits.
         */
        get: operations["getSystemDeliveries"];
        /**
         * Pause or resume the deliveries of a system
         * @description While they are paused nothing is sent to the system, by any process of the gateway, within 2 s; what is being sent is
         *     finished. Writes are accepted meanwhile.
         */
        put: operations["switchSystemDeliveries"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/systems/{id}/deliveries/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try all parked submissions of a system again
         * @description One after the other, at most so many in a second. A pause stops it, and what is left goes on at the same pace after it.
         *     What may have arrived is looked for first; where there is no way to look it stays parked. A 409 while the deliveries of
         *     the system are paused.
         */
        post: operations["retrySystemDeliveries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List alerts
         * @description What is wrong now, newest first; with `state=all` what is over as well, as long as it is kept
         *     (`hub.retention.event_days`). Nothing is watched while the city's file names no receiver. `meta.sources` is empty.
         */
        get: operations["listAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/alerts/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test message
         * @description Sends a message to each receiver of alerts, or to one, now and once, and tells how that ended. A 404 when there is no such
         *     receiver, or none at all.
         */
        post: operations["testReceivers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/alerts/{id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Acknowledge an alert
         * @description Somebody is at it. It is not told again; its end still is. A 409 when it is over already.
         */
        post: operations["acknowledgeAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/silences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List silences
         * @description Those that hold now, or will; newest first. `meta.sources` is empty.
         */
        get: operations["listSilences"];
        put?: never;
        /**
         * Silence alerts
         * @description Nobody is told, from then until then, of alerts that fit all that is named: at least one of `system`, `agency`, `kind` and
         *     `rule`. Without `from` it begins now; it ends `until` then, or so many `minutes` after it began, within a year. What is still wrong when it ends is told then.
         */
        post: operations["createSilence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/silences/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a silence
         * @description What it kept quiet and is still wrong is told now.
         */
        delete: operations["endSilence"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/systems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List systems as operators see them
         * @description In the order of their ids. `meta.sources` is empty.
         */
        get: operations["listOperatedSystems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/systems/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a system as operators see it
         * @description How it fares, what stands in its way, who stopped it and why, and what waits for it.
         */
        get: operations["getOperatedSystem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/systems/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause a system
         * @description Nothing is asked of it or written to it any more, by any process of the gateway, within 2 s, and also after a restart, until
         *     it is resumed; calls that run end. Reads are answered with what is known of it, marked stale, or tell that it is paused;
         *     writes are accepted and wait. What the system pushes is taken. A 409 when it is paused already.
         */
        post: operations["pauseSystem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/systems/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a system
         * @description It is asked again, and what waits for it is written. A 409 when it is not paused; a maintenance that runs goes on.
         */
        post: operations["resumeSystem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/systems/{id}/maintenance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Plan maintenance of a system
         * @description From then until then it is as if it were paused, and ends by itself; callers are told `message` and when it ends. Without
         *     `from` it begins now. It ends after at most 31 days, and begins within a year. A 409 when it overlaps another of the system.
         */
        post: operations["planMaintenance"];
        /**
         * End maintenance of a system
         * @description Ends the one that runs; with `maintenance` that one, whether it runs or is to come. A 409 when there is none.
         */
        delete: operations["endMaintenance"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/systems/{id}/probe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Probe a system
         * @description Asks it now, and tells how long it took and what came of it. It is asked although it is paused, in maintenance, or left alone
         *     after failures: an answer ends that last one. Within its owner's hours and limits all the same.
         */
        post: operations["probeSystem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/systems/{id}/reload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reload a system
         * @description The configuration file and the adapters are read as they stand now, as on a change of theirs, and this system is connected
         *     anew also when nothing about it has changed: sessions, connections and the breaker begin afresh. It is tried before it takes
         *     the place of the one that runs, which ends with its last request. Every process does so, within 2 s. A 409 tells all that is
         *     wrong with the file, or how the system failed; nothing has changed then.
         */
        post: operations["reloadSystem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/systems/{id}/log-level": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set the log level of a system
         * @description Of the lines about this system, without a restart, in every process within 2 s, and for a time: it goes back by itself.
         *     At `debug` each call to it has a line, with its stage, request id and duration; never a payload. `default` goes back now.
         */
        put: operations["setSystemLogLevel"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/cache": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get what is kept of systems
         * @description How much is kept, by level and by system, in the process that answers, and how the level stands that all processes share
         *     (Redis). What was purged is not counted for its system.
         */
        get: operations["getCache"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/cache/purge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Forget what is kept of systems
         * @description Ends what is kept of a system, of one of its resources, or of one record and the lists that may hold it; with `all` of every
         *     system. In every process. The next read asks the system.
         */
        post: operations["purgeCache"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/consumers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List consumers
         * @description In the order of their ids. `meta.sources` is empty.
         */
        get: operations["listConsumers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/consumers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a consumer
         * @description What it may do, by which agreement, within which limits, when its keys end, whether it is suspended, and how much it uses.
         */
        get: operations["getConsumer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/consumers/{id}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suspend a consumer
         * @description All its requests are answered 403, whatever it shows, and its streams end; in every process of the gateway within 2 s, and
         *     also after a restart, until it is resumed. A 409 when it is suspended already, or is the one that asks.
         */
        post: operations["suspendConsumer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/consumers/{id}/keys/{key}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke an API key
         * @description Requests that show this key are answered 401 from now on, and its streams end; in every process of the gateway within 2 s,
         *     also after a restart, and for good: the consumer needs another key. A 409 when it is revoked already.
         */
        post: operations["revokeConsumerKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/consumers/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a consumer
         * @description It is let in again. A 409 when it is not suspended.
         */
        post: operations["resumeConsumer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/log-level": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the log level
         * @description Of the gateway's own lines, and of systems that have none of their own.
         */
        get: operations["getLogLevel"];
        /**
         * Set the log level
         * @description Without a restart, in every process within 2 s, and for a time: it goes back by itself. `default` goes back now.
         */
        put: operations["setLogLevel"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/mirror": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what is mirrored
         * @description How many records are kept of each resource of each system, by system and resource; also of what the configuration
         *     allows and nothing has come of yet. `meta.sources` is empty.
         */
        get: operations["listMirrored"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/systems/{id}/mirror/forget": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Forget what is mirrored of a system
         * @description All of it, or of one resource, with what finds it. What the configuration allows is kept again when it is next read: to
         *     end that, take it out of `hub.mirror` or of the system's `mirror`.
         */
        post: operations["forgetMirrored"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what operators did
         * @description Who acted on the gateway, when, on what, why, and what came of it, newest first: all acts under `/admin`, and those of
         *     operators under `/v1` (submissions, deliveries, caches, subscriptions of others), where a reason may be missing.
         *     An act stands here before it is done: `begun` is one whose end nobody has told of. `meta.sources` is empty.
         */
        get: operations["listOperatorActions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/successions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the systems that replace others
         * @description As the config has them. `meta.sources` is empty.
         */
        get: operations["listSuccessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/successions/{id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What still stands in the way of switching the old system off
         * @description Who answers, in what the two differ, what the new one lacks, what waits at the old one: each with how often and what to
         *     do. `ready` is true when nothing stands in the way. Counts are those of the last seven days, of all processes.
         */
        get: operations["reportSuccession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/successions/{id}/differences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List in what records differ between two systems
         * @description What is open now, the longest open first: a record that agrees when it is compared again stands here no more. Values
         *     are as everybody may see them. `/v1/disagreements?rule=succession:{id}` has them too, with what became of each.
         *     `meta.sources` is empty.
         */
        get: operations["listSuccessionDifferences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/successions/{id}/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compare all records of two systems now
         * @description It is done once a day by itself, until the switch. Both systems are read whole within their limits; how it ended stands
         *     in the report. While a comparison runs, in whichever process, `begun` is false.
         */
        post: operations["compareSuccession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/systems/{id}/drift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See what a system sends otherwise than it did
         * @description Each change of what the system sends: a field, a type, a code, a range, the order of columns; how often it was seen, a
         *     sample that holds no value of a person, and the line of the adapter that it concerns. The last seen comes first; at
         *     most 200.
         */
        get: operations["getSystemDrift"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/systems/{id}/drift/{drift}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept a change as the new normal
         * @description What the system sends now is what it is known to send from here on: the change is told no more. Accept it when the
         *     mapping was looked at, and mended where it had to be. Who accepted it and why is recorded. A 409 when it is not open.
         */
        post: operations["acceptSystemDrift"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description One look at your personal data.
         * @example {
         *       "time": "2016-02-03T10:00:00+07:00",
         *       "consumer": "social-aid",
         *       "caller": "application",
         *       "purpose": "public_service",
         *       "operation": "verifyResident",
         *       "fields": [
         *         "birth_date",
         *         "name",
         *         "nik"
         *       ],
         *       "systems": [
         *         "population"
         *       ],
         *       "request_id": "req-1a2b3c"
         *     }
         */
        AccessLogEntry: {
            time: components["schemas"]["Timestamp"];
            /**
             * @description Id of the application.
             * @example social-aid
             */
            consumer: string;
            /**
             * @description Its name, while it is registered.
             * @example Social aid eligibility desk
             */
            consumer_name?: string;
            /**
             * @description The agency that answers for it.
             * @example DINSOS
             */
            agency_code?: string;
            /**
             * @description Whether the application asked by itself, or for a person who had signed in to it.
             * @example officer
             * @enum {string}
             */
            caller: "application" | "officer" | "citizen";
            purpose?: components["schemas"]["Purpose"];
            /**
             * @description What was asked.
             * @example verifyResident
             */
            operation: string;
            /**
             * @description Classes of personal data that were shown or compared; `existence`: that there is a record of you, or none.
             * @example [
             *       "birth_date",
             *       "name",
             *       "nik"
             *     ]
             */
            fields: string[];
            /** @description Systems that were asked. */
            systems: components["schemas"]["SystemId"][];
            /**
             * @description Tells it from others when you ask about it.
             * @example req-1a2b3c
             */
            request_id: string;
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "time": "2016-02-03T10:00:00+07:00",
         *           "consumer": "social-aid",
         *           "consumer_name": "Social aid eligibility desk",
         *           "agency_code": "DINSOS",
         *           "caller": "officer",
         *           "purpose": "public_service",
         *           "operation": "verifyResident",
         *           "fields": [
         *             "birth_date",
         *             "name",
         *             "nik"
         *           ],
         *           "systems": [
         *             "population"
         *           ],
         *           "request_id": "req-1a2b3c"
         *         }
         *       ],
         *       "next_cursor": null,
         *       "meta": {
         *         "sources": []
         *       }
         *     }
         */
        AccessLogList: {
            items: components["schemas"]["AccessLogEntry"][];
            next_cursor: components["schemas"]["NextCursor"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @example {
         *       "reason": "the vendor restores a backup"
         *     }
         */
        ActReason: {
            reason: components["schemas"]["Reason"];
        };
        /** @example system.pause */
        ActionFilter: string;
        /**
         * @description `done`; `refused`: it could not be done as things were, and nothing was; `failed`: it broke off; `begun`: nothing is known
         *     of its end.
         * @example done
         * @enum {string}
         */
        ActionResult: "begun" | "done" | "refused" | "failed";
        /**
         * @description What whoever sent it should know or do, in plain words.
         * @example {
         *       "id": "Anda tidak perlu mengirim ulang.",
         *       "en": "There is no need to send it again."
         *     }
         */
        Advice: {
            /**
             * @description In Indonesian.
             * @example Anda tidak perlu mengirim ulang.
             */
            id: string;
            /**
             * @description In English.
             * @example There is no need to send it again.
             */
            en: string;
        };
        /**
         * @description An agency of the city. Codes change with every reorganisation; the id does not.
         * @example {
         *       "id": "SKPD-BPPT",
         *       "identifiers": [],
         *       "source": {
         *         "system": "agencies",
         *         "record_id": "BPPT",
         *         "fetched_at": "2016-02-03T10:00:00+07:00",
         *         "updated_at": "2016-01-04T08:00:00+07:00"
         *       },
         *       "quality": [],
         *       "code": "BPPT",
         *       "skpd_codes": [
         *         "1.16.01.01"
         *       ],
         *       "name": "Badan Pelayanan Perizinan Terpadu",
         *       "short_name": "BPPT",
         *       "kind": "badan",
         *       "valid_to": "2016-12-31",
         *       "successor_id": "SKPD-DPMPTSP"
         *     }
         */
        Agency: {
            id: components["schemas"]["Id"];
            identifiers: components["schemas"]["Identifiers"];
            source: components["schemas"]["Source"];
            quality: components["schemas"]["Quality"];
            /**
             * @description Short code used by this gateway.
             * @example BPPT
             */
            code: string;
            /**
             * @description Codes of the agency in the city's finance system, former ones too.
             * @example [
             *       "1.16.01.01"
             *     ]
             */
            skpd_codes?: string[];
            /** @example Badan Pelayanan Perizinan Terpadu */
            name: string;
            /** @example BPPT */
            short_name?: string;
            /**
             * @description Other and former names.
             * @example [
             *       "Dinas Perizinan"
             *     ]
             */
            aliases?: string[];
            /**
             * @description Department, board, office, district, urban village, section of the secretariat, hospital or city company.
             * @example badan
             * @enum {string}
             */
            kind?: "dinas" | "badan" | "kantor" | "kecamatan" | "kelurahan" | "bagian" | "rsud" | "bumd";
            parent_id?: components["schemas"]["Id"];
            valid_from?: components["schemas"]["CalendarDate"];
            /**
             * Format: date
             * @description Last day of its existence; null while it exists.
             * @example 2016-12-31
             */
            valid_to?: string | null;
            successor_id?: components["schemas"]["Id"];
        };
        /**
         * @description Where residents may ask.
         * @example {
         *       "url": "https://dbmp.example.org"
         *     }
         */
        AgencyContact: {
            /** @example 022-4200000 */
            phone?: string;
            /** @example layanan@example.org */
            email?: string;
            /** @example https://dbmp.example.org */
            url?: string;
        };
        /**
         * @description A page of agencies.
         * @example {
         *       "items": [
         *         {
         *           "id": "SKPD-BPPT",
         *           "identifiers": [],
         *           "source": {
         *             "system": "agencies",
         *             "record_id": "BPPT",
         *             "fetched_at": "2016-02-03T10:00:00+07:00",
         *             "updated_at": "2016-01-04T08:00:00+07:00"
         *           },
         *           "quality": [],
         *           "code": "BPPT",
         *           "skpd_codes": [
         *             "1.16.01.01"
         *           ],
         *           "name": "Badan Pelayanan Perizinan Terpadu",
         *           "short_name": "BPPT",
         *           "kind": "badan",
         *           "valid_to": "2016-12-31",
         *           "successor_id": "SKPD-DPMPTSP"
         *         }
         *       ],
         *       "next_cursor": null,
         *       "meta": {
         *         "sources": [
         *           {
         *             "system": "agencies",
         *             "state": "ok",
         *             "as_of": "2016-02-03T10:00:00+07:00"
         *           }
         *         ]
         *       }
         *     }
         */
        AgencyList: {
            items: components["schemas"]["Agency"][];
            next_cursor: components["schemas"]["NextCursor"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @description Something that is wrong, or was.
         * @example {
         *       "id": "alt-17",
         *       "state": "firing",
         *       "rule": "system-down",
         *       "kind": "system_down",
         *       "severity": "page",
         *       "subject": "complaints",
         *       "name": "LAPOR!",
         *       "agency": "Diskominfo",
         *       "since": "2016-02-03T09:15:00+07:00",
         *       "fired_at": "2016-02-03T09:15:03+07:00",
         *       "resources": [
         *         "complaints",
         *         "services"
         *       ],
         *       "consumers": 4,
         *       "told": [
         *         {
         *           "receiver": "duty",
         *           "time": "2016-02-03T09:15:05+07:00"
         *         }
         *       ]
         *     }
         */
        Alert: {
            id: components["schemas"]["AlertId"];
            /**
             * @example firing
             * @enum {string}
             */
            state: "firing" | "resolved";
            /**
             * @description The rule of the city that found it.
             * @example system-down
             */
            rule: string;
            /** @example system_down */
            kind: string;
            /**
             * @description `page`: somebody has to look now; `ticket`: today.
             * @example page
             * @enum {string}
             */
            severity: "page" | "ticket";
            /**
             * @description Id of the system or the agency, what a certificate is for, or `hub`.
             * @example complaints
             */
            subject: string;
            /**
             * @description Its name.
             * @example LAPOR!
             */
            name: string;
            /**
             * @description The agency that answers for it.
             * @example Diskominfo
             */
            agency?: string;
            since: components["schemas"]["Timestamp"];
            fired_at: components["schemas"]["Timestamp"];
            resolved_at?: components["schemas"]["Timestamp"];
            /**
             * @description What its kind counts, as it was when it fired.
             * @example 0.25
             */
            value?: number;
            /** @description What the system serves. */
            resources: string[];
            /**
             * @description How many applications may ask for that.
             * @example 4
             */
            consumers: number;
            acknowledged?: components["schemas"]["AlertAcknowledged"];
            told: components["schemas"]["AlertTold"][];
        };
        /**
         * @description Who is at it.
         * @example {
         *       "by": "operations",
         *       "time": "2016-02-03T09:20:00+07:00",
         *       "reason": "the vendor restores a backup"
         *     }
         */
        AlertAcknowledged: {
            /**
             * @description The application that the operator used, and who had signed in to it.
             * @example operations
             */
            by: string;
            time: components["schemas"]["Timestamp"];
            /**
             * @description In the words of the operator.
             * @example the vendor restores a backup
             */
            reason?: string;
        };
        /**
         * @example {
         *       "reason": "the vendor restores a backup"
         *     }
         */
        AlertActReason: {
            reason: components["schemas"]["Reason"];
        };
        /** @example alt-17 */
        AlertId: string;
        /**
         * @example system_down
         * @enum {string}
         */
        AlertKind: "system_down" | "error_rate" | "stale" | "overdue" | "parked" | "waiting" | "quarantined" | "drift" | "disk" | "store" | "certificate";
        /**
         * @example {
         *       "items": [
         *         {
         *           "id": "alt-17",
         *           "state": "firing",
         *           "rule": "system-down",
         *           "kind": "system_down",
         *           "severity": "page",
         *           "subject": "complaints",
         *           "name": "LAPOR!",
         *           "agency": "Diskominfo",
         *           "since": "2016-02-03T09:15:00+07:00",
         *           "fired_at": "2016-02-03T09:15:03+07:00",
         *           "resources": [
         *             "complaints",
         *             "services"
         *           ],
         *           "consumers": 4,
         *           "told": [
         *             {
         *               "receiver": "duty",
         *               "time": "2016-02-03T09:15:05+07:00"
         *             }
         *           ]
         *         }
         *       ],
         *       "next_cursor": null,
         *       "meta": {
         *         "sources": []
         *       }
         *     }
         */
        AlertList: {
            items: components["schemas"]["Alert"][];
            next_cursor: components["schemas"]["NextCursor"];
            meta: components["schemas"]["Meta"];
        };
        /** @example system-down */
        AlertName: string;
        /**
         * @example {
         *       "reason": "the mail server has moved"
         *     }
         */
        AlertTest: {
            receiver?: components["schemas"]["AlertName"];
            reason: components["schemas"]["Reason"];
        };
        /**
         * @example {
         *       "receiver": "duty",
         *       "outcome": "sent",
         *       "detail": "took it"
         *     }
         */
        AlertTestResult: {
            /** @example duty */
            receiver: string;
            /**
             * @example sent
             * @enum {string}
             */
            outcome: "sent" | "refused" | "busy" | "timeout" | "unreachable";
            /**
             * @description In a few words.
             * @example took it
             */
            detail: string;
        };
        /**
         * @example {
         *       "results": [
         *         {
         *           "receiver": "duty",
         *           "outcome": "sent",
         *           "detail": "took it"
         *         }
         *       ]
         *     }
         */
        AlertTestResults: {
            results: components["schemas"]["AlertTestResult"][];
        };
        /**
         * @description Who was told of it last, and when.
         * @example {
         *       "receiver": "duty",
         *       "time": "2016-02-03T09:15:05+07:00"
         *     }
         */
        AlertTold: {
            /** @example duty */
            receiver: string;
            time: components["schemas"]["Timestamp"];
        };
        /**
         * @example {
         *       "paused": false,
         *       "systems": [
         *         {
         *           "system": "complaints",
         *           "paused": true,
         *           "pause": {
         *             "of": "system",
         *             "reason": "the vendor restores a backup",
         *             "by": "operations",
         *             "since": "2016-02-03T09:15:00+07:00"
         *           },
         *           "waiting": 12,
         *           "uncertain": 0,
         *           "parked": 1,
         *           "oldest_accepted_at": "2016-02-03T08:00:00+07:00"
         *         }
         *       ]
         *     }
         */
        AllDeliveries: {
            /**
             * @description Nothing is sent to any system.
             * @example false
             */
            paused: boolean;
            pause?: components["schemas"]["DeliveryPause"];
            /** @description In the order of their ids. */
            systems: components["schemas"]["Deliveries"][];
        };
        /**
         * @description A piece of news.
         * @example {
         *       "id": "NEWS-123",
         *       "identifiers": [],
         *       "source": {
         *         "system": "news",
         *         "record_id": "123",
         *         "fetched_at": "2016-02-03T10:00:00+07:00",
         *         "updated_at": "2016-02-03T09:15:00+07:00"
         *       },
         *       "quality": [],
         *       "guid": "https://news.example.org/?p=123",
         *       "title": "Jalan Dago ditutup hari Minggu",
         *       "body_html": "<p>Car free day.</p>",
         *       "published_at": "2016-02-03T09:15:00+07:00",
         *       "categories": [
         *         "Lalu lintas"
         *       ],
         *       "url": "https://news.example.org/?p=123"
         *     }
         */
        Announcement: {
            id: components["schemas"]["Id"];
            identifiers: components["schemas"]["Identifiers"];
            source: components["schemas"]["Source"];
            quality: components["schemas"]["Quality"];
            /**
             * @description Its unique name in the feed.
             * @example https://news.example.org/?p=123
             */
            guid: string;
            /** @example Jalan Dago ditutup hari Minggu */
            title: string;
            /**
             * @description Sanitised HTML: no scripts, styles, frames or forms.
             * @example <p>Car free day.</p>
             */
            body_html?: string;
            published_at: components["schemas"]["Timestamp"];
            agency_id?: components["schemas"]["Id"];
            /**
             * @example [
             *       "Lalu lintas"
             *     ]
             */
            categories?: string[];
            /**
             * Format: uri
             * @example https://news.example.org/?p=123
             */
            url: string;
            /**
             * Format: uri
             * @example https://news.example.org/dago.jpg
             */
            image_url?: string;
        };
        /**
         * @description A page of announcements.
         * @example {
         *       "items": [
         *         {
         *           "id": "NEWS-123",
         *           "identifiers": [],
         *           "source": {
         *             "system": "news",
         *             "record_id": "123",
         *             "fetched_at": "2016-02-03T10:00:00+07:00",
         *             "updated_at": "2016-02-03T09:15:00+07:00"
         *           },
         *           "quality": [],
         *           "guid": "https://news.example.org/?p=123",
         *           "title": "Jalan Dago ditutup hari Minggu",
         *           "body_html": "<p>Car free day.</p>",
         *           "published_at": "2016-02-03T09:15:00+07:00",
         *           "categories": [
         *             "Lalu lintas"
         *           ],
         *           "url": "https://news.example.org/?p=123"
         *         }
         *       ],
         *       "next_cursor": null,
         *       "meta": {
         *         "sources": [
         *           {
         *             "system": "news",
         *             "state": "ok",
         *             "as_of": "2016-02-03T10:00:00+07:00"
         *           }
         *         ]
         *       }
         *     }
         */
        AnnouncementList: {
            items: components["schemas"]["Announcement"][];
            next_cursor: components["schemas"]["NextCursor"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @description How long answers took, of those whose day is known.
         * @example {
         *       "mean_working_days": 8.4,
         *       "share_in_time": 0.806
         *     }
         */
        AnswerTime: {
            /**
             * @description Working days from receipt to decision; null with fewer than five.
             * @example 8.4
             */
            mean_working_days: number | null;
            /**
             * @description Decided on their last day or before, extensions included; null where it would tell a small count.
             * @example 0.806
             */
            share_in_time: number | null;
        };
        /**
         * @description Plain text for people; show it as text.
         * @example {
         *       "id": "Server dipindahkan ke pusat data baru.",
         *       "en": "The server moves to the new data centre."
         *     }
         */
        BilingualMessage: {
            id: components["schemas"]["MessageText"];
            en: components["schemas"]["MessageText"];
        };
        /**
         * Format: date
         * @description Date of birth.
         * @example 1985-05-13
         */
        BirthDate: string;
        /**
         * @description A business, as a system knows it.
         * @example {
         *       "name": "PT CONTOH SEJAHTERA",
         *       "legal_form": "pt",
         *       "npwp": "012345674423000",
         *       "location": {
         *         "address": "Jl. Asia Afrika No. 8",
         *         "district_code": "32.73.19"
         *       }
         *     }
         */
        Business: {
            /** @example PT CONTOH SEJAHTERA */
            name: string;
            legal_form?: components["schemas"]["LegalForm"];
            nib?: components["schemas"]["Nib"];
            npwp?: components["schemas"]["Npwp"];
            tdp_number?: components["schemas"]["TdpNumber"];
            location?: components["schemas"]["Location"];
        };
        /**
         * @description What systems say of the business.
         * @example {
         *       "name": [
         *         {
         *           "value": "PT CONTOH SEJAHTERA",
         *           "source": {
         *             "system": "transport",
         *             "resource": "licences",
         *             "id": "DISH-551_2F0412",
         *             "as_of": "2016-02-03T09:59:00+07:00",
         *             "updated_at": "2015-11-20T00:00:00+07:00",
         *             "age_seconds": 60,
         *             "confidence": "certain"
         *           }
         *         }
         *       ]
         *     }
         */
        BusinessAttributes: {
            name?: components["schemas"]["OverviewText"][];
            legal_form?: components["schemas"]["OverviewText"][];
            nib?: components["schemas"]["OverviewText"][];
            npwp?: components["schemas"]["OverviewNpwp"][];
            tdp_number?: components["schemas"]["OverviewText"][];
            address?: components["schemas"]["OverviewText"][];
            owner?: components["schemas"]["OverviewName"][];
        };
        /**
         * @example {
         *       "attributes": {
         *         "name": [
         *           {
         *             "value": "PT CONTOH SEJAHTERA",
         *             "source": {
         *               "system": "transport",
         *               "resource": "licences",
         *               "id": "DISH-551_2F0412",
         *               "as_of": "2016-02-03T09:59:00+07:00",
         *               "updated_at": "2015-11-20T00:00:00+07:00",
         *               "age_seconds": 60,
         *               "confidence": "certain"
         *             }
         *           }
         *         ]
         *       },
         *       "differing": [],
         *       "records": [
         *         {
         *           "resource": "licences",
         *           "system": "transport",
         *           "id": "DISH-551_2F0412",
         *           "role": "holder",
         *           "matched_by": [
         *             "nik"
         *           ],
         *           "number": "551.2/0412-DISHUB/2015",
         *           "status": "active",
         *           "live": true,
         *           "as_of": "2016-02-03T09:59:00+07:00",
         *           "age_seconds": 60
         *         }
         *       ],
         *       "candidates": [],
         *       "contradictions": [],
         *       "withheld": [],
         *       "coverage": [
         *         {
         *           "system": "transport",
         *           "resource": "licences",
         *           "looked_through": true
         *         },
         *         {
         *           "system": "tax",
         *           "resource": "tax-objects",
         *           "looked_through": false
         *         }
         *       ],
         *       "meta": {
         *         "sources": [
         *           {
         *             "system": "population",
         *             "state": "ok",
         *             "as_of": "2016-02-03T10:00:00+07:00"
         *           },
         *           {
         *             "system": "transport",
         *             "state": "ok",
         *             "as_of": "2016-02-03T09:59:00+07:00"
         *           }
         *         ]
         *       }
         *     }
         */
        BusinessOverview: {
            attributes: components["schemas"]["BusinessAttributes"];
            differing: components["schemas"]["OverviewDiffering"];
            records: components["schemas"]["OverviewRecords"];
            candidates: components["schemas"]["OverviewCandidates"];
            contradictions: components["schemas"]["OverviewContradictions"];
            withheld: components["schemas"]["OverviewWithheld"];
            coverage: components["schemas"]["OverviewCoverage"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @example {
         *       "level": "records",
         *       "entries": 812,
         *       "bytes": 4194304,
         *       "max_bytes": 25165824
         *     }
         */
        CacheLevel: {
            /**
             * @description `records`: what systems said; `answers`: whole answers; `requests`: answers that are found by the text of a request.
             * @example records
             * @enum {string}
             */
            level: "records" | "answers" | "requests";
            /** @example 812 */
            entries: number;
            /**
             * @description Roughly.
             * @example 4194304
             */
            bytes: number;
            /**
             * @description More is never kept.
             * @example 25165824
             */
            max_bytes: number;
        };
        /**
         * @example {
         *       "system": "complaints",
         *       "entries": 800,
         *       "bytes": 4128768
         *     }
         */
        CacheOfSystem: {
            system: components["schemas"]["SystemId"];
            /** @example 800 */
            entries: number;
            /**
             * @description Roughly.
             * @example 4128768
             */
            bytes: number;
        };
        /**
         * @example {
         *       "system": "complaints",
         *       "resource": "complaints",
         *       "reached": "every_process"
         *     }
         */
        CachePurge: {
            system: components["schemas"]["SystemId"];
            resource?: components["schemas"]["ResourceName"];
            record?: components["schemas"]["Id"];
            /**
             * @description `this_process`: the others could not be told, because Redis did not answer; repeat it.
             * @example every_process
             * @enum {string}
             */
            reached: "every_process" | "this_process";
        };
        /**
         * @description With `system`, or with `all`.
         * @example {
         *       "system": "complaints",
         *       "resource": "complaints",
         *       "reason": "the agency has corrected its topics"
         *     }
         */
        CachePurgeOrder: {
            system?: components["schemas"]["SystemId"];
            resource?: components["schemas"]["ResourceName"];
            record?: components["schemas"]["Id"];
            /**
             * @description Of every system.
             * @example false
             */
            all?: boolean;
            reason: components["schemas"]["Reason"];
        };
        /**
         * @example {
         *       "system": "complaints",
         *       "resource": "complaints",
         *       "reached": "every_process"
         *     }
         */
        CachePurged: {
            system?: components["schemas"]["SystemId"];
            resource?: components["schemas"]["ResourceName"];
            record?: components["schemas"]["Id"];
            /** @example true */
            all?: boolean;
            /**
             * @description `this_process`: the others could not be told, because Redis did not answer; repeat it.
             * @example every_process
             * @enum {string}
             */
            reached: "every_process" | "this_process";
        };
        /**
         * @description Redis, as this process sees it since its start; absent where there is none.
         * @example {
         *       "state": "ready",
         *       "hits": 1204,
         *       "misses": 77,
         *       "refused": 0,
         *       "failures": 0
         *     }
         */
        CacheShared: {
            /**
             * @description `ready` when it is used.
             * @example ready
             */
            state: string;
            /** @example 1204 */
            hits: number;
            /** @example 77 */
            misses: number;
            /**
             * @description Entries that did not open.
             * @example 0
             */
            refused: number;
            /**
             * @description Commands that failed or took too long.
             * @example 0
             */
            failures: number;
        };
        /**
         * @example {
         *       "levels": [
         *         {
         *           "level": "records",
         *           "entries": 812,
         *           "bytes": 4194304,
         *           "max_bytes": 25165824
         *         }
         *       ],
         *       "systems": [
         *         {
         *           "system": "complaints",
         *           "entries": 800,
         *           "bytes": 4128768
         *         }
         *       ],
         *       "shared": {
         *         "state": "ready",
         *         "hits": 1204,
         *         "misses": 77,
         *         "refused": 0,
         *         "failures": 0
         *       }
         *     }
         */
        CacheState: {
            levels: components["schemas"]["CacheLevel"][];
            /** @description Of the level `records`, the largest first. */
            systems: components["schemas"]["CacheOfSystem"][];
            shared?: components["schemas"]["CacheShared"];
        };
        /**
         * Format: date
         * @description A calendar day.
         * @example 2016-02-03
         */
        CalendarDate: string;
        /**
         * @description Who has to act, or may.
         * @example office
         * @enum {string}
         */
        ClockParty: "office" | "resident";
        /**
         * @description A report, complaint or wish of a resident. A confidential one is shown to nobody else.
         * @example {
         *       "id": "LAPOR-1050123",
         *       "identifiers": [
         *         {
         *           "scheme": "tracking_id",
         *           "value": "1050123"
         *         }
         *       ],
         *       "status": {
         *         "code": "in_progress",
         *         "raw_code": "proses",
         *         "raw_label": "Proses",
         *         "changed_at": "2016-02-03T09:15:00+07:00"
         *       },
         *       "source": {
         *         "system": "complaints",
         *         "record_id": "1050123",
         *         "fetched_at": "2016-02-03T10:00:00+07:00",
         *         "updated_at": "2016-02-03T09:15:00+07:00"
         *       },
         *       "quality": [],
         *       "service_code": "street-lighting",
         *       "classification": "complaint",
         *       "title": "Lampu jalan mati",
         *       "description": "Lampu jalan di depan taman mati sejak Senin.",
         *       "location": {
         *         "lat": -6.8853,
         *         "long": 107.6137,
         *         "district_code": "32.73.02"
         *       },
         *       "reporter": {
         *         "name": "S. R.",
         *         "anonymous": false,
         *         "confidential": false
         *       },
         *       "agency_id": "SKPD-DBMP",
         *       "dispositions": [
         *         {
         *           "from": "SKPD-DISKOMINFO",
         *           "to": "SKPD-DBMP",
         *           "at": "2016-02-02T11:00:00+07:00"
         *         }
         *       ],
         *       "updates": [
         *         {
         *           "id": "LAPOR-1050123-1",
         *           "at": "2016-02-03T09:15:00+07:00",
         *           "status": "in_progress",
         *           "text": "Petugas berangkat hari ini.",
         *           "public": true
         *         }
         *       ],
         *       "submitted_at": "2016-02-01T19:42:00+07:00",
         *       "due_at": "2016-02-09T23:59:59+07:00",
         *       "clock": {
         *         "step": "reply",
         *         "waits_for": "office",
         *         "counted_from": "2016-02-02",
         *         "due_on": "2016-02-09",
         *         "set_by": "system",
         *         "rule_due_on": "2016-02-10",
         *         "remaining_working_days": 3,
         *         "overdue": false,
         *         "estimated": false
         *       }
         *     }
         */
        Complaint: {
            id: components["schemas"]["Id"];
            identifiers: components["schemas"]["Identifiers"];
            status: components["schemas"]["ComplaintStatus"];
            source: components["schemas"]["Source"];
            quality: components["schemas"]["Quality"];
            /**
             * @description Code of the service it concerns.
             * @example street-lighting
             */
            service_code?: string;
            /**
             * @example complaint
             * @enum {string}
             */
            classification?: "aspiration" | "complaint" | "information_request" | "whistleblowing" | "procurement";
            /** @example Lampu jalan mati */
            title?: string;
            /** @example Lampu jalan di depan taman mati sejak Senin. */
            description: string;
            location?: components["schemas"]["Location"];
            reporter?: components["schemas"]["Reporter"];
            media?: components["schemas"]["Media"][];
            agency_id?: components["schemas"]["Id"];
            /** @description Who passed it on to whom, oldest first. */
            dispositions?: components["schemas"]["ComplaintDisposition"][];
            /** @description What was done and said, oldest first. */
            updates?: components["schemas"]["ComplaintUpdate"][];
            submitted_at?: components["schemas"]["Timestamp"];
            /** @description When the agency is to have answered, as the system says. */
            due_at?: components["schemas"]["Timestamp"];
            clock?: components["schemas"]["ComplaintClock"];
            duplicate_of?: components["schemas"]["Id"];
        };
        /**
         * @description The time limit that runs on a complaint. The hub counts it anew for every answer, from the record's own dates and
         *     the city's working days, so that it runs on while the system is down. Absent when nothing is due, when the
         *     resident's time is over, or when the system does not say since when something is due.
         *
         *     | step | while it is | since | working days | `waits_for` |
         *     |---|---|---|---|---|
         *     | `forward` to the agency that is to answer | `submitted`, `triage` | `submitted_at` | 3 | `office` |
         *     | `reply` | `assigned`, `in_progress`, `reopened` | the last disposition, or the change of status | 5 | `office` |
         *     | `close`, unless somebody reacts to the answer | `responded`, `resolved` | the answer | 10 | `resident` |
         *
         *     While the resident is asked for more (`info_needed`), and once somebody has reacted to the answer, none runs.
         * @example {
         *       "step": "reply",
         *       "waits_for": "office",
         *       "counted_from": "2016-02-02",
         *       "due_on": "2016-02-10",
         *       "set_by": "rule",
         *       "remaining_working_days": 4,
         *       "overdue": false,
         *       "estimated": false
         *     }
         */
        ComplaintClock: {
            /**
             * @description What is due.
             * @example reply
             * @enum {string}
             */
            step: "forward" | "reply" | "close";
            waits_for: components["schemas"]["ClockParty"];
            counted_from: components["schemas"]["CountedFrom"];
            due_on: components["schemas"]["DueOn"];
            set_by: components["schemas"]["SetBy"];
            rule_due_on?: components["schemas"]["RuleDueOn"];
            remaining_working_days: components["schemas"]["RemainingWorkingDays"];
            overdue: components["schemas"]["Overdue"];
            estimated: components["schemas"]["Estimated"];
        };
        /**
         * @example {
         *       "note": "Lampu sudah menyala."
         *     }
         */
        ComplaintClosure: {
            /**
             * @description Why it can be closed.
             * @example Lampu sudah menyala.
             */
            note: string;
        };
        /**
         * @example {
         *       "from": "SKPD-DISKOMINFO",
         *       "to": "SKPD-DBMP",
         *       "at": "2016-02-02T11:00:00+07:00",
         *       "note": "Mohon ditindaklanjuti."
         *     }
         */
        ComplaintDisposition: {
            from?: components["schemas"]["Id"];
            to: components["schemas"]["Id"];
            at: components["schemas"]["Timestamp"];
            /** @example Mohon ditindaklanjuti. */
            note?: string;
        };
        /**
         * @description A page of complaints.
         * @example {
         *       "items": [
         *         {
         *           "id": "LAPOR-1050123",
         *           "identifiers": [
         *             {
         *               "scheme": "tracking_id",
         *               "value": "1050123"
         *             }
         *           ],
         *           "status": {
         *             "code": "in_progress",
         *             "raw_code": "proses",
         *             "raw_label": "Proses",
         *             "changed_at": "2016-02-03T09:15:00+07:00"
         *           },
         *           "source": {
         *             "system": "complaints",
         *             "record_id": "1050123",
         *             "fetched_at": "2016-02-03T10:00:00+07:00",
         *             "updated_at": "2016-02-03T09:15:00+07:00"
         *           },
         *           "quality": [],
         *           "service_code": "street-lighting",
         *           "classification": "complaint",
         *           "title": "Lampu jalan mati",
         *           "description": "Lampu jalan di depan taman mati sejak Senin.",
         *           "location": {
         *             "lat": -6.8853,
         *             "long": 107.6137,
         *             "district_code": "32.73.02"
         *           },
         *           "reporter": {
         *             "name": "S. R.",
         *             "anonymous": false,
         *             "confidential": false
         *           },
         *           "agency_id": "SKPD-DBMP",
         *           "dispositions": [
         *             {
         *               "from": "SKPD-DISKOMINFO",
         *               "to": "SKPD-DBMP",
         *               "at": "2016-02-02T11:00:00+07:00"
         *             }
         *           ],
         *           "updates": [
         *             {
         *               "id": "LAPOR-1050123-1",
         *               "at": "2016-02-03T09:15:00+07:00",
         *               "status": "in_progress",
         *               "text": "Petugas berangkat hari ini.",
         *               "public": true
         *             }
         *           ],
         *           "submitted_at": "2016-02-01T19:42:00+07:00",
         *           "due_at": "2016-02-09T23:59:59+07:00",
         *           "clock": {
         *             "step": "reply",
         *             "waits_for": "office",
         *             "counted_from": "2016-02-02",
         *             "due_on": "2016-02-09",
         *             "set_by": "system",
         *             "rule_due_on": "2016-02-10",
         *             "remaining_working_days": 3,
         *             "overdue": false,
         *             "estimated": false
         *           }
         *         }
         *       ],
         *       "next_cursor": null,
         *       "meta": {
         *         "sources": [
         *           {
         *             "system": "complaints",
         *             "state": "ok",
         *             "as_of": "2016-02-03T10:00:00+07:00"
         *           }
         *         ]
         *       }
         *     }
         */
        ComplaintList: {
            items: components["schemas"]["Complaint"][];
            next_cursor: components["schemas"]["NextCursor"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @example {
         *       "code": "in_progress",
         *       "raw_code": "proses",
         *       "raw_label": "Proses"
         *     }
         */
        ComplaintStatus: {
            code: components["schemas"]["ComplaintStatusCode"];
            stage?: components["schemas"]["StatusStage"];
            raw_code: components["schemas"]["StatusRawCode"];
            raw_label?: components["schemas"]["StatusRawLabel"];
            changed_at?: components["schemas"]["Timestamp"];
        };
        /**
         * @description Where the complaint stands. From `rejected` to `archived`, and once `closed`, it ends unless it is reopened.
         * @example in_progress
         * @enum {string}
         */
        ComplaintStatusCode: "submitted" | "triage" | "info_needed" | "assigned" | "in_progress" | "responded" | "resolved" | "closed" | "reopened" | "rejected" | "out_of_scope" | "duplicate" | "archived" | "unknown";
        /**
         * @example {
         *       "id": "LAPOR-1050123-1",
         *       "at": "2016-02-03T09:15:00+07:00",
         *       "status": "in_progress",
         *       "text": "Petugas berangkat hari ini.",
         *       "public": true
         *     }
         */
        ComplaintUpdate: {
            id: components["schemas"]["Id"];
            at: components["schemas"]["Timestamp"];
            status?: components["schemas"]["ComplaintStatusCode"];
            /** @example Petugas berangkat hari ini. */
            text: string;
            /**
             * @description Whether everybody may read it.
             * @example true
             */
            public: boolean;
            agency_id?: components["schemas"]["Id"];
            media?: components["schemas"]["Media"][];
        };
        /**
         * @description A page of updates of one complaint.
         * @example {
         *       "items": [
         *         {
         *           "id": "LAPOR-1050123-1",
         *           "at": "2016-02-03T09:15:00+07:00",
         *           "status": "in_progress",
         *           "text": "Petugas berangkat hari ini.",
         *           "public": true
         *         }
         *       ],
         *       "next_cursor": null,
         *       "meta": {
         *         "sources": [
         *           {
         *             "system": "complaints",
         *             "state": "ok",
         *             "as_of": "2016-02-03T10:00:00+07:00"
         *           }
         *         ]
         *       }
         *     }
         */
        ComplaintUpdateList: {
            items: components["schemas"]["ComplaintUpdate"][];
            next_cursor: components["schemas"]["NextCursor"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @description What it may use the gateway by.
         * @example {
         *       "number": "470/12/PKS",
         *       "expires": "2016-12-31"
         *     }
         */
        ConsumerAgreement: {
            /** @example 470/12/PKS */
            number: string;
            /**
             * Format: date
             * @description Last day on which it holds.
             * @example 2016-12-31
             */
            expires: string;
        };
        /**
         * @description Id of a registered consumer.
         * @example demo-app
         */
        ConsumerId: string;
        /**
         * @example {
         *       "prefix": "satu_7k2m9x4p",
         *       "expires": "2016-12-31"
         *     }
         */
        ConsumerKey: {
            /**
             * @description What the key begins with.
             * @example satu_7k2m9x4p
             */
            prefix: string;
            /**
             * Format: date
             * @description Last day on which it is taken.
             * @example 2016-12-31
             */
            expires: string;
            revocation?: components["schemas"]["ConsumerSuspension"];
        };
        /**
         * @example {
         *       "requests": 600,
         *       "seconds": 60
         *     }
         */
        ConsumerRate: {
            /** @example 600 */
            requests: number;
            /** @example 60 */
            seconds: number;
        };
        /**
         * @description Who shut it out, or took the key away, and why.
         * @example {
         *       "reason": "it asks for the same page without end",
         *       "by": "operations/asn-7",
         *       "since": "2016-02-03T09:15:00+07:00"
         *     }
         */
        ConsumerSuspension: {
            /** @example it asks for the same page without end */
            reason: string;
            /**
             * @description The operator.
             * @example operations/asn-7
             */
            by: string;
            since: components["schemas"]["Timestamp"];
        };
        /**
         * @description What it uses. Only where one consumer is asked for.
         * @example {
         *       "requests": 1204,
         *       "last_seen": "2016-02-03T09:15:00+07:00",
         *       "windows": [
         *         {
         *           "name": "rate",
         *           "used": 17,
         *           "requests": 600,
         *           "resets_in_seconds": 42
         *         }
         *       ]
         *     }
         */
        ConsumerUse: {
            /**
             * @description Answered by the processes of this gateway since they started.
             * @example 1204
             */
            requests: number;
            last_seen?: components["schemas"]["Timestamp"];
            /** @description How far its rate, and its quota of the day if it has one, are used up. */
            windows: components["schemas"]["ConsumerWindow"][];
        };
        /**
         * @description As the process that answers knows it; with Redis of all processes.
         * @example {
         *       "name": "rate",
         *       "used": 17,
         *       "requests": 600,
         *       "resets_in_seconds": 42
         *     }
         */
        ConsumerWindow: {
            /**
             * @example rate
             * @enum {string}
             */
            name: "rate" | "day";
            /** @example 17 */
            used: number;
            /**
             * @description So many are allowed.
             * @example 600
             */
            requests: number;
            /**
             * @description Until it begins anew; 0 when none runs.
             * @example 42
             */
            resets_in_seconds: number;
        };
        /**
         * @description How many. Null stands for 1 to 4, and for what would tell such a count.
         * @example 42
         */
        Count: number | null;
        /**
         * Format: date
         * @description The day from which it is counted, itself not counted. What comes after office hours or on a day off is received on
         *     the next working day.
         * @example 2016-02-02
         */
        CountedFrom: string;
        /**
         * @description An open data set. Field names are those of CKAN, where it has them.
         * @example {
         *       "id": "DATA-jumlah-taman",
         *       "identifiers": [],
         *       "source": {
         *         "system": "open-data",
         *         "record_id": "jumlah-taman",
         *         "fetched_at": "2016-02-03T10:00:00+07:00",
         *         "updated_at": "2016-02-03T09:15:00+07:00"
         *       },
         *       "quality": [],
         *       "name": "jumlah-taman",
         *       "title": "Jumlah taman menurut kecamatan",
         *       "agency_id": "SKPD-DISKAMTAM",
         *       "license_id": "cc-by",
         *       "tags": [
         *         "taman"
         *       ],
         *       "distributions": [
         *         {
         *           "id": "DATA-jumlah-taman-2015",
         *           "name": "Jumlah taman 2015",
         *           "format": "CSV",
         *           "mimetype": "text/csv",
         *           "url": "https://data.example.org/jumlah-taman-2015.csv"
         *         }
         *       ],
         *       "sdi": {
         *         "concept": "Taman",
         *         "measure": "Jumlah",
         *         "unit": "taman",
         *         "steward": "SKPD-DISKOMINFO"
         *       }
         *     }
         */
        Dataset: {
            id: components["schemas"]["Id"];
            identifiers: components["schemas"]["Identifiers"];
            source: components["schemas"]["Source"];
            quality: components["schemas"]["Quality"];
            /**
             * @description Its name in addresses.
             * @example jumlah-taman
             */
            name: string;
            /** @example Jumlah taman menurut kecamatan */
            title: string;
            /**
             * @description What it is about.
             * @example Jumlah taman per kecamatan setiap tahun.
             */
            notes?: string;
            agency_id?: components["schemas"]["Id"];
            /** @example cc-by */
            license_id?: string;
            /** @example Creative Commons Attribution */
            license_title?: string;
            /**
             * @example [
             *       "taman"
             *     ]
             */
            tags?: string[];
            /**
             * @example [
             *       "lingkungan"
             *     ]
             */
            groups?: string[];
            /**
             * @description How often it is brought up to date.
             * @example annual
             */
            frequency?: string;
            temporal_start?: components["schemas"]["CalendarDate"];
            temporal_end?: components["schemas"]["CalendarDate"];
            metadata_created?: components["schemas"]["Timestamp"];
            metadata_modified?: components["schemas"]["Timestamp"];
            /** @description Its files (CKAN calls them resources). */
            distributions: components["schemas"]["Distribution"][];
            sdi?: components["schemas"]["DatasetSdi"];
        };
        /**
         * @description A page of data sets.
         * @example {
         *       "items": [
         *         {
         *           "id": "DATA-jumlah-taman",
         *           "identifiers": [],
         *           "source": {
         *             "system": "open-data",
         *             "record_id": "jumlah-taman",
         *             "fetched_at": "2016-02-03T10:00:00+07:00",
         *             "updated_at": "2016-02-03T09:15:00+07:00"
         *           },
         *           "quality": [],
         *           "name": "jumlah-taman",
         *           "title": "Jumlah taman menurut kecamatan",
         *           "agency_id": "SKPD-DISKAMTAM",
         *           "license_id": "cc-by",
         *           "tags": [
         *             "taman"
         *           ],
         *           "distributions": [
         *             {
         *               "id": "DATA-jumlah-taman-2015",
         *               "name": "Jumlah taman 2015",
         *               "format": "CSV",
         *               "mimetype": "text/csv",
         *               "url": "https://data.example.org/jumlah-taman-2015.csv"
         *             }
         *           ],
         *           "sdi": {
         *             "concept": "Taman",
         *             "measure": "Jumlah",
         *             "unit": "taman",
         *             "steward": "SKPD-DISKOMINFO"
         *           }
         *         }
         *       ],
         *       "next_cursor": null,
         *       "meta": {
         *         "sources": [
         *           {
         *             "system": "open-data",
         *             "state": "ok",
         *             "as_of": "2016-02-03T10:00:00+07:00"
         *           }
         *         ]
         *       }
         *     }
         */
        DatasetList: {
            items: components["schemas"]["Dataset"][];
            next_cursor: components["schemas"]["NextCursor"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @description Statistical metadata (Satu Data Indonesia, Perpres 39/2019).
         * @example {
         *       "concept": "Taman",
         *       "measure": "Jumlah",
         *       "unit": "taman",
         *       "steward": "SKPD-DISKOMINFO"
         *     }
         */
        DatasetSdi: {
            /** @example Taman */
            concept?: string;
            /** @example Ruang terbuka hijau yang dikelola kota. */
            definition?: string;
            /** @example Kecamatan */
            classification?: string;
            /** @example Jumlah */
            measure?: string;
            /** @example taman */
            unit?: string;
            /**
             * @description Code list that its codes are from.
             * @example Kode wilayah Kemendagri
             */
            reference_code?: string;
            /**
             * @description Agency that answers for it.
             * @example SKPD-DISKOMINFO
             */
            steward?: string;
        };
        /**
         * @description How much of the date beside it is known. With `year` the month and day are 1 January by convention.
         * @example day
         * @enum {string}
         */
        DatePrecision: "day" | "year" | "unknown";
        /**
         * @example {
         *       "system": "complaints",
         *       "paused": true,
         *       "pause": {
         *         "of": "system",
         *         "reason": "the vendor restores a backup",
         *         "by": "operations",
         *         "since": "2016-02-03T09:15:00+07:00"
         *       },
         *       "waiting": 12,
         *       "uncertain": 0,
         *       "parked": 1,
         *       "oldest_accepted_at": "2016-02-03T08:00:00+07:00"
         *     }
         */
        Deliveries: {
            system: components["schemas"]["SystemId"];
            /**
             * @description Nothing is sent to it.
             * @example true
             */
            paused: boolean;
            pause?: components["schemas"]["DeliveryPause"];
            /**
             * @description Submissions that are `accepted` or `delivering`.
             * @example 12
             */
            waiting: number;
            /**
             * @description Submissions that may have arrived.
             * @example 0
             */
            uncertain: number;
            /**
             * @description Submissions that wait for an operator.
             * @example 1
             */
            parked: number;
            oldest_accepted_at?: components["schemas"]["Timestamp"];
        };
        /**
         * @description Why nothing is sent.
         * @example {
         *       "of": "system",
         *       "reason": "the vendor restores a backup",
         *       "by": "operations",
         *       "since": "2016-02-03T09:15:00+07:00"
         *     }
         */
        DeliveryPause: {
            /**
             * @description `all`: the switch for every system is off.
             * @example system
             * @enum {string}
             */
            of: "system" | "all";
            /** @example the vendor restores a backup */
            reason: string;
            /**
             * @description The operator.
             * @example operations
             */
            by: string;
            since: components["schemas"]["Timestamp"];
        };
        /**
         * @description `reason` is needed for a pause.
         * @example {
         *       "paused": true,
         *       "reason": "the vendor restores a backup"
         *     }
         */
        DeliverySwitch: {
            /** @example true */
            paused: boolean;
            reason?: components["schemas"]["OperatorReason"];
        };
        /**
         * @description `lacks`: the new system says nothing where the old one does; `missing_...`: it does not have the record.
         * @example differs
         * @enum {string}
         */
        DifferenceKind: "differs" | "lacks" | "missing_new" | "missing_old";
        /**
         * @description Records that are about the same thing and contradict each other in one comparison.
         * @example {
         *       "id": "dis-kdmcbafeghijklmnopab",
         *       "rule": "same-licence",
         *       "title": {
         *         "id": "Izin yang sama",
         *         "en": "The same licence"
         *       },
         *       "comparison": "state",
         *       "state": "open",
         *       "severity": "high",
         *       "subject": {
         *         "key": "number",
         *         "records": [
         *           "HAYU-sk-00123",
         *           "SICA-sk-00456"
         *         ]
         *       },
         *       "claims": [
         *         {
         *           "system": "licensing-a",
         *           "agency_id": "SKPD-DPMPTSP",
         *           "resource": "licences",
         *           "record_id": "HAYU-sk-00123",
         *           "district_code": "32.73.19",
         *           "value": "active",
         *           "version": 1,
         *           "said_since": "2026-11-02T08:00:00+07:00",
         *           "updated_at": "2026-10-30T14:00:00+07:00"
         *         },
         *         {
         *           "system": "licensing-b",
         *           "agency_id": "SKPD-DPMPTSP",
         *           "resource": "licences",
         *           "record_id": "SICA-sk-00456",
         *           "value": "revoked",
         *           "version": 2,
         *           "said_since": "2026-11-20T08:00:00+07:00",
         *           "updated_at": "2026-11-20T07:40:00+07:00"
         *         }
         *       ],
         *       "newer": {
         *         "system": "licensing-b",
         *         "record_id": "SICA-sk-00456"
         *       },
         *       "suggestion": {
         *         "system": "licensing-b",
         *         "record_id": "SICA-sk-00456",
         *         "version": 2,
         *         "because": "newer"
         *       },
         *       "opened_at": "2026-11-20T08:00:30+07:00",
         *       "changed_at": "2026-11-20T08:00:30+07:00"
         *     }
         */
        Disagreement: {
            id: components["schemas"]["DisagreementId"];
            rule: components["schemas"]["RuleName"];
            title?: components["schemas"]["DisagreementTitle"];
            /**
             * @description What they contradict each other in, by the rule; of a succession the field, or `record` where one of the two has none.
             * @example state
             */
            comparison: string;
            state: components["schemas"]["DisagreementState"];
            severity: components["schemas"]["DisagreementSeverity"];
            subject: components["schemas"]["DisagreementSubject"];
            /** @description Who says what, in the order in which the hub first saw it said. */
            claims: components["schemas"]["DisagreementClaim"][];
            newer?: components["schemas"]["DisagreementRecord"];
            suggestion?: components["schemas"]["DisagreementSuggestion"];
            opened_at: components["schemas"]["Timestamp"];
            changed_at: components["schemas"]["Timestamp"];
            closed_at?: components["schemas"]["Timestamp"];
            /** @description For each record that says something else than the one that is suggested, whether the hub can have it corrected. Of a disagreement that is got alone, and is not closed. */
            corrections?: components["schemas"]["DisagreementRemedy"][];
            /** @description What became of it, oldest first; the last 100 steps. Of a disagreement that is got alone. */
            history?: components["schemas"]["DisagreementStep"][];
        };
        /**
         * @example {
         *       "reason": "Both offices were asked."
         *     }
         */
        DisagreementAct: {
            reason: components["schemas"]["DisagreementReason"];
        };
        /**
         * @description What one record says.
         * @example {
         *       "system": "licensing-a",
         *       "resource": "licences",
         *       "record_id": "HAYU-sk-00123",
         *       "value": "active",
         *       "version": 1,
         *       "said_since": "2026-11-02T08:00:00+07:00",
         *       "updated_at": "2026-10-30T14:00:00+07:00"
         *     }
         */
        DisagreementClaim: {
            system: components["schemas"]["SystemId"];
            agency_id?: components["schemas"]["Id"];
            resource: components["schemas"]["ResourceName"];
            record_id: components["schemas"]["Id"];
            district_code?: components["schemas"]["DistrictCode"];
            /**
             * @description Where the record is read.
             * @example /v1/licences/HAYU-sk-00123
             */
            location?: string;
            /**
             * @description As everybody may see it; a list with `; ` between. Left out where nothing may be seen, as of addresses, or the system of a succession says nothing.
             * @example active
             */
            value?: string;
            /**
             * @description Who says the same has the same number.
             * @example 1
             */
            version: number;
            said_since: components["schemas"]["Timestamp"];
            updated_at: components["schemas"]["Timestamp"];
        };
        /**
         * @example {
         *       "reason": "Withdrawn at the counter; the old system was forgotten.",
         *       "record": "SICA-sk-00456"
         *     }
         */
        DisagreementCorrection: {
            reason: components["schemas"]["DisagreementReason"];
            record?: components["schemas"]["Id"];
        };
        /**
         * @description How many there are in each state.
         * @example {
         *       "open": 12,
         *       "accepted": 3,
         *       "corrected": 40,
         *       "ignored": 1
         *     }
         */
        DisagreementCounts: {
            /** @example 12 */
            open: number;
            /** @example 3 */
            accepted: number;
            /** @example 40 */
            corrected: number;
            /** @example 1 */
            ignored: number;
        };
        /**
         * @description The same for the same rule, subject and comparison.
         * @example dis-kdmcbafeghijklmnopab
         */
        DisagreementId: string;
        /**
         * @description How agencies stand, by week.
         * @example {
         *       "items": [
         *         {
         *           "week": "2026-11-23",
         *           "agency_id": "SKPD-DPMPTSP",
         *           "agency": "DPMPTSP",
         *           "open": 12,
         *           "to_correct": 9,
         *           "subjects": 1840,
         *           "index": 6.5,
         *           "counted_at": "2026-11-28T09:10:00+07:00"
         *         }
         *       ]
         *     }
         */
        DisagreementIndex: {
            items: components["schemas"]["DisagreementStanding"][];
        };
        /**
         * @description A page of disagreements. `meta.sources` is empty.
         * @example {
         *       "items": [
         *         {
         *           "id": "dis-kdmcbafeghijklmnopab",
         *           "rule": "same-licence",
         *           "title": {
         *             "id": "Izin yang sama",
         *             "en": "The same licence"
         *           },
         *           "comparison": "state",
         *           "state": "open",
         *           "severity": "high",
         *           "subject": {
         *             "key": "number",
         *             "records": [
         *               "HAYU-sk-00123",
         *               "SICA-sk-00456"
         *             ]
         *           },
         *           "claims": [
         *             {
         *               "system": "licensing-a",
         *               "agency_id": "SKPD-DPMPTSP",
         *               "resource": "licences",
         *               "record_id": "HAYU-sk-00123",
         *               "district_code": "32.73.19",
         *               "value": "active",
         *               "version": 1,
         *               "said_since": "2026-11-02T08:00:00+07:00",
         *               "updated_at": "2026-10-30T14:00:00+07:00"
         *             },
         *             {
         *               "system": "licensing-b",
         *               "agency_id": "SKPD-DPMPTSP",
         *               "resource": "licences",
         *               "record_id": "SICA-sk-00456",
         *               "value": "revoked",
         *               "version": 2,
         *               "said_since": "2026-11-20T08:00:00+07:00",
         *               "updated_at": "2026-11-20T07:40:00+07:00"
         *             }
         *           ],
         *           "newer": {
         *             "system": "licensing-b",
         *             "record_id": "SICA-sk-00456"
         *           },
         *           "suggestion": {
         *             "system": "licensing-b",
         *             "record_id": "SICA-sk-00456",
         *             "version": 2,
         *             "because": "newer"
         *           },
         *           "opened_at": "2026-11-20T08:00:30+07:00",
         *           "changed_at": "2026-11-20T08:00:30+07:00"
         *         }
         *       ],
         *       "next_cursor": null,
         *       "counts": {
         *         "open": 12,
         *         "accepted": 3,
         *         "corrected": 40,
         *         "ignored": 1
         *       },
         *       "meta": {
         *         "sources": []
         *       }
         *     }
         */
        DisagreementList: {
            items: components["schemas"]["Disagreement"][];
            next_cursor: components["schemas"]["NextCursor"];
            counts?: components["schemas"]["DisagreementCounts"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @description Why, in a sentence. It stands in the history; no names of residents belong here.
         * @example Both offices were asked.
         */
        DisagreementReason: string;
        /**
         * @description The record that was changed last.
         * @example {
         *       "system": "licensing-b",
         *       "record_id": "SICA-sk-00456"
         *     }
         */
        DisagreementRecord: {
            system: components["schemas"]["SystemId"];
            record_id: components["schemas"]["Id"];
        };
        /**
         * @example {
         *       "system": "licensing-a",
         *       "record_id": "HAYU-sk-00123",
         *       "is_supported": false,
         *       "detail": "licensing-a takes no correction of state. Ask Licensing help desk, helpdesk.perizinan@example.go.id."
         *     }
         */
        DisagreementRemedy: {
            system: components["schemas"]["SystemId"];
            record_id: components["schemas"]["Id"];
            /** @example false */
            is_supported: boolean;
            /**
             * @description The write that would be sent.
             * @example withdraw
             */
            action?: string;
            /**
             * @description Why not, and whom to ask.
             * @example licensing-a takes no correction of state. Ask Licensing help desk, helpdesk.perizinan@example.go.id.
             */
            detail?: string;
        };
        /**
         * @description How much it matters, by its rule.
         * @example high
         * @enum {string}
         */
        DisagreementSeverity: "low" | "medium" | "high";
        /**
         * @description How an agency, or without one the whole city, stood at the end of a week or stands in the running one.
         * @example {
         *       "week": "2026-11-23",
         *       "agency_id": "SKPD-DPMPTSP",
         *       "agency": "DPMPTSP",
         *       "open": 12,
         *       "to_correct": 9,
         *       "subjects": 1840,
         *       "index": 6.5,
         *       "counted_at": "2026-11-28T09:10:00+07:00"
         *     }
         */
        DisagreementStanding: {
            /**
             * Format: date
             * @description Its Monday.
             * @example 2026-11-23
             */
            week: string;
            agency_id?: components["schemas"]["Id"];
            /**
             * @description Its code.
             * @example DPMPTSP
             */
            agency?: string;
            /**
             * @description Disagreements, open or accepted, that it takes part in.
             * @example 12
             */
            open: number;
            /**
             * @description Those of them in which it says something else than the one that is suggested.
             * @example 9
             */
            to_correct: number;
            /**
             * @description Subjects that could be compared.
             * @example 1840
             */
            subjects: number;
            /**
             * @description `open` for each 1,000 of `subjects`. Left out while nothing could be compared.
             * @example 6.5
             */
            index?: number;
            counted_at: components["schemas"]["Timestamp"];
        };
        /**
         * @description `accepted`: it is true, and somebody sees to it. `corrected`: the systems agree; it opens again by itself if they differ
         *     again. `ignored`: an officer has put it aside, for as long as the same systems say the same.
         * @example open
         * @enum {string}
         */
        DisagreementState: "open" | "accepted" | "corrected" | "ignored";
        /**
         * @example {
         *       "at": "2026-11-20T08:00:30+07:00",
         *       "to": "open",
         *       "cause": "found",
         *       "by": "hub"
         *     }
         */
        DisagreementStep: {
            at: components["schemas"]["Timestamp"];
            from?: components["schemas"]["DisagreementState"];
            to: components["schemas"]["DisagreementState"];
            /** @example the systems agree */
            cause: string;
            /**
             * @description `hub`, or who acted.
             * @example hub
             */
            by: string;
            /** @example Both offices were asked. */
            reason?: string;
            /**
             * @description The write that was sent.
             * @example sub-K7Q2M9X4TBAJ
             */
            submission_id?: string;
        };
        /**
         * @description What the records are about. By what they were joined stands here, and never the number itself.
         * @example {
         *       "key": "number",
         *       "records": [
         *         "HAYU-sk-00123",
         *         "SICA-sk-00456"
         *       ]
         *     }
         */
        DisagreementSubject: {
            /**
             * @description `nik`, `npwp`, or the field.
             * @example number
             */
            key: string;
            records: components["schemas"]["Id"][];
        };
        /**
         * @description Who knows best. A person decides.
         * @example {
         *       "system": "licensing-b",
         *       "record_id": "SICA-sk-00456",
         *       "version": 2,
         *       "because": "newer"
         *     }
         */
        DisagreementSuggestion: {
            system: components["schemas"]["SystemId"];
            record_id: components["schemas"]["Id"];
            /** @example 2 */
            version: number;
            /**
             * @description The rule names its system or agency as the owner of this (of a succession the system that takes the writes), or its record was changed last.
             * @example newer
             * @enum {string}
             */
            because: "owner" | "newer";
        };
        /**
         * @description What the records have in common, in Indonesian and English.
         * @example {
         *       "id": "Izin yang sama",
         *       "en": "The same licence"
         *     }
         */
        DisagreementTitle: {
            /** @example Izin yang sama */
            id: string;
            /** @example The same licence */
            en: string;
        };
        /**
         * @description A file of a data set.
         * @example {
         *       "id": "DATA-jumlah-taman-2015",
         *       "name": "Jumlah taman 2015",
         *       "format": "CSV",
         *       "mimetype": "text/csv",
         *       "url": "https://data.example.org/jumlah-taman-2015.csv",
         *       "size": 2048
         *     }
         */
        Distribution: {
            id: components["schemas"]["Id"];
            /** @example Jumlah taman 2015 */
            name?: string;
            /** @example Satu baris untuk setiap kecamatan. */
            description?: string;
            /** @example CSV */
            format?: string;
            /** @example text/csv */
            mimetype?: string;
            /**
             * Format: uri
             * @example https://data.example.org/jumlah-taman-2015.csv
             */
            url: string;
            /**
             * @description Bytes.
             * @example 2048
             */
            size?: number;
            /** @example 9a0364b9e99bb480dd25e1f0284c8555 */
            hash?: string;
            created?: components["schemas"]["Timestamp"];
            last_modified?: components["schemas"]["Timestamp"];
        };
        /**
         * @description District (kecamatan), code of the Ministry of Home Affairs.
         * @example 32.73.02
         */
        DistrictCode: string;
        /**
         * @example {
         *       "reason": "the vendor told of it, the mapping has the field"
         *     }
         */
        DriftAcceptance: {
            reason: components["schemas"]["Reason"];
        };
        /**
         * @description The field in the words of the legacy system, by the path to it.
         * @example Envelope.item[].KD_KANAL
         */
        DriftField: string;
        /**
         * @description Names a change of what a system sends.
         * @example drf-kbgadfnohmec
         */
        DriftId: string;
        /**
         * @description `new_field`: a field that was never there; `vanished_field`: one that always was; `new_type`: it holds something else
         *     than it did; `new_code`: a code that is not known; `range`: far longer, larger, earlier or later than ever, or empty
         *     where it never was; `column_order`: the columns of a file stand in another order.
         * @example new_field
         * @enum {string}
         */
        DriftKind: "new_field" | "vanished_field" | "new_type" | "new_code" | "range" | "column_order";
        /**
         * @description The line of the adapter that has to do with the field.
         * @example {
         *       "path": "adapters/dishub/incidents.ts",
         *       "line": 24,
         *       "text": "export function mapIncident({ row, repaired }: Row<Kejadian>, tools: MapTools) {"
         *     }
         */
        DriftMapping: {
            /**
             * @description Of the file in the source.
             * @example adapters/dishub/incidents.ts
             */
            path: string;
            /** @example 24 */
            line: number;
            /**
             * @description The line itself.
             * @example status: statusOf(row, tools, codes),
             */
            text: string;
        };
        /**
         * @description A code, or the form of a value: `A` and `a` stand for letters, `9` for digits.
         * @example Aaaa 9999
         */
        DriftSample: string;
        /**
         * Format: date
         * @description The last day.
         * @example 2016-02-10
         */
        DueOn: string;
        /**
         * Format: email
         * @description Email address; starred before the @ when masked.
         * @example budi@example.org
         */
        Email: string;
        /**
         * @description Stable name of an error. More may be added.
         *
         *     | code | status | at fault | meaning |
         *     |---|---|---|---|
         *     | `invalid_request` | 400 | caller | The request does not fit the contract |
         *     | `unauthenticated` | 401 | caller | A valid access token or API key is needed |
         *     | `forbidden` | 403 | caller | The caller may not do this |
         *     | `not_found` | 404 | caller | There is no such thing here |
         *     | `method_not_allowed` | 405 | caller | The path exists, but not with this method |
         *     | `write_in_progress` | 409 | caller | The write with this key is still running |
         *     | `state_conflict` | 409 | caller | What stands there does not allow this now |
         *     | `events_forgotten` | 410 | caller | What followed that position is not kept any more |
         *     | `precondition_failed` | 412 | caller | What is there is not what the caller has |
         *     | `payload_too_large` | 413 | caller | The body is too large |
         *     | `unsupported_media_type` | 415 | caller | The body is not of a type that the operation takes |
         *     | `range_not_satisfiable` | 416 | caller | The file has no such range |
         *     | `idempotency_key_reused` | 422 | caller | The key was used for another write |
         *     | `write_refused` | 422 | caller | The legacy system refuses what was written |
         *     | `receiver_refused` | 422 | caller | Events cannot be sent to this address |
         *     | `not_correctable` | 422 | caller | The system takes no such correction from here |
         *     | `rate_limited` | 429 | caller | Too many requests |
         *     | `internal` | 500 | hub | The hub failed |
         *     | `not_served` | 501 | hub | No connected system serves this operation yet |
         *     | `system_failed` | 502 | system | A legacy system did not answer properly |
         *     | `system_unavailable` | 503 | system | A legacy system cannot be asked now |
         *     | `sources_failed` | 503 | system | Needed legacy systems did not answer |
         *     | `identity_unavailable` | 503 | hub | The issuer of the token cannot be asked now |
         *     | `dataset_not_ready` | 503 | hub | The dataset has not been made yet |
         *     | `shutting_down` | 503 | hub | This hub process is closing |
         *     | `store_unavailable` | 503 | hub | The hub cannot keep anything now |
         *     | `system_timeout` | 504 | system | A legacy system did not answer in time |
         * @example invalid_request
         * @enum {string}
         */
        ErrorCode: "invalid_request" | "unauthenticated" | "forbidden" | "not_found" | "method_not_allowed" | "write_in_progress" | "state_conflict" | "events_forgotten" | "precondition_failed" | "payload_too_large" | "unsupported_media_type" | "range_not_satisfiable" | "idempotency_key_reused" | "write_refused" | "receiver_refused" | "not_correctable" | "rate_limited" | "internal" | "not_served" | "system_failed" | "system_unavailable" | "sources_failed" | "identity_unavailable" | "dataset_not_ready" | "shutting_down" | "store_unavailable" | "system_timeout";
        /**
         * @description It is counted through a year whose days off the hub does not know, by weekends alone.
         * @example false
         */
        Estimated: boolean;
        /**
         * @description An event in the JSON format of CloudEvents 1.0. It tells what to read again, and holds nothing personal.
         * @example {
         *       "specversion": "1.0",
         *       "id": "184467",
         *       "source": "/v1/systems/complaints",
         *       "type": "id.go.bandung.complaint.status_changed",
         *       "subject": "LAPOR-1050123",
         *       "time": "2016-02-03T10:00:00+07:00",
         *       "datacontenttype": "application/json",
         *       "data": {
         *         "status": "in_progress",
         *         "previous_status": "assigned",
         *         "agency_id": "SKPD-DPU",
         *         "district_code": "32.73.02"
         *       }
         *     }
         */
        Event: {
            /**
             * @example 1.0
             * @enum {string}
             */
            specversion: "1.0";
            id: components["schemas"]["EventId"];
            /**
             * Format: uri-reference
             * @description The system that it happened in. `source` and `id` together are unique.
             * @example /v1/systems/complaints
             */
            source: string;
            /** @example id.go.bandung.complaint.created */
            type: string;
            /**
             * @description Id of what it happened to.
             * @example LAPOR-1050123
             */
            subject: string;
            time: components["schemas"]["Timestamp"];
            /**
             * @example application/json
             * @enum {string}
             */
            datacontenttype: "application/json";
            data: components["schemas"]["EventData"];
        };
        /**
         * @description What is known of it, as far as it is no personal matter. Which fields there are depends on the type.
         * @example {
         *       "status": "in_progress",
         *       "previous_status": "assigned",
         *       "agency_id": "SKPD-DPU",
         *       "district_code": "32.73.02"
         *     }
         */
        EventData: {
            /**
             * @description Canonical status, or the state of a system.
             * @example in_progress
             */
            status?: string;
            /** @example assigned */
            previous_status?: string;
            agency_id?: components["schemas"]["Id"];
            district_code?: components["schemas"]["DistrictCode"];
            district_codes?: components["schemas"]["DistrictCode"][];
            /** @example street-lighting */
            service_code?: string;
            service_id?: components["schemas"]["Id"];
            application_id?: components["schemas"]["Id"];
            record_id?: components["schemas"]["Id"];
            duplicate_of?: components["schemas"]["Id"];
            /** @example complaint */
            classification?: string;
            /** @example SIUP */
            permit_type?: string;
            /** @example flood */
            kind?: string;
            /** @example severe */
            severity?: string;
            /** @example 2016 */
            tax_year?: number;
            /**
             * @description What was written.
             * @example complaints
             */
            resource?: string;
            /** @example create */
            action?: string;
            /**
             * @description How often it was sent.
             * @example 1
             */
            attempts?: number;
            /**
             * @description Why a subscription is disabled.
             * @example failing
             */
            cause?: string;
            /**
             * @description The rule that found it.
             * @example same-licence
             */
            rule?: string;
            /**
             * @description What the systems contradict each other in.
             * @example state
             */
            comparison?: string;
            since?: components["schemas"]["Timestamp"];
            /**
             * @description For how many different people a consumer has asked.
             * @example 601
             */
            people?: number;
            /**
             * @description How many of them nobody knows.
             * @example 61
             */
            misses?: number;
            /**
             * @description Within how long.
             * @example 3600
             */
            seconds?: number;
            drift?: components["schemas"]["DriftId"];
            field?: components["schemas"]["DriftField"];
            /**
             * @description In how many records it was seen.
             * @example 26
             */
            count?: number;
            first_seen?: components["schemas"]["Timestamp"];
            last_seen?: components["schemas"]["Timestamp"];
            sample?: components["schemas"]["DriftSample"];
            /**
             * @description The line of the adapter that it concerns.
             * @example adapters/dishub/map.ts:28
             */
            mapping?: string;
            submitted_at?: components["schemas"]["Timestamp"];
            changed_at?: components["schemas"]["Timestamp"];
            decided_at?: components["schemas"]["Timestamp"];
            due_at?: components["schemas"]["Timestamp"];
            occurred_at?: components["schemas"]["Timestamp"];
            reported_at?: components["schemas"]["Timestamp"];
            expires?: components["schemas"]["Timestamp"];
            published_at?: components["schemas"]["Timestamp"];
            metadata_modified?: components["schemas"]["Timestamp"];
            issued_on?: components["schemas"]["CalendarDate"];
            valid_until?: components["schemas"]["CalendarDate"];
            received_on?: components["schemas"]["CalendarDate"];
            due_on?: components["schemas"]["CalendarDate"];
        };
        /**
         * @description A number that grows with every event.
         * @example 184467
         */
        EventId: string;
        /**
         * @description A page of events. `meta.sources` is empty.
         * @example {
         *       "items": [
         *         {
         *           "specversion": "1.0",
         *           "id": "184467",
         *           "source": "/v1/systems/complaints",
         *           "type": "id.go.bandung.complaint.status_changed",
         *           "subject": "LAPOR-1050123",
         *           "time": "2016-02-03T10:00:00+07:00",
         *           "datacontenttype": "application/json",
         *           "data": {
         *             "status": "in_progress",
         *             "previous_status": "assigned",
         *             "agency_id": "SKPD-DPU",
         *             "district_code": "32.73.02"
         *           }
         *         }
         *       ],
         *       "next_cursor": null,
         *       "last_id": "184467",
         *       "meta": {
         *         "sources": []
         *       }
         *     }
         */
        EventList: {
            items: components["schemas"]["Event"][];
            next_cursor: components["schemas"]["NextCursor"];
            last_id?: components["schemas"]["EventId"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @description What happened. On its way it has the prefix of the city before it, such as `id.go.bandung.complaint.created`.
         *
         *     `adapter.degraded` and `adapter.recovered` tell of the systems themselves, `access.enumerated` of a consumer that asks
         *     for more different people than it may, `alert.fired` and `alert.resolved` of what the city's people are told (`alerts` in its
         *     file): the subject is the system, the agency, or `hub`, `system.drifted` of a system that sends something else than it always
         *     did. Events of submissions and of subscriptions reach those who made them alone.
         * @example complaint.created
         * @enum {string}
         */
        EventType: "complaint.created" | "complaint.status_changed" | "licence_application.created" | "licence_application.status_changed" | "licence.issued" | "tax_bill.paid" | "information_request.created" | "information_request.status_changed" | "incident.reported" | "incident.updated" | "announcement.published" | "dataset.updated" | "submission.accepted" | "submission.delivered" | "submission.rejected" | "submission.parked" | "submission.abandoned" | "adapter.degraded" | "adapter.recovered" | "access.enumerated" | "disagreement.opened" | "disagreement.closed" | "alert.fired" | "alert.resolved" | "system.drifted" | "subscription.ping" | "subscription.disabled";
        /**
         * @description Types of events, without the prefix of the city.
         * @example [
         *       "complaint.created",
         *       "complaint.status_changed"
         *     ]
         */
        EventTypes: components["schemas"]["EventType"][];
        /**
         * @description Number of the family card (KK), 16 digits; the middle is starred when masked.
         * @example 3273020101109991
         */
        FamilyCardNumber: string;
        /**
         * @example {
         *       "in": "query",
         *       "field": "require",
         *       "code": "enum",
         *       "detail": "is not one of the allowed values",
         *       "allowed": [
         *         "all"
         *       ]
         *     }
         */
        FieldError: {
            /**
             * @example query
             * @enum {string}
             */
            in: "query" | "path" | "header" | "body";
            /**
             * @description Name of the parameter, or dotted path in the body.
             * @example require
             */
            field: string;
            /**
             * @description The rule that was broken, such as `required`, `unknown`, `pattern` or `enum`.
             * @example enum
             */
            code: string;
            /**
             * @description Says what is wrong without repeating the value.
             * @example is not one of the allowed values
             */
            detail: string;
            /**
             * @description What would have been accepted, where that is a short list.
             * @example [
             *       "all"
             *     ]
             */
            allowed?: string[];
        };
        /**
         * @description Send it although it may be in the system already.
         * @example true
         */
        Force: boolean;
        /**
         * Format: email
         * @example budi@example.org
         */
        FullEmail: string;
        /**
         * @description National identity number, all 16 digits.
         * @example 3273021305859991
         */
        FullNik: string;
        /**
         * @description Phone number, best as E.164.
         * @example +6281234567890
         */
        FullPhone: string;
        /**
         * @description Stable id: the prefix of the system and its own key of the record.
         * @example LAPOR-1050123
         */
        Id: string;
        /** @example "8e03978e-40d5-43dd-bc93-6894a57f9324" */
        IdempotencyKey: string;
        /**
         * @example {
         *       "scheme": "tracking_id",
         *       "value": "1050123"
         *     }
         */
        Identifier: {
            /**
             * @description What kind of number it is.
             * @example tracking_id
             */
            scheme: string;
            /** @example 1050123 */
            value: string;
        };
        /**
         * @description Other numbers by which this record is known. Never a NIK.
         * @example [
         *       {
         *         "scheme": "tracking_id",
         *         "value": "1050123"
         *       }
         *     ]
         */
        Identifiers: components["schemas"]["Identifier"][];
        /**
         * @description Whole rupiah.
         * @example 1250000
         */
        Idr: number;
        /**
         * @description An emergency, disaster or disturbance. Severity and `cap` use the words of the Common Alerting Protocol. Where
         *     somebody called for help (`panic`) is told by the district alone.
         * @example {
         *       "id": "BPBD-20160203-7",
         *       "identifiers": [],
         *       "status": {
         *         "code": "on_scene",
         *         "raw_code": "3"
         *       },
         *       "source": {
         *         "system": "emergency",
         *         "record_id": "20160203-7",
         *         "fetched_at": "2016-02-03T10:00:00+07:00",
         *         "updated_at": "2016-02-03T09:15:00+07:00"
         *       },
         *       "quality": [],
         *       "kind": "flood",
         *       "severity": "moderate",
         *       "headline": "Banjir 40 cm di Jl. Contoh",
         *       "occurred_at": "2016-02-03T08:40:00+07:00",
         *       "reported_at": "2016-02-03T08:47:00+07:00",
         *       "location": {
         *         "lat": -6.94,
         *         "long": 107.66,
         *         "district_code": "32.73.27"
         *       },
         *       "cap": {
         *         "urgency": "immediate",
         *         "certainty": "observed"
         *       }
         *     }
         */
        Incident: {
            id: components["schemas"]["Id"];
            identifiers: components["schemas"]["Identifiers"];
            status: components["schemas"]["IncidentStatus"];
            source: components["schemas"]["Source"];
            quality: components["schemas"]["Quality"];
            kind: components["schemas"]["IncidentKind"];
            /**
             * @example moderate
             * @enum {string}
             */
            severity: "extreme" | "severe" | "moderate" | "minor" | "unknown";
            /** @example Banjir 40 cm di Jl. Contoh */
            headline?: string;
            /** @example Kendaraan kecil tidak bisa lewat. */
            description?: string;
            agency_id?: components["schemas"]["Id"];
            occurred_at: components["schemas"]["Timestamp"];
            reported_at?: components["schemas"]["Timestamp"];
            location?: components["schemas"]["Location"];
            area?: components["schemas"]["IncidentArea"];
            cap?: components["schemas"]["IncidentCap"];
        };
        /**
         * @description The area concerned, when it is more than a place.
         * @example {
         *       "name": "Gedebage dan sekitarnya",
         *       "district_codes": [
         *         "32.73.27"
         *       ]
         *     }
         */
        IncidentArea: {
            /** @example Gedebage dan sekitarnya */
            name?: string;
            district_codes?: components["schemas"]["DistrictCode"][];
            /**
             * @description Outer ring of longitude and latitude pairs; the last point repeats the first.
             * @example [
             *       [
             *         107.66,
             *         -6.95
             *       ],
             *       [
             *         107.7,
             *         -6.95
             *       ],
             *       [
             *         107.7,
             *         -6.92
             *       ],
             *       [
             *         107.66,
             *         -6.95
             *       ]
             *     ]
             */
            polygon?: number[][];
        };
        /**
         * @example {
         *       "urgency": "immediate",
         *       "certainty": "observed"
         *     }
         */
        IncidentCap: {
            /**
             * @example immediate
             * @enum {string}
             */
            urgency?: "immediate" | "expected" | "future" | "past" | "unknown";
            /**
             * @example observed
             * @enum {string}
             */
            certainty?: "observed" | "likely" | "possible" | "unlikely" | "unknown";
            expires?: components["schemas"]["Timestamp"];
        };
        /**
         * @description What happened. `utility`: water, power or another supply fails. `panic`: a call for help without words.
         * @example flood
         * @enum {string}
         */
        IncidentKind: "earthquake" | "flood" | "fire" | "crime" | "medical" | "traffic" | "weather" | "utility" | "panic" | "other";
        /**
         * @description A page of incidents.
         * @example {
         *       "items": [
         *         {
         *           "id": "BPBD-20160203-7",
         *           "identifiers": [],
         *           "status": {
         *             "code": "on_scene",
         *             "raw_code": "3"
         *           },
         *           "source": {
         *             "system": "emergency",
         *             "record_id": "20160203-7",
         *             "fetched_at": "2016-02-03T10:00:00+07:00",
         *             "updated_at": "2016-02-03T09:15:00+07:00"
         *           },
         *           "quality": [],
         *           "kind": "flood",
         *           "severity": "moderate",
         *           "headline": "Banjir 40 cm di Jl. Contoh",
         *           "occurred_at": "2016-02-03T08:40:00+07:00",
         *           "reported_at": "2016-02-03T08:47:00+07:00",
         *           "location": {
         *             "lat": -6.94,
         *             "long": 107.66,
         *             "district_code": "32.73.27"
         *           },
         *           "cap": {
         *             "urgency": "immediate",
         *             "certainty": "observed"
         *           }
         *         }
         *       ],
         *       "next_cursor": null,
         *       "meta": {
         *         "sources": [
         *           {
         *             "system": "emergency",
         *             "state": "ok",
         *             "as_of": "2016-02-03T10:00:00+07:00"
         *           }
         *         ]
         *       }
         *     }
         */
        IncidentList: {
            items: components["schemas"]["Incident"][];
            next_cursor: components["schemas"]["NextCursor"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @example {
         *       "code": "on_scene",
         *       "raw_code": "3"
         *     }
         */
        IncidentStatus: {
            code: components["schemas"]["IncidentStatusCode"];
            stage?: components["schemas"]["StatusStage"];
            raw_code: components["schemas"]["StatusRawCode"];
            raw_label?: components["schemas"]["StatusRawLabel"];
            changed_at?: components["schemas"]["Timestamp"];
        };
        /**
         * @description Where the response stands.
         * @example on_scene
         * @enum {string}
         */
        IncidentStatusCode: "reported" | "verified" | "dispatched" | "on_scene" | "resolved" | "false_alarm" | "expired" | "unknown";
        /**
         * @description A request for public information (UU 14/2008).
         * @example {
         *       "id": "PPID-2016-012",
         *       "identifiers": [],
         *       "status": {
         *         "code": "under_review",
         *         "raw_code": "diproses",
         *         "raw_label": "Diproses"
         *       },
         *       "source": {
         *         "system": "information",
         *         "record_id": "2016-012",
         *         "fetched_at": "2016-02-03T10:00:00+07:00",
         *         "updated_at": "2016-02-03T09:15:00+07:00"
         *       },
         *       "quality": [],
         *       "number": "012/PPID/II/2016",
         *       "agency_id": "SKPD-DISKAMTAM",
         *       "requester": {
         *         "name": "B. S."
         *       },
         *       "detail": "Rincian anggaran pemeliharaan taman tahun 2015.",
         *       "purpose": "Penelitian.",
         *       "delivery": "email",
         *       "received_on": "2016-02-01",
         *       "due_on": "2016-02-16",
         *       "clock": {
         *         "step": "answer",
         *         "waits_for": "office",
         *         "counted_from": "2016-02-01",
         *         "due_on": "2016-02-16",
         *         "set_by": "system",
         *         "remaining_working_days": 8,
         *         "overdue": false,
         *         "estimated": false
         *       }
         *     }
         */
        InformationRequest: {
            id: components["schemas"]["Id"];
            identifiers: components["schemas"]["Identifiers"];
            status: components["schemas"]["InformationRequestStatus"];
            source: components["schemas"]["Source"];
            quality: components["schemas"]["Quality"];
            /**
             * @description Registration number.
             * @example 012/PPID/II/2016
             */
            number: string;
            agency_id?: components["schemas"]["Id"];
            requester: components["schemas"]["Person"];
            /**
             * @description What is asked for.
             * @example Rincian anggaran pemeliharaan taman tahun 2015.
             */
            detail: string;
            /**
             * @description What it is wanted for.
             * @example Penelitian.
             */
            purpose: string;
            /**
             * @example email
             * @enum {string}
             */
            delivery?: "inspect" | "copy" | "email" | "post" | "fax";
            received_on: components["schemas"]["CalendarDate"];
            /** @description The last day for the answer, as the system says. */
            due_on: components["schemas"]["CalendarDate"];
            /** @description The last day after the one extension, as the system says. */
            extended_to?: components["schemas"]["CalendarDate"];
            clock?: components["schemas"]["InformationRequestClock"];
            /**
             * @example refused
             * @enum {string}
             */
            decision?: "granted" | "partially_granted" | "refused" | "transferred";
            decided_on?: components["schemas"]["CalendarDate"];
            /** @description Why it was refused (UU 14/2008 article 17). */
            grounds?: components["schemas"]["RefusalGround"][];
            objection?: components["schemas"]["Objection"];
        };
        /**
         * @description The time limit that runs on a request for information (UU 14/2008). The hub counts it anew for every answer, from
         *     the record's own dates and the city's working days, so that it runs on while the system is down. Absent when
         *     nothing is due, when the resident's time is over, or when the system does not say since when something is due.
         *
         *     | step | while it is | since | working days | `waits_for` |
         *     |---|---|---|---|---|
         *     | `answer` | `received`, `under_review` | `received_on` | 10 | `office` |
         *     | `answer` | `extended`, or `extended_to` is given | `received_on` | 10 + 7 | `office` |
         *     | `object` to the answer | `granted`, `partially_granted`, `refused` | `decided_on` | 30 | `resident` |
         *     | `answer_objection` | `objection_filed` | `objection.filed_on` | 30 | `office` |
         *     | `dispute` before the Information Commission | `objection_filed` and answered | `objection.answered_on` | 14 | `resident` |
         *
         *     While the resident is asked for more (`clarification_needed`), none runs.
         * @example {
         *       "step": "answer",
         *       "waits_for": "office",
         *       "counted_from": "2016-02-01",
         *       "due_on": "2016-02-15",
         *       "set_by": "system",
         *       "rule_due_on": "2016-02-16",
         *       "remaining_working_days": 7,
         *       "overdue": false,
         *       "estimated": false
         *     }
         */
        InformationRequestClock: {
            /**
             * @description What is due, or what the resident may do.
             * @example answer
             * @enum {string}
             */
            step: "answer" | "object" | "answer_objection" | "dispute";
            waits_for: components["schemas"]["ClockParty"];
            counted_from: components["schemas"]["CountedFrom"];
            due_on: components["schemas"]["DueOn"];
            set_by: components["schemas"]["SetBy"];
            rule_due_on?: components["schemas"]["RuleDueOn"];
            remaining_working_days: components["schemas"]["RemainingWorkingDays"];
            overdue: components["schemas"]["Overdue"];
            estimated: components["schemas"]["Estimated"];
        };
        /**
         * @example {
         *       "decision": "granted",
         *       "count": 20
         *     }
         */
        InformationRequestDecisionCount: {
            /**
             * @example granted
             * @enum {string}
             */
            decision: "granted" | "partially_granted" | "refused" | "transferred";
            count: components["schemas"]["Count"];
        };
        /**
         * @description A page of information requests.
         * @example {
         *       "items": [
         *         {
         *           "id": "PPID-2016-012",
         *           "identifiers": [],
         *           "status": {
         *             "code": "under_review",
         *             "raw_code": "diproses",
         *             "raw_label": "Diproses"
         *           },
         *           "source": {
         *             "system": "information",
         *             "record_id": "2016-012",
         *             "fetched_at": "2016-02-03T10:00:00+07:00",
         *             "updated_at": "2016-02-03T09:15:00+07:00"
         *           },
         *           "quality": [],
         *           "number": "012/PPID/II/2016",
         *           "agency_id": "SKPD-DISKAMTAM",
         *           "requester": {
         *             "name": "B. S."
         *           },
         *           "detail": "Rincian anggaran pemeliharaan taman tahun 2015.",
         *           "purpose": "Penelitian.",
         *           "delivery": "email",
         *           "received_on": "2016-02-01",
         *           "due_on": "2016-02-16",
         *           "clock": {
         *             "step": "answer",
         *             "waits_for": "office",
         *             "counted_from": "2016-02-01",
         *             "due_on": "2016-02-16",
         *             "set_by": "system",
         *             "remaining_working_days": 8,
         *             "overdue": false,
         *             "estimated": false
         *           }
         *         }
         *       ],
         *       "next_cursor": null,
         *       "meta": {
         *         "sources": [
         *           {
         *             "system": "information",
         *             "state": "ok",
         *             "as_of": "2016-02-03T10:00:00+07:00"
         *           }
         *         ]
         *       }
         *     }
         */
        InformationRequestList: {
            items: components["schemas"]["InformationRequest"][];
            next_cursor: components["schemas"]["NextCursor"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @example {
         *       "month": "2016-01",
         *       "received": 12
         *     }
         */
        InformationRequestMonth: {
            /** @example 2016-01 */
            month: string;
            received: components["schemas"]["Count"];
        };
        /**
         * @description Requests for public information that were received in a year.
         * @example {
         *       "year": 2016,
         *       "as_of": "2017-01-10T09:00:00+07:00",
         *       "received": 42,
         *       "answered": 31,
         *       "withdrawn": 0,
         *       "waiting": 11,
         *       "by_month": [
         *         {
         *           "month": "2016-01",
         *           "received": 12
         *         }
         *       ],
         *       "decisions": [
         *         {
         *           "decision": "granted",
         *           "count": 20
         *         },
         *         {
         *           "decision": "refused",
         *           "count": null
         *         }
         *       ],
         *       "refusal_grounds": [
         *         {
         *           "ground": "personal_secret",
         *           "count": null
         *         }
         *       ],
         *       "extended": 6,
         *       "answer_time": {
         *         "mean_working_days": 8.4,
         *         "share_in_time": 0.806
         *       },
         *       "objections": {
         *         "filed": 5,
         *         "answered": null,
         *         "grounds": [
         *           {
         *             "ground": "no_response",
         *             "count": 5
         *           }
         *         ]
         *       },
         *       "meta": {
         *         "sources": [
         *           {
         *             "system": "information",
         *             "state": "ok",
         *             "as_of": "2017-01-10T09:00:00+07:00"
         *           }
         *         ]
         *       }
         *     }
         */
        InformationRequestStatistics: {
            /** @example 2016 */
            year: number;
            as_of: components["schemas"]["Timestamp"];
            received: components["schemas"]["Count"];
            /** @description Those that were decided. */
            answered: components["schemas"]["Count"];
            withdrawn: components["schemas"]["Count"];
            /** @description Those that were neither decided nor withdrawn. */
            waiting: components["schemas"]["Count"];
            by_month: components["schemas"]["InformationRequestMonth"][];
            decisions: components["schemas"]["InformationRequestDecisionCount"][];
            /** @description How often each ground was given; a refusal may have several. */
            refusal_grounds: components["schemas"]["RefusalGroundCount"][];
            /** @description Those whose time was extended by seven working days. */
            extended: components["schemas"]["Count"];
            answer_time: components["schemas"]["AnswerTime"];
            objections: components["schemas"]["ObjectionStatistics"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @example {
         *       "code": "under_review",
         *       "raw_code": "diproses",
         *       "raw_label": "Diproses"
         *     }
         */
        InformationRequestStatus: {
            code: components["schemas"]["InformationRequestStatusCode"];
            stage?: components["schemas"]["StatusStage"];
            raw_code: components["schemas"]["StatusRawCode"];
            raw_label?: components["schemas"]["StatusRawLabel"];
            changed_at?: components["schemas"]["Timestamp"];
        };
        /**
         * @description Where the request stands.
         * @example under_review
         * @enum {string}
         */
        InformationRequestStatusCode: "received" | "under_review" | "clarification_needed" | "extended" | "granted" | "partially_granted" | "refused" | "transferred" | "withdrawn" | "objection_filed" | "dispute" | "unknown";
        /**
         * @example pt
         * @enum {string}
         */
        LegalForm: "pt" | "cv" | "ud" | "pd" | "firma" | "koperasi" | "yayasan" | "perkumpulan" | "bumd" | "perorangan" | "other";
        /**
         * @description A licence or permit that was issued.
         * @example {
         *       "id": "HAYU-sk-00123",
         *       "identifiers": [],
         *       "status": {
         *         "code": "active",
         *         "raw_code": "14",
         *         "raw_label": "Penyerahan Izin"
         *       },
         *       "source": {
         *         "system": "licensing",
         *         "record_id": "sk-00123",
         *         "fetched_at": "2016-02-10T15:00:00+07:00",
         *         "updated_at": "2016-02-10T14:00:00+07:00"
         *       },
         *       "quality": [],
         *       "number": "503/SIUP-00123/BPPT/2016",
         *       "application_id": "HAYU-00012305503022016",
         *       "agency_id": "SKPD-BPPT",
         *       "permit_type": "SIUP",
         *       "permit_name": "Surat Izin Usaha Perdagangan",
         *       "holder": {
         *         "name": "BUDI SANTOSA"
         *       },
         *       "business": {
         *         "name": "PT CONTOH SEJAHTERA",
         *         "legal_form": "pt"
         *       },
         *       "location": {
         *         "address": "Jl. Asia Afrika No. 8",
         *         "district_code": "32.73.19"
         *       },
         *       "issued_on": "2016-02-10",
         *       "issued_on_precision": "day",
         *       "valid_until": null
         *     }
         */
        Licence: {
            id: components["schemas"]["Id"];
            identifiers: components["schemas"]["Identifiers"];
            status: components["schemas"]["LicenceStatus"];
            source: components["schemas"]["Source"];
            quality: components["schemas"]["Quality"];
            /**
             * @description Number of the decree.
             * @example 503/SIUP-00123/BPPT/2016
             */
            number: string;
            application_id?: components["schemas"]["Id"];
            service_id?: components["schemas"]["Id"];
            agency_id?: components["schemas"]["Id"];
            permit_type: components["schemas"]["PermitType"];
            permit_name?: components["schemas"]["PermitName"];
            holder: components["schemas"]["Person"];
            business?: components["schemas"]["Business"];
            vehicle?: components["schemas"]["LicenceVehicle"];
            location?: components["schemas"]["Location"];
            nop?: components["schemas"]["Nop"];
            issued_on: components["schemas"]["CalendarDate"];
            issued_on_precision?: components["schemas"]["DatePrecision"];
            /**
             * Format: date
             * @description Last day of validity; null means for ever.
             * @example 2021-02-10
             */
            valid_until?: string | null;
            valid_until_precision?: components["schemas"]["DatePrecision"];
        };
        /**
         * @description An application for a licence or permit, from submission to decision.
         * @example {
         *       "id": "HAYU-00012305503022016",
         *       "identifiers": [],
         *       "status": {
         *         "code": "under_review",
         *         "stage": "site_inspection",
         *         "raw_code": "4",
         *         "raw_label": "Survey Lokasi",
         *         "changed_at": "2016-02-03T09:15:00+07:00"
         *       },
         *       "source": {
         *         "system": "licensing",
         *         "record_id": "00012305503022016",
         *         "fetched_at": "2016-02-03T10:00:00+07:00",
         *         "updated_at": "2016-02-03T09:15:00+07:00"
         *       },
         *       "quality": [],
         *       "number": "00012305503022016",
         *       "permit_type": "SIUP",
         *       "permit_name": "Surat Izin Usaha Perdagangan",
         *       "service_id": "HAYU-055",
         *       "agency_id": "SKPD-BPPT",
         *       "applicant": {
         *         "name": "BUDI SANTOSA",
         *         "phone": "+6281234567890"
         *       },
         *       "business": {
         *         "name": "PT CONTOH SEJAHTERA",
         *         "legal_form": "pt"
         *       },
         *       "kind": "new",
         *       "channel": "online",
         *       "submitted_at": "2016-02-01T08:30:00+07:00",
         *       "due_at": "2016-02-15T23:59:59+07:00",
         *       "fee_idr": 250000,
         *       "fee_paid": false,
         *       "history": [
         *         {
         *           "at": "2016-02-01T08:30:00+07:00",
         *           "code": "submitted",
         *           "raw_code": "2",
         *           "raw_label": "Menerima dan Memeriksa Berkas"
         *         }
         *       ]
         *     }
         */
        LicenceApplication: {
            id: components["schemas"]["Id"];
            identifiers: components["schemas"]["Identifiers"];
            status: components["schemas"]["LicenceApplicationStatus"];
            source: components["schemas"]["Source"];
            quality: components["schemas"]["Quality"];
            /**
             * @description Registration number on the receipt.
             * @example 00012305503022016
             */
            number: string;
            permit_type: components["schemas"]["PermitType"];
            permit_name?: components["schemas"]["PermitName"];
            service_id: components["schemas"]["Id"];
            agency_id: components["schemas"]["Id"];
            applicant: components["schemas"]["Person"];
            business?: components["schemas"]["Business"];
            /**
             * @example new
             * @enum {string}
             */
            kind?: "new" | "amendment" | "renewal" | "re_registration";
            /**
             * @description Where it was handed in.
             * @example online
             * @enum {string}
             */
            channel?: "online" | "counter" | "branch";
            location?: components["schemas"]["Location"];
            nop?: components["schemas"]["Nop"];
            submitted_at: components["schemas"]["Timestamp"];
            decided_at?: components["schemas"]["Timestamp"];
            due_at?: components["schemas"]["Timestamp"];
            fee_idr?: components["schemas"]["Idr"];
            /** @example false */
            fee_paid?: boolean;
            /** @description The steps so far, oldest first. */
            history?: components["schemas"]["LicenceApplicationStep"][];
        };
        /**
         * @description A page of licence applications.
         * @example {
         *       "items": [
         *         {
         *           "id": "HAYU-00012305503022016",
         *           "identifiers": [],
         *           "status": {
         *             "code": "under_review",
         *             "stage": "site_inspection",
         *             "raw_code": "4",
         *             "raw_label": "Survey Lokasi",
         *             "changed_at": "2016-02-03T09:15:00+07:00"
         *           },
         *           "source": {
         *             "system": "licensing",
         *             "record_id": "00012305503022016",
         *             "fetched_at": "2016-02-03T10:00:00+07:00",
         *             "updated_at": "2016-02-03T09:15:00+07:00"
         *           },
         *           "quality": [],
         *           "number": "00012305503022016",
         *           "permit_type": "SIUP",
         *           "permit_name": "Surat Izin Usaha Perdagangan",
         *           "service_id": "HAYU-055",
         *           "agency_id": "SKPD-BPPT",
         *           "applicant": {
         *             "name": "BUDI SANTOSA",
         *             "phone": "+6281234567890"
         *           },
         *           "business": {
         *             "name": "PT CONTOH SEJAHTERA",
         *             "legal_form": "pt"
         *           },
         *           "kind": "new",
         *           "channel": "online",
         *           "submitted_at": "2016-02-01T08:30:00+07:00",
         *           "due_at": "2016-02-15T23:59:59+07:00",
         *           "fee_idr": 250000,
         *           "fee_paid": false,
         *           "history": [
         *             {
         *               "at": "2016-02-01T08:30:00+07:00",
         *               "code": "submitted",
         *               "raw_code": "2",
         *               "raw_label": "Menerima dan Memeriksa Berkas"
         *             }
         *           ]
         *         }
         *       ],
         *       "next_cursor": null,
         *       "meta": {
         *         "sources": [
         *           {
         *             "system": "licensing",
         *             "state": "ok",
         *             "as_of": "2016-02-03T10:00:00+07:00"
         *           }
         *         ]
         *       }
         *     }
         */
        LicenceApplicationList: {
            items: components["schemas"]["LicenceApplication"][];
            next_cursor: components["schemas"]["NextCursor"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @example {
         *       "code": "under_review",
         *       "stage": "site_inspection",
         *       "raw_code": "4",
         *       "raw_label": "Survey Lokasi",
         *       "changed_at": "2016-02-03T09:15:00+07:00"
         *     }
         */
        LicenceApplicationStatus: {
            code: components["schemas"]["LicenceApplicationStatusCode"];
            stage?: components["schemas"]["StatusStage"];
            raw_code: components["schemas"]["StatusRawCode"];
            raw_label?: components["schemas"]["StatusRawLabel"];
            changed_at?: components["schemas"]["Timestamp"];
        };
        /**
         * @description Where the application stands. `rejected`, `withdrawn` and `completed` are final.
         * @example under_review
         * @enum {string}
         */
        LicenceApplicationStatusCode: "draft" | "submitted" | "under_review" | "action_required" | "awaiting_payment" | "approved" | "issued" | "completed" | "rejected" | "withdrawn" | "unknown";
        /**
         * @example {
         *       "at": "2016-02-01T08:30:00+07:00",
         *       "code": "submitted",
         *       "raw_code": "2",
         *       "raw_label": "Menerima dan Memeriksa Berkas"
         *     }
         */
        LicenceApplicationStep: {
            at: components["schemas"]["Timestamp"];
            code: components["schemas"]["LicenceApplicationStatusCode"];
            stage?: components["schemas"]["StatusStage"];
            raw_code?: components["schemas"]["StatusRawCode"];
            raw_label?: components["schemas"]["StatusRawLabel"];
            /** @example Files complete. */
            note?: string;
        };
        /**
         * @example {
         *       "reason": "The shop moves to another city."
         *     }
         */
        LicenceApplicationWithdrawal: {
            /** @example The shop moves to another city. */
            reason: string;
        };
        /**
         * @description A page of licences.
         * @example {
         *       "items": [
         *         {
         *           "id": "HAYU-sk-00123",
         *           "identifiers": [],
         *           "status": {
         *             "code": "active",
         *             "raw_code": "14",
         *             "raw_label": "Penyerahan Izin"
         *           },
         *           "source": {
         *             "system": "licensing",
         *             "record_id": "sk-00123",
         *             "fetched_at": "2016-02-10T15:00:00+07:00",
         *             "updated_at": "2016-02-10T14:00:00+07:00"
         *           },
         *           "quality": [],
         *           "number": "503/SIUP-00123/BPPT/2016",
         *           "application_id": "HAYU-00012305503022016",
         *           "agency_id": "SKPD-BPPT",
         *           "permit_type": "SIUP",
         *           "permit_name": "Surat Izin Usaha Perdagangan",
         *           "holder": {
         *             "name": "BUDI SANTOSA"
         *           },
         *           "business": {
         *             "name": "PT CONTOH SEJAHTERA",
         *             "legal_form": "pt"
         *           },
         *           "location": {
         *             "address": "Jl. Asia Afrika No. 8",
         *             "district_code": "32.73.19"
         *           },
         *           "issued_on": "2016-02-10",
         *           "issued_on_precision": "day",
         *           "valid_until": null
         *         }
         *       ],
         *       "next_cursor": null,
         *       "meta": {
         *         "sources": [
         *           {
         *             "system": "licensing",
         *             "state": "ok",
         *             "as_of": "2016-02-03T10:00:00+07:00"
         *           }
         *         ]
         *       }
         *     }
         */
        LicenceList: {
            items: components["schemas"]["Licence"][];
            next_cursor: components["schemas"]["NextCursor"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @example {
         *       "code": "active",
         *       "raw_code": "14",
         *       "raw_label": "Penyerahan Izin"
         *     }
         */
        LicenceStatus: {
            code: components["schemas"]["LicenceStatusCode"];
            stage?: components["schemas"]["StatusStage"];
            raw_code: components["schemas"]["StatusRawCode"];
            raw_label?: components["schemas"]["StatusRawLabel"];
            changed_at?: components["schemas"]["Timestamp"];
        };
        /**
         * @description Whether the licence holds.
         * @example active
         * @enum {string}
         */
        LicenceStatusCode: "active" | "suspended" | "revoked" | "expired" | "superseded" | "unknown";
        /**
         * @description The vehicle and route of a transport permit.
         * @example {
         *       "plate_number": "D 9991 XX",
         *       "route_code": "05",
         *       "route_name": "Cicaheum - Ledeng"
         *     }
         */
        LicenceVehicle: {
            /** @example D 9991 XX */
            plate_number?: string;
            /** @example 05 */
            route_code?: string;
            /** @example Cicaheum - Ledeng */
            route_name?: string;
        };
        /**
         * @example {
         *       "start": "2016-02-03T10:00:00+07:00",
         *       "calls": 312,
         *       "spared": 20117,
         *       "largest_concurrency": 4,
         *       "errors": 2,
         *       "mean_ms": 84,
         *       "worst_ms": 1250
         *     }
         */
        LoadHour: {
            start: components["schemas"]["Timestamp"];
            /**
             * @description Calls made, second tries and probes too.
             * @example 312
             */
            calls: number;
            /**
             * @description Calls that the cache made needless.
             * @example 20117
             */
            spared: number;
            /**
             * @description The most calls at once.
             * @example 4
             */
            largest_concurrency: number;
            /**
             * @description Calls that failed. A refusal by the system is none.
             * @example 2
             */
            errors: number;
            /**
             * @description Mean duration of the calls.
             * @example 84
             */
            mean_ms?: number;
            /**
             * @description Duration of the longest call.
             * @example 1250
             */
            worst_ms?: number;
        };
        /**
         * @description A place that is not somebody's home, such as where a street lamp is broken.
         * @example {
         *       "lat": -6.8853,
         *       "long": 107.6137,
         *       "address": "Jl. Ir. H. Juanda No. 100",
         *       "rt": "003",
         *       "rw": "005",
         *       "village_code": "32.73.02.1004",
         *       "district_code": "32.73.02",
         *       "postal_code": "40135"
         *     }
         */
        Location: {
            /**
             * @description WGS 84, degrees north.
             * @example -6.8853
             */
            lat?: number;
            /**
             * @description WGS 84, degrees east.
             * @example 107.6137
             */
            long?: number;
            /** @example Jl. Ir. H. Juanda No. 100 */
            address?: string;
            rt?: components["schemas"]["Rt"];
            rw?: components["schemas"]["Rw"];
            village_code?: components["schemas"]["VillageCode"];
            district_code?: components["schemas"]["DistrictCode"];
            postal_code?: components["schemas"]["PostalCode"];
        };
        /**
         * @description `until`, `reason` and `by` where an operator has set it.
         * @example {
         *       "level": "debug",
         *       "until": "2016-02-03T10:15:00+07:00",
         *       "reason": "slow since the update",
         *       "by": "operations/asn-7"
         *     }
         */
        LogLevel: {
            /**
             * @description Lines of this level and above are written.
             * @example debug
             * @enum {string}
             */
            level: "trace" | "debug" | "info" | "warn" | "error" | "fatal" | "silent";
            until?: components["schemas"]["Timestamp"];
            /** @example slow since the update */
            reason?: string;
            /**
             * @description The operator.
             * @example operations/asn-7
             */
            by?: string;
        };
        /**
         * @example {
         *       "level": "debug",
         *       "for_minutes": 30,
         *       "reason": "slow since the update"
         *     }
         */
        LogLevelChange: {
            /**
             * @example debug
             * @enum {string}
             */
            level: "debug" | "info" | "warn" | "error" | "default";
            /**
             * @description When it goes back by itself; 60 when left out.
             * @example 30
             */
            for_minutes?: number;
            reason: components["schemas"]["Reason"];
        };
        /**
         * @example {
         *       "id": 4,
         *       "from": "2016-02-03T20:00:00+07:00",
         *       "until": "2016-02-03T23:00:00+07:00",
         *       "message": {
         *         "id": "Server dipindahkan ke pusat data baru.",
         *         "en": "The server moves to the new data centre."
         *       },
         *       "reason": "the agency has asked for it",
         *       "by": "operations/asn-7",
         *       "planned_at": "2016-02-01T09:15:00+07:00",
         *       "running": false
         *     }
         */
        Maintenance: {
            id: components["schemas"]["MaintenanceId"];
            from: components["schemas"]["Timestamp"];
            until: components["schemas"]["Timestamp"];
            message: components["schemas"]["BilingualMessage"];
            /** @example the vendor restores a backup */
            reason: string;
            /**
             * @description The operator.
             * @example operations/asn-7
             */
            by: string;
            planned_at: components["schemas"]["Timestamp"];
            /** @example true */
            running: boolean;
        };
        /**
         * @example {
         *       "reason": "it went faster than planned"
         *     }
         */
        MaintenanceEnd: {
            maintenance?: components["schemas"]["MaintenanceId"];
            reason: components["schemas"]["Reason"];
        };
        /**
         * @description Its number.
         * @example 4
         */
        MaintenanceId: number;
        /**
         * @description With `until` or `minutes`.
         * @example {
         *       "minutes": 180,
         *       "message": {
         *         "id": "Server dipindahkan ke pusat data baru.",
         *         "en": "The server moves to the new data centre."
         *       },
         *       "reason": "the agency has asked for it"
         *     }
         */
        MaintenancePlan: {
            /**
             * Format: date-time
             * @description When it begins.
             * @example 2016-02-03T20:00:00+07:00
             */
            from?: string;
            /**
             * Format: date-time
             * @description When it ends by itself.
             * @example 2016-02-03T23:00:00+07:00
             */
            until?: string;
            /**
             * @description How long it lasts.
             * @example 180
             */
            minutes?: number;
            message: components["schemas"]["BilingualMessage"];
            reason: components["schemas"]["Reason"];
        };
        /**
         * @description A photograph or document.
         * @example {
         *       "url": "https://files.example.org/lamp.jpg",
         *       "media_type": "image/jpeg",
         *       "title": "The lamp"
         *     }
         */
        Media: {
            /**
             * Format: uri
             * @example https://files.example.org/lamp.jpg
             */
            url: string;
            /** @example image/jpeg */
            media_type?: string;
            /** @example The lamp */
            title?: string;
        };
        /** @example The server moves to the new data centre. */
        MessageText: string;
        /**
         * @description About the answer as a whole.
         * @example {
         *       "sources": [
         *         {
         *           "system": "complaints",
         *           "state": "ok",
         *           "as_of": "2016-02-03T10:00:00+07:00"
         *         }
         *       ]
         *     }
         */
        Meta: {
            /** @description One entry for each system that serves the resource. */
            sources: components["schemas"]["SourceState"][];
        };
        /**
         * @example {
         *       "reason": "the agreement with the agency has ended",
         *       "resource": "complaints"
         *     }
         */
        MirrorForgetting: {
            reason: components["schemas"]["Reason"];
            resource?: components["schemas"]["SearchedResource"];
        };
        /**
         * @description What was forgotten.
         * @example {
         *       "records": 1204
         *     }
         */
        MirrorForgotten: {
            /** @example 1204 */
            records: number;
        };
        /**
         * @description What is kept of a resource of a system.
         * @example {
         *       "system": "complaints",
         *       "resource": "complaints",
         *       "records": 1204,
         *       "latest_change": "2016-02-03T09:15:00+07:00",
         *       "read_whole_at": "2016-02-03T01:00:00+07:00"
         *     }
         */
        MirroredResource: {
            system: components["schemas"]["SystemId"];
            resource: components["schemas"]["SearchedResource"];
            /** @example 1204 */
            records: number;
            /** @description `source.updated_at` of the record that changed last. */
            latest_change?: components["schemas"]["Timestamp"];
            /** @description When all of it was last read. Never when it is absent; then lists of it do not stand in for its system. */
            read_whole_at?: components["schemas"]["Timestamp"];
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "system": "complaints",
         *           "resource": "complaints",
         *           "records": 1204,
         *           "latest_change": "2016-02-03T09:15:00+07:00",
         *           "read_whole_at": "2016-02-03T01:00:00+07:00"
         *         }
         *       ],
         *       "next_cursor": null,
         *       "meta": {
         *         "sources": []
         *       }
         *     }
         */
        MirroredResourceList: {
            items: components["schemas"]["MirroredResource"][];
            next_cursor: components["schemas"]["NextCursor"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @example {
         *       "requirement": "Fotokopi KTP",
         *       "file": "ktp.pdf"
         *     }
         */
        NewAttachment: {
            /**
             * @description The requirement that it meets, as the `requirements` of the service say it, or what it shows.
             * @example Fotokopi KTP
             */
            requirement: string;
            /**
             * @description The file, with a name and without a path. A name whose ending is not that of its type gets one.
             * @example ktp.pdf
             */
            file: string;
        };
        /**
         * @description A business, as a caller names it. Nothing may be masked.
         * @example {
         *       "name": "PT CONTOH SEJAHTERA",
         *       "legal_form": "pt",
         *       "npwp": "012345674423000"
         *     }
         */
        NewBusiness: {
            /** @example PT CONTOH SEJAHTERA */
            name: string;
            legal_form?: components["schemas"]["LegalForm"];
            nib?: components["schemas"]["Nib"];
            /** @example 012345674423000 */
            npwp?: string;
            tdp_number?: components["schemas"]["TdpNumber"];
            location?: components["schemas"]["Location"];
        };
        /**
         * @example {
         *       "service_code": "street-lighting",
         *       "description": "Lampu jalan di depan taman mati sejak Senin.",
         *       "location": {
         *         "lat": -6.8853,
         *         "long": 107.6137
         *       },
         *       "reporter": {
         *         "name": "SITI RAHMAWATI",
         *         "phone": "+6281234567890",
         *         "anonymous": false,
         *         "confidential": false
         *       }
         *     }
         */
        NewComplaint: {
            /** @example street-lighting */
            service_code?: string;
            /**
             * @example complaint
             * @enum {string}
             */
            classification?: "aspiration" | "complaint" | "information_request" | "whistleblowing" | "procurement";
            /** @example Lampu jalan mati */
            title?: string;
            /** @example Lampu jalan di depan taman mati sejak Senin. */
            description: string;
            location?: components["schemas"]["Location"];
            reporter?: components["schemas"]["NewReporter"];
            media?: components["schemas"]["Media"][];
        };
        /**
         * @example {
         *       "text": "Masih mati malam ini."
         *     }
         */
        NewComplaintComment: {
            /** @example Masih mati malam ini. */
            text: string;
            media?: components["schemas"]["Media"][];
        };
        /**
         * @example {
         *       "kind": "flood",
         *       "occurred_at": "2016-02-03T08:40:00+07:00",
         *       "headline": "Banjir 40 cm di Jl. Contoh",
         *       "location": {
         *         "lat": -6.94,
         *         "long": 107.66
         *       }
         *     }
         */
        NewIncident: {
            kind: components["schemas"]["IncidentKind"];
            /**
             * Format: date-time
             * @example 2016-02-03T08:40:00+07:00
             */
            occurred_at: string;
            /** @example Banjir 40 cm di Jl. Contoh */
            headline?: string;
            /** @example Kendaraan kecil tidak bisa lewat. */
            description?: string;
            location: components["schemas"]["Location"];
            reporter?: components["schemas"]["NewPerson"];
            media?: components["schemas"]["Media"][];
        };
        /**
         * @example {
         *       "agency_id": "SKPD-DISKAMTAM",
         *       "requester": {
         *         "name": "BUDI SANTOSA",
         *         "nik": "3273021305859991",
         *         "email": "budi@example.org"
         *       },
         *       "detail": "Rincian anggaran pemeliharaan taman tahun 2015.",
         *       "purpose": "Penelitian.",
         *       "delivery": "email"
         *     }
         */
        NewInformationRequest: {
            agency_id?: components["schemas"]["Id"];
            requester: components["schemas"]["NewPerson"];
            /** @example Rincian anggaran pemeliharaan taman tahun 2015. */
            detail: string;
            /** @example Penelitian. */
            purpose: string;
            /**
             * @example email
             * @enum {string}
             */
            delivery?: "inspect" | "copy" | "email" | "post" | "fax";
        };
        /**
         * @example {
         *       "service_id": "HAYU-055",
         *       "kind": "new",
         *       "applicant": {
         *         "name": "BUDI SANTOSA",
         *         "nik": "3273021305859991",
         *         "phone": "+6281234567890"
         *       },
         *       "business": {
         *         "name": "PT CONTOH SEJAHTERA",
         *         "legal_form": "pt"
         *       }
         *     }
         */
        NewLicenceApplication: {
            service_id: components["schemas"]["Id"];
            /**
             * @example new
             * @enum {string}
             */
            kind: "new" | "amendment" | "renewal" | "re_registration";
            licence_id?: components["schemas"]["Id"];
            applicant: components["schemas"]["NewPerson"];
            business?: components["schemas"]["NewBusiness"];
            location?: components["schemas"]["Location"];
            nop?: components["schemas"]["Nop"];
            documents?: components["schemas"]["Media"][];
            /** @example Second shop of the same company. */
            note?: string;
        };
        /**
         * @example {
         *       "ground": "no_response",
         *       "note": "Sudah lewat 10 hari kerja."
         *     }
         */
        NewObjection: {
            ground: components["schemas"]["ObjectionGround"];
            /** @example Sudah lewat 10 hari kerja. */
            note?: string;
        };
        /**
         * @description A person, as a caller names him or her. Nothing may be masked.
         * @example {
         *       "name": "BUDI SANTOSA",
         *       "nik": "3273021305859991",
         *       "phone": "+6281234567890",
         *       "email": "budi@example.org"
         *     }
         */
        NewPerson: {
            name: components["schemas"]["PersonName"];
            nik?: components["schemas"]["FullNik"];
            phone?: components["schemas"]["FullPhone"];
            email?: components["schemas"]["FullEmail"];
            location?: components["schemas"]["Residence"];
        };
        /**
         * @description Who sends it. Nothing may be masked.
         * @example {
         *       "name": "SITI RAHMAWATI",
         *       "phone": "+6281234567890",
         *       "anonymous": false,
         *       "confidential": false
         *     }
         */
        NewReporter: {
            name?: components["schemas"]["PersonName"];
            phone?: components["schemas"]["FullPhone"];
            email?: components["schemas"]["FullEmail"];
            /**
             * @description Do not publish the name.
             * @example false
             */
            anonymous: boolean;
            /**
             * @description Do not publish anything.
             * @example false
             */
            confidential: boolean;
        };
        /**
         * @description With `until` or `minutes`.
         * @example {
         *       "system": "complaints",
         *       "minutes": 240,
         *       "reason": "it moves to another server"
         *     }
         */
        NewSilence: {
            system?: components["schemas"]["SystemId"];
            agency?: components["schemas"]["Id"];
            kind?: components["schemas"]["AlertKind"];
            rule?: components["schemas"]["AlertName"];
            from?: components["schemas"]["Timestamp"];
            until?: components["schemas"]["Timestamp"];
            /**
             * @description How long it lasts.
             * @example 240
             */
            minutes?: number;
            reason: components["schemas"]["Reason"];
        };
        /**
         * @description Without filters it gets all events that its consumer may read.
         * @example {
         *       "url": "https://hooks.example.org/satu",
         *       "types": [
         *         "complaint.created",
         *         "complaint.status_changed"
         *       ],
         *       "system": "complaints"
         *     }
         */
        NewSubscription: {
            url: components["schemas"]["ReceiverUrl"];
            description?: components["schemas"]["SubscriptionDescription"];
            types?: components["schemas"]["EventTypes"];
            system?: components["schemas"]["SystemId"];
            resource?: components["schemas"]["ResourceName"];
            subject?: components["schemas"]["RecordId"];
        };
        /**
         * @description Send it as `cursor` for the next page. Only `null` means the end; a page may be short or empty.
         * @example eyJ2IjoxfQ
         */
        NextCursor: string | null;
        /**
         * @description Business number (since 2018).
         * @example 9999000000001
         */
        Nib: string;
        /**
         * @description National identity number, 16 digits; the middle is starred when masked.
         * @example 3273021305859991
         */
        Nik: string;
        /**
         * @description Number of a tax object (NOP), 18 digits without dots. Its district and village are tax codes.
         * @example 327306000100200030
         */
        Nop: string;
        /**
         * @description Taxpayer number, 15 digits (16 since 2022), without dots. For a person it may be the NIK.
         * @example 012345674423000
         */
        Npwp: string;
        /**
         * @example {
         *       "ground": "no_response",
         *       "filed_on": "2016-02-20"
         *     }
         */
        Objection: {
            ground: components["schemas"]["ObjectionGround"];
            filed_on: components["schemas"]["CalendarDate"];
            answered_on?: components["schemas"]["CalendarDate"];
        };
        /**
         * @description Why the requester objects (UU 14/2008 article 35).
         * @example no_response
         * @enum {string}
         */
        ObjectionGround: "refused" | "no_periodic_information" | "no_response" | "other_than_asked" | "not_fulfilled" | "unreasonable_fee" | "late";
        /**
         * @example {
         *       "ground": "no_response",
         *       "count": 5
         *     }
         */
        ObjectionGroundCount: {
            ground: components["schemas"]["ObjectionGround"];
            count: components["schemas"]["Count"];
        };
        /**
         * @example {
         *       "filed": 5,
         *       "answered": null,
         *       "grounds": [
         *         {
         *           "ground": "no_response",
         *           "count": 5
         *         }
         *       ]
         *     }
         */
        ObjectionStatistics: {
            filed: components["schemas"]["Count"];
            answered: components["schemas"]["Count"];
            grounds: components["schemas"]["ObjectionGroundCount"][];
        };
        /**
         * @description A time of day in the city; over midnight when it ends before it begins, and then on the days that it begins on.
         * @example {
         *       "days": [
         *         "mon",
         *         "tue",
         *         "wed",
         *         "thu",
         *         "fri"
         *       ],
         *       "from": "06:00",
         *       "to": "22:00"
         *     }
         */
        OpeningHours: {
            days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
            /** @example 06:00 */
            from: string;
            /** @example 22:00 */
            to: string;
        };
        /**
         * @example {
         *       "id": "demo-app",
         *       "name": "Demo application",
         *       "agency_code": "DISKOMINFO",
         *       "scopes": [
         *         "complaints:read"
         *       ],
         *       "purposes": [],
         *       "agreement": {
         *         "number": "470/12/PKS",
         *         "expires": "2016-12-31"
         *       },
         *       "rate": {
         *         "requests": 600,
         *         "seconds": 60
         *       },
         *       "keys": [
         *         {
         *           "prefix": "satu_7k2m9x4p",
         *           "expires": "2016-12-31"
         *         }
         *       ],
         *       "suspension": {
         *         "reason": "it asks for the same page without end",
         *         "by": "operations/asn-7",
         *         "since": "2016-02-03T09:15:00+07:00"
         *       }
         *     }
         */
        OperatedConsumer: {
            id: components["schemas"]["ConsumerId"];
            /** @example Demo application */
            name: string;
            /**
             * @description The agency that answers for it.
             * @example DISKOMINFO
             */
            agency_code?: string;
            /** @description What it may do. */
            scopes: string[];
            /** @description What it may ask for personal data for. */
            purposes: components["schemas"]["Purpose"][];
            agreement?: components["schemas"]["ConsumerAgreement"];
            rate: components["schemas"]["ConsumerRate"];
            /**
             * @description Requests allowed within a day.
             * @example 100000
             */
            quota_day?: number;
            /** @description Its API keys. */
            keys: components["schemas"]["ConsumerKey"][];
            suspension?: components["schemas"]["ConsumerSuspension"];
            use?: components["schemas"]["ConsumerUse"];
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "id": "demo-app",
         *           "name": "Demo application",
         *           "agency_code": "DISKOMINFO",
         *           "scopes": [
         *             "complaints:read"
         *           ],
         *           "purposes": [],
         *           "agreement": {
         *             "number": "470/12/PKS",
         *             "expires": "2016-12-31"
         *           },
         *           "rate": {
         *             "requests": 600,
         *             "seconds": 60
         *           },
         *           "keys": [
         *             {
         *               "prefix": "satu_7k2m9x4p",
         *               "expires": "2016-12-31"
         *             }
         *           ],
         *           "suspension": {
         *             "reason": "it asks for the same page without end",
         *             "by": "operations/asn-7",
         *             "since": "2016-02-03T09:15:00+07:00"
         *           }
         *         }
         *       ],
         *       "next_cursor": null,
         *       "meta": {
         *         "sources": []
         *       }
         *     }
         */
        OperatedConsumerList: {
            items: components["schemas"]["OperatedConsumer"][];
            next_cursor: components["schemas"]["NextCursor"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @example {
         *       "system": {
         *         "id": "complaints",
         *         "name": "LAPOR!",
         *         "product": "lapor",
         *         "prefix": "LAPOR",
         *         "resources": [
         *           "complaints",
         *           "services"
         *         ],
         *         "held": {
         *           "kind": "paused",
         *           "since": "2016-02-03T09:15:00+07:00"
         *         },
         *         "health": {
         *           "state": "up",
         *           "since": "2016-02-03T06:00:00+07:00",
         *           "breaker": "closed",
         *           "in_flight": 0,
         *           "queued": 0
         *         },
         *         "counters": {
         *           "calls": 1204,
         *           "failures": 3,
         *           "quarantined": 2
         *         },
         *         "limits": {
         *           "concurrency": 4,
         *           "timeout_ms": 5000
         *         },
         *         "freshness": [],
         *         "recent_quarantine": []
         *       },
         *       "adapter_version": 3,
         *       "config_file": "/etc/satu/city.yaml",
         *       "pause": {
         *         "reason": "the vendor restores a backup",
         *         "by": "operations/asn-7",
         *         "since": "2016-02-03T09:15:00+07:00"
         *       },
         *       "maintenances": [],
         *       "log_level": {
         *         "level": "info"
         *       },
         *       "deliveries": {
         *         "system": "complaints",
         *         "paused": false,
         *         "waiting": 12,
         *         "uncertain": 0,
         *         "parked": 1
         *       }
         *     }
         */
        OperatedSystem: {
            system: components["schemas"]["System"];
            /**
             * @description Of the adapter that speaks to it.
             * @example 3
             */
            adapter_version?: number;
            /**
             * @description Where its entry stands.
             * @example /etc/satu/city.yaml
             */
            config_file: string;
            pause?: components["schemas"]["SystemPause"];
            /** @description The one that runs, and those to come. */
            maintenances: components["schemas"]["Maintenance"][];
            log_level: components["schemas"]["LogLevel"];
            deliveries: components["schemas"]["Deliveries"];
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "system": {
         *             "id": "complaints",
         *             "name": "LAPOR!",
         *             "product": "lapor",
         *             "prefix": "LAPOR",
         *             "resources": [
         *               "complaints",
         *               "services"
         *             ],
         *             "held": {
         *               "kind": "paused",
         *               "since": "2016-02-03T09:15:00+07:00"
         *             },
         *             "health": {
         *               "state": "up",
         *               "since": "2016-02-03T06:00:00+07:00",
         *               "breaker": "closed",
         *               "in_flight": 0,
         *               "queued": 0
         *             },
         *             "counters": {
         *               "calls": 1204,
         *               "failures": 3,
         *               "quarantined": 2
         *             },
         *             "limits": {
         *               "concurrency": 4,
         *               "timeout_ms": 5000
         *             },
         *             "freshness": [],
         *             "recent_quarantine": []
         *           },
         *           "adapter_version": 3,
         *           "config_file": "/etc/satu/city.yaml",
         *           "pause": {
         *             "reason": "the vendor restores a backup",
         *             "by": "operations/asn-7",
         *             "since": "2016-02-03T09:15:00+07:00"
         *           },
         *           "maintenances": [],
         *           "log_level": {
         *             "level": "info"
         *           },
         *           "deliveries": {
         *             "system": "complaints",
         *             "paused": false,
         *             "waiting": 12,
         *             "uncertain": 0,
         *             "parked": 1
         *           }
         *         }
         *       ],
         *       "next_cursor": null,
         *       "meta": {
         *         "sources": []
         *       }
         *     }
         */
        OperatedSystemList: {
            items: components["schemas"]["OperatedSystem"][];
            next_cursor: components["schemas"]["NextCursor"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @description One act of an operator.
         * @example {
         *       "id": "17",
         *       "time": "2016-02-03T09:15:00+07:00",
         *       "action": "deliveries.pause",
         *       "system": "complaints",
         *       "consumer": "operations",
         *       "caller": "officer",
         *       "person": "asn-7",
         *       "reason": "the vendor restores a backup",
         *       "result": "done",
         *       "ended_at": "2016-02-03T09:15:00+07:00",
         *       "request_id": "req-1a2b3c"
         *     }
         */
        OperatorAction: {
            /**
             * @description Its number: a later act has a higher one.
             * @example 17
             */
            id: string;
            time: components["schemas"]["Timestamp"];
            /**
             * @description What was done, as kind and act.
             * @example system.pause
             */
            action: string;
            system?: components["schemas"]["SystemId"];
            /**
             * @description What else it was done to.
             * @example demo-app
             */
            target?: string;
            /**
             * @description The application that the operator used.
             * @example operations
             */
            consumer: string;
            /**
             * @description Whether the application acted by itself, or for a person who had signed in to it.
             * @example officer
             * @enum {string}
             */
            caller: "application" | "officer";
            /**
             * @description Who had signed in, as the identity provider names them.
             * @example asn-7
             */
            person?: string;
            /**
             * @description Why, in the words of the operator.
             * @example the vendor restores a backup
             */
            reason?: string;
            /**
             * @description What was asked for.
             * @example until 2016-02-03T12:00:00+07:00
             */
            detail?: string;
            result: components["schemas"]["ActionResult"];
            /**
             * @description Of the problem that refused it or by which it failed.
             * @example state_conflict
             */
            code?: string;
            ended_at?: components["schemas"]["Timestamp"];
            /**
             * @description Tells it from others in the log.
             * @example req-1a2b3c
             */
            request_id: string;
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "id": "17",
         *           "time": "2016-02-03T09:15:00+07:00",
         *           "action": "deliveries.pause",
         *           "system": "complaints",
         *           "consumer": "operations",
         *           "caller": "officer",
         *           "person": "asn-7",
         *           "reason": "the vendor restores a backup",
         *           "result": "done",
         *           "ended_at": "2016-02-03T09:15:00+07:00",
         *           "request_id": "req-1a2b3c"
         *         }
         *       ],
         *       "next_cursor": null,
         *       "meta": {
         *         "sources": []
         *       }
         *     }
         */
        OperatorActionList: {
            items: components["schemas"]["OperatorAction"][];
            next_cursor: components["schemas"]["NextCursor"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @description Why, in a few words. It is kept with the step and shown to the sender: write nothing about people, and no NIK.
         * @example the system is back
         */
        OperatorReason: string;
        /**
         * @description An office has to act and its last day is over. Never true while it waits for a resident.
         * @example false
         */
        Overdue: boolean;
        /**
         * @example {
         *       "value": "1985-05-13",
         *       "source": {
         *         "system": "population",
         *         "resource": "residents",
         *         "id": "SIAK-fkqbnaecdmhgpjlioabd",
         *         "as_of": "2016-02-03T10:00:00+07:00",
         *         "updated_at": "2016-02-03T10:00:00+07:00",
         *         "age_seconds": 0,
         *         "confidence": "certain"
         *       }
         *     }
         */
        OverviewBirthDate: {
            /**
             * Format: date
             * @example 1985-05-13
             */
            value?: string;
            source: components["schemas"]["OverviewSource"];
        };
        /**
         * @example {
         *       "value": "BANDUNG",
         *       "source": {
         *         "system": "population",
         *         "resource": "residents",
         *         "id": "SIAK-fkqbnaecdmhgpjlioabd",
         *         "as_of": "2016-02-03T10:00:00+07:00",
         *         "updated_at": "2016-02-03T10:00:00+07:00",
         *         "age_seconds": 0,
         *         "confidence": "certain"
         *       }
         *     }
         */
        OverviewBirthPlace: {
            /** @example BANDUNG */
            value?: string;
            source: components["schemas"]["OverviewSource"];
        };
        /**
         * @example {
         *       "resource": "licences",
         *       "system": "licensing",
         *       "id": "HAYU-00012305503022016",
         *       "role": "holder",
         *       "score": 0.97,
         *       "band": "likely",
         *       "reasons": [
         *         {
         *           "field": "name",
         *           "agreement": "same",
         *           "likeness": 1,
         *           "weight": 11,
         *           "text": "the same name"
         *         },
         *         {
         *           "field": "address",
         *           "agreement": "same_house",
         *           "likeness": 1,
         *           "weight": 11,
         *           "text": "the same house (100 % alike)"
         *         }
         *       ],
         *       "as_of": "2016-02-03T08:00:00+07:00"
         *     }
         */
        OverviewCandidate: {
            resource: components["schemas"]["OverviewResource"];
            system: components["schemas"]["SystemId"];
            id: components["schemas"]["Id"];
            role: components["schemas"]["OverviewRole"];
            /**
             * @description Probability that it is the same.
             * @example 0.97
             */
            score: number;
            /**
             * @description Likely from 0.6 on, possible from 0.1.
             * @example likely
             * @enum {string}
             */
            band: "likely" | "possible";
            /** @description The record that joins the two. */
            by_way_of?: components["schemas"]["Id"];
            /** @description What agrees and what does not, as far as the caller may see the field. */
            reasons: components["schemas"]["OverviewReason"][];
            /** @description When its system last gave it. */
            as_of: components["schemas"]["Timestamp"];
        };
        /**
         * @description Records that may be of the same, best first, at most 20. Nothing is made of them before a person has decided.
         * @example [
         *       {
         *         "resource": "licences",
         *         "system": "licensing",
         *         "id": "HAYU-00012305503022016",
         *         "role": "holder",
         *         "score": 0.97,
         *         "band": "likely",
         *         "reasons": [
         *           {
         *             "field": "name",
         *             "agreement": "same",
         *             "likeness": 1,
         *             "weight": 11,
         *             "text": "the same name"
         *           },
         *           {
         *             "field": "address",
         *             "agreement": "same_house",
         *             "likeness": 1,
         *             "weight": 11,
         *             "text": "the same house (100 % alike)"
         *           }
         *         ],
         *         "as_of": "2016-02-03T08:00:00+07:00"
         *       }
         *     ]
         */
        OverviewCandidates: components["schemas"]["OverviewCandidate"][];
        /**
         * @example {
         *       "system": "population",
         *       "code": "nik_duplicate",
         *       "records": [
         *         "SIAK-fkqbnaecdmhgpjlioabd"
         *       ],
         *       "text": "population has several people under this NIK."
         *     }
         */
        OverviewContradiction: {
            system: components["schemas"]["SystemId"];
            /**
             * @description - `nik_duplicate`: the system has several people under one NIK.
             *     - `nik_birthdate_mismatch`, `nik_invalid`: its NIK and its date of birth do not go together, or the NIK cannot be one.
             *     - `names_differ`: records of the system with one number bear names that are not spellings of one.
             * @example nik_duplicate
             * @enum {string}
             */
            code: "nik_duplicate" | "nik_birthdate_mismatch" | "nik_invalid" | "names_differ";
            records: components["schemas"]["Id"][];
            /** @example population has several people under this NIK. */
            text: string;
        };
        /**
         * @description Where one system contradicts itself about the one who was asked for.
         * @example [
         *       {
         *         "system": "population",
         *         "code": "nik_duplicate",
         *         "records": [
         *           "SIAK-fkqbnaecdmhgpjlioabd"
         *         ],
         *         "text": "population has several people under this NIK."
         *       }
         *     ]
         */
        OverviewContradictions: components["schemas"]["OverviewContradiction"][];
        /**
         * @description Which systems were looked through. Of one that the hub keeps nothing of, no record can be found by what it says.
         * @example [
         *       {
         *         "system": "transport",
         *         "resource": "licences",
         *         "looked_through": true
         *       },
         *       {
         *         "system": "tax",
         *         "resource": "tax-objects",
         *         "looked_through": false
         *       }
         *     ]
         */
        OverviewCoverage: components["schemas"]["OverviewCovered"][];
        /**
         * @example {
         *       "system": "transport",
         *       "resource": "licences",
         *       "looked_through": true
         *     }
         */
        OverviewCovered: {
            system: components["schemas"]["SystemId"];
            resource: components["schemas"]["OverviewResource"];
            /** @example true */
            looked_through: boolean;
        };
        /**
         * @description Attributes of which systems say different things, when titles, spellings and the like are passed over. None is taken for the right one.
         * @example [
         *       "name"
         *     ]
         */
        OverviewDiffering: string[];
        /**
         * @example {
         *       "value": "***@example.org",
         *       "source": {
         *         "system": "transport",
         *         "resource": "licences",
         *         "id": "DISH-551_2F0412",
         *         "as_of": "2016-02-03T09:59:00+07:00",
         *         "updated_at": "2015-11-20T00:00:00+07:00",
         *         "age_seconds": 60,
         *         "confidence": "certain"
         *       }
         *     }
         */
        OverviewEmail: {
            /** @example budi@example.org */
            value?: string;
            source: components["schemas"]["OverviewSource"];
        };
        /**
         * @description An address on one line; often somebody's home.
         * @example {
         *       "value": "Jl. Wastukancana No. 2 RT 003 RW 005",
         *       "source": {
         *         "system": "population",
         *         "resource": "residents",
         *         "id": "SIAK-fkqbnaecdmhgpjlioabd",
         *         "as_of": "2016-02-03T10:00:00+07:00",
         *         "updated_at": "2016-02-03T10:00:00+07:00",
         *         "age_seconds": 0,
         *         "confidence": "certain"
         *       }
         *     }
         */
        OverviewHome: {
            /** @example Jl. Wastukancana No. 2 RT 003 RW 005 */
            value?: string;
            source: components["schemas"]["OverviewSource"];
        };
        /**
         * @example {
         *       "value": "B. S.",
         *       "source": {
         *         "system": "transport",
         *         "resource": "licences",
         *         "id": "DISH-551_2F0412",
         *         "as_of": "2016-02-03T09:59:00+07:00",
         *         "updated_at": "2015-11-20T00:00:00+07:00",
         *         "age_seconds": 60,
         *         "confidence": "certain"
         *       }
         *     }
         */
        OverviewName: {
            /** @example BUDI SANTOSA */
            value?: string;
            source: components["schemas"]["OverviewSource"];
        };
        /**
         * @example {
         *       "value": "01**********000",
         *       "source": {
         *         "system": "transport",
         *         "resource": "licences",
         *         "id": "DISH-551_2F0412",
         *         "as_of": "2016-02-03T09:59:00+07:00",
         *         "updated_at": "2015-11-20T00:00:00+07:00",
         *         "age_seconds": 60,
         *         "confidence": "certain"
         *       }
         *     }
         */
        OverviewNpwp: {
            /** @example 012345674423000 */
            value?: string;
            source: components["schemas"]["OverviewSource"];
        };
        /**
         * @example {
         *       "value": 120,
         *       "source": {
         *         "system": "transport",
         *         "resource": "licences",
         *         "id": "DISH-551_2F0412",
         *         "as_of": "2016-02-03T09:59:00+07:00",
         *         "updated_at": "2015-11-20T00:00:00+07:00",
         *         "age_seconds": 60,
         *         "confidence": "certain"
         *       }
         *     }
         */
        OverviewNumber: {
            /** @example 120 */
            value: number;
            source: components["schemas"]["OverviewSource"];
        };
        /**
         * @example {
         *       "value": "***********890",
         *       "source": {
         *         "system": "transport",
         *         "resource": "licences",
         *         "id": "DISH-551_2F0412",
         *         "as_of": "2016-02-03T09:59:00+07:00",
         *         "updated_at": "2015-11-20T00:00:00+07:00",
         *         "age_seconds": 60,
         *         "confidence": "certain"
         *       }
         *     }
         */
        OverviewPhone: {
            /** @example +6281234567890 */
            value?: string;
            source: components["schemas"]["OverviewSource"];
        };
        /**
         * @example {
         *       "field": "name",
         *       "agreement": "same",
         *       "likeness": 1,
         *       "weight": 11,
         *       "text": "the same name"
         *     }
         */
        OverviewReason: {
            /**
             * @example name
             * @enum {string}
             */
            field: "name" | "birth_date" | "phone" | "email" | "address" | "number" | "owner" | "business";
            /**
             * @description How far it agrees.
             * @example same
             */
            agreement: string;
            /**
             * @description Of the letters.
             * @example 1
             */
            likeness?: number;
            /**
             * @description Bits for (positive) or against it, after Fellegi and Sunter.
             * @example 11
             */
            weight: number;
            /**
             * @description The same in words.
             * @example the same name
             */
            text: string;
        };
        /**
         * @example {
         *       "resource": "licences",
         *       "system": "transport",
         *       "id": "DISH-551_2F0412",
         *       "role": "holder",
         *       "matched_by": [
         *         "nik"
         *       ],
         *       "number": "551.2/0412-DISHUB/2015",
         *       "status": "active",
         *       "live": true,
         *       "as_of": "2016-02-03T09:59:00+07:00",
         *       "age_seconds": 60
         *     }
         */
        OverviewRecord: {
            resource: components["schemas"]["OverviewResource"];
            system: components["schemas"]["SystemId"];
            id: components["schemas"]["Id"];
            role: components["schemas"]["OverviewRole"];
            /** @description Numbers that it has in common with the one who was asked for; `id` for the record that was named. */
            matched_by: ("nik" | "npwp" | "nib" | "nop" | "id")[];
            /**
             * @description Of the licence, application or request.
             * @example 503/SIUP-00123/BPPT/2016
             */
            number?: string;
            /**
             * @description Canonical status code.
             * @example active
             */
            status?: string;
            /**
             * @description Of a bill.
             * @example 2016
             */
            tax_year?: number;
            /** @description Of a bill. */
            payable_idr?: components["schemas"]["Idr"];
            /**
             * @description False when its system could not be asked, and this is what it last gave: nothing of it stands among the attributes.
             * @example true
             */
            live: boolean;
            as_of: components["schemas"]["Timestamp"];
            /** @example 60 */
            age_seconds: number;
        };
        /**
         * @description Records that are certainly of the one who was asked for. Read one whole at `/v1/{resource}/{id}`.
         * @example [
         *       {
         *         "resource": "licences",
         *         "system": "transport",
         *         "id": "DISH-551_2F0412",
         *         "role": "holder",
         *         "matched_by": [
         *           "nik"
         *         ],
         *         "number": "551.2/0412-DISHUB/2015",
         *         "status": "active",
         *         "live": true,
         *         "as_of": "2016-02-03T09:59:00+07:00",
         *         "age_seconds": 60
         *       }
         *     ]
         */
        OverviewRecords: components["schemas"]["OverviewRecord"][];
        /**
         * @description A resource whose records speak of people, businesses or land.
         * @example licences
         * @enum {string}
         */
        OverviewResource: "residents" | "licence-applications" | "licences" | "complaints" | "tax-objects" | "tax-bills" | "information-requests";
        /**
         * @description As what the record names it.
         * @example holder
         * @enum {string}
         */
        OverviewRole: "resident" | "applicant" | "holder" | "requester" | "reporter" | "owner" | "taxpayer" | "business" | "parcel" | "site";
        /**
         * @example {
         *       "value": "male",
         *       "source": {
         *         "system": "population",
         *         "resource": "residents",
         *         "id": "SIAK-fkqbnaecdmhgpjlioabd",
         *         "as_of": "2016-02-03T10:00:00+07:00",
         *         "updated_at": "2016-02-03T10:00:00+07:00",
         *         "age_seconds": 0,
         *         "confidence": "certain"
         *       }
         *     }
         */
        OverviewSex: {
            /**
             * @example male
             * @enum {string}
             */
            value?: "male" | "female" | "unknown";
            source: components["schemas"]["OverviewSource"];
        };
        /**
         * @description Who says so, and since when the gateway has it.
         * @example {
         *       "system": "transport",
         *       "resource": "licences",
         *       "id": "DISH-551_2F0412",
         *       "as_of": "2016-02-03T09:59:00+07:00",
         *       "updated_at": "2015-11-20T00:00:00+07:00",
         *       "age_seconds": 60,
         *       "confidence": "certain"
         *     }
         */
        OverviewSource: {
            system: components["schemas"]["SystemId"];
            resource: components["schemas"]["OverviewResource"];
            id: components["schemas"]["Id"];
            /** @description When the system gave it. */
            as_of: components["schemas"]["Timestamp"];
            /** @description When the system last changed the record, as it says. */
            updated_at: components["schemas"]["Timestamp"];
            /**
             * @description Since the system gave it.
             * @example 60
             */
            age_seconds: number;
            /**
             * @description That it is of the one who was asked for: `certain`, since the record carries the number. What may be of the same is among the candidates, never here.
             * @example certain
             * @enum {string}
             */
            confidence: "certain";
        };
        /**
         * @example {
         *       "value": "PT CONTOH SEJAHTERA",
         *       "source": {
         *         "system": "transport",
         *         "resource": "licences",
         *         "id": "DISH-551_2F0412",
         *         "as_of": "2016-02-03T09:59:00+07:00",
         *         "updated_at": "2015-11-20T00:00:00+07:00",
         *         "age_seconds": 60,
         *         "confidence": "certain"
         *       }
         *     }
         */
        OverviewText: {
            /** @example PT CONTOH SEJAHTERA */
            value: string;
            source: components["schemas"]["OverviewSource"];
        };
        /**
         * @description Resources that were not looked through since the caller lacks their scope.
         * @example [
         *       "complaints"
         *     ]
         */
        OverviewWithheld: components["schemas"]["OverviewResource"][];
        /**
         * @description What systems say of the land.
         * @example {
         *       "land_m2": [
         *         {
         *           "value": 120,
         *           "source": {
         *             "system": "transport",
         *             "resource": "licences",
         *             "id": "DISH-551_2F0412",
         *             "as_of": "2016-02-03T09:59:00+07:00",
         *             "updated_at": "2015-11-20T00:00:00+07:00",
         *             "age_seconds": 60,
         *             "confidence": "certain"
         *           }
         *         }
         *       ]
         *     }
         */
        ParcelAttributes: {
            owner?: components["schemas"]["OverviewName"][];
            address?: components["schemas"]["OverviewHome"][];
            district_code?: components["schemas"]["OverviewText"][];
            land_m2?: components["schemas"]["OverviewNumber"][];
            building_m2?: components["schemas"]["OverviewNumber"][];
            njop_land_idr?: components["schemas"]["OverviewNumber"][];
            njop_building_idr?: components["schemas"]["OverviewNumber"][];
        };
        /**
         * @example {
         *       "nop": "327306000100200030",
         *       "attributes": {
         *         "owner": [
         *           {
         *             "value": "B. S.",
         *             "source": {
         *               "system": "transport",
         *               "resource": "licences",
         *               "id": "DISH-551_2F0412",
         *               "as_of": "2016-02-03T09:59:00+07:00",
         *               "updated_at": "2015-11-20T00:00:00+07:00",
         *               "age_seconds": 60,
         *               "confidence": "certain"
         *             }
         *           }
         *         ],
         *         "land_m2": [
         *           {
         *             "value": 120,
         *             "source": {
         *               "system": "transport",
         *               "resource": "licences",
         *               "id": "DISH-551_2F0412",
         *               "as_of": "2016-02-03T09:59:00+07:00",
         *               "updated_at": "2015-11-20T00:00:00+07:00",
         *               "age_seconds": 60,
         *               "confidence": "certain"
         *             }
         *           }
         *         ]
         *       },
         *       "differing": [],
         *       "records": [],
         *       "candidates": [],
         *       "contradictions": [],
         *       "withheld": [],
         *       "coverage": [
         *         {
         *           "system": "transport",
         *           "resource": "licences",
         *           "looked_through": true
         *         },
         *         {
         *           "system": "tax",
         *           "resource": "tax-objects",
         *           "looked_through": false
         *         }
         *       ],
         *       "meta": {
         *         "sources": [
         *           {
         *             "system": "population",
         *             "state": "ok",
         *             "as_of": "2016-02-03T10:00:00+07:00"
         *           },
         *           {
         *             "system": "transport",
         *             "state": "ok",
         *             "as_of": "2016-02-03T09:59:00+07:00"
         *           }
         *         ]
         *       }
         *     }
         */
        ParcelOverview: {
            nop: components["schemas"]["Nop"];
            attributes: components["schemas"]["ParcelAttributes"];
            differing: components["schemas"]["OverviewDiffering"];
            records: components["schemas"]["OverviewRecords"];
            candidates: components["schemas"]["OverviewCandidates"];
            contradictions: components["schemas"]["OverviewContradictions"];
            withheld: components["schemas"]["OverviewWithheld"];
            coverage: components["schemas"]["OverviewCoverage"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @example {
         *       "system": "complaints",
         *       "retried": 40,
         *       "left": 2,
         *       "per_second": 2,
         *       "last_begins_at": "2016-02-03T09:15:20+07:00"
         *     }
         */
        ParkedRetry: {
            system: components["schemas"]["SystemId"];
            /**
             * @description Submissions that are tried again.
             * @example 40
             */
            retried: number;
            /**
             * @description Submissions that stay parked. They may have arrived and there is no way to look, or the system takes their kind no more.
             * @example 2
             */
            left: number;
            /** @example 2 */
            per_second: number;
            last_begins_at?: components["schemas"]["Timestamp"];
        };
        /**
         * @example {
         *       "per_second": 2,
         *       "reason": "the system is back"
         *     }
         */
        ParkedRetryRequest: {
            /**
             * @description At most so many are tried in a second; 1 when left out. The limits of the system hold all the same.
             * @example 2
             */
            per_second?: number;
            reason?: components["schemas"]["OperatorReason"];
        };
        /**
         * @description Full name of the kind of permit.
         * @example Surat Izin Usaha Perdagangan
         */
        PermitName: string;
        /**
         * @description Short name of the kind of permit.
         * @example SIUP
         */
        PermitType: string;
        /**
         * @description A person, as a system knows him or her.
         * @example {
         *       "name": "BUDI SANTOSA",
         *       "nik": "3273021305859991",
         *       "phone": "+6281234567890",
         *       "location": {
         *         "address": "Jl. Wastukancana No. 2",
         *         "district_code": "32.73.19"
         *       }
         *     }
         */
        Person: {
            name: components["schemas"]["PersonName"];
            name_raw?: components["schemas"]["RawName"];
            titles?: components["schemas"]["Titles"];
            nik?: components["schemas"]["Nik"];
            birth_date?: components["schemas"]["BirthDate"];
            phone?: components["schemas"]["Phone"];
            email?: components["schemas"]["Email"];
            location?: components["schemas"]["Residence"];
        };
        /**
         * @description Name without titles; initials when masked. Many people have one name only.
         * @example BUDI SANTOSA
         */
        PersonName: string;
        /**
         * @description Phone number, E.164 where it could be told; all but the last three digits are starred when masked.
         * @example +6281234567890
         */
        Phone: string;
        /**
         * @description A time in which it is not asked.
         * @example {
         *       "from": "2016-02-03T20:00:00+07:00",
         *       "until": "2016-02-03T23:00:00+07:00",
         *       "message": {
         *         "id": "Server dipindahkan ke pusat data baru.",
         *         "en": "The server moves to the new data centre."
         *       }
         *     }
         */
        PlannedMaintenance: {
            from: components["schemas"]["Timestamp"];
            until: components["schemas"]["Timestamp"];
            message: components["schemas"]["BilingualMessage"];
        };
        /** @example 40135 */
        PostalCode: string;
        /**
         * @example {
         *       "system": "complaints",
         *       "outcome": "well",
         *       "duration_ms": 84,
         *       "at": "2016-02-03T09:15:00+07:00"
         *     }
         */
        ProbeResult: {
            system: components["schemas"]["SystemId"];
            /**
             * @description `not_asked`: its owner's hours or limits do not allow it now; `detail` tells.
             * @example well
             * @enum {string}
             */
            outcome: "well" | "failed" | "not_asked";
            /**
             * @description How long it took, waiting for its turn included.
             * @example 84
             */
            duration_ms: number;
            code?: components["schemas"]["ErrorCode"];
            /** @example complaints: refused the connection (connect) */
            detail?: string;
            at: components["schemas"]["Timestamp"];
        };
        /**
         * @description An error (RFC 9457). Ignore members that you do not know.
         * @example {
         *       "type": "/problems/not_found",
         *       "title": "There is no such thing here",
         *       "status": 404,
         *       "code": "not_found",
         *       "request_id": "req-1a2b3c",
         *       "at_fault": "caller",
         *       "action": "Check the id or the path; ids come from list answers, paths from /openapi.json."
         *     }
         */
        Problem: {
            /**
             * Format: uri-reference
             * @description Relative URI `/problems/<code>`, a page about it.
             * @example /problems/invalid_request
             */
            type: string;
            /** @example The request does not fit the contract */
            title: string;
            /** @example 400 */
            status: number;
            /** @example One parameter is wrong. */
            detail?: string;
            code: components["schemas"]["ErrorCode"];
            /**
             * @description Quote it when you ask for help.
             * @example req-1a2b3c
             */
            request_id: string;
            /**
             * @description Who can mend it.
             * @example caller
             * @enum {string}
             */
            at_fault: "caller" | "hub" | "system";
            /**
             * @description How far the request came.
             * @example validation
             */
            stage?: string;
            /**
             * @description What to do about it.
             * @example Wait as long as `Retry-After` says.
             */
            action: string;
            /** @description One entry for each wrong field. */
            errors?: components["schemas"]["FieldError"][];
            /** @description The systems concerned. */
            systems?: components["schemas"]["SourceState"][];
        };
        /**
         * @description Where a tax object lies; often somebody's home.
         * @example {
         *       "lat": -6.9123,
         *       "long": 107.6071,
         *       "address": "Jl. Wastukancana No. 2",
         *       "district_code": "32.73.19"
         *     }
         */
        PropertyLocation: {
            /** @example -6.9123 */
            lat?: number;
            /** @example 107.6071 */
            long?: number;
            /** @example Jl. Wastukancana No. 2 */
            address?: string;
            /** @example 003 */
            rt?: string;
            /** @example 005 */
            rw?: string;
            village_code?: components["schemas"]["VillageCode"];
            district_code?: components["schemas"]["DistrictCode"];
            postal_code?: components["schemas"]["PostalCode"];
        };
        /**
         * @description A proposal for the budget, from a community (RW) or a survey.
         * @example {
         *       "id": "PLAN-2016-00451",
         *       "identifiers": [],
         *       "source": {
         *         "system": "planning",
         *         "record_id": "2016-00451",
         *         "fetched_at": "2016-02-03T10:00:00+07:00",
         *         "updated_at": "2016-02-03T09:15:00+07:00"
         *       },
         *       "quality": [],
         *       "kind": "musrenbang",
         *       "title": "Perbaikan saluran air RW 05",
         *       "rw": "005",
         *       "location": {
         *         "village_code": "32.73.02.1004",
         *         "district_code": "32.73.02"
         *       },
         *       "amount_idr": 75000000,
         *       "year": 2016
         *     }
         */
        Proposal: {
            id: components["schemas"]["Id"];
            identifiers: components["schemas"]["Identifiers"];
            source: components["schemas"]["Source"];
            quality: components["schemas"]["Quality"];
            /**
             * @description Development planning forum, community empowerment programme or survey.
             * @example musrenbang
             * @enum {string}
             */
            kind?: "musrenbang" | "pippk" | "survey";
            /** @example Perbaikan saluran air RW 05 */
            title: string;
            /** @example Panjang 120 m. */
            description?: string;
            rw?: components["schemas"]["Rw"];
            location?: components["schemas"]["Location"];
            agency_id?: components["schemas"]["Id"];
            amount_idr?: components["schemas"]["Idr"];
            /** @example 2016 */
            year?: number;
        };
        /**
         * @description A page of proposals.
         * @example {
         *       "items": [
         *         {
         *           "id": "PLAN-2016-00451",
         *           "identifiers": [],
         *           "source": {
         *             "system": "planning",
         *             "record_id": "2016-00451",
         *             "fetched_at": "2016-02-03T10:00:00+07:00",
         *             "updated_at": "2016-02-03T09:15:00+07:00"
         *           },
         *           "quality": [],
         *           "kind": "musrenbang",
         *           "title": "Perbaikan saluran air RW 05",
         *           "rw": "005",
         *           "location": {
         *             "village_code": "32.73.02.1004",
         *             "district_code": "32.73.02"
         *           },
         *           "amount_idr": 75000000,
         *           "year": 2016
         *         }
         *       ],
         *       "next_cursor": null,
         *       "meta": {
         *         "sources": [
         *           {
         *             "system": "planning",
         *             "state": "ok",
         *             "as_of": "2016-02-03T10:00:00+07:00"
         *           }
         *         ]
         *       }
         *     }
         */
        ProposalList: {
            items: components["schemas"]["Proposal"][];
            next_cursor: components["schemas"]["NextCursor"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @description Purpose for which population data may be used (UU 24/2013, Permendagri 102/2019).
         * @example public_service
         * @enum {string}
         */
        Purpose: "public_service" | "planning" | "budget" | "democracy" | "law_enforcement";
        /**
         * @description What was wrong with the record in its system; empty when nothing was found.
         * @example [
         *       {
         *         "field": "location.long",
         *         "code": "coord_swapped",
         *         "severity": "warning",
         *         "raw": "-6.9147"
         *       }
         *     ]
         */
        Quality: components["schemas"]["QualityNote"][];
        /**
         * @description What was found:
         *     - `leading_zero_lost`: a code was stored as a number; the zeros were put back.
         *     - `null_date_sentinel`: a placeholder such as `0000-00-00` stood for "no date"; the field is absent.
         *     - `ambiguous_date`: day and month could not be told apart with certainty.
         *     - `nik_invalid`, `nik_birthdate_mismatch`, `nik_duplicate`: the NIK is malformed, disagrees with the birth
         *       date, or belongs to several people.
         *     - `name_truncated`: the system cuts names, and this one is as long as the cut.
         *     - `region_unknown`: the region code or name is not in the city's list.
         *     - `coord_swapped`, `coord_outside`: latitude and longitude were exchanged (and put right), or lie outside.
         *     - `encoding_repaired`: text was in another encoding than declared.
         *     - `status_unmapped`: the legacy status has no canonical one; `status.code` is `unknown`.
         *     - `numeric_id_precision`: a long number lost its last digits.
         *     - `invalid_value`: the value did not fit the contract and was left out.
         *     - `duplicate_record`: the system gave the same record more than once.
         *     - `out_of_order`: a change of status that the lifecycle does not know.
         * @example coord_swapped
         * @enum {string}
         */
        QualityCode: "leading_zero_lost" | "null_date_sentinel" | "ambiguous_date" | "nik_invalid" | "nik_birthdate_mismatch" | "nik_duplicate" | "name_truncated" | "region_unknown" | "coord_swapped" | "coord_outside" | "encoding_repaired" | "status_unmapped" | "numeric_id_precision" | "invalid_value" | "duplicate_record" | "out_of_order";
        /**
         * @example {
         *       "field": "location.long",
         *       "code": "coord_swapped",
         *       "severity": "warning",
         *       "raw": "-6.9147"
         *     }
         */
        QualityNote: {
            /**
             * @description Dotted path of the field concerned, e.g. `location.district_code` or `payments.0.paid_on`.
             * @example location.long
             */
            field: string;
            code: components["schemas"]["QualityCode"];
            /**
             * @example warning
             * @enum {string}
             */
            severity: "info" | "warning" | "error";
            /**
             * @description The value as the system gave it; never given for a field that holds personal data.
             * @example -6.9147
             */
            raw?: string;
        };
        /**
         * @example {
         *       "resource": "complaints",
         *       "record_id": "LAPOR-1050124",
         *       "reason": "description is required",
         *       "at": "2016-02-03T10:00:00+07:00"
         *     }
         */
        QuarantineNote: {
            resource: components["schemas"]["ResourceName"];
            /**
             * @description Its id, unless that is personal.
             * @example LAPOR-1050124
             */
            record_id?: string;
            /** @example description is required */
            reason: string;
            at: components["schemas"]["Timestamp"];
        };
        /**
         * @description Name exactly as the system gave it.
         * @example IR. H. BUDI SANTOSA, M.M.
         */
        RawName: string;
        /**
         * @description Why, in a few words. It is kept in the record of what operators did: write nothing about people, and no NIK.
         * @example the vendor restores a backup
         */
        Reason: string;
        /**
         * Format: uri
         * @description Address of the receiver. https, without a user or a password, on an allowed port, and public.
         * @example https://hooks.example.org/satu
         */
        ReceiverUrl: string;
        /** @example LAPOR-1050123 */
        RecordId: string;
        /**
         * @example {
         *       "again": 12,
         *       "missed": 0
         *     }
         */
        Redelivery: {
            /**
             * @description Messages that are sent again.
             * @example 12
             */
            again: number;
            /**
             * @description Events that were never in line and are now.
             * @example 0
             */
            missed: number;
        };
        /**
         * @example {
         *       "since": "2016-02-03T00:00:00+07:00"
         *     }
         */
        RedeliveryRequest: {
            /**
             * Format: date-time
             * @description When the events became known.
             * @example 2016-02-03T00:00:00+07:00
             */
            since: string;
            /**
             * @description What the receiver took as well.
             * @example false
             */
            all?: boolean;
        };
        /**
         * @example personal_secret
         * @enum {string}
         */
        RefusalGround: "law_enforcement" | "intellectual_property" | "defence" | "natural_wealth" | "economic_resilience" | "foreign_relations" | "authentic_deed" | "personal_secret" | "internal_memorandum" | "other_law" | "not_held";
        /**
         * @example {
         *       "ground": "personal_secret",
         *       "count": null
         *     }
         */
        RefusalGroundCount: {
            ground: components["schemas"]["RefusalGround"];
            count: components["schemas"]["Count"];
        };
        /**
         * @example {
         *       "system": "complaints",
         *       "outcome": "reconnected",
         *       "untried": [],
         *       "also_changed": [],
         *       "also_removed": [],
         *       "at": "2016-02-03T09:15:00+07:00"
         *     }
         */
        ReloadResult: {
            system: components["schemas"]["SystemId"];
            /**
             * @description `reconnected`: nothing about it had changed, and it was connected anew; `removed`: the file has it no more.
             * @example reconnected
             * @enum {string}
             */
            outcome: "changed" | "reconnected" | "removed";
            /** @description Why a system could not be tried; it was taken since the connection before fails as well. */
            untried: string[];
            /** @description Other systems whose entries or adapters had changed. */
            also_changed: components["schemas"]["SystemId"][];
            /** @description Other systems that the file has no more. */
            also_removed: components["schemas"]["SystemId"][];
            at: components["schemas"]["Timestamp"];
        };
        /**
         * @description Working days after today up to and with `due_on`; 0 on the last day, negative when it is over.
         * @example 4
         */
        RemainingWorkingDays: number;
        /**
         * @description Who sent it. Of an anonymous or confidential reporter nothing but these two flags is given.
         * @example {
         *       "name": "SITI RAHMAWATI",
         *       "phone": "+6281234567890",
         *       "anonymous": false,
         *       "confidential": false
         *     }
         */
        Reporter: {
            name?: components["schemas"]["PersonName"];
            phone?: components["schemas"]["Phone"];
            email?: components["schemas"]["Email"];
            /**
             * @description The name must not be published.
             * @example false
             */
            anonymous: boolean;
            /**
             * @description The whole complaint is confidential.
             * @example false
             */
            confidential: boolean;
        };
        /**
         * @description Where a person lives.
         * @example {
         *       "address": "Jl. Wastukancana No. 2",
         *       "rt": "003",
         *       "rw": "005",
         *       "village_code": "32.73.19.1004",
         *       "district_code": "32.73.19",
         *       "postal_code": "40117"
         *     }
         */
        Residence: {
            /** @example Jl. Wastukancana No. 2 */
            address?: string;
            /** @example 003 */
            rt?: string;
            /** @example 005 */
            rw?: string;
            village_code?: components["schemas"]["VillageCode"];
            district_code?: components["schemas"]["DistrictCode"];
            postal_code?: components["schemas"]["PostalCode"];
        };
        /**
         * @description A person in the population register. Its id and `source.record_id` are keyed hashes, never the NIK.
         * @example {
         *       "id": "SIAK-9f2c7a51d0e84b36",
         *       "identifiers": [],
         *       "source": {
         *         "system": "population",
         *         "record_id": "9f2c7a51d0e84b36",
         *         "fetched_at": "2016-02-03T10:00:00+07:00",
         *         "updated_at": "2016-02-03T10:00:00+07:00"
         *       },
         *       "quality": [],
         *       "nik": "327302******9991",
         *       "full_name": "B. S.",
         *       "birth_date_precision": "day",
         *       "sex": "male",
         *       "location": {
         *         "district_code": "32.73.02"
         *       },
         *       "verified_at": "2016-02-03T10:00:00+07:00"
         *     }
         */
        Resident: {
            id: components["schemas"]["Id"];
            identifiers: components["schemas"]["Identifiers"];
            source: components["schemas"]["Source"];
            quality: components["schemas"]["Quality"];
            nik?: components["schemas"]["Nik"];
            full_name: components["schemas"]["PersonName"];
            name_raw?: components["schemas"]["RawName"];
            titles?: components["schemas"]["Titles"];
            birth_date?: components["schemas"]["BirthDate"];
            birth_date_precision?: components["schemas"]["DatePrecision"];
            /** @example BANDUNG */
            birth_place?: string;
            /**
             * @example male
             * @enum {string}
             */
            sex?: "male" | "female" | "unknown";
            family_card_number?: components["schemas"]["FamilyCardNumber"];
            /**
             * @example married
             * @enum {string}
             */
            marital_status?: "single" | "married" | "divorced" | "widowed" | "unknown";
            location?: components["schemas"]["Residence"];
            verified_at?: components["schemas"]["Timestamp"];
        };
        /**
         * @description What systems say of the person; under each attribute one entry for each record that says something.
         * @example {
         *       "name": [
         *         {
         *           "value": "B. S.",
         *           "source": {
         *             "system": "population",
         *             "resource": "residents",
         *             "id": "SIAK-fkqbnaecdmhgpjlioabd",
         *             "as_of": "2016-02-03T10:00:00+07:00",
         *             "updated_at": "2016-02-03T10:00:00+07:00",
         *             "age_seconds": 0,
         *             "confidence": "certain"
         *           }
         *         }
         *       ]
         *     }
         */
        ResidentAttributes: {
            name?: components["schemas"]["OverviewName"][];
            birth_date?: components["schemas"]["OverviewBirthDate"][];
            birth_place?: components["schemas"]["OverviewBirthPlace"][];
            sex?: components["schemas"]["OverviewSex"][];
            address?: components["schemas"]["OverviewHome"][];
            phone?: components["schemas"]["OverviewPhone"][];
            email?: components["schemas"]["OverviewEmail"][];
        };
        /**
         * @example {
         *       "nik": "3273021305859991"
         *     }
         */
        ResidentLookup: {
            nik: components["schemas"]["FullNik"];
        };
        /**
         * @example {
         *       "match": true,
         *       "fields": {
         *         "full_name": true,
         *         "birth_date": true
         *       },
         *       "meta": {
         *         "sources": [
         *           {
         *             "system": "population",
         *             "state": "ok",
         *             "as_of": "2016-02-03T10:00:00+07:00"
         *           }
         *         ]
         *       }
         *     }
         */
        ResidentMatch: {
            /**
             * @description Whether everything belongs together.
             * @example true
             */
            match: boolean;
            fields: components["schemas"]["ResidentMatchFields"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @example {
         *       "full_name": true,
         *       "birth_date": true
         *     }
         */
        ResidentMatchFields: {
            /** @example true */
            full_name: boolean;
            /** @example true */
            birth_date: boolean;
        };
        /**
         * @example {
         *       "id": "SIAK-fkqbnaecdmhgpjlioabd",
         *       "attributes": {
         *         "name": [
         *           {
         *             "value": "Budi Santosa",
         *             "source": {
         *               "system": "population",
         *               "resource": "residents",
         *               "id": "SIAK-fkqbnaecdmhgpjlioabd",
         *               "as_of": "2016-02-03T10:00:00+07:00",
         *               "updated_at": "2016-02-03T10:00:00+07:00",
         *               "age_seconds": 0,
         *               "confidence": "certain"
         *             }
         *           },
         *           {
         *             "value": "BUDI SANTOSO",
         *             "source": {
         *               "system": "transport",
         *               "resource": "licences",
         *               "id": "DISH-551_2F0412",
         *               "as_of": "2016-02-03T09:59:00+07:00",
         *               "updated_at": "2015-11-20T00:00:00+07:00",
         *               "age_seconds": 60,
         *               "confidence": "certain"
         *             }
         *           }
         *         ],
         *         "birth_date": [
         *           {
         *             "value": "1985-05-13",
         *             "source": {
         *               "system": "population",
         *               "resource": "residents",
         *               "id": "SIAK-fkqbnaecdmhgpjlioabd",
         *               "as_of": "2016-02-03T10:00:00+07:00",
         *               "updated_at": "2016-02-03T10:00:00+07:00",
         *               "age_seconds": 0,
         *               "confidence": "certain"
         *             }
         *           }
         *         ]
         *       },
         *       "differing": [
         *         "name"
         *       ],
         *       "records": [
         *         {
         *           "resource": "residents",
         *           "system": "population",
         *           "id": "SIAK-fkqbnaecdmhgpjlioabd",
         *           "role": "resident",
         *           "matched_by": [
         *             "nik"
         *           ],
         *           "live": true,
         *           "as_of": "2016-02-03T10:00:00+07:00",
         *           "age_seconds": 0
         *         },
         *         {
         *           "resource": "licences",
         *           "system": "transport",
         *           "id": "DISH-551_2F0412",
         *           "role": "holder",
         *           "matched_by": [
         *             "nik"
         *           ],
         *           "number": "551.2/0412-DISHUB/2015",
         *           "status": "active",
         *           "live": true,
         *           "as_of": "2016-02-03T09:59:00+07:00",
         *           "age_seconds": 60
         *         }
         *       ],
         *       "candidates": [
         *         {
         *           "resource": "licences",
         *           "system": "licensing",
         *           "id": "HAYU-00012305503022016",
         *           "role": "holder",
         *           "score": 0.97,
         *           "band": "likely",
         *           "reasons": [
         *             {
         *               "field": "name",
         *               "agreement": "same",
         *               "likeness": 1,
         *               "weight": 11,
         *               "text": "the same name"
         *             },
         *             {
         *               "field": "address",
         *               "agreement": "same_house",
         *               "likeness": 1,
         *               "weight": 11,
         *               "text": "the same house (100 % alike)"
         *             }
         *           ],
         *           "as_of": "2016-02-03T08:00:00+07:00"
         *         }
         *       ],
         *       "contradictions": [],
         *       "withheld": [
         *         "complaints"
         *       ],
         *       "coverage": [
         *         {
         *           "system": "transport",
         *           "resource": "licences",
         *           "looked_through": true
         *         },
         *         {
         *           "system": "tax",
         *           "resource": "tax-objects",
         *           "looked_through": false
         *         }
         *       ],
         *       "meta": {
         *         "sources": [
         *           {
         *             "system": "population",
         *             "state": "ok",
         *             "as_of": "2016-02-03T10:00:00+07:00"
         *           },
         *           {
         *             "system": "transport",
         *             "state": "ok",
         *             "as_of": "2016-02-03T09:59:00+07:00"
         *           }
         *         ]
         *       }
         *     }
         */
        ResidentOverview: {
            /** @description Of the resident, as a look-up has it. */
            id: components["schemas"]["Id"];
            attributes: components["schemas"]["ResidentAttributes"];
            differing: components["schemas"]["OverviewDiffering"];
            records: components["schemas"]["OverviewRecords"];
            candidates: components["schemas"]["OverviewCandidates"];
            contradictions: components["schemas"]["OverviewContradictions"];
            withheld: components["schemas"]["OverviewWithheld"];
            coverage: components["schemas"]["OverviewCoverage"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @example {
         *       "nik": "3273021305859991",
         *       "full_name": "Budi Santosa",
         *       "birth_date": "1985-05-13"
         *     }
         */
        ResidentVerification: {
            nik: components["schemas"]["FullNik"];
            /**
             * @description With or without titles, in any case.
             * @example Budi Santosa
             */
            full_name: string;
            birth_date: components["schemas"]["BirthDate"];
        };
        /**
         * @example complaints
         * @enum {string}
         */
        ResourceName: "agencies" | "services" | "licence-applications" | "licences" | "complaints" | "residents" | "tax-objects" | "tax-bills" | "information-requests" | "announcements" | "datasets" | "incidents" | "proposals";
        /**
         * @description The agency that answers for the case.
         * @example {
         *       "agency_id": "SKPD-DBMP",
         *       "name": "Dinas Bina Marga dan Pengairan",
         *       "contact": {
         *         "url": "https://dbmp.example.org"
         *       }
         *     }
         */
        Responsible: {
            agency_id: components["schemas"]["Id"];
            /** @example Dinas Perhubungan */
            name: string;
            contact?: components["schemas"]["AgencyContact"];
        };
        /**
         * @description Neighbourhood (RT), within its RW.
         * @example 003
         */
        Rt: string;
        /**
         * Format: date
         * @description The last day by the rule, where the system's own is another.
         * @example 2016-02-16
         */
        RuleDueOn: string;
        /**
         * @description Name of a rule in the configuration; `succession:` and the id of a succession for what its two systems differ in.
         * @example same-licence
         */
        RuleName: string;
        /**
         * @description Community (RW).
         * @example 005
         */
        Rw: string;
        /**
         * @description A text for residents.
         * @example {
         *       "text": "Sedang ditindaklanjuti.",
         *       "id": "Sedang ditindaklanjuti.",
         *       "en": "It is being worked on."
         *     }
         */
        Said: {
            /**
             * @description In the language of the answer.
             * @example Sedang ditindaklanjuti.
             */
            text: string;
            /**
             * @description In Indonesian.
             * @example Sedang ditindaklanjuti.
             */
            id: string;
            /**
             * @description In English.
             * @example It is being worked on.
             */
            en: string;
        };
        /**
         * @description How many of the counted matches have this value.
         * @example {
         *       "value": "complaints",
         *       "count": 12
         *     }
         */
        SearchFacet: {
            /** @example complaints */
            value: string;
            /** @example 12 */
            count: number;
        };
        /**
         * @description The matches by what they can be narrowed by, the most frequent first. They are counted of those that `total` counts.
         * @example {
         *       "resource": [
         *         {
         *           "value": "complaints",
         *           "count": 12
         *         }
         *       ],
         *       "system": [
         *         {
         *           "value": "complaints",
         *           "count": 12
         *         }
         *       ],
         *       "agency": [
         *         {
         *           "value": "SKPD-DBMP",
         *           "count": 9
         *         }
         *       ],
         *       "district_code": [
         *         {
         *           "value": "32.73.02",
         *           "count": 12
         *         }
         *       ],
         *       "status": [
         *         {
         *           "value": "in_progress",
         *           "count": 12
         *         }
         *       ]
         *     }
         */
        SearchFacets: {
            resource: components["schemas"]["SearchFacet"][];
            system: components["schemas"]["SearchFacet"][];
            agency: components["schemas"]["SearchFacet"][];
            district_code: components["schemas"]["SearchFacet"][];
            status: components["schemas"]["SearchFacet"][];
        };
        /**
         * @description A record that was found. The record itself is at `/v1/<resource>/<id>`.
         * @example {
         *       "resource": "complaints",
         *       "id": "LAPOR-1050123",
         *       "title": "Lampu jalan mati",
         *       "title_marks": [
         *         [
         *           0,
         *           5
         *         ],
         *         [
         *           6,
         *           11
         *         ]
         *       ],
         *       "snippet": "Sejak Senin lampu di depan sekolah mati.",
         *       "snippet_marks": [
         *         [
         *           12,
         *           17
         *         ]
         *       ],
         *       "score": 4.25,
         *       "source": {
         *         "system": "complaints",
         *         "updated_at": "2016-02-03T09:15:00+07:00"
         *       },
         *       "status": "in_progress",
         *       "agency_id": "SKPD-DBMP",
         *       "district_codes": [
         *         "32.73.02"
         *       ]
         *     }
         */
        SearchHit: {
            resource: components["schemas"]["SearchedResource"];
            id: components["schemas"]["Id"];
            /**
             * @description What it is called.
             * @example Lampu jalan mati
             */
            title: string;
            /** @description Where the words stand in `title`. */
            title_marks: components["schemas"]["SearchMark"][];
            /**
             * @description A part of what it says. Plain text.
             * @example …di Jl. Sukajadi, lampu jalan mati sejak Senin…
             */
            snippet: string;
            /** @description Where the words stand in `snippet`. */
            snippet_marks: components["schemas"]["SearchMark"][];
            /**
             * @description The larger the better; of this search alone.
             * @example 4.25
             */
            score: number;
            source: components["schemas"]["SearchSource"];
            /**
             * @description Status code in its resource.
             * @example in_progress
             */
            status?: string;
            agency_id?: components["schemas"]["Id"];
            district_codes?: components["schemas"]["DistrictCode"][];
        };
        /**
         * @description From the first character up to the second, counted in UTF-16 code units as JavaScript does.
         * @example [
         *       0,
         *       5
         *     ]
         */
        SearchMark: number[];
        /**
         * @example {
         *       "items": [
         *         {
         *           "resource": "complaints",
         *           "id": "LAPOR-1050123",
         *           "title": "Lampu jalan mati",
         *           "title_marks": [
         *             [
         *               0,
         *               5
         *             ],
         *             [
         *               6,
         *               11
         *             ]
         *           ],
         *           "snippet": "Sejak Senin lampu di depan sekolah mati.",
         *           "snippet_marks": [
         *             [
         *               12,
         *               17
         *             ]
         *           ],
         *           "score": 4.25,
         *           "source": {
         *             "system": "complaints",
         *             "updated_at": "2016-02-03T09:15:00+07:00"
         *           },
         *           "status": "in_progress",
         *           "agency_id": "SKPD-DBMP",
         *           "district_codes": [
         *             "32.73.02"
         *           ]
         *         }
         *       ],
         *       "next_cursor": null,
         *       "total": {
         *         "count": 12,
         *         "exact": true
         *       },
         *       "facets": {
         *         "resource": [
         *           {
         *             "value": "complaints",
         *             "count": 12
         *           }
         *         ],
         *         "system": [
         *           {
         *             "value": "complaints",
         *             "count": 12
         *           }
         *         ],
         *         "agency": [
         *           {
         *             "value": "SKPD-DBMP",
         *             "count": 9
         *           }
         *         ],
         *         "district_code": [
         *           {
         *             "value": "32.73.02",
         *             "count": 12
         *           }
         *         ],
         *         "status": [
         *           {
         *             "value": "in_progress",
         *             "count": 12
         *           }
         *         ]
         *       },
         *       "words": [
         *         {
         *           "word": "lampoe",
         *           "read_as": [
         *             "lampu"
         *           ]
         *         }
         *       ],
         *       "meta": {
         *         "sources": []
         *       }
         *     }
         */
        SearchResults: {
            items: components["schemas"]["SearchHit"][];
            next_cursor: components["schemas"]["NextCursor"];
            total: components["schemas"]["SearchTotal"];
            facets: components["schemas"]["SearchFacets"];
            words: components["schemas"]["SearchWord"][];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @description Where it comes from.
         * @example {
         *       "system": "complaints",
         *       "updated_at": "2016-02-03T09:15:00+07:00"
         *     }
         */
        SearchSource: {
            /**
             * @description Id of the system.
             * @example complaints
             */
            system: string;
            updated_at: components["schemas"]["Timestamp"];
        };
        /**
         * @description How many records match.
         * @example {
         *       "count": 300,
         *       "exact": false
         *     }
         */
        SearchTotal: {
            /** @example 300 */
            count: number;
            /**
             * @description `false`: there are so many at least.
             * @example false
             */
            exact: boolean;
        };
        /**
         * @description How a word of the search was read.
         * @example {
         *       "word": "lampoe",
         *       "read_as": [
         *         "lampu"
         *       ]
         *     }
         */
        SearchWord: {
            /**
             * @description As it was typed.
             * @example lampoe
             */
            word: string;
            /** @description Words of the index that stand for it, as they sound. None when nothing is like it; then nothing is found. */
            read_as: string[];
        };
        /**
         * @example complaints
         * @enum {string}
         */
        SearchedResource: "agencies" | "services" | "licence-applications" | "licences" | "complaints" | "tax-objects" | "tax-bills" | "information-requests" | "announcements" | "datasets" | "incidents" | "proposals";
        /**
         * @example {
         *       "overlap_seconds": 86400
         *     }
         */
        SecretRotation: {
            /**
             * @description For how long messages are signed with the secret before as well; a day when left out.
             * @example 86400
             */
            overlap_seconds?: number;
        };
        /**
         * @description Something a resident can ask an agency for.
         * @example {
         *       "id": "LAPOR-13",
         *       "identifiers": [],
         *       "source": {
         *         "system": "complaints",
         *         "record_id": "13",
         *         "fetched_at": "2016-02-03T10:00:00+07:00",
         *         "updated_at": "2016-01-04T08:00:00+07:00"
         *       },
         *       "quality": [],
         *       "code": "street-lighting",
         *       "name": "Penerangan jalan umum",
         *       "description": "Street lamps that are broken or missing.",
         *       "agency_id": "SKPD-DBMP",
         *       "domain": "complaint",
         *       "group": "Infrastruktur",
         *       "sla_working_days": 5,
         *       "attributes": [
         *         {
         *           "variable": true,
         *           "code": "lamp_number",
         *           "datatype": "string",
         *           "required": false,
         *           "datatype_description": "The number is painted on the pole.",
         *           "order": 1,
         *           "description": "Number of the lamp"
         *         }
         *       ],
         *       "active": true
         *     }
         */
        Service: {
            id: components["schemas"]["Id"];
            identifiers: components["schemas"]["Identifiers"];
            source: components["schemas"]["Source"];
            quality: components["schemas"]["Quality"];
            /**
             * @description Stable code of the service.
             * @example street-lighting
             */
            code: string;
            /** @example Penerangan jalan umum */
            name: string;
            /** @example Street lamps that are broken or missing. */
            description?: string;
            agency_id: components["schemas"]["Id"];
            /**
             * @example complaint
             * @enum {string}
             */
            domain?: "licensing" | "complaint" | "information" | "population" | "tax" | "data" | "news" | "participation" | "emergency";
            /**
             * @description Heading under which it is shown.
             * @example Infrastruktur
             */
            group?: string;
            /**
             * @description Promised duration in working days.
             * @example 5
             */
            sla_working_days?: number;
            fee_idr?: components["schemas"]["Idr"];
            /**
             * @description What to bring.
             * @example [
             *       "Fotokopi KTP"
             *     ]
             */
            requirements?: string[];
            /** @description Further questions of the service, shaped as in Open311 GeoReport v2. */
            attributes?: components["schemas"]["ServiceAttribute"][];
            /**
             * @description Whether it can be asked for now.
             * @example true
             */
            active?: boolean;
        };
        /**
         * @example {
         *       "variable": true,
         *       "code": "lamp_state",
         *       "datatype": "singlevaluelist",
         *       "required": true,
         *       "order": 1,
         *       "description": "What is wrong with it?",
         *       "values": [
         *         {
         *           "key": "dark",
         *           "name": "Mati"
         *         }
         *       ]
         *     }
         */
        ServiceAttribute: {
            /**
             * @description True asks for an answer; false only shows the description.
             * @example true
             */
            variable: boolean;
            /** @example lamp_number */
            code: string;
            /**
             * @example singlevaluelist
             * @enum {string}
             */
            datatype: "string" | "number" | "datetime" | "text" | "singlevaluelist" | "multivaluelist";
            /** @example false */
            required: boolean;
            /** @example The number is painted on the pole. */
            datatype_description?: string;
            /**
             * @description Unique within the service.
             * @example 1
             */
            order: number;
            /** @example Number of the lamp */
            description: string;
            /** @description The choices of a list. */
            values?: components["schemas"]["ServiceAttributeValue"][];
        };
        /**
         * @example {
         *       "key": "dark",
         *       "name": "Mati"
         *     }
         */
        ServiceAttributeValue: {
            /** @example dark */
            key: string;
            /** @example Mati */
            name: string;
        };
        /**
         * @description A page of services.
         * @example {
         *       "items": [
         *         {
         *           "id": "LAPOR-13",
         *           "identifiers": [],
         *           "source": {
         *             "system": "complaints",
         *             "record_id": "13",
         *             "fetched_at": "2016-02-03T10:00:00+07:00",
         *             "updated_at": "2016-01-04T08:00:00+07:00"
         *           },
         *           "quality": [],
         *           "code": "street-lighting",
         *           "name": "Penerangan jalan umum",
         *           "description": "Street lamps that are broken or missing.",
         *           "agency_id": "SKPD-DBMP",
         *           "domain": "complaint",
         *           "group": "Infrastruktur",
         *           "sla_working_days": 5,
         *           "attributes": [
         *             {
         *               "variable": true,
         *               "code": "lamp_number",
         *               "datatype": "string",
         *               "required": false,
         *               "datatype_description": "The number is painted on the pole.",
         *               "order": 1,
         *               "description": "Number of the lamp"
         *             }
         *           ],
         *           "active": true
         *         }
         *       ],
         *       "next_cursor": null,
         *       "meta": {
         *         "sources": [
         *           {
         *             "system": "complaints",
         *             "state": "ok",
         *             "as_of": "2016-02-03T10:00:00+07:00"
         *           }
         *         ]
         *       }
         *     }
         */
        ServiceList: {
            items: components["schemas"]["Service"][];
            next_cursor: components["schemas"]["NextCursor"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @description Whose date `due_on` is: the system's own (`due_at`, `due_on`, `extended_to`) where it gives one for this step, since
         *     it may know more than the rule; else the rule's.
         * @example rule
         * @enum {string}
         */
        SetBy: "system" | "rule";
        /**
         * @description What nobody is told of for some time.
         * @example {
         *       "id": "sil-0123456789abcdef",
         *       "system": "complaints",
         *       "from": "2016-02-03T22:00:00+07:00",
         *       "until": "2016-02-04T02:00:00+07:00",
         *       "reason": "it moves to another server",
         *       "by": "operations",
         *       "created_at": "2016-02-03T09:15:00+07:00"
         *     }
         */
        Silence: {
            id: components["schemas"]["SilenceId"];
            system?: components["schemas"]["SystemId"];
            agency?: components["schemas"]["Id"];
            kind?: components["schemas"]["AlertKind"];
            rule?: components["schemas"]["AlertName"];
            from: components["schemas"]["Timestamp"];
            until: components["schemas"]["Timestamp"];
            /**
             * @description In the words of the operator.
             * @example it moves to another server
             */
            reason: string;
            /**
             * @description The application that the operator used, and who had signed in to it.
             * @example operations
             */
            by: string;
            created_at: components["schemas"]["Timestamp"];
        };
        /** @example sil-0123456789abcdef */
        SilenceId: string;
        /**
         * @example {
         *       "items": [
         *         {
         *           "id": "sil-0123456789abcdef",
         *           "system": "complaints",
         *           "from": "2016-02-03T22:00:00+07:00",
         *           "until": "2016-02-04T02:00:00+07:00",
         *           "reason": "it moves to another server",
         *           "by": "operations",
         *           "created_at": "2016-02-03T09:15:00+07:00"
         *         }
         *       ],
         *       "next_cursor": null,
         *       "meta": {
         *         "sources": []
         *       }
         *     }
         */
        SilenceList: {
            items: components["schemas"]["Silence"][];
            next_cursor: components["schemas"]["NextCursor"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @description Where the record comes from and how fresh it is.
         * @example {
         *       "system": "complaints",
         *       "record_id": "1050123",
         *       "fetched_at": "2016-02-03T10:00:00+07:00",
         *       "updated_at": "2016-02-03T09:15:00+07:00"
         *     }
         */
        Source: {
            system: components["schemas"]["SystemId"];
            /**
             * @description The key of the record in that system; never a NIK.
             * @example 1050123
             */
            record_id: string;
            fetched_at: components["schemas"]["Timestamp"];
            updated_at: components["schemas"]["Timestamp"];
        };
        /**
         * @description How one system took part in the answer.
         * @example {
         *       "system": "complaints",
         *       "state": "stale",
         *       "as_of": "2016-02-03T10:00:00+07:00",
         *       "code": "system_timeout",
         *       "detail": "The system did not answer within 5 s."
         *     }
         */
        SourceState: {
            system: components["schemas"]["SystemId"];
            /**
             * @description - `ok`: its records are here and fresh.
             *     - `stale`: its last known records are here, as of `as_of`: it did not answer (`code` says why), or is being asked
             *       anew.
             *     - `failed`: it did not answer and nothing is known; its records are missing.
             *     - `skipped`: it was not asked, because it cannot hold a match or is at its end.
             * @example ok
             * @enum {string}
             */
            state: "ok" | "stale" | "failed" | "skipped";
            /**
             * Format: date-time
             * @description When the system last gave these records; null when it gave none.
             * @example 2016-02-03T10:00:00+07:00
             */
            as_of: string | null;
            code?: components["schemas"]["ErrorCode"];
            /** @example The system did not answer within 5 s. */
            detail?: string;
            /**
             * @description Records of this system that were left out of this page because they did not fit the contract.
             * @example 0
             */
            quarantined?: number;
        };
        /**
         * @description The status as the system codes it.
         * @example 4
         */
        StatusRawCode: string;
        /**
         * @description The status as the system words it.
         * @example Survey Lokasi
         */
        StatusRawLabel: string;
        /**
         * @description A finer step within the canonical status.
         * @example site_inspection
         */
        StatusStage: string;
        /**
         * @description A write on its way to a system. It holds nothing of what was written.
         * @example {
         *       "id": "sub-K7Q2M9X4TBAJ",
         *       "receipt": "K7Q2-M9X4-TBAJ",
         *       "status": {
         *         "code": "accepted"
         *       },
         *       "resource": "complaints",
         *       "action": "create",
         *       "system": "complaints",
         *       "consumer": "demo-app",
         *       "accepted_at": "2016-02-03T09:15:00+07:00",
         *       "attempts": 1,
         *       "next_attempt_at": "2016-02-03T09:16:00+07:00",
         *       "advice": {
         *         "id": "Sudah kami terima dengan aman dan akan diteruskan. Anda tidak perlu mengirim ulang.",
         *         "en": "It is with us safely and will be passed on. There is no need to send it again."
         *       },
         *       "clock": {
         *         "step": "forward",
         *         "waits_for": "office",
         *         "counted_from": "2016-02-03",
         *         "due_on": "2016-02-09",
         *         "set_by": "rule",
         *         "remaining_working_days": 3,
         *         "overdue": false,
         *         "estimated": false
         *       }
         *     }
         */
        Submission: {
            id: components["schemas"]["Id"];
            /**
             * @description The number that a resident can read out. The last character checks the others.
             * @example K7Q2-M9X4-TBAJ
             */
            receipt: string;
            status: components["schemas"]["SubmissionStatus"];
            resource: components["schemas"]["ResourceName"];
            /**
             * @example create
             * @enum {string}
             */
            action: "create" | "update" | "close" | "withdraw" | "attach" | "object";
            system: components["schemas"]["SystemId"];
            consumer?: components["schemas"]["ConsumerId"];
            accepted_at: components["schemas"]["Timestamp"];
            /**
             * @description How often it was sent so far.
             * @example 1
             */
            attempts: number;
            next_attempt_at?: components["schemas"]["Timestamp"];
            delivered_at?: components["schemas"]["Timestamp"];
            record_id?: components["schemas"]["Id"];
            /**
             * @description The number that the legacy system gave out for it.
             * @example 1420986
             */
            reference?: string;
            /**
             * Format: uri-reference
             * @description Where the record is, once delivered.
             * @example /v1/complaints/LAPOR-1050123
             */
            location?: string;
            /**
             * @description The key that it was sent under, without its quotes. Only for who asks by it.
             * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
             */
            idempotency_key?: string;
            advice: components["schemas"]["Advice"];
            clock?: components["schemas"]["SubmissionClock"];
            /** @description For operators, of one submission: the names of the fields that were written, never what they hold. */
            fields?: string[];
            problem?: components["schemas"]["Problem"];
        };
        /**
         * @example {
         *       "reason": "sent twice by mistake"
         *     }
         */
        SubmissionAbandonment: {
            reason: components["schemas"]["OperatorReason"];
        };
        /**
         * @description The time limit that runs on a complaint or a request for information before its system has it: the city has
         *     received it when it was accepted here. It is the first step of the record's own clock.
         * @example {
         *       "step": "forward",
         *       "waits_for": "office",
         *       "counted_from": "2016-02-03",
         *       "due_on": "2016-02-09",
         *       "set_by": "rule",
         *       "remaining_working_days": 3,
         *       "overdue": false,
         *       "estimated": false
         *     }
         */
        SubmissionClock: {
            /**
             * @description What is due.
             * @example forward
             * @enum {string}
             */
            step: "forward" | "answer";
            waits_for: components["schemas"]["ClockParty"];
            counted_from: components["schemas"]["CountedFrom"];
            due_on: components["schemas"]["DueOn"];
            set_by: components["schemas"]["SetBy"];
            remaining_working_days: components["schemas"]["RemainingWorkingDays"];
            overdue: components["schemas"]["Overdue"];
            estimated: components["schemas"]["Estimated"];
        };
        /**
         * @example {
         *       "key": "1420986",
         *       "reason": "the vendor looked it up"
         *     }
         */
        SubmissionConfirmation: {
            /**
             * @description What the system itself calls the record, or the record's id here.
             * @example 1420986
             */
            key: string;
            /**
             * @description The number that the system gave out for it, if that is another than its key.
             * @example 1420986
             */
            reference?: string;
            reason?: components["schemas"]["OperatorReason"];
        };
        /**
         * @example {
         *       "changes": {
         *         "location": {
         *           "district_code": "32.73.02"
         *         }
         *       },
         *       "reason": "the sender confirmed the district by phone"
         *     }
         */
        SubmissionEdit: {
            /**
             * @description The fields that change, as a JSON merge patch (RFC 7396): objects are merged, `null` takes a field out, all
             *     else replaces what was there.
             * @example {
             *       "location": {
             *         "district_code": "32.73.02"
             *       }
             *     }
             */
            changes: {
                [key: string]: unknown;
            };
            reason?: components["schemas"]["OperatorReason"];
            force?: components["schemas"]["Force"];
        };
        /**
         * @description A page of submissions. `meta.sources` is empty.
         * @example {
         *       "items": [
         *         {
         *           "id": "sub-K7Q2M9X4TBAJ",
         *           "receipt": "K7Q2-M9X4-TBAJ",
         *           "status": {
         *             "code": "accepted"
         *           },
         *           "resource": "complaints",
         *           "action": "create",
         *           "system": "complaints",
         *           "consumer": "demo-app",
         *           "accepted_at": "2016-02-03T09:15:00+07:00",
         *           "attempts": 1,
         *           "next_attempt_at": "2016-02-03T09:16:00+07:00",
         *           "advice": {
         *             "id": "Sudah kami terima dengan aman dan akan diteruskan. Anda tidak perlu mengirim ulang.",
         *             "en": "It is with us safely and will be passed on. There is no need to send it again."
         *           },
         *           "clock": {
         *             "step": "forward",
         *             "waits_for": "office",
         *             "counted_from": "2016-02-03",
         *             "due_on": "2016-02-09",
         *             "set_by": "rule",
         *             "remaining_working_days": 3,
         *             "overdue": false,
         *             "estimated": false
         *           }
         *         }
         *       ],
         *       "next_cursor": null,
         *       "meta": {
         *         "sources": []
         *       }
         *     }
         */
        SubmissionList: {
            items: components["schemas"]["Submission"][];
            next_cursor: components["schemas"]["NextCursor"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @example {
         *       "reason": "the system is back"
         *     }
         */
        SubmissionRetry: {
            reason?: components["schemas"]["OperatorReason"];
            force?: components["schemas"]["Force"];
        };
        /**
         * @example {
         *       "code": "accepted",
         *       "changed_at": "2016-02-03T09:15:00+07:00"
         *     }
         */
        SubmissionStatus: {
            code: components["schemas"]["SubmissionStatusCode"];
            changed_at?: components["schemas"]["Timestamp"];
        };
        /**
         * @description - `accepted`: stored safely, waiting for its turn.
         *     - `delivering`: being sent.
         *     - `uncertain`: sent, but the answer was lost; the system is searched before it is sent again.
         *     - `delivered`: in the system, see `record_id`.
         *     - `rejected`: the system refused it, see `problem`.
         *     - `parked`: waits for an operator.
         *     - `abandoned`: given up by an operator.
         * @example accepted
         * @enum {string}
         */
        SubmissionStatusCode: "accepted" | "delivering" | "uncertain" | "delivered" | "rejected" | "parked" | "abandoned";
        /**
         * @description A change of a submission's status.
         * @example {
         *       "at": "2016-02-03T09:15:00+07:00",
         *       "from": "parked",
         *       "to": "abandoned",
         *       "cause": "abandoned: sent twice by mistake",
         *       "by": "operator"
         *     }
         */
        SubmissionStep: {
            at: components["schemas"]["Timestamp"];
            from?: components["schemas"]["SubmissionStatusCode"];
            to: components["schemas"]["SubmissionStatusCode"];
            /**
             * @description In a few words. What operators do ends with the reason that they gave.
             * @example abandoned: sent twice by mistake
             */
            cause: string;
            /**
             * @description `hub`, the consumer that sent it, or the operator; who that is, operators see alone.
             * @example operator
             */
            by: string;
        };
        /**
         * @description A page of steps. `meta.sources` is empty.
         * @example {
         *       "items": [
         *         {
         *           "at": "2016-02-03T09:15:00+07:00",
         *           "from": "parked",
         *           "to": "abandoned",
         *           "cause": "abandoned: sent twice by mistake",
         *           "by": "operator"
         *         }
         *       ],
         *       "next_cursor": null,
         *       "meta": {
         *         "sources": []
         *       }
         *     }
         */
        SubmissionStepList: {
            items: components["schemas"]["SubmissionStep"][];
            next_cursor: components["schemas"]["NextCursor"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @example {
         *       "id": "whk-3fKq9ZbN1xT0aWcE",
         *       "consumer": "demo-app",
         *       "url": "https://hooks.example.org/satu",
         *       "types": [
         *         "complaint.created",
         *         "complaint.status_changed"
         *       ],
         *       "system": "complaints",
         *       "status": {
         *         "code": "active",
         *         "changed_at": "2016-02-03T09:15:00+07:00"
         *       },
         *       "created_at": "2016-02-03T09:15:00+07:00",
         *       "failures": 0,
         *       "last_success_at": "2016-02-03T10:00:00+07:00",
         *       "waiting": 0
         *     }
         */
        Subscription: {
            id: components["schemas"]["SubscriptionId"];
            consumer: components["schemas"]["ConsumerId"];
            /**
             * @description Address of the receiver. Operators see no path of those of others.
             * @example https://hooks.example.org/satu
             */
            url: string;
            description?: components["schemas"]["SubscriptionDescription"];
            types?: components["schemas"]["EventTypes"];
            system?: components["schemas"]["SystemId"];
            resource?: components["schemas"]["ResourceName"];
            subject?: components["schemas"]["RecordId"];
            status: components["schemas"]["SubscriptionStatus"];
            created_at: components["schemas"]["Timestamp"];
            /** @description Until then messages are signed with the secret before as well. */
            old_secret_ends_at?: components["schemas"]["Timestamp"];
            /**
             * @description Rounds in a row in which the receiver took nothing. It is left alone for longer and longer, up to a minute.
             * @example 0
             */
            failures: number;
            last_success_at?: components["schemas"]["Timestamp"];
            /**
             * @description Messages that wait for it.
             * @example 3
             */
            waiting?: number;
            oldest_waiting_at?: components["schemas"]["Timestamp"];
        };
        /**
         * @description What changes. `null` takes a filter or the description out.
         * @example {
         *       "paused": true
         *     }
         */
        SubscriptionChange: {
            url?: components["schemas"]["ReceiverUrl"];
            /**
             * @description What it is for.
             * @example Map of complaints
             */
            description?: string | null;
            /**
             * @description Types of events, without the prefix of the city; `null` for all that you may read.
             * @example [
             *       "complaint.created"
             *     ]
             */
            types?: components["schemas"]["EventType"][] | null;
            /**
             * @description Only events of this system.
             * @example complaints
             */
            system?: string | null;
            /**
             * @description Only events about records of this resource.
             * @example complaints
             * @enum {string|null}
             */
            resource?: "agencies" | "services" | "licence-applications" | "licences" | "complaints" | "residents" | "tax-objects" | "tax-bills" | "information-requests" | "announcements" | "datasets" | "incidents" | "proposals" | null;
            /**
             * @description Only events about the record of this id.
             * @example LAPOR-1050123
             */
            subject?: string | null;
            /**
             * @description `true`: nothing is sent. `false`: it is, also by one that was disabled.
             * @example true
             */
            paused?: boolean;
            /**
             * @description With `paused: false`: what came while nothing was sent is left out.
             * @example true
             */
            skip_missed?: boolean;
        };
        /**
         * @description What it is for, for people to read. No personal data; sixteen digits in a row are refused.
         * @example Map of complaints
         */
        SubscriptionDescription: string;
        /** @example whk-3fKq9ZbN1xT0aWcE */
        SubscriptionId: string;
        /**
         * @description A page of subscriptions. `meta.sources` is empty.
         * @example {
         *       "items": [
         *         {
         *           "id": "whk-3fKq9ZbN1xT0aWcE",
         *           "consumer": "demo-app",
         *           "url": "https://hooks.example.org/satu",
         *           "types": [
         *             "complaint.created",
         *             "complaint.status_changed"
         *           ],
         *           "system": "complaints",
         *           "status": {
         *             "code": "active",
         *             "changed_at": "2016-02-03T09:15:00+07:00"
         *           },
         *           "created_at": "2016-02-03T09:15:00+07:00",
         *           "failures": 0,
         *           "last_success_at": "2016-02-03T10:00:00+07:00",
         *           "waiting": 0
         *         }
         *       ],
         *       "next_cursor": null,
         *       "meta": {
         *         "sources": []
         *       }
         *     }
         */
        SubscriptionList: {
            items: components["schemas"]["Subscription"][];
            next_cursor: components["schemas"]["NextCursor"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @example {
         *       "code": "active",
         *       "changed_at": "2016-02-03T09:15:00+07:00"
         *     }
         */
        SubscriptionStatus: {
            code: components["schemas"]["SubscriptionStatusCode"];
            changed_at: components["schemas"]["Timestamp"];
            /**
             * @description Why nothing is sent. `gone`: the receiver answered with 410. `failing`: it took nothing for as long as messages are
             *     tried. `secret`: its secret cannot be opened any more; rotate it. `not_allowed`: its consumer may not subscribe any
             *     more; it goes on by itself when it may again.
             * @example failing
             * @enum {string}
             */
            cause?: "gone" | "failing" | "secret" | "not_allowed";
        };
        /**
         * @description - `active`: what happens is sent.
         *     - `paused`: nothing is sent; what happens waits.
         *     - `disabled`: the same, by the gateway itself; `cause` says why.
         * @example active
         * @enum {string}
         */
        SubscriptionStatusCode: "active" | "paused" | "disabled";
        /**
         * @example {
         *       "id": "whk-3fKq9ZbN1xT0aWcE",
         *       "consumer": "demo-app",
         *       "url": "https://hooks.example.org/satu",
         *       "types": [
         *         "complaint.created",
         *         "complaint.status_changed"
         *       ],
         *       "system": "complaints",
         *       "status": {
         *         "code": "active",
         *         "changed_at": "2016-02-03T09:15:00+07:00"
         *       },
         *       "created_at": "2016-02-03T09:15:00+07:00",
         *       "failures": 0,
         *       "last_success_at": "2016-02-03T10:00:00+07:00",
         *       "waiting": 0,
         *       "secret": "whsec_bm90IGEgc2VjcmV0LCBidXQgYW4gZXhhbXBsZSBvZiBvbmU="
         *     }
         */
        SubscriptionWithSecret: {
            id: components["schemas"]["SubscriptionId"];
            consumer: components["schemas"]["ConsumerId"];
            /**
             * @description Address of the receiver. Operators see no path of those of others.
             * @example https://hooks.example.org/satu
             */
            url: string;
            description?: components["schemas"]["SubscriptionDescription"];
            types?: components["schemas"]["EventTypes"];
            system?: components["schemas"]["SystemId"];
            resource?: components["schemas"]["ResourceName"];
            subject?: components["schemas"]["RecordId"];
            status: components["schemas"]["SubscriptionStatus"];
            created_at: components["schemas"]["Timestamp"];
            /** @description Until then messages are signed with the secret before as well. */
            old_secret_ends_at?: components["schemas"]["Timestamp"];
            /**
             * @description Rounds in a row in which the receiver took nothing. It is left alone for longer and longer, up to a minute.
             * @example 0
             */
            failures: number;
            last_success_at?: components["schemas"]["Timestamp"];
            /**
             * @description Messages that wait for it.
             * @example 3
             */
            waiting?: number;
            oldest_waiting_at?: components["schemas"]["Timestamp"];
            /**
             * @description What messages are signed with (HMAC-SHA256, by the bytes behind `whsec_`). It is shown this once.
             * @example whsec_bm90IGEgc2VjcmV0LCBidXQgYW4gZXhhbXBsZSBvZiBvbmU=
             */
            secret: string;
        };
        /**
         * @description A system that replaces another one for a resource.
         * @example {
         *       "id": "licensing",
         *       "resource": "licences",
         *       "old": "licensing-a",
         *       "new": "new-licensing",
         *       "mode": "ramp",
         *       "percent": 20,
         *       "writes": "old"
         *     }
         */
        Succession: {
            /** @example licensing */
            id: string;
            resource: components["schemas"]["ResourceName"];
            old: components["schemas"]["SystemId"];
            new: components["schemas"]["SystemId"];
            /**
             * @description Who answers: the old one, a share of the questions by the new one, or the new one.
             * @example shadow
             * @enum {string}
             */
            mode: "shadow" | "ramp" | "switched";
            /**
             * @description With `ramp`.
             * @example 20
             */
            percent?: number;
            /**
             * @description Which of the two takes writes.
             * @example old
             * @enum {string}
             */
            writes: "old" | "new";
        };
        /**
         * @description How many answers each of them gave. What a cache has kept whole is not counted again.
         * @example {
         *       "since": "2016-01-28",
         *       "old": 8120,
         *       "new": 2031,
         *       "fell_back": 0
         *     }
         */
        SuccessionAnswered: {
            since: components["schemas"]["CalendarDate"];
            /** @example 8120 */
            old: number;
            /** @example 2031 */
            new: number;
            /**
             * @description In these the old one stood in for the new one.
             * @example 0
             */
            fell_back: number;
        };
        /**
         * @description How much was compared, and which records have been seen where.
         * @example {
         *       "sampled": 1015,
         *       "failed": 0,
         *       "skipped": 0,
         *       "in_both": 1780,
         *       "only_old": 4,
         *       "only_new": 2,
         *       "last": {
         *         "begun_at": "2016-02-03T01:00:00+07:00",
         *         "ended_at": "2016-02-03T01:00:20+07:00",
         *         "outcome": "whole",
         *         "old_records": 1784,
         *         "new_records": 1782,
         *         "differing": 16
         *       }
         *     }
         */
        SuccessionCompared: {
            /**
             * @description Records compared.
             * @example 1015
             */
            sampled: number;
            /**
             * @description Those that could not be, since one of the systems could not be asked.
             * @example 0
             */
            failed: number;
            /**
             * @description Those that were left out: too many waited, or one system was not found to have the record, which the comparison of all records tells.
             * @example 0
             */
            skipped: number;
            /** @example 1780 */
            in_both: number;
            /** @example 4 */
            only_old: number;
            /** @example 2 */
            only_new: number;
            last?: components["schemas"]["SuccessionPass"];
        };
        /**
         * @example {
         *       "reason": "the vendor has migrated the rest"
         *     }
         */
        SuccessionComparison: {
            reason: components["schemas"]["Reason"];
        };
        /**
         * @example {
         *       "begun": true
         *     }
         */
        SuccessionComparisonBegun: {
            /**
             * @description False while one runs.
             * @example true
             */
            begun: boolean;
        };
        /**
         * @example {
         *       "consumer": "demo-app",
         *       "what": "answered_old",
         *       "count": 8120
         *     }
         */
        SuccessionConsumer: {
            /**
             * @description Id of an application; `-` stands for all without a credential.
             * @example demo-app
             */
            consumer: string;
            /**
             * @example answered_old
             * @enum {string}
             */
            what: "answered_old" | "unknown_id";
            /** @example 8120 */
            count: number;
        };
        /**
         * @description In what a record differs.
         * @example {
         *       "record": "HAYU-sk-00123",
         *       "field": "status.code",
         *       "kind": "differs",
         *       "old": "active",
         *       "new": "expired",
         *       "open_since": "2016-02-01T10:00:00+07:00",
         *       "seen_at": "2016-02-03T01:00:20+07:00"
         *     }
         */
        SuccessionDifference: {
            record: components["schemas"]["Id"];
            /**
             * @description Dotted path; empty for whole records.
             * @example status.code
             */
            field: string;
            kind: components["schemas"]["DifferenceKind"];
            /**
             * @description What the old system says; null where that cannot be shown.
             * @example active
             */
            old: unknown;
            /**
             * @description What the new one says.
             * @example expired
             */
            new: unknown;
            open_since: components["schemas"]["Timestamp"];
            seen_at: components["schemas"]["Timestamp"];
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "record": "HAYU-sk-00123",
         *           "field": "status.code",
         *           "kind": "differs",
         *           "old": "active",
         *           "new": "expired",
         *           "open_since": "2016-02-01T10:00:00+07:00",
         *           "seen_at": "2016-02-03T01:00:20+07:00"
         *         }
         *       ],
         *       "next_cursor": null,
         *       "meta": {
         *         "sources": []
         *       }
         *     }
         */
        SuccessionDifferenceList: {
            items: components["schemas"]["SuccessionDifference"][];
            next_cursor: components["schemas"]["NextCursor"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @description How many records differ in a field, and one of them.
         * @example {
         *       "field": "status.code",
         *       "kind": "differs",
         *       "count": 12,
         *       "record": "HAYU-sk-00123",
         *       "old": "active",
         *       "new": "expired",
         *       "open_since": "2016-02-01T10:00:00+07:00"
         *     }
         */
        SuccessionFieldDifference: {
            /**
             * @description Dotted path; empty for whole records.
             * @example status.code
             */
            field: string;
            kind: components["schemas"]["DifferenceKind"];
            /** @example 12 */
            count: number;
            record: components["schemas"]["Id"];
            /**
             * @description What the old system says; null where that cannot be shown.
             * @example active
             */
            old: unknown;
            /**
             * @description What the new one says.
             * @example expired
             */
            new: unknown;
            open_since: components["schemas"]["Timestamp"];
        };
        /**
         * @example {
         *       "code": "differences_open",
         *       "blocking": true,
         *       "count": 12,
         *       "what": "records in which status.code differs (such as HAYU-sk-00123)",
         *       "action": "Correct whichever is wrong, allow for it under `tolerance`, or name it under `ignore`."
         *     }
         */
        SuccessionFinding: {
            /**
             * @example differences_open
             * @enum {string}
             */
            code: "not_switched" | "writes_go_to_old" | "writes_waiting" | "operations_lacking" | "other_resources" | "records_missing" | "fields_lacking" | "differences_open" | "never_compared" | "comparison_incomplete" | "answered_by_old" | "fell_back" | "unknown_ids" | "filters_lacking" | "records_only_new";
            /**
             * @description It stands in the way of switching the old system off.
             * @example true
             */
            blocking: boolean;
            /** @example 12 */
            count: number;
            /** @example records in which status.code differs */
            what: string;
            /**
             * @description What to do about it.
             * @example Migrate them.
             */
            action: string;
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "id": "licensing",
         *           "resource": "licences",
         *           "old": "licensing-a",
         *           "new": "new-licensing",
         *           "mode": "ramp",
         *           "percent": 20,
         *           "writes": "old"
         *         }
         *       ],
         *       "next_cursor": null,
         *       "meta": {
         *         "sources": []
         *       }
         *     }
         */
        SuccessionList: {
            items: components["schemas"]["Succession"][];
            next_cursor: components["schemas"]["NextCursor"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @description The last comparison of all records. Without an end it runs, or its process has died.
         * @example {
         *       "begun_at": "2016-02-03T01:00:00+07:00",
         *       "ended_at": "2016-02-03T01:00:20+07:00",
         *       "outcome": "whole",
         *       "old_records": 1784,
         *       "new_records": 1782,
         *       "differing": 16
         *     }
         */
        SuccessionPass: {
            begun_at: components["schemas"]["Timestamp"];
            ended_at?: components["schemas"]["Timestamp"];
            /**
             * @description `cut`: there are more records than are held side by side.
             * @example whole
             * @enum {string}
             */
            outcome?: "whole" | "cut" | "failed";
            /** @example 1784 */
            old_records?: number;
            /** @example 1782 */
            new_records?: number;
            /**
             * @description Records that differ, or that one of them does not have.
             * @example 16
             */
            differing?: number;
        };
        /**
         * @example {
         *       "succession": {
         *         "id": "licensing",
         *         "resource": "licences",
         *         "old": "licensing-a",
         *         "new": "new-licensing",
         *         "mode": "ramp",
         *         "percent": 20,
         *         "writes": "old"
         *       },
         *       "as_of": "2016-02-03T09:15:00+07:00",
         *       "ready": false,
         *       "findings": [
         *         {
         *           "code": "differences_open",
         *           "blocking": true,
         *           "count": 12,
         *           "what": "records in which status.code differs (such as HAYU-sk-00123)",
         *           "action": "Correct whichever is wrong, allow for it under `tolerance`, or name it under `ignore`."
         *         }
         *       ],
         *       "answered": {
         *         "since": "2016-01-28",
         *         "old": 8120,
         *         "new": 2031,
         *         "fell_back": 0
         *       },
         *       "comparison": {
         *         "sampled": 1015,
         *         "failed": 0,
         *         "skipped": 0,
         *         "in_both": 1780,
         *         "only_old": 4,
         *         "only_new": 2,
         *         "last": {
         *           "begun_at": "2016-02-03T01:00:00+07:00",
         *           "ended_at": "2016-02-03T01:00:20+07:00",
         *           "outcome": "whole",
         *           "old_records": 1784,
         *           "new_records": 1782,
         *           "differing": 16
         *         }
         *       },
         *       "differences": [
         *         {
         *           "field": "status.code",
         *           "kind": "differs",
         *           "count": 12,
         *           "record": "HAYU-sk-00123",
         *           "old": "active",
         *           "new": "expired",
         *           "open_since": "2016-02-01T10:00:00+07:00"
         *         }
         *       ],
         *       "consumers": [
         *         {
         *           "consumer": "demo-app",
         *           "what": "answered_old",
         *           "count": 8120
         *         }
         *       ]
         *     }
         */
        SuccessionReport: {
            succession: components["schemas"]["Succession"];
            as_of: components["schemas"]["Timestamp"];
            /**
             * @description Nothing stands in the way of switching the old system off.
             * @example false
             */
            ready: boolean;
            /** @description What stands in the way, first, then what is to be looked at. */
            findings: components["schemas"]["SuccessionFinding"][];
            answered: components["schemas"]["SuccessionAnswered"];
            comparison: components["schemas"]["SuccessionCompared"];
            /** @description What is open, by field, the most frequent first. */
            differences: components["schemas"]["SuccessionFieldDifference"][];
            /** @description Whom the old system still answered, and who asks for ids that lead nowhere. */
            consumers: components["schemas"]["SuccessionConsumer"][];
        };
        /**
         * @description A legacy application behind this gateway.
         * @example {
         *       "id": "complaints",
         *       "name": "LAPOR!",
         *       "product": "lapor",
         *       "agency_id": "SKPD-DISKOMINFO",
         *       "prefix": "LAPOR",
         *       "resources": [
         *         "complaints",
         *         "services"
         *       ],
         *       "health": {
         *         "state": "up",
         *         "since": "2016-02-03T06:00:00+07:00",
         *         "last_success_at": "2016-02-03T10:00:00+07:00",
         *         "breaker": "closed",
         *         "in_flight": 1,
         *         "queued": 0,
         *         "latency_ms": {
         *           "p50": 82,
         *           "p95": 410
         *         }
         *       },
         *       "counters": {
         *         "calls": 1204,
         *         "failures": 3,
         *         "quarantined": 2
         *       },
         *       "limits": {
         *         "concurrency": 4,
         *         "queue": 50,
         *         "timeout_ms": 5000
         *       },
         *       "freshness": [
         *         {
         *           "resource": "complaints",
         *           "fresh_s": 30,
         *           "revalidate_s": 300,
         *           "on_error_s": 86400
         *         }
         *       ],
         *       "recent_quarantine": []
         *     }
         */
        System: {
            id: components["schemas"]["SystemId"];
            /** @example LAPOR! */
            name: string;
            /**
             * @description The adapter that speaks to it.
             * @example lapor
             */
            product: string;
            agency_id?: components["schemas"]["Id"];
            /**
             * @description What the ids of its records begin with.
             * @example LAPOR
             */
            prefix: string;
            /** @description What it serves. */
            resources: components["schemas"]["ResourceName"][];
            held?: components["schemas"]["SystemHold"];
            /** @description The one that runs, and those to come. */
            maintenances?: components["schemas"]["PlannedMaintenance"][];
            health: components["schemas"]["SystemHealth"];
            counters: components["schemas"]["SystemCounters"];
            limits: components["schemas"]["SystemLimits"];
            freshness: components["schemas"]["SystemFreshness"][];
            /** @description The last records that did not fit the contract, newest first. Without personal data. */
            recent_quarantine: components["schemas"]["QuarantineNote"][];
        };
        /**
         * @description Since this process started.
         * @example {
         *       "calls": 1204,
         *       "failures": 3,
         *       "quarantined": 2
         *     }
         */
        SystemCounters: {
            /** @example 1204 */
            calls: number;
            /** @example 3 */
            failures: number;
            /**
             * @description Records that did not fit the contract.
             * @example 2
             */
            quarantined: number;
        };
        /**
         * @description A change of what a system sends.
         * @example {
         *       "id": "drf-kbgadfnohmec",
         *       "system": "transport",
         *       "resource": "incidents",
         *       "kind": "new_field",
         *       "call": "list incidents",
         *       "field": "Envelope.item[].KD_KANAL",
         *       "sample": "AAA",
         *       "count": 78,
         *       "first_seen": "2016-02-03T09:15:00+07:00",
         *       "last_seen": "2016-02-03T09:17:30+07:00",
         *       "state": "open",
         *       "mapping": {
         *         "path": "adapters/dishub/incidents.ts",
         *         "line": 24,
         *         "text": "export function mapIncident({ row, repaired }: Row<Kejadian>, tools: MapTools) {"
         *       }
         *     }
         * @example {
         *       "id": "drf-ohmecdabkbgf",
         *       "system": "transport",
         *       "resource": "incidents",
         *       "kind": "new_code",
         *       "call": "map",
         *       "field": "STATUS",
         *       "detail": "status.code BANDING",
         *       "sample": "BANDING",
         *       "count": 26,
         *       "first_seen": "2016-02-03T09:15:00+07:00",
         *       "last_seen": "2016-02-03T09:17:30+07:00",
         *       "state": "accepted",
         *       "changed_at": "2016-02-03T10:00:00+07:00",
         *       "accepted_by": "operations",
         *       "reason": "the vendor told of it"
         *     }
         */
        SystemDrift: {
            id: components["schemas"]["DriftId"];
            system: components["schemas"]["SystemId"];
            /**
             * @description What the records are.
             * @example incidents
             */
            resource: string;
            kind: components["schemas"]["DriftKind"];
            /**
             * @description The call that brings it, as the adapter names it; `map` where the mapping had no word for a code.
             * @example list incidents
             */
            call: string;
            field: components["schemas"]["DriftField"];
            /**
             * @description What of it is new: its type, the code, the end of its range.
             * @example text
             */
            detail?: string;
            sample?: components["schemas"]["DriftSample"];
            /**
             * @description In how many records it was seen, of those that were looked at.
             * @example 78
             */
            count: number;
            first_seen: components["schemas"]["Timestamp"];
            last_seen: components["schemas"]["Timestamp"];
            /**
             * @description `closed`: the system sends what it did before; `accepted`: it is the new normal.
             * @example open
             * @enum {string}
             */
            state: "open" | "closed" | "accepted";
            changed_at?: components["schemas"]["Timestamp"];
            /**
             * @description The application whose operator accepted it.
             * @example operations
             */
            accepted_by?: string;
            /**
             * @description Why it was accepted, in the words of the operator.
             * @example the vendor told of it
             */
            reason?: string;
            mapping?: components["schemas"]["DriftMapping"];
        };
        /**
         * @example {
         *       "system": "transport",
         *       "items": [
         *         {
         *           "id": "drf-kbgadfnohmec",
         *           "system": "transport",
         *           "resource": "incidents",
         *           "kind": "new_field",
         *           "call": "list incidents",
         *           "field": "Envelope.item[].KD_KANAL",
         *           "sample": "AAA",
         *           "count": 78,
         *           "first_seen": "2016-02-03T09:15:00+07:00",
         *           "last_seen": "2016-02-03T09:17:30+07:00",
         *           "state": "open",
         *           "mapping": {
         *             "path": "adapters/dishub/incidents.ts",
         *             "line": 24,
         *             "text": "export function mapIncident({ row, repaired }: Row<Kejadian>, tools: MapTools) {"
         *           }
         *         }
         *       ]
         *     }
         */
        SystemDriftReport: {
            system: components["schemas"]["SystemId"];
            items: components["schemas"]["SystemDrift"][];
        };
        /**
         * @example {
         *       "code": "system_timeout",
         *       "detail": "The system did not answer within 5 s.",
         *       "at": "2016-02-03T10:00:00+07:00"
         *     }
         */
        SystemError: {
            /** @example system_timeout */
            code: string;
            /** @example The system did not answer within 5 s. */
            detail: string;
            at: components["schemas"]["Timestamp"];
        };
        /**
         * @description For how many seconds an answer about a resource is used (RFC 5861).
         * @example {
         *       "resource": "complaints",
         *       "fresh_s": 30,
         *       "revalidate_s": 300,
         *       "on_error_s": 86400
         *     }
         */
        SystemFreshness: {
            resource: components["schemas"]["ResourceName"];
            /**
             * @description Served without asking again.
             * @example 30
             */
            fresh_s: number;
            /**
             * @description After that, served while the gateway asks again.
             * @example 300
             */
            revalidate_s: number;
            /**
             * @description Served, marked stale, when the system cannot answer.
             * @example 86400
             */
            on_error_s: number;
        };
        /**
         * @example {
         *       "state": "down",
         *       "since": "2016-02-03T09:50:00+07:00",
         *       "last_success_at": "2016-02-03T09:49:30+07:00",
         *       "last_failure_at": "2016-02-03T10:00:00+07:00",
         *       "last_error": {
         *         "code": "system_timeout",
         *         "detail": "The system did not answer within 5 s.",
         *         "at": "2016-02-03T10:00:00+07:00"
         *       },
         *       "breaker": "open",
         *       "in_flight": 0,
         *       "queued": 0
         *     }
         */
        SystemHealth: {
            /**
             * @description `unknown`: not called yet. `disabled`: its adapter or its settings could not be loaded.
             * @example up
             * @enum {string}
             */
            state: "up" | "degraded" | "down" | "unknown" | "disabled";
            since: components["schemas"]["Timestamp"];
            last_success_at?: components["schemas"]["Timestamp"];
            last_failure_at?: components["schemas"]["Timestamp"];
            last_error?: components["schemas"]["SystemError"];
            /**
             * @description `closed` lets calls through; `open` spares the system; `half_open` tries one call.
             * @example closed
             * @enum {string}
             */
            breaker: "closed" | "open" | "half_open";
            /** @description Closed by its owner's hours; it is not asked before. */
            closed_until?: components["schemas"]["Timestamp"];
            /** @example 1 */
            in_flight: number;
            /** @example 0 */
            queued: number;
            latency_ms?: components["schemas"]["SystemLatency"];
        };
        /**
         * @description Operators do not have it asked: reads are answered with what is known, marked stale, and writes wait. `paused` ends when they
         *     say so, `maintenance` by itself.
         * @example {
         *       "kind": "maintenance",
         *       "since": "2016-02-03T20:00:00+07:00",
         *       "until": "2016-02-03T23:00:00+07:00",
         *       "message": {
         *         "id": "Server dipindahkan ke pusat data baru.",
         *         "en": "The server moves to the new data centre."
         *       }
         *     }
         */
        SystemHold: {
            /**
             * @example maintenance
             * @enum {string}
             */
            kind: "paused" | "maintenance";
            since: components["schemas"]["Timestamp"];
            until?: components["schemas"]["Timestamp"];
            message?: components["schemas"]["BilingualMessage"];
        };
        /**
         * @description Id of a registered system.
         * @example complaints
         */
        SystemId: string;
        /**
         * @description Duration of its recent calls.
         * @example {
         *       "p50": 82,
         *       "p95": 410
         *     }
         */
        SystemLatency: {
            /** @example 82 */
            p50: number;
            /** @example 410 */
            p95: number;
        };
        /**
         * @description How the gateway spares it.
         * @example {
         *       "concurrency": 4,
         *       "queue": 50,
         *       "timeout_ms": 5000,
         *       "hours": [
         *         {
         *           "days": [
         *             "mon",
         *             "tue",
         *             "wed",
         *             "thu",
         *             "fri"
         *           ],
         *           "from": "06:00",
         *           "to": "22:00"
         *         }
         *       ],
         *       "kept_by": "hub"
         *     }
         */
        SystemLimits: {
            /**
             * @description Calls at the same time.
             * @example 4
             */
            concurrency: number;
            /**
             * @description Calls that may wait.
             * @example 50
             */
            queue?: number;
            /**
             * @description Whole time a call may take, waiting included.
             * @example 5000
             */
            timeout_ms: number;
            /**
             * @description Failures in a row that open the breaker.
             * @example 5
             */
            breaker_failures?: number;
            /**
             * @description How long it stays open before one call tries again.
             * @example 5000
             */
            breaker_cooldown_ms?: number;
            /**
             * @description Most calls in a time, evenly spread.
             * @example {
             *       "requests": 60,
             *       "seconds": 60
             *     }
             */
            rate?: {
                /** @example 60 */
                requests: number;
                /** @example 60 */
                seconds: number;
            };
            /**
             * @description Time for a connection to be made.
             * @example 2000
             */
            connect_ms?: number;
            /**
             * @description Time for an answer to begin.
             * @example 3000
             */
            first_byte_ms?: number;
            /** @description When it may be asked. Without them always. */
            hours?: components["schemas"]["OpeningHours"][];
            /** @description When it may not, as while it is backed up. */
            closed?: components["schemas"]["OpeningHours"][];
            /**
             * @description `hub`: all processes of the gateway keep to them together. `process`: each keeps to its share.
             * @example hub
             * @enum {string}
             */
            kept_by?: "hub" | "process";
        };
        /**
         * @description A page of systems. `meta.sources` is empty.
         * @example {
         *       "items": [
         *         {
         *           "id": "complaints",
         *           "name": "LAPOR!",
         *           "product": "lapor",
         *           "agency_id": "SKPD-DISKOMINFO",
         *           "prefix": "LAPOR",
         *           "resources": [
         *             "complaints",
         *             "services"
         *           ],
         *           "health": {
         *             "state": "up",
         *             "since": "2016-02-03T06:00:00+07:00",
         *             "last_success_at": "2016-02-03T10:00:00+07:00",
         *             "breaker": "closed",
         *             "in_flight": 1,
         *             "queued": 0,
         *             "latency_ms": {
         *               "p50": 82,
         *               "p95": 410
         *             }
         *           },
         *           "counters": {
         *             "calls": 1204,
         *             "failures": 3,
         *             "quarantined": 2
         *           },
         *           "limits": {
         *             "concurrency": 4,
         *             "queue": 50,
         *             "timeout_ms": 5000
         *           },
         *           "freshness": [
         *             {
         *               "resource": "complaints",
         *               "fresh_s": 30,
         *               "revalidate_s": 300,
         *               "on_error_s": 86400
         *             }
         *           ],
         *           "recent_quarantine": []
         *         }
         *       ],
         *       "next_cursor": null,
         *       "meta": {
         *         "sources": []
         *       }
         *     }
         */
        SystemList: {
            items: components["schemas"]["System"][];
            next_cursor: components["schemas"]["NextCursor"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @example {
         *       "system": "complaints",
         *       "counted_by": "hub",
         *       "hours": [
         *         {
         *           "start": "2016-02-03T10:00:00+07:00",
         *           "calls": 312,
         *           "spared": 20117,
         *           "largest_concurrency": 4,
         *           "errors": 2,
         *           "mean_ms": 84,
         *           "worst_ms": 1250
         *         }
         *       ]
         *     }
         */
        SystemLoad: {
            system: components["schemas"]["SystemId"];
            /**
             * @description `hub`: by all processes of the gateway. `process`: by the one that answers, as the others cannot be heard.
             * @example hub
             * @enum {string}
             */
            counted_by: "hub" | "process";
            /** @description The last 48, newest first. */
            hours: components["schemas"]["LoadHour"][];
        };
        /**
         * @description Who paused it, and why.
         * @example {
         *       "reason": "the vendor restores a backup",
         *       "by": "operations/asn-7",
         *       "since": "2016-02-03T09:15:00+07:00"
         *     }
         */
        SystemPause: {
            /** @example the vendor restores a backup */
            reason: string;
            /**
             * @description The operator.
             * @example operations/asn-7
             */
            by: string;
            since: components["schemas"]["Timestamp"];
        };
        /**
         * @description The property tax bill (SPPT) of one object and year.
         * @example {
         *       "id": "PBBP2-327306000100200030-2016",
         *       "identifiers": [],
         *       "status": {
         *         "code": "paid",
         *         "raw_code": "1",
         *         "changed_at": "2016-05-12T00:00:00+07:00"
         *       },
         *       "source": {
         *         "system": "property-tax",
         *         "record_id": "327306000100200030-2016",
         *         "fetched_at": "2016-05-13T02:00:00+07:00",
         *         "updated_at": "2016-05-12T00:00:00+07:00"
         *       },
         *       "quality": [],
         *       "nop": "327306000100200030",
         *       "tax_year": 2016,
         *       "cycle": 1,
         *       "payable_idr": 573000,
         *       "penalty_idr": 0,
         *       "due_on": "2016-09-30",
         *       "payments": [
         *         {
         *           "seq": 1,
         *           "paid_on": "2016-05-12",
         *           "amount_idr": 573000,
         *           "penalty_idr": 0,
         *           "bank": "bjb"
         *         }
         *       ]
         *     }
         */
        TaxBill: {
            id: components["schemas"]["Id"];
            identifiers: components["schemas"]["Identifiers"];
            status: components["schemas"]["TaxBillStatus"];
            source: components["schemas"]["Source"];
            quality: components["schemas"]["Quality"];
            nop: components["schemas"]["Nop"];
            /** @example 2016 */
            tax_year: number;
            /**
             * @description Counts up with every reissue of the same bill.
             * @example 1
             */
            cycle?: number;
            taxpayer_name?: components["schemas"]["PersonName"];
            district_code?: components["schemas"]["DistrictCode"];
            payable_idr: components["schemas"]["Idr"];
            penalty_idr?: components["schemas"]["Idr"];
            due_on?: components["schemas"]["CalendarDate"];
            payments?: components["schemas"]["TaxPayment"][];
        };
        /**
         * @description A page of tax bills.
         * @example {
         *       "items": [
         *         {
         *           "id": "PBBP2-327306000100200030-2016",
         *           "identifiers": [],
         *           "status": {
         *             "code": "paid",
         *             "raw_code": "1",
         *             "changed_at": "2016-05-12T00:00:00+07:00"
         *           },
         *           "source": {
         *             "system": "property-tax",
         *             "record_id": "327306000100200030-2016",
         *             "fetched_at": "2016-05-13T02:00:00+07:00",
         *             "updated_at": "2016-05-12T00:00:00+07:00"
         *           },
         *           "quality": [],
         *           "nop": "327306000100200030",
         *           "tax_year": 2016,
         *           "cycle": 1,
         *           "payable_idr": 573000,
         *           "penalty_idr": 0,
         *           "due_on": "2016-09-30",
         *           "payments": [
         *             {
         *               "seq": 1,
         *               "paid_on": "2016-05-12",
         *               "amount_idr": 573000,
         *               "penalty_idr": 0,
         *               "bank": "bjb"
         *             }
         *           ]
         *         }
         *       ],
         *       "next_cursor": null,
         *       "meta": {
         *         "sources": [
         *           {
         *             "system": "property-tax",
         *             "state": "ok",
         *             "as_of": "2016-02-03T10:00:00+07:00"
         *           }
         *         ]
         *       }
         *     }
         */
        TaxBillList: {
            items: components["schemas"]["TaxBill"][];
            next_cursor: components["schemas"]["NextCursor"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @example {
         *       "code": "paid",
         *       "raw_code": "1"
         *     }
         */
        TaxBillStatus: {
            code: components["schemas"]["TaxBillStatusCode"];
            stage?: components["schemas"]["StatusStage"];
            raw_code: components["schemas"]["StatusRawCode"];
            raw_label?: components["schemas"]["StatusRawLabel"];
            changed_at?: components["schemas"]["Timestamp"];
        };
        /**
         * @description Whether it is paid. `overdue` is derived from the due date.
         * @example paid
         * @enum {string}
         */
        TaxBillStatusCode: "unpaid" | "overdue" | "partially_paid" | "paid" | "cancelled" | "unknown";
        /**
         * @description A piece of land and what stands on it.
         * @example {
         *       "id": "PBBP2-327306000100200030",
         *       "identifiers": [],
         *       "source": {
         *         "system": "property-tax",
         *         "record_id": "327306000100200030",
         *         "fetched_at": "2016-02-03T10:00:00+07:00",
         *         "updated_at": "2016-01-02T00:00:00+07:00"
         *       },
         *       "quality": [],
         *       "nop": "327306000100200030",
         *       "owner_name": "BUDI SANTOSA",
         *       "location": {
         *         "address": "Jl. Wastukancana No. 2",
         *         "rt": "003",
         *         "rw": "005",
         *         "district_code": "32.73.19"
         *       },
         *       "land_m2": 120,
         *       "building_m2": 90,
         *       "njop_land_idr": 420000000,
         *       "njop_building_idr": 153000000
         *     }
         */
        TaxObject: {
            id: components["schemas"]["Id"];
            identifiers: components["schemas"]["Identifiers"];
            source: components["schemas"]["Source"];
            quality: components["schemas"]["Quality"];
            nop: components["schemas"]["Nop"];
            owner_name?: components["schemas"]["PersonName"];
            location?: components["schemas"]["PropertyLocation"];
            /**
             * @description Area of the land in square metres.
             * @example 120
             */
            land_m2?: number;
            /**
             * @description Floor area in square metres.
             * @example 90
             */
            building_m2?: number;
            njop_land_idr?: components["schemas"]["Idr"];
            njop_building_idr?: components["schemas"]["Idr"];
        };
        /**
         * @description A page of tax objects.
         * @example {
         *       "items": [
         *         {
         *           "id": "PBBP2-327306000100200030",
         *           "identifiers": [],
         *           "source": {
         *             "system": "property-tax",
         *             "record_id": "327306000100200030",
         *             "fetched_at": "2016-02-03T10:00:00+07:00",
         *             "updated_at": "2016-01-02T00:00:00+07:00"
         *           },
         *           "quality": [],
         *           "nop": "327306000100200030",
         *           "owner_name": "BUDI SANTOSA",
         *           "location": {
         *             "address": "Jl. Wastukancana No. 2",
         *             "rt": "003",
         *             "rw": "005",
         *             "district_code": "32.73.19"
         *           },
         *           "land_m2": 120,
         *           "building_m2": 90,
         *           "njop_land_idr": 420000000,
         *           "njop_building_idr": 153000000
         *         }
         *       ],
         *       "next_cursor": null,
         *       "meta": {
         *         "sources": [
         *           {
         *             "system": "property-tax",
         *             "state": "ok",
         *             "as_of": "2016-02-03T10:00:00+07:00"
         *           }
         *         ]
         *       }
         *     }
         */
        TaxObjectList: {
            items: components["schemas"]["TaxObject"][];
            next_cursor: components["schemas"]["NextCursor"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @description A payment. `amount_idr` is all that was paid; `penalty_idr` is the part of it that was penalty.
         * @example {
         *       "seq": 1,
         *       "paid_on": "2016-05-12",
         *       "amount_idr": 573000,
         *       "penalty_idr": 0,
         *       "bank": "bjb"
         *     }
         */
        TaxPayment: {
            /** @example 1 */
            seq: number;
            paid_on: components["schemas"]["CalendarDate"];
            amount_idr: components["schemas"]["Idr"];
            penalty_idr?: components["schemas"]["Idr"];
            /** @example bjb */
            bank?: string;
        };
        /**
         * @description Company registration (before 2018).
         * @example 101115200001
         */
        TdpNumber: string;
        /**
         * Format: date-time
         * @description RFC 3339 time in WIB (+07:00), without fractions.
         * @example 2016-02-03T09:15:00+07:00
         */
        Timestamp: string;
        /**
         * @description Titles that were part of the name, before and after it.
         * @example [
         *       "IR.",
         *       "H.",
         *       "M.M."
         *     ]
         */
        Titles: string[];
        /**
         * @description Where a case stands.
         * @example {
         *       "kind": "complaints",
         *       "title": {
         *         "text": "Laporan warga",
         *         "id": "Laporan warga",
         *         "en": "Complaint"
         *       },
         *       "status": "in_progress",
         *       "progress": "working",
         *       "stage": {
         *         "text": "Sedang ditindaklanjuti.",
         *         "id": "Sedang ditindaklanjuti.",
         *         "en": "It is being worked on."
         *       },
         *       "next": {
         *         "text": "Dinas memberi jawaban setelah menindaklanjutinya.",
         *         "id": "Dinas memberi jawaban setelah menindaklanjutinya.",
         *         "en": "The agency answers when it has acted."
         *       },
         *       "system": "complaints",
         *       "changed_on": "2016-02-02",
         *       "due": {
         *         "step": "reply",
         *         "waits_for": "office",
         *         "due_on": "2016-02-10",
         *         "remaining_working_days": 4,
         *         "overdue": false,
         *         "estimated": false,
         *         "said": {
         *           "text": "Dijawab oleh dinas paling lambat 10 Februari 2016 (4 hari kerja lagi).",
         *           "id": "Dijawab oleh dinas paling lambat 10 Februari 2016 (4 hari kerja lagi).",
         *           "en": "To be answered by the agency by 10 February 2016 (4 working days left)."
         *         }
         *       },
         *       "responsible": {
         *         "agency_id": "SKPD-DBMP",
         *         "name": "Dinas Bina Marga dan Pengairan",
         *         "contact": {
         *           "url": "https://dbmp.example.org"
         *         }
         *       }
         *     }
         */
        TrackedCase: {
            /**
             * @description `submission` is what was accepted here and is not in its system yet; the others are resources.
             * @example complaints
             * @enum {string}
             */
            kind: "submission" | "complaints" | "licence-applications" | "licences" | "information-requests" | "tax-bills" | "incidents";
            title: components["schemas"]["Said"];
            /**
             * @description Status code of the record in its resource.
             * @example in_progress
             */
            status: string;
            /**
             * @description `waiting` for its turn, `working`: an office has it, `yours`: the resident has to act, or may, `done`.
             * @example working
             * @enum {string}
             */
            progress: "waiting" | "working" | "yours" | "done" | "unknown";
            stage: components["schemas"]["Said"];
            next: components["schemas"]["Said"];
            system: components["schemas"]["SystemId"];
            /**
             * @description Tax year of a bill.
             * @example 2016
             */
            year?: number;
            changed_on?: components["schemas"]["CalendarDate"];
            due?: components["schemas"]["TrackedDue"];
            responsible?: components["schemas"]["Responsible"];
        };
        /**
         * @description What is due, by the clock of the record (see `ComplaintClock`), or by a day that its system names.
         * @example {
         *       "step": "reply",
         *       "waits_for": "office",
         *       "due_on": "2016-02-10",
         *       "remaining_working_days": 4,
         *       "overdue": false,
         *       "estimated": false,
         *       "said": {
         *         "text": "Dijawab oleh dinas paling lambat 10 Februari 2016 (4 hari kerja lagi).",
         *         "id": "Dijawab oleh dinas paling lambat 10 Februari 2016 (4 hari kerja lagi).",
         *         "en": "To be answered by the agency by 10 February 2016 (4 working days left)."
         *       }
         *     }
         */
        TrackedDue: {
            /**
             * @example reply
             * @enum {string}
             */
            step: "forward" | "reply" | "close" | "answer" | "object" | "answer_objection" | "dispute" | "decide" | "pay";
            waits_for: components["schemas"]["ClockParty"];
            due_on: components["schemas"]["DueOn"];
            remaining_working_days: components["schemas"]["RemainingWorkingDays"];
            overdue: components["schemas"]["Overdue"];
            estimated: components["schemas"]["Estimated"];
            said: components["schemas"]["Said"];
        };
        /**
         * @description What is known under a number.
         * @example {
         *       "language": "id",
         *       "cases": [
         *         {
         *           "kind": "complaints",
         *           "title": {
         *             "text": "Laporan warga",
         *             "id": "Laporan warga",
         *             "en": "Complaint"
         *           },
         *           "status": "in_progress",
         *           "progress": "working",
         *           "stage": {
         *             "text": "Sedang ditindaklanjuti.",
         *             "id": "Sedang ditindaklanjuti.",
         *             "en": "It is being worked on."
         *           },
         *           "next": {
         *             "text": "Dinas memberi jawaban setelah menindaklanjutinya.",
         *             "id": "Dinas memberi jawaban setelah menindaklanjutinya.",
         *             "en": "The agency answers when it has acted."
         *           },
         *           "system": "complaints",
         *           "changed_on": "2016-02-02",
         *           "due": {
         *             "step": "reply",
         *             "waits_for": "office",
         *             "due_on": "2016-02-10",
         *             "remaining_working_days": 4,
         *             "overdue": false,
         *             "estimated": false,
         *             "said": {
         *               "text": "Dijawab oleh dinas paling lambat 10 Februari 2016 (4 hari kerja lagi).",
         *               "id": "Dijawab oleh dinas paling lambat 10 Februari 2016 (4 hari kerja lagi).",
         *               "en": "To be answered by the agency by 10 February 2016 (4 working days left)."
         *             }
         *           },
         *           "responsible": {
         *             "agency_id": "SKPD-DBMP",
         *             "name": "Dinas Bina Marga dan Pengairan",
         *             "contact": {
         *               "url": "https://dbmp.example.org"
         *             }
         *           }
         *         }
         *       ],
         *       "meta": {
         *         "sources": [
         *           {
         *             "system": "complaints",
         *             "state": "ok",
         *             "as_of": "2016-02-03T10:00:00+07:00"
         *           }
         *         ]
         *       }
         *     }
         */
        TrackedNumber: {
            /**
             * @description Language of `text`.
             * @example id
             * @enum {string}
             */
            language: "id" | "en";
            /** @description At least one. */
            cases: components["schemas"]["TrackedCase"][];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @description Urban village (kelurahan), code of the Ministry of Home Affairs.
         * @example 32.73.02.1004
         */
        VillageCode: string;
        /**
         * @description An event that is in line for a receiver, or was.
         * @example {
         *       "id": "184467",
         *       "type": "complaint.status_changed",
         *       "subject": "LAPOR-1050123",
         *       "status": {
         *         "code": "delivered",
         *         "changed_at": "2016-02-03T10:00:02+07:00"
         *       },
         *       "attempts": 2,
         *       "created_at": "2016-02-03T10:00:00+07:00",
         *       "tries": [
         *         {
         *           "at": "2016-02-03T10:00:00+07:00",
         *           "outcome": "status",
         *           "http_status": 503,
         *           "detail": "answered with status 503",
         *           "duration_ms": 12
         *         },
         *         {
         *           "at": "2016-02-03T10:00:02+07:00",
         *           "outcome": "delivered",
         *           "http_status": 200,
         *           "detail": "took it",
         *           "duration_ms": 9
         *         }
         *       ]
         *     }
         */
        WebhookDelivery: {
            id: components["schemas"]["EventId"];
            type: components["schemas"]["EventType"];
            /**
             * @description Id of what the event is about.
             * @example LAPOR-1050123
             */
            subject: string;
            status: components["schemas"]["WebhookDeliveryStatus"];
            /**
             * @description How often it was tried since it was last put in line.
             * @example 1
             */
            attempts: number;
            created_at: components["schemas"]["Timestamp"];
            next_attempt_at?: components["schemas"]["Timestamp"];
            /** @description The last attempts, oldest first. */
            tries: components["schemas"]["WebhookTry"][];
        };
        /**
         * @description A page of messages. `meta.sources` is empty.
         * @example {
         *       "items": [
         *         {
         *           "id": "184467",
         *           "type": "complaint.status_changed",
         *           "subject": "LAPOR-1050123",
         *           "status": {
         *             "code": "delivered",
         *             "changed_at": "2016-02-03T10:00:02+07:00"
         *           },
         *           "attempts": 2,
         *           "created_at": "2016-02-03T10:00:00+07:00",
         *           "tries": [
         *             {
         *               "at": "2016-02-03T10:00:00+07:00",
         *               "outcome": "status",
         *               "http_status": 503,
         *               "detail": "answered with status 503",
         *               "duration_ms": 12
         *             },
         *             {
         *               "at": "2016-02-03T10:00:02+07:00",
         *               "outcome": "delivered",
         *               "http_status": 200,
         *               "detail": "took it",
         *               "duration_ms": 9
         *             }
         *           ]
         *         }
         *       ],
         *       "next_cursor": null,
         *       "meta": {
         *         "sources": []
         *       }
         *     }
         */
        WebhookDeliveryList: {
            items: components["schemas"]["WebhookDelivery"][];
            next_cursor: components["schemas"]["NextCursor"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * @example {
         *       "code": "delivered",
         *       "changed_at": "2016-02-03T10:00:02+07:00"
         *     }
         */
        WebhookDeliveryStatus: {
            code: components["schemas"]["WebhookDeliveryStatusCode"];
            changed_at: components["schemas"]["Timestamp"];
        };
        /**
         * @description - `waiting`: in line, or to be tried again.
         *     - `delivered`: the receiver took it.
         *     - `failed`: the receiver did not take it in all the time in which it was tried, or cannot be sent it any more.
         *     - `skipped`: left out when the subscription was made active again.
         * @example delivered
         * @enum {string}
         */
        WebhookDeliveryStatusCode: "waiting" | "delivered" | "failed" | "skipped";
        /**
         * @example {
         *       "at": "2016-02-03T10:00:00+07:00",
         *       "outcome": "delivered",
         *       "http_status": 200,
         *       "detail": "took it",
         *       "duration_ms": 9
         *     }
         */
        WebhookTry: {
            at: components["schemas"]["Timestamp"];
            /**
             * @description `delivered`: a 2xx. `gone`: a 410, which disables the subscription. `redirect`: a 3xx, which is never followed.
             *     `status`: any other. `address`: the name of the receiver leads where the gateway may not go. `forgotten`: the event
             *     is not kept any more. `not_allowed`: the consumer may not hear of it any more.
             * @example delivered
             * @enum {string}
             */
            outcome: "delivered" | "gone" | "redirect" | "status" | "timeout" | "unreachable" | "address" | "forgotten" | "not_allowed";
            /** @example 200 */
            http_status?: number;
            /**
             * @description The same in a few words.
             * @example took it
             */
            detail: string;
            /** @example 12 */
            duration_ms: number;
        };
    };
    responses: {
        /** @description The system refused, broke off or gave something unreadable. */
        BadGateway: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/system_failed",
                 *       "title": "A legacy system did not answer properly",
                 *       "status": 502,
                 *       "detail": "The answer of complaints could not be read.",
                 *       "code": "system_failed",
                 *       "request_id": "req-1a2b3c",
                 *       "at_fault": "system",
                 *       "action": "Try again later; the operator sees the cause under the request id.",
                 *       "systems": [
                 *         {
                 *           "system": "complaints",
                 *           "state": "failed",
                 *           "as_of": null,
                 *           "code": "system_failed"
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request does not fit the contract: one entry in `errors` for each wrong field. */
        BadRequest: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/invalid_request",
                 *       "title": "The request does not fit the contract",
                 *       "status": 400,
                 *       "detail": "One parameter is wrong.",
                 *       "code": "invalid_request",
                 *       "request_id": "req-1a2b3c",
                 *       "at_fault": "caller",
                 *       "action": "Correct each field that `errors` names; the contract is at /openapi.json.",
                 *       "errors": [
                 *         {
                 *           "in": "query",
                 *           "field": "require",
                 *           "code": "enum",
                 *           "detail": "is not one of the allowed values",
                 *           "allowed": [
                 *             "all"
                 *           ]
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The write with this key is still running, or what stands there does not allow this now. */
        Conflict: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is too large. */
        ContentTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/payload_too_large",
                 *       "title": "The body is too large",
                 *       "status": 413,
                 *       "detail": "The body may have 1 MiB.",
                 *       "code": "payload_too_large",
                 *       "request_id": "req-1a2b3c",
                 *       "at_fault": "caller",
                 *       "action": "Send less; the limit is in `detail`."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The caller may not do this: a scope, a purpose or an agreement is missing. */
        Forbidden: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/forbidden",
                 *       "title": "The caller may not do this",
                 *       "status": 403,
                 *       "detail": "The caller lacks the scope tax-bills:read.",
                 *       "code": "forbidden",
                 *       "request_id": "req-1a2b3c",
                 *       "at_fault": "caller",
                 *       "action": "Ask the hub's operator for what `detail` names."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description What followed this position is not kept any more, or the position is of another log. */
        Forgotten: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/events_forgotten",
                 *       "title": "What followed that position is not kept any more",
                 *       "status": 410,
                 *       "detail": "The log begins after event 183000.",
                 *       "code": "events_forgotten",
                 *       "request_id": "req-1a2b3c",
                 *       "at_fault": "caller",
                 *       "action": "Read the records anew, then begin without a position."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The system did not answer in time. */
        GatewayTimeout: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/system_timeout",
                 *       "title": "A legacy system did not answer in time",
                 *       "status": 504,
                 *       "detail": "complaints did not answer within 5 s.",
                 *       "code": "system_timeout",
                 *       "request_id": "req-1a2b3c",
                 *       "at_fault": "system",
                 *       "action": "Try again later; narrower filters ask less of the system.",
                 *       "systems": [
                 *         {
                 *           "system": "complaints",
                 *           "state": "failed",
                 *           "as_of": null,
                 *           "code": "system_timeout"
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such record. */
        NotFound: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/not_found",
                 *       "title": "There is no such thing here",
                 *       "status": 404,
                 *       "detail": "No complaint has this id.",
                 *       "code": "not_found",
                 *       "request_id": "req-1a2b3c",
                 *       "at_fault": "caller",
                 *       "action": "Check the id or the path; ids come from list answers, paths from /openapi.json."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description What you have is still the same. */
        NotModified: {
            headers: {
                ETag: components["headers"]["ETag"];
                Age: components["headers"]["Age"];
                "Cache-Control": components["headers"]["CacheControl"];
                "Cache-Status": components["headers"]["CacheStatus"];
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description No system serves this yet. */
        NotServed: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/not_served",
                 *       "title": "No connected system serves this operation yet",
                 *       "status": 501,
                 *       "detail": "No connected system serves proposals.",
                 *       "code": "not_served",
                 *       "request_id": "req-1a2b3c",
                 *       "at_fault": "hub",
                 *       "action": "See /v1/systems for what is served; ask the operator when the system will be connected."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Your quota is used up. */
        TooManyRequests: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/rate_limited",
                 *       "title": "Too many requests",
                 *       "status": 429,
                 *       "detail": "600 requests in 60 s are allowed.",
                 *       "code": "rate_limited",
                 *       "request_id": "req-1a2b3c",
                 *       "at_fault": "caller",
                 *       "action": "Wait as long as `Retry-After` says."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No token and no API key, or one that is not valid. */
        Unauthorized: {
            headers: {
                "WWW-Authenticate": components["headers"]["WWWAuthenticate"];
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/unauthenticated",
                 *       "title": "A valid access token or API key is needed",
                 *       "status": 401,
                 *       "detail": "The token has expired.",
                 *       "code": "unauthenticated",
                 *       "request_id": "req-1a2b3c",
                 *       "at_fault": "caller",
                 *       "action": "Send `Authorization: Bearer <token>` or `X-API-Key: <key>`, one that this hub accepts and that has not expired."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The system is down or overloaded, no system answered, or `require=all` could not be met. */
        Unavailable: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/system_unavailable",
                 *       "title": "A legacy system cannot be asked now",
                 *       "status": 503,
                 *       "detail": "complaints is left alone until it recovers.",
                 *       "code": "system_unavailable",
                 *       "request_id": "req-1a2b3c",
                 *       "at_fault": "system",
                 *       "action": "Try again after `Retry-After`.",
                 *       "systems": [
                 *         {
                 *           "system": "complaints",
                 *           "state": "failed",
                 *           "as_of": null,
                 *           "code": "system_unavailable"
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The same key was used with another body, the system refused what was sent, or events cannot be sent to the address. */
        Unprocessable: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body, or a file in it, is not of a type that the operation takes. */
        UnsupportedMediaType: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/unsupported_media_type",
                 *       "title": "The body is not of a type that the operation takes",
                 *       "status": 415,
                 *       "detail": "text/xml is not taken here.",
                 *       "code": "unsupported_media_type",
                 *       "request_id": "req-1a2b3c",
                 *       "at_fault": "caller",
                 *       "action": "Send what the operation takes, by the contract at /openapi.json: `application/json` mostly."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description Only records of these agencies, each given by its id or its code. */
        Agency: string[];
        /** @description Only those that a system of this agency takes part in. Its id or its code. */
        "Agency-2": string;
        /**
         * @description Only records within this box: minimum longitude, minimum latitude, maximum longitude, maximum latitude. An area
         *     belongs to every box that it touches. Refused where positions are masked for you.
         */
        Bbox: number[];
        /** @description Id of the consumer. */
        ConsumerId: components["schemas"]["ConsumerId"];
        /** @description The `next_cursor` of the page before; valid only with the same filters. */
        Cursor: string;
        /** @description Id of the message, which is that of its event. */
        Delivery: components["schemas"]["EventId"];
        /** @description Only those with a record in this district. */
        District: components["schemas"]["DistrictCode"];
        /** @description Only records located in these districts, or concerning them. */
        DistrictCode: components["schemas"]["DistrictCode"][];
        /** @description Id of the record. */
        Id: components["schemas"]["Id"];
        /** @description Id or receipt of the submission. */
        "Id-2": string;
        /** @description Id of the subscription. */
        "Id-3": components["schemas"]["SubscriptionId"];
        /** @description Id of the disagreement. */
        "Id-4": components["schemas"]["DisagreementId"];
        /** @description Id of the succession in the config. */
        "Id-5": string;
        /**
         * @description Your own unique key for this write, a structured-field string: the quotes are part of it. The same key with
         *     the same body gives the same answer again and writes nothing twice. Keys are kept for at least 24 hours.
         */
        IdempotencyKey: components["schemas"]["IdempotencyKey"];
        /** @description The `ETag` of what you have; answered with 304 if it is still the same. */
        IfNoneMatch: string;
        /** @description How many records a page holds at most. */
        Limit: number;
        /** @description Number of the tax object (NOP), 18 digits. */
        Nop: components["schemas"]["Nop"];
        /** @description Which come first. */
        Order: "newest" | "oldest";
        /**
         * @description `true`: only records whose `clock` is overdue today; `false`: only the others. Which they are changes at midnight,
         *     between two pages too.
         */
        Overdue: boolean;
        /** @description Why you ask for personal data. It must be one of the purposes of your agreement. */
        Purpose: components["schemas"]["Purpose"];
        /**
         * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
         *     with no run of ten digits. Any other is replaced.
         */
        RequestId: string;
        /** @description `all`: answer 503 rather than leave out the records of a system that failed. */
        Require: "all";
        /** @description Why you ask for personal data. It must be one of the purposes of your agreement. */
        RequiredPurpose: components["schemas"]["Purpose"];
        /** @description Only those that were found by this rule. */
        Rule: components["schemas"]["RuleName"];
        /** @description Only what this consumer sent under this key, quotes and all as it was sent. */
        SentUnder: components["schemas"]["IdempotencyKey"];
        /** @description Only those that matter so much. */
        Severity: components["schemas"]["DisagreementSeverity"][];
        /** @description Only those that have changed at or after this time. In a URL the `+` of the zone is written `%2B`. */
        Since: string;
        /** @description Only those in one of these states. */
        State: components["schemas"]["DisagreementState"][];
        /** @description Which come first. */
        StepOrder: "newest" | "oldest";
        /** @description Only those that this system takes part in. */
        System: components["schemas"]["SystemId"];
        /** @description Id of the system. */
        SystemId: components["schemas"]["SystemId"];
        /** @description Tax year. */
        TaxYear: number;
        /**
         * @description Only records whose text (names, titles, descriptions, numbers) holds all of these words, in any case. Fields
         *     that you may not see are not searched. A NIK is refused.
         */
        Text: string;
        /** @description Only records whose `source.updated_at` is this time or later. In a URL the `+` of the zone is written `%2B`. */
        UpdatedSince: string;
    };
    requestBodies: never;
    headers: {
        /** @description Seconds since the oldest part of the answer was fetched from its system. */
        Age: number;
        /** @description How long you may keep the answer. */
        CacheControl: string;
        /** @description What the gateway's cache did (RFC 9211). */
        CacheStatus: string;
        /** @description Version of this answer. */
        ETag: string;
        /** @description The next page (RFC 8288), `rel="next"`; absent at the end. */
        Link: string;
        /** @description Where to find the record, or the submission. */
        Location: string;
        /** @description What is left of your quota. */
        RateLimit: string;
        /** @description Your quotas. */
        RateLimitPolicy: string;
        /** @description Id of this request, also in the logs. */
        RequestId: string;
        /** @description Seconds to wait before the next try. */
        RetryAfter: number;
        /** @description The number that a resident can read out, to ask what became of it. */
        SatuReceipt: string;
        /** @description The system the record comes from and the state of its answer. */
        SatuSource: string;
        /** @description How to authenticate (RFC 6750). */
        WWWAuthenticate: string;
    };
    pathItems: never;
}
export type AccessLogEntry = components['schemas']['AccessLogEntry'];
export type AccessLogList = components['schemas']['AccessLogList'];
export type ActReason = components['schemas']['ActReason'];
export type ActionFilter = components['schemas']['ActionFilter'];
export type ActionResult = components['schemas']['ActionResult'];
export type Advice = components['schemas']['Advice'];
export type Agency = components['schemas']['Agency'];
export type AgencyContact = components['schemas']['AgencyContact'];
export type AgencyList = components['schemas']['AgencyList'];
export type Alert = components['schemas']['Alert'];
export type AlertAcknowledged = components['schemas']['AlertAcknowledged'];
export type AlertActReason = components['schemas']['AlertActReason'];
export type AlertId = components['schemas']['AlertId'];
export type AlertKind = components['schemas']['AlertKind'];
export type AlertList = components['schemas']['AlertList'];
export type AlertName = components['schemas']['AlertName'];
export type AlertTest = components['schemas']['AlertTest'];
export type AlertTestResult = components['schemas']['AlertTestResult'];
export type AlertTestResults = components['schemas']['AlertTestResults'];
export type AlertTold = components['schemas']['AlertTold'];
export type AllDeliveries = components['schemas']['AllDeliveries'];
export type Announcement = components['schemas']['Announcement'];
export type AnnouncementList = components['schemas']['AnnouncementList'];
export type AnswerTime = components['schemas']['AnswerTime'];
export type BilingualMessage = components['schemas']['BilingualMessage'];
export type BirthDate = components['schemas']['BirthDate'];
export type Business = components['schemas']['Business'];
export type BusinessAttributes = components['schemas']['BusinessAttributes'];
export type BusinessOverview = components['schemas']['BusinessOverview'];
export type CacheLevel = components['schemas']['CacheLevel'];
export type CacheOfSystem = components['schemas']['CacheOfSystem'];
export type CachePurge = components['schemas']['CachePurge'];
export type CachePurgeOrder = components['schemas']['CachePurgeOrder'];
export type CachePurged = components['schemas']['CachePurged'];
export type CacheShared = components['schemas']['CacheShared'];
export type CacheState = components['schemas']['CacheState'];
export type CalendarDate = components['schemas']['CalendarDate'];
export type ClockParty = components['schemas']['ClockParty'];
export type Complaint = components['schemas']['Complaint'];
export type ComplaintClock = components['schemas']['ComplaintClock'];
export type ComplaintClosure = components['schemas']['ComplaintClosure'];
export type ComplaintDisposition = components['schemas']['ComplaintDisposition'];
export type ComplaintList = components['schemas']['ComplaintList'];
export type ComplaintStatus = components['schemas']['ComplaintStatus'];
export type ComplaintStatusCode = components['schemas']['ComplaintStatusCode'];
export type ComplaintUpdate = components['schemas']['ComplaintUpdate'];
export type ComplaintUpdateList = components['schemas']['ComplaintUpdateList'];
export type ConsumerAgreement = components['schemas']['ConsumerAgreement'];
export type ConsumerId = components['schemas']['ConsumerId'];
export type ConsumerKey = components['schemas']['ConsumerKey'];
export type ConsumerRate = components['schemas']['ConsumerRate'];
export type ConsumerSuspension = components['schemas']['ConsumerSuspension'];
export type ConsumerUse = components['schemas']['ConsumerUse'];
export type ConsumerWindow = components['schemas']['ConsumerWindow'];
export type Count = components['schemas']['Count'];
export type CountedFrom = components['schemas']['CountedFrom'];
export type Dataset = components['schemas']['Dataset'];
export type DatasetList = components['schemas']['DatasetList'];
export type DatasetSdi = components['schemas']['DatasetSdi'];
export type DatePrecision = components['schemas']['DatePrecision'];
export type Deliveries = components['schemas']['Deliveries'];
export type DeliveryPause = components['schemas']['DeliveryPause'];
export type DeliverySwitch = components['schemas']['DeliverySwitch'];
export type DifferenceKind = components['schemas']['DifferenceKind'];
export type Disagreement = components['schemas']['Disagreement'];
export type DisagreementAct = components['schemas']['DisagreementAct'];
export type DisagreementClaim = components['schemas']['DisagreementClaim'];
export type DisagreementCorrection = components['schemas']['DisagreementCorrection'];
export type DisagreementCounts = components['schemas']['DisagreementCounts'];
export type DisagreementId = components['schemas']['DisagreementId'];
export type DisagreementIndex = components['schemas']['DisagreementIndex'];
export type DisagreementList = components['schemas']['DisagreementList'];
export type DisagreementReason = components['schemas']['DisagreementReason'];
export type DisagreementRecord = components['schemas']['DisagreementRecord'];
export type DisagreementRemedy = components['schemas']['DisagreementRemedy'];
export type DisagreementSeverity = components['schemas']['DisagreementSeverity'];
export type DisagreementStanding = components['schemas']['DisagreementStanding'];
export type DisagreementState = components['schemas']['DisagreementState'];
export type DisagreementStep = components['schemas']['DisagreementStep'];
export type DisagreementSubject = components['schemas']['DisagreementSubject'];
export type DisagreementSuggestion = components['schemas']['DisagreementSuggestion'];
export type DisagreementTitle = components['schemas']['DisagreementTitle'];
export type Distribution = components['schemas']['Distribution'];
export type DistrictCode = components['schemas']['DistrictCode'];
export type DriftAcceptance = components['schemas']['DriftAcceptance'];
export type DriftField = components['schemas']['DriftField'];
export type DriftId = components['schemas']['DriftId'];
export type DriftKind = components['schemas']['DriftKind'];
export type DriftMapping = components['schemas']['DriftMapping'];
export type DriftSample = components['schemas']['DriftSample'];
export type DueOn = components['schemas']['DueOn'];
export type Email = components['schemas']['Email'];
export type ErrorCode = components['schemas']['ErrorCode'];
export type Estimated = components['schemas']['Estimated'];
export type Event = components['schemas']['Event'];
export type EventData = components['schemas']['EventData'];
export type EventId = components['schemas']['EventId'];
export type EventList = components['schemas']['EventList'];
export type EventType = components['schemas']['EventType'];
export type EventTypes = components['schemas']['EventTypes'];
export type FamilyCardNumber = components['schemas']['FamilyCardNumber'];
export type FieldError = components['schemas']['FieldError'];
export type Force = components['schemas']['Force'];
export type FullEmail = components['schemas']['FullEmail'];
export type FullNik = components['schemas']['FullNik'];
export type FullPhone = components['schemas']['FullPhone'];
export type Id = components['schemas']['Id'];
export type IdempotencyKey = components['schemas']['IdempotencyKey'];
export type Identifier = components['schemas']['Identifier'];
export type Identifiers = components['schemas']['Identifiers'];
export type Idr = components['schemas']['Idr'];
export type Incident = components['schemas']['Incident'];
export type IncidentArea = components['schemas']['IncidentArea'];
export type IncidentCap = components['schemas']['IncidentCap'];
export type IncidentKind = components['schemas']['IncidentKind'];
export type IncidentList = components['schemas']['IncidentList'];
export type IncidentStatus = components['schemas']['IncidentStatus'];
export type IncidentStatusCode = components['schemas']['IncidentStatusCode'];
export type InformationRequest = components['schemas']['InformationRequest'];
export type InformationRequestClock = components['schemas']['InformationRequestClock'];
export type InformationRequestDecisionCount = components['schemas']['InformationRequestDecisionCount'];
export type InformationRequestList = components['schemas']['InformationRequestList'];
export type InformationRequestMonth = components['schemas']['InformationRequestMonth'];
export type InformationRequestStatistics = components['schemas']['InformationRequestStatistics'];
export type InformationRequestStatus = components['schemas']['InformationRequestStatus'];
export type InformationRequestStatusCode = components['schemas']['InformationRequestStatusCode'];
export type LegalForm = components['schemas']['LegalForm'];
export type Licence = components['schemas']['Licence'];
export type LicenceApplication = components['schemas']['LicenceApplication'];
export type LicenceApplicationList = components['schemas']['LicenceApplicationList'];
export type LicenceApplicationStatus = components['schemas']['LicenceApplicationStatus'];
export type LicenceApplicationStatusCode = components['schemas']['LicenceApplicationStatusCode'];
export type LicenceApplicationStep = components['schemas']['LicenceApplicationStep'];
export type LicenceApplicationWithdrawal = components['schemas']['LicenceApplicationWithdrawal'];
export type LicenceList = components['schemas']['LicenceList'];
export type LicenceStatus = components['schemas']['LicenceStatus'];
export type LicenceStatusCode = components['schemas']['LicenceStatusCode'];
export type LicenceVehicle = components['schemas']['LicenceVehicle'];
export type LoadHour = components['schemas']['LoadHour'];
export type Location = components['schemas']['Location'];
export type LogLevel = components['schemas']['LogLevel'];
export type LogLevelChange = components['schemas']['LogLevelChange'];
export type Maintenance = components['schemas']['Maintenance'];
export type MaintenanceEnd = components['schemas']['MaintenanceEnd'];
export type MaintenanceId = components['schemas']['MaintenanceId'];
export type MaintenancePlan = components['schemas']['MaintenancePlan'];
export type Media = components['schemas']['Media'];
export type MessageText = components['schemas']['MessageText'];
export type Meta = components['schemas']['Meta'];
export type MirrorForgetting = components['schemas']['MirrorForgetting'];
export type MirrorForgotten = components['schemas']['MirrorForgotten'];
export type MirroredResource = components['schemas']['MirroredResource'];
export type MirroredResourceList = components['schemas']['MirroredResourceList'];
export type NewAttachment = components['schemas']['NewAttachment'];
export type NewBusiness = components['schemas']['NewBusiness'];
export type NewComplaint = components['schemas']['NewComplaint'];
export type NewComplaintComment = components['schemas']['NewComplaintComment'];
export type NewIncident = components['schemas']['NewIncident'];
export type NewInformationRequest = components['schemas']['NewInformationRequest'];
export type NewLicenceApplication = components['schemas']['NewLicenceApplication'];
export type NewObjection = components['schemas']['NewObjection'];
export type NewPerson = components['schemas']['NewPerson'];
export type NewReporter = components['schemas']['NewReporter'];
export type NewSilence = components['schemas']['NewSilence'];
export type NewSubscription = components['schemas']['NewSubscription'];
export type NextCursor = components['schemas']['NextCursor'];
export type Nib = components['schemas']['Nib'];
export type Nik = components['schemas']['Nik'];
export type Nop = components['schemas']['Nop'];
export type Npwp = components['schemas']['Npwp'];
export type Objection = components['schemas']['Objection'];
export type ObjectionGround = components['schemas']['ObjectionGround'];
export type ObjectionGroundCount = components['schemas']['ObjectionGroundCount'];
export type ObjectionStatistics = components['schemas']['ObjectionStatistics'];
export type OpeningHours = components['schemas']['OpeningHours'];
export type OperatedConsumer = components['schemas']['OperatedConsumer'];
export type OperatedConsumerList = components['schemas']['OperatedConsumerList'];
export type OperatedSystem = components['schemas']['OperatedSystem'];
export type OperatedSystemList = components['schemas']['OperatedSystemList'];
export type OperatorAction = components['schemas']['OperatorAction'];
export type OperatorActionList = components['schemas']['OperatorActionList'];
export type OperatorReason = components['schemas']['OperatorReason'];
export type Overdue = components['schemas']['Overdue'];
export type OverviewBirthDate = components['schemas']['OverviewBirthDate'];
export type OverviewBirthPlace = components['schemas']['OverviewBirthPlace'];
export type OverviewCandidate = components['schemas']['OverviewCandidate'];
export type OverviewCandidates = components['schemas']['OverviewCandidates'];
export type OverviewContradiction = components['schemas']['OverviewContradiction'];
export type OverviewContradictions = components['schemas']['OverviewContradictions'];
export type OverviewCoverage = components['schemas']['OverviewCoverage'];
export type OverviewCovered = components['schemas']['OverviewCovered'];
export type OverviewDiffering = components['schemas']['OverviewDiffering'];
export type OverviewEmail = components['schemas']['OverviewEmail'];
export type OverviewHome = components['schemas']['OverviewHome'];
export type OverviewName = components['schemas']['OverviewName'];
export type OverviewNpwp = components['schemas']['OverviewNpwp'];
export type OverviewNumber = components['schemas']['OverviewNumber'];
export type OverviewPhone = components['schemas']['OverviewPhone'];
export type OverviewReason = components['schemas']['OverviewReason'];
export type OverviewRecord = components['schemas']['OverviewRecord'];
export type OverviewRecords = components['schemas']['OverviewRecords'];
export type OverviewResource = components['schemas']['OverviewResource'];
export type OverviewRole = components['schemas']['OverviewRole'];
export type OverviewSex = components['schemas']['OverviewSex'];
export type OverviewSource = components['schemas']['OverviewSource'];
export type OverviewText = components['schemas']['OverviewText'];
export type OverviewWithheld = components['schemas']['OverviewWithheld'];
export type ParcelAttributes = components['schemas']['ParcelAttributes'];
export type ParcelOverview = components['schemas']['ParcelOverview'];
export type ParkedRetry = components['schemas']['ParkedRetry'];
export type ParkedRetryRequest = components['schemas']['ParkedRetryRequest'];
export type PermitName = components['schemas']['PermitName'];
export type PermitType = components['schemas']['PermitType'];
export type Person = components['schemas']['Person'];
export type PersonName = components['schemas']['PersonName'];
export type Phone = components['schemas']['Phone'];
export type PlannedMaintenance = components['schemas']['PlannedMaintenance'];
export type PostalCode = components['schemas']['PostalCode'];
export type ProbeResult = components['schemas']['ProbeResult'];
export type Problem = components['schemas']['Problem'];
export type PropertyLocation = components['schemas']['PropertyLocation'];
export type Proposal = components['schemas']['Proposal'];
export type ProposalList = components['schemas']['ProposalList'];
export type Purpose = components['schemas']['Purpose'];
export type Quality = components['schemas']['Quality'];
export type QualityCode = components['schemas']['QualityCode'];
export type QualityNote = components['schemas']['QualityNote'];
export type QuarantineNote = components['schemas']['QuarantineNote'];
export type RawName = components['schemas']['RawName'];
export type Reason = components['schemas']['Reason'];
export type ReceiverUrl = components['schemas']['ReceiverUrl'];
export type RecordId = components['schemas']['RecordId'];
export type Redelivery = components['schemas']['Redelivery'];
export type RedeliveryRequest = components['schemas']['RedeliveryRequest'];
export type RefusalGround = components['schemas']['RefusalGround'];
export type RefusalGroundCount = components['schemas']['RefusalGroundCount'];
export type ReloadResult = components['schemas']['ReloadResult'];
export type RemainingWorkingDays = components['schemas']['RemainingWorkingDays'];
export type Reporter = components['schemas']['Reporter'];
export type Residence = components['schemas']['Residence'];
export type Resident = components['schemas']['Resident'];
export type ResidentAttributes = components['schemas']['ResidentAttributes'];
export type ResidentLookup = components['schemas']['ResidentLookup'];
export type ResidentMatch = components['schemas']['ResidentMatch'];
export type ResidentMatchFields = components['schemas']['ResidentMatchFields'];
export type ResidentOverview = components['schemas']['ResidentOverview'];
export type ResidentVerification = components['schemas']['ResidentVerification'];
export type ResourceName = components['schemas']['ResourceName'];
export type Responsible = components['schemas']['Responsible'];
export type Rt = components['schemas']['Rt'];
export type RuleDueOn = components['schemas']['RuleDueOn'];
export type RuleName = components['schemas']['RuleName'];
export type Rw = components['schemas']['Rw'];
export type Said = components['schemas']['Said'];
export type SearchFacet = components['schemas']['SearchFacet'];
export type SearchFacets = components['schemas']['SearchFacets'];
export type SearchHit = components['schemas']['SearchHit'];
export type SearchMark = components['schemas']['SearchMark'];
export type SearchResults = components['schemas']['SearchResults'];
export type SearchSource = components['schemas']['SearchSource'];
export type SearchTotal = components['schemas']['SearchTotal'];
export type SearchWord = components['schemas']['SearchWord'];
export type SearchedResource = components['schemas']['SearchedResource'];
export type SecretRotation = components['schemas']['SecretRotation'];
export type Service = components['schemas']['Service'];
export type ServiceAttribute = components['schemas']['ServiceAttribute'];
export type ServiceAttributeValue = components['schemas']['ServiceAttributeValue'];
export type ServiceList = components['schemas']['ServiceList'];
export type SetBy = components['schemas']['SetBy'];
export type Silence = components['schemas']['Silence'];
export type SilenceId = components['schemas']['SilenceId'];
export type SilenceList = components['schemas']['SilenceList'];
export type Source = components['schemas']['Source'];
export type SourceState = components['schemas']['SourceState'];
export type StatusRawCode = components['schemas']['StatusRawCode'];
export type StatusRawLabel = components['schemas']['StatusRawLabel'];
export type StatusStage = components['schemas']['StatusStage'];
export type Submission = components['schemas']['Submission'];
export type SubmissionAbandonment = components['schemas']['SubmissionAbandonment'];
export type SubmissionClock = components['schemas']['SubmissionClock'];
export type SubmissionConfirmation = components['schemas']['SubmissionConfirmation'];
export type SubmissionEdit = components['schemas']['SubmissionEdit'];
export type SubmissionList = components['schemas']['SubmissionList'];
export type SubmissionRetry = components['schemas']['SubmissionRetry'];
export type SubmissionStatus = components['schemas']['SubmissionStatus'];
export type SubmissionStatusCode = components['schemas']['SubmissionStatusCode'];
export type SubmissionStep = components['schemas']['SubmissionStep'];
export type SubmissionStepList = components['schemas']['SubmissionStepList'];
export type Subscription = components['schemas']['Subscription'];
export type SubscriptionChange = components['schemas']['SubscriptionChange'];
export type SubscriptionDescription = components['schemas']['SubscriptionDescription'];
export type SubscriptionId = components['schemas']['SubscriptionId'];
export type SubscriptionList = components['schemas']['SubscriptionList'];
export type SubscriptionStatus = components['schemas']['SubscriptionStatus'];
export type SubscriptionStatusCode = components['schemas']['SubscriptionStatusCode'];
export type SubscriptionWithSecret = components['schemas']['SubscriptionWithSecret'];
export type Succession = components['schemas']['Succession'];
export type SuccessionAnswered = components['schemas']['SuccessionAnswered'];
export type SuccessionCompared = components['schemas']['SuccessionCompared'];
export type SuccessionComparison = components['schemas']['SuccessionComparison'];
export type SuccessionComparisonBegun = components['schemas']['SuccessionComparisonBegun'];
export type SuccessionConsumer = components['schemas']['SuccessionConsumer'];
export type SuccessionDifference = components['schemas']['SuccessionDifference'];
export type SuccessionDifferenceList = components['schemas']['SuccessionDifferenceList'];
export type SuccessionFieldDifference = components['schemas']['SuccessionFieldDifference'];
export type SuccessionFinding = components['schemas']['SuccessionFinding'];
export type SuccessionList = components['schemas']['SuccessionList'];
export type SuccessionPass = components['schemas']['SuccessionPass'];
export type SuccessionReport = components['schemas']['SuccessionReport'];
export type System = components['schemas']['System'];
export type SystemCounters = components['schemas']['SystemCounters'];
export type SystemDrift = components['schemas']['SystemDrift'];
export type SystemDriftReport = components['schemas']['SystemDriftReport'];
export type SystemError = components['schemas']['SystemError'];
export type SystemFreshness = components['schemas']['SystemFreshness'];
export type SystemHealth = components['schemas']['SystemHealth'];
export type SystemHold = components['schemas']['SystemHold'];
export type SystemId = components['schemas']['SystemId'];
export type SystemLatency = components['schemas']['SystemLatency'];
export type SystemLimits = components['schemas']['SystemLimits'];
export type SystemList = components['schemas']['SystemList'];
export type SystemLoad = components['schemas']['SystemLoad'];
export type SystemPause = components['schemas']['SystemPause'];
export type TaxBill = components['schemas']['TaxBill'];
export type TaxBillList = components['schemas']['TaxBillList'];
export type TaxBillStatus = components['schemas']['TaxBillStatus'];
export type TaxBillStatusCode = components['schemas']['TaxBillStatusCode'];
export type TaxObject = components['schemas']['TaxObject'];
export type TaxObjectList = components['schemas']['TaxObjectList'];
export type TaxPayment = components['schemas']['TaxPayment'];
export type TdpNumber = components['schemas']['TdpNumber'];
export type Timestamp = components['schemas']['Timestamp'];
export type Titles = components['schemas']['Titles'];
export type TrackedCase = components['schemas']['TrackedCase'];
export type TrackedDue = components['schemas']['TrackedDue'];
export type TrackedNumber = components['schemas']['TrackedNumber'];
export type VillageCode = components['schemas']['VillageCode'];
export type WebhookDelivery = components['schemas']['WebhookDelivery'];
export type WebhookDeliveryList = components['schemas']['WebhookDeliveryList'];
export type WebhookDeliveryStatus = components['schemas']['WebhookDeliveryStatus'];
export type WebhookDeliveryStatusCode = components['schemas']['WebhookDeliveryStatusCode'];
export type WebhookTry = components['schemas']['WebhookTry'];
export type ResponseBadGateway = components['responses']['BadGateway'];
export type ResponseBadRequest = components['responses']['BadRequest'];
export type ResponseConflict = components['responses']['Conflict'];
export type ResponseContentTooLarge = components['responses']['ContentTooLarge'];
export type ResponseForbidden = components['responses']['Forbidden'];
export type ResponseForgotten = components['responses']['Forgotten'];
export type ResponseGatewayTimeout = components['responses']['GatewayTimeout'];
export type ResponseNotFound = components['responses']['NotFound'];
export type ResponseNotModified = components['responses']['NotModified'];
export type ResponseNotServed = components['responses']['NotServed'];
export type ResponseTooManyRequests = components['responses']['TooManyRequests'];
export type ResponseUnauthorized = components['responses']['Unauthorized'];
export type ResponseUnavailable = components['responses']['Unavailable'];
export type ResponseUnprocessable = components['responses']['Unprocessable'];
export type ResponseUnsupportedMediaType = components['responses']['UnsupportedMediaType'];
export type ParameterAgency = components['parameters']['Agency'];
export type ParameterAgency_2 = components['parameters']['Agency-2'];
export type ParameterBbox = components['parameters']['Bbox'];
export type ParameterConsumerId = components['parameters']['ConsumerId'];
export type ParameterCursor = components['parameters']['Cursor'];
export type ParameterDelivery = components['parameters']['Delivery'];
export type ParameterDistrict = components['parameters']['District'];
export type ParameterDistrictCode = components['parameters']['DistrictCode'];
export type ParameterId = components['parameters']['Id'];
export type ParameterId_2 = components['parameters']['Id-2'];
export type ParameterId_3 = components['parameters']['Id-3'];
export type ParameterId_4 = components['parameters']['Id-4'];
export type ParameterId_5 = components['parameters']['Id-5'];
export type ParameterIdempotencyKey = components['parameters']['IdempotencyKey'];
export type ParameterIfNoneMatch = components['parameters']['IfNoneMatch'];
export type ParameterLimit = components['parameters']['Limit'];
export type ParameterNop = components['parameters']['Nop'];
export type ParameterOrder = components['parameters']['Order'];
export type ParameterOverdue = components['parameters']['Overdue'];
export type ParameterPurpose = components['parameters']['Purpose'];
export type ParameterRequestId = components['parameters']['RequestId'];
export type ParameterRequire = components['parameters']['Require'];
export type ParameterRequiredPurpose = components['parameters']['RequiredPurpose'];
export type ParameterRule = components['parameters']['Rule'];
export type ParameterSentUnder = components['parameters']['SentUnder'];
export type ParameterSeverity = components['parameters']['Severity'];
export type ParameterSince = components['parameters']['Since'];
export type ParameterState = components['parameters']['State'];
export type ParameterStepOrder = components['parameters']['StepOrder'];
export type ParameterSystem = components['parameters']['System'];
export type ParameterSystemId = components['parameters']['SystemId'];
export type ParameterTaxYear = components['parameters']['TaxYear'];
export type ParameterText = components['parameters']['Text'];
export type ParameterUpdatedSince = components['parameters']['UpdatedSince'];
export type HeaderAge = components['headers']['Age'];
export type HeaderCacheControl = components['headers']['CacheControl'];
export type HeaderCacheStatus = components['headers']['CacheStatus'];
export type HeaderETag = components['headers']['ETag'];
export type HeaderLink = components['headers']['Link'];
export type HeaderLocation = components['headers']['Location'];
export type HeaderRateLimit = components['headers']['RateLimit'];
export type HeaderRateLimitPolicy = components['headers']['RateLimitPolicy'];
export type HeaderRequestId = components['headers']['RequestId'];
export type HeaderRetryAfter = components['headers']['RetryAfter'];
export type HeaderSatuReceipt = components['headers']['SatuReceipt'];
export type HeaderSatuSource = components['headers']['SatuSource'];
export type HeaderWwwAuthenticate = components['headers']['WWWAuthenticate'];
export type $defs = Record<string, never>;
export interface operations {
    listAgencies: {
        parameters: {
            query?: {
                /** @description How many records a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before; valid only with the same filters. */
                cursor?: components["parameters"]["Cursor"];
                /** @description `all`: answer 503 rather than leave out the records of a system that failed. */
                require?: components["parameters"]["Require"];
                /** @description Only records whose `source.updated_at` is this time or later. In a URL the `+` of the zone is written `%2B`. */
                updated_since?: components["parameters"]["UpdatedSince"];
                /**
                 * @description Only records whose text (names, titles, descriptions, numbers) holds all of these words, in any case. Fields
                 *     that you may not see are not searched. A NIK is refused.
                 */
                q?: components["parameters"]["Text"];
            };
            header?: {
                /** @description The `ETag` of what you have; answered with 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Age: components["headers"]["Age"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Cache-Status": components["headers"]["CacheStatus"];
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgencyList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    getAgency: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what you have; answered with 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the record. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Age: components["headers"]["Age"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Cache-Status": components["headers"]["CacheStatus"];
                    "Satu-Source": components["headers"]["SatuSource"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agency"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    listServices: {
        parameters: {
            query?: {
                /** @description How many records a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before; valid only with the same filters. */
                cursor?: components["parameters"]["Cursor"];
                /** @description `all`: answer 503 rather than leave out the records of a system that failed. */
                require?: components["parameters"]["Require"];
                /** @description Only records whose `source.updated_at` is this time or later. In a URL the `+` of the zone is written `%2B`. */
                updated_since?: components["parameters"]["UpdatedSince"];
                /** @description Only records of these agencies, each given by its id or its code. */
                agency?: components["parameters"]["Agency"];
                /**
                 * @description Only records whose text (names, titles, descriptions, numbers) holds all of these words, in any case. Fields
                 *     that you may not see are not searched. A NIK is refused.
                 */
                q?: components["parameters"]["Text"];
            };
            header?: {
                /** @description The `ETag` of what you have; answered with 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Age: components["headers"]["Age"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Cache-Status": components["headers"]["CacheStatus"];
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    getService: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what you have; answered with 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the record. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Age: components["headers"]["Age"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Cache-Status": components["headers"]["CacheStatus"];
                    "Satu-Source": components["headers"]["SatuSource"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Service"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    listLicenceApplications: {
        parameters: {
            query?: {
                /** @description How many records a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before; valid only with the same filters. */
                cursor?: components["parameters"]["Cursor"];
                /** @description `all`: answer 503 rather than leave out the records of a system that failed. */
                require?: components["parameters"]["Require"];
                /** @description Only records whose `source.updated_at` is this time or later. In a URL the `+` of the zone is written `%2B`. */
                updated_since?: components["parameters"]["UpdatedSince"];
                /** @description Only records with one of these statuses. */
                status?: components["schemas"]["LicenceApplicationStatusCode"][];
                /** @description Only records of these agencies, each given by its id or its code. */
                agency?: components["parameters"]["Agency"];
                /** @description Only records located in these districts, or concerning them. */
                district_code?: components["parameters"]["DistrictCode"];
                /**
                 * @description Only records whose text (names, titles, descriptions, numbers) holds all of these words, in any case. Fields
                 *     that you may not see are not searched. A NIK is refused.
                 */
                q?: components["parameters"]["Text"];
            };
            header?: {
                /** @description Why you ask for personal data. It must be one of the purposes of your agreement. */
                "X-Purpose"?: components["parameters"]["Purpose"];
                /** @description The `ETag` of what you have; answered with 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Age: components["headers"]["Age"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Cache-Status": components["headers"]["CacheStatus"];
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LicenceApplicationList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    submitLicenceApplication: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Your own unique key for this write, a structured-field string: the quotes are part of it. The same key with
                 *     the same body gives the same answer again and writes nothing twice. Keys are kept for at least 24 hours.
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewLicenceApplication"];
            };
        };
        responses: {
            /** @description Written in the system. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Satu-Receipt": components["headers"]["SatuReceipt"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LicenceApplication"];
                };
            };
            /** @description Accepted and kept safely; it will be delivered when the system can take it. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Satu-Receipt": components["headers"]["SatuReceipt"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Submission"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    getLicenceApplication: {
        parameters: {
            query?: never;
            header?: {
                /** @description Why you ask for personal data. It must be one of the purposes of your agreement. */
                "X-Purpose"?: components["parameters"]["Purpose"];
                /** @description The `ETag` of what you have; answered with 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the record. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Age: components["headers"]["Age"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Cache-Status": components["headers"]["CacheStatus"];
                    "Satu-Source": components["headers"]["SatuSource"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LicenceApplication"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    withdrawLicenceApplication: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Your own unique key for this write, a structured-field string: the quotes are part of it. The same key with
                 *     the same body gives the same answer again and writes nothing twice. Keys are kept for at least 24 hours.
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the record. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LicenceApplicationWithdrawal"];
            };
        };
        responses: {
            /** @description Written in the system. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Satu-Receipt": components["headers"]["SatuReceipt"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LicenceApplication"];
                };
            };
            /** @description Accepted and kept safely; it will be delivered when the system can take it. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Satu-Receipt": components["headers"]["SatuReceipt"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Submission"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    attachToLicenceApplication: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Your own unique key for this write, a structured-field string: the quotes are part of it. The same key with
                 *     the same body gives the same answer again and writes nothing twice. Keys are kept for at least 24 hours.
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the record. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["NewAttachment"];
            };
        };
        responses: {
            /** @description Written in the system. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Satu-Receipt": components["headers"]["SatuReceipt"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LicenceApplication"];
                };
            };
            /** @description Accepted and kept safely; it will be delivered when the system can take it. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Satu-Receipt": components["headers"]["SatuReceipt"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Submission"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    listLicences: {
        parameters: {
            query?: {
                /** @description How many records a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before; valid only with the same filters. */
                cursor?: components["parameters"]["Cursor"];
                /** @description `all`: answer 503 rather than leave out the records of a system that failed. */
                require?: components["parameters"]["Require"];
                /** @description Only records whose `source.updated_at` is this time or later. In a URL the `+` of the zone is written `%2B`. */
                updated_since?: components["parameters"]["UpdatedSince"];
                /** @description Only records with one of these statuses. */
                status?: components["schemas"]["LicenceStatusCode"][];
                /** @description Only records of these agencies, each given by its id or its code. */
                agency?: components["parameters"]["Agency"];
                /** @description Only records located in these districts, or concerning them. */
                district_code?: components["parameters"]["DistrictCode"];
                /**
                 * @description Only records whose text (names, titles, descriptions, numbers) holds all of these words, in any case. Fields
                 *     that you may not see are not searched. A NIK is refused.
                 */
                q?: components["parameters"]["Text"];
            };
            header?: {
                /** @description Why you ask for personal data. It must be one of the purposes of your agreement. */
                "X-Purpose"?: components["parameters"]["Purpose"];
                /** @description The `ETag` of what you have; answered with 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Age: components["headers"]["Age"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Cache-Status": components["headers"]["CacheStatus"];
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LicenceList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    getLicence: {
        parameters: {
            query?: never;
            header?: {
                /** @description Why you ask for personal data. It must be one of the purposes of your agreement. */
                "X-Purpose"?: components["parameters"]["Purpose"];
                /** @description The `ETag` of what you have; answered with 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the record. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Age: components["headers"]["Age"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Cache-Status": components["headers"]["CacheStatus"];
                    "Satu-Source": components["headers"]["SatuSource"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Licence"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    listComplaints: {
        parameters: {
            query?: {
                /** @description How many records a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before; valid only with the same filters. */
                cursor?: components["parameters"]["Cursor"];
                /** @description `all`: answer 503 rather than leave out the records of a system that failed. */
                require?: components["parameters"]["Require"];
                /** @description Only records whose `source.updated_at` is this time or later. In a URL the `+` of the zone is written `%2B`. */
                updated_since?: components["parameters"]["UpdatedSince"];
                /** @description Only records with one of these statuses. */
                status?: components["schemas"]["ComplaintStatusCode"][];
                /** @description Only records of these agencies, each given by its id or its code. */
                agency?: components["parameters"]["Agency"];
                /** @description Only records located in these districts, or concerning them. */
                district_code?: components["parameters"]["DistrictCode"];
                /**
                 * @description Only records within this box: minimum longitude, minimum latitude, maximum longitude, maximum latitude. An area
                 *     belongs to every box that it touches. Refused where positions are masked for you.
                 */
                bbox?: components["parameters"]["Bbox"];
                /**
                 * @description `true`: only records whose `clock` is overdue today; `false`: only the others. Which they are changes at midnight,
                 *     between two pages too.
                 */
                overdue?: components["parameters"]["Overdue"];
                /**
                 * @description Only records whose text (names, titles, descriptions, numbers) holds all of these words, in any case. Fields
                 *     that you may not see are not searched. A NIK is refused.
                 */
                q?: components["parameters"]["Text"];
            };
            header?: {
                /** @description Why you ask for personal data. It must be one of the purposes of your agreement. */
                "X-Purpose"?: components["parameters"]["Purpose"];
                /** @description The `ETag` of what you have; answered with 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Age: components["headers"]["Age"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Cache-Status": components["headers"]["CacheStatus"];
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplaintList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    createComplaint: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Your own unique key for this write, a structured-field string: the quotes are part of it. The same key with
                 *     the same body gives the same answer again and writes nothing twice. Keys are kept for at least 24 hours.
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewComplaint"];
            };
        };
        responses: {
            /** @description Written in the system. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Satu-Receipt": components["headers"]["SatuReceipt"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Complaint"];
                };
            };
            /** @description Accepted and kept safely; it will be delivered when the system can take it. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Satu-Receipt": components["headers"]["SatuReceipt"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Submission"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    getComplaint: {
        parameters: {
            query?: never;
            header?: {
                /** @description Why you ask for personal data. It must be one of the purposes of your agreement. */
                "X-Purpose"?: components["parameters"]["Purpose"];
                /** @description The `ETag` of what you have; answered with 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the record. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Age: components["headers"]["Age"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Cache-Status": components["headers"]["CacheStatus"];
                    "Satu-Source": components["headers"]["SatuSource"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Complaint"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    listComplaintUpdates: {
        parameters: {
            query?: {
                /** @description How many records a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before; valid only with the same filters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Why you ask for personal data. It must be one of the purposes of your agreement. */
                "X-Purpose"?: components["parameters"]["Purpose"];
                /** @description The `ETag` of what you have; answered with 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the record. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Age: components["headers"]["Age"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Cache-Status": components["headers"]["CacheStatus"];
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplaintUpdateList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    addComplaintComment: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Your own unique key for this write, a structured-field string: the quotes are part of it. The same key with
                 *     the same body gives the same answer again and writes nothing twice. Keys are kept for at least 24 hours.
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the record. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewComplaintComment"];
            };
        };
        responses: {
            /** @description Written in the system. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Satu-Receipt": components["headers"]["SatuReceipt"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Complaint"];
                };
            };
            /** @description Accepted and kept safely; it will be delivered when the system can take it. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Satu-Receipt": components["headers"]["SatuReceipt"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Submission"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    closeComplaint: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Your own unique key for this write, a structured-field string: the quotes are part of it. The same key with
                 *     the same body gives the same answer again and writes nothing twice. Keys are kept for at least 24 hours.
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the record. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ComplaintClosure"];
            };
        };
        responses: {
            /** @description Written in the system. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Satu-Receipt": components["headers"]["SatuReceipt"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Complaint"];
                };
            };
            /** @description Accepted and kept safely; it will be delivered when the system can take it. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Satu-Receipt": components["headers"]["SatuReceipt"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Submission"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    verifyResident: {
        parameters: {
            query?: never;
            header?: {
                /** @description Why you ask for personal data. It must be one of the purposes of your agreement. */
                "X-Purpose"?: components["parameters"]["Purpose"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResidentVerification"];
            };
        };
        responses: {
            /** @description Whether they belong together. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResidentMatch"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    lookUpResident: {
        parameters: {
            query?: never;
            header: {
                /** @description Why you ask for personal data. It must be one of the purposes of your agreement. */
                "X-Purpose": components["parameters"]["RequiredPurpose"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResidentLookup"];
            };
        };
        responses: {
            /** @description The resident. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Satu-Source": components["headers"]["SatuSource"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Resident"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    listTaxObjects: {
        parameters: {
            query?: {
                /** @description How many records a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before; valid only with the same filters. */
                cursor?: components["parameters"]["Cursor"];
                /** @description `all`: answer 503 rather than leave out the records of a system that failed. */
                require?: components["parameters"]["Require"];
                /** @description Only records whose `source.updated_at` is this time or later. In a URL the `+` of the zone is written `%2B`. */
                updated_since?: components["parameters"]["UpdatedSince"];
                /** @description Only records located in these districts, or concerning them. */
                district_code?: components["parameters"]["DistrictCode"];
                /**
                 * @description Only records within this box: minimum longitude, minimum latitude, maximum longitude, maximum latitude. An area
                 *     belongs to every box that it touches. Refused where positions are masked for you.
                 */
                bbox?: components["parameters"]["Bbox"];
                /**
                 * @description Only records whose text (names, titles, descriptions, numbers) holds all of these words, in any case. Fields
                 *     that you may not see are not searched. A NIK is refused.
                 */
                q?: components["parameters"]["Text"];
            };
            header?: {
                /** @description Why you ask for personal data. It must be one of the purposes of your agreement. */
                "X-Purpose"?: components["parameters"]["Purpose"];
                /** @description The `ETag` of what you have; answered with 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Age: components["headers"]["Age"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Cache-Status": components["headers"]["CacheStatus"];
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaxObjectList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    getTaxObject: {
        parameters: {
            query?: never;
            header?: {
                /** @description Why you ask for personal data. It must be one of the purposes of your agreement. */
                "X-Purpose"?: components["parameters"]["Purpose"];
                /** @description The `ETag` of what you have; answered with 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Number of the tax object (NOP), 18 digits. */
                nop: components["parameters"]["Nop"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Age: components["headers"]["Age"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Cache-Status": components["headers"]["CacheStatus"];
                    "Satu-Source": components["headers"]["SatuSource"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaxObject"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    listTaxBills: {
        parameters: {
            query?: {
                /** @description How many records a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before; valid only with the same filters. */
                cursor?: components["parameters"]["Cursor"];
                /** @description `all`: answer 503 rather than leave out the records of a system that failed. */
                require?: components["parameters"]["Require"];
                /** @description Only records whose `source.updated_at` is this time or later. In a URL the `+` of the zone is written `%2B`. */
                updated_since?: components["parameters"]["UpdatedSince"];
                /** @description Only records with one of these statuses. */
                status?: components["schemas"]["TaxBillStatusCode"][];
                /** @description Only records located in these districts, or concerning them. */
                district_code?: components["parameters"]["DistrictCode"];
                /**
                 * @description Only records whose text (names, titles, descriptions, numbers) holds all of these words, in any case. Fields
                 *     that you may not see are not searched. A NIK is refused.
                 */
                q?: components["parameters"]["Text"];
            };
            header?: {
                /** @description Why you ask for personal data. It must be one of the purposes of your agreement. */
                "X-Purpose"?: components["parameters"]["Purpose"];
                /** @description The `ETag` of what you have; answered with 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Age: components["headers"]["Age"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Cache-Status": components["headers"]["CacheStatus"];
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaxBillList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    getTaxBill: {
        parameters: {
            query?: never;
            header?: {
                /** @description Why you ask for personal data. It must be one of the purposes of your agreement. */
                "X-Purpose"?: components["parameters"]["Purpose"];
                /** @description The `ETag` of what you have; answered with 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Number of the tax object (NOP), 18 digits. */
                nop: components["parameters"]["Nop"];
                /** @description Tax year. */
                year: components["parameters"]["TaxYear"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Age: components["headers"]["Age"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Cache-Status": components["headers"]["CacheStatus"];
                    "Satu-Source": components["headers"]["SatuSource"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaxBill"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    listInformationRequests: {
        parameters: {
            query?: {
                /** @description How many records a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before; valid only with the same filters. */
                cursor?: components["parameters"]["Cursor"];
                /** @description `all`: answer 503 rather than leave out the records of a system that failed. */
                require?: components["parameters"]["Require"];
                /** @description Only records whose `source.updated_at` is this time or later. In a URL the `+` of the zone is written `%2B`. */
                updated_since?: components["parameters"]["UpdatedSince"];
                /** @description Only records with one of these statuses. */
                status?: components["schemas"]["InformationRequestStatusCode"][];
                /** @description Only records of these agencies, each given by its id or its code. */
                agency?: components["parameters"]["Agency"];
                /**
                 * @description Only the request of this registration number, as the requester was told it. Spaces and small letters do not
                 *     matter.
                 */
                number?: string;
                /**
                 * @description `true`: only records whose `clock` is overdue today; `false`: only the others. Which they are changes at midnight,
                 *     between two pages too.
                 */
                overdue?: components["parameters"]["Overdue"];
                /**
                 * @description Only records whose text (names, titles, descriptions, numbers) holds all of these words, in any case. Fields
                 *     that you may not see are not searched. A NIK is refused.
                 */
                q?: components["parameters"]["Text"];
            };
            header?: {
                /** @description Why you ask for personal data. It must be one of the purposes of your agreement. */
                "X-Purpose"?: components["parameters"]["Purpose"];
                /** @description The `ETag` of what you have; answered with 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Age: components["headers"]["Age"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Cache-Status": components["headers"]["CacheStatus"];
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InformationRequestList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    createInformationRequest: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Your own unique key for this write, a structured-field string: the quotes are part of it. The same key with
                 *     the same body gives the same answer again and writes nothing twice. Keys are kept for at least 24 hours.
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewInformationRequest"];
            };
        };
        responses: {
            /** @description Written in the system. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Satu-Receipt": components["headers"]["SatuReceipt"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InformationRequest"];
                };
            };
            /** @description Accepted and kept safely; it will be delivered when the system can take it. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Satu-Receipt": components["headers"]["SatuReceipt"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Submission"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    getInformationRequestStatistics: {
        parameters: {
            query: {
                /** @description The calendar year in which they were received. */
                year: number;
            };
            header?: {
                /** @description The `ETag` of what you have; answered with 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The counts. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Age: components["headers"]["Age"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InformationRequestStatistics"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    getInformationRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description Why you ask for personal data. It must be one of the purposes of your agreement. */
                "X-Purpose"?: components["parameters"]["Purpose"];
                /** @description The `ETag` of what you have; answered with 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the record. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Age: components["headers"]["Age"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Cache-Status": components["headers"]["CacheStatus"];
                    "Satu-Source": components["headers"]["SatuSource"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InformationRequest"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    objectToInformationRequest: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Your own unique key for this write, a structured-field string: the quotes are part of it. The same key with
                 *     the same body gives the same answer again and writes nothing twice. Keys are kept for at least 24 hours.
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the record. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewObjection"];
            };
        };
        responses: {
            /** @description Written in the system. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Satu-Receipt": components["headers"]["SatuReceipt"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InformationRequest"];
                };
            };
            /** @description Accepted and kept safely; it will be delivered when the system can take it. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Satu-Receipt": components["headers"]["SatuReceipt"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Submission"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    listAnnouncements: {
        parameters: {
            query?: {
                /** @description How many records a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before; valid only with the same filters. */
                cursor?: components["parameters"]["Cursor"];
                /** @description `all`: answer 503 rather than leave out the records of a system that failed. */
                require?: components["parameters"]["Require"];
                /** @description Only records whose `source.updated_at` is this time or later. In a URL the `+` of the zone is written `%2B`. */
                updated_since?: components["parameters"]["UpdatedSince"];
                /** @description Only records of these agencies, each given by its id or its code. */
                agency?: components["parameters"]["Agency"];
                /**
                 * @description Only records whose text (names, titles, descriptions, numbers) holds all of these words, in any case. Fields
                 *     that you may not see are not searched. A NIK is refused.
                 */
                q?: components["parameters"]["Text"];
            };
            header?: {
                /** @description The `ETag` of what you have; answered with 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Age: components["headers"]["Age"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Cache-Status": components["headers"]["CacheStatus"];
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnnouncementList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    getAnnouncement: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what you have; answered with 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the record. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Age: components["headers"]["Age"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Cache-Status": components["headers"]["CacheStatus"];
                    "Satu-Source": components["headers"]["SatuSource"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Announcement"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    listDatasets: {
        parameters: {
            query?: {
                /** @description How many records a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before; valid only with the same filters. */
                cursor?: components["parameters"]["Cursor"];
                /** @description `all`: answer 503 rather than leave out the records of a system that failed. */
                require?: components["parameters"]["Require"];
                /** @description Only records whose `source.updated_at` is this time or later. In a URL the `+` of the zone is written `%2B`. */
                updated_since?: components["parameters"]["UpdatedSince"];
                /** @description Only records of these agencies, each given by its id or its code. */
                agency?: components["parameters"]["Agency"];
                /**
                 * @description Only records whose text (names, titles, descriptions, numbers) holds all of these words, in any case. Fields
                 *     that you may not see are not searched. A NIK is refused.
                 */
                q?: components["parameters"]["Text"];
            };
            header?: {
                /** @description The `ETag` of what you have; answered with 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Age: components["headers"]["Age"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Cache-Status": components["headers"]["CacheStatus"];
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    getDataset: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what you have; answered with 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the record. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Age: components["headers"]["Age"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Cache-Status": components["headers"]["CacheStatus"];
                    "Satu-Source": components["headers"]["SatuSource"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dataset"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    listIncidents: {
        parameters: {
            query?: {
                /** @description How many records a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before; valid only with the same filters. */
                cursor?: components["parameters"]["Cursor"];
                /** @description `all`: answer 503 rather than leave out the records of a system that failed. */
                require?: components["parameters"]["Require"];
                /** @description Only records whose `source.updated_at` is this time or later. In a URL the `+` of the zone is written `%2B`. */
                updated_since?: components["parameters"]["UpdatedSince"];
                /** @description Only records with one of these statuses. */
                status?: components["schemas"]["IncidentStatusCode"][];
                /** @description Only records of these agencies, each given by its id or its code. */
                agency?: components["parameters"]["Agency"];
                /** @description Only records located in these districts, or concerning them. */
                district_code?: components["parameters"]["DistrictCode"];
                /**
                 * @description Only records within this box: minimum longitude, minimum latitude, maximum longitude, maximum latitude. An area
                 *     belongs to every box that it touches. Refused where positions are masked for you.
                 */
                bbox?: components["parameters"]["Bbox"];
                /**
                 * @description Only records whose text (names, titles, descriptions, numbers) holds all of these words, in any case. Fields
                 *     that you may not see are not searched. A NIK is refused.
                 */
                q?: components["parameters"]["Text"];
            };
            header?: {
                /** @description Why you ask for personal data. It must be one of the purposes of your agreement. */
                "X-Purpose"?: components["parameters"]["Purpose"];
                /** @description The `ETag` of what you have; answered with 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Age: components["headers"]["Age"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Cache-Status": components["headers"]["CacheStatus"];
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    reportIncident: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Your own unique key for this write, a structured-field string: the quotes are part of it. The same key with
                 *     the same body gives the same answer again and writes nothing twice. Keys are kept for at least 24 hours.
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewIncident"];
            };
        };
        responses: {
            /** @description Written in the system. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Satu-Receipt": components["headers"]["SatuReceipt"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            /** @description Accepted and kept safely; it will be delivered when the system can take it. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Satu-Receipt": components["headers"]["SatuReceipt"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Submission"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    getIncident: {
        parameters: {
            query?: never;
            header?: {
                /** @description Why you ask for personal data. It must be one of the purposes of your agreement. */
                "X-Purpose"?: components["parameters"]["Purpose"];
                /** @description The `ETag` of what you have; answered with 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the record. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Age: components["headers"]["Age"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Cache-Status": components["headers"]["CacheStatus"];
                    "Satu-Source": components["headers"]["SatuSource"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    listProposals: {
        parameters: {
            query?: {
                /** @description How many records a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before; valid only with the same filters. */
                cursor?: components["parameters"]["Cursor"];
                /** @description `all`: answer 503 rather than leave out the records of a system that failed. */
                require?: components["parameters"]["Require"];
                /** @description Only records whose `source.updated_at` is this time or later. In a URL the `+` of the zone is written `%2B`. */
                updated_since?: components["parameters"]["UpdatedSince"];
                /** @description Only records of these agencies, each given by its id or its code. */
                agency?: components["parameters"]["Agency"];
                /** @description Only records located in these districts, or concerning them. */
                district_code?: components["parameters"]["DistrictCode"];
                /**
                 * @description Only records whose text (names, titles, descriptions, numbers) holds all of these words, in any case. Fields
                 *     that you may not see are not searched. A NIK is refused.
                 */
                q?: components["parameters"]["Text"];
            };
            header?: {
                /** @description The `ETag` of what you have; answered with 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Age: components["headers"]["Age"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Cache-Status": components["headers"]["CacheStatus"];
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    getProposal: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what you have; answered with 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the record. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Age: components["headers"]["Age"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Cache-Status": components["headers"]["CacheStatus"];
                    "Satu-Source": components["headers"]["SatuSource"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proposal"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    listSubmissions: {
        parameters: {
            query?: {
                /** @description How many records a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before; valid only with the same filters. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Only submissions with one of these statuses. */
                status?: components["schemas"]["SubmissionStatusCode"][];
                /** @description Only those for this system. */
                system?: components["schemas"]["SystemId"];
                /** @description Only writes of this resource. */
                resource?: components["schemas"]["ResourceName"];
                /** @description Only those of this consumer. */
                consumer?: components["schemas"]["ConsumerId"];
                /** @description Which come first. */
                order?: components["parameters"]["Order"];
            };
            header?: {
                /** @description Only what this consumer sent under this key, quotes and all as it was sent. */
                "Idempotency-Key"?: components["parameters"]["SentUnder"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubmissionList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSubmission: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id or receipt of the submission. */
                id: components["parameters"]["Id-2"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Submission"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSubmissionSteps: {
        parameters: {
            query?: {
                /** @description How many records a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before; valid only with the same filters. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Which come first. */
                order?: components["parameters"]["StepOrder"];
            };
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id or receipt of the submission. */
                id: components["parameters"]["Id-2"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubmissionStepList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    retrySubmission: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id or receipt of the submission. */
                id: components["parameters"]["Id-2"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubmissionRetry"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Submission"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    editSubmission: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id or receipt of the submission. */
                id: components["parameters"]["Id-2"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubmissionEdit"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Submission"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    abandonSubmission: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id or receipt of the submission. */
                id: components["parameters"]["Id-2"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubmissionAbandonment"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Submission"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    confirmSubmission: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id or receipt of the submission. */
                id: components["parameters"]["Id-2"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubmissionConfirmation"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Submission"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    getDeliveries: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AllDeliveries"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    switchDeliveries: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeliverySwitch"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AllDeliveries"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /** @description Only events of these types, without the prefix of the city. */
                type?: components["schemas"]["EventType"][];
                /** @description Only events about the record of this id. */
                subject?: string;
                /** @description Only events of this system. */
                system?: components["schemas"]["SystemId"];
                /** @description Only events about records of this resource, and about submissions that write them. */
                resource?: components["schemas"]["ResourceName"];
                /** @description Begin with what became known at this time. In a URL the `+` of the zone is written `%2B`. */
                since?: string;
                /** @description Begin after the event of this id; 0 is before the first. */
                after?: components["schemas"]["EventId"];
                /** @description How many records a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before; valid only with the same filters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description As `after`, which it goes before. Sent by browsers that connect again. */
                "Last-Event-ID"?: components["schemas"]["EventId"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or a stream. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventList"];
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            410: components["responses"]["Forgotten"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSubscriptions: {
        parameters: {
            query?: {
                /** @description How many records a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before; valid only with the same filters. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Only subscriptions with one of these statuses. */
                status?: components["schemas"]["SubscriptionStatusCode"][];
                /** @description Only those of this consumer. */
                consumer?: components["schemas"]["ConsumerId"];
            };
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    createSubscription: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Your own unique key for this write, a structured-field string: the quotes are part of it. The same key with
                 *     the same body gives the same answer again and writes nothing twice. Keys are kept for at least 24 hours.
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSubscription"];
            };
        };
        responses: {
            /** @description What happens from now on is sent. */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionWithSecret"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSubscription: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the subscription. */
                id: components["parameters"]["Id-3"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteSubscription: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the subscription. */
                id: components["parameters"]["Id-3"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    changeSubscription: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the subscription. */
                id: components["parameters"]["Id-3"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscriptionChange"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    rotateSubscriptionSecret: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the subscription. */
                id: components["parameters"]["Id-3"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecretRotation"];
            };
        };
        responses: {
            /** @description With the new secret. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionWithSecret"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    pingSubscription: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the subscription. */
                id: components["parameters"]["Id-3"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is in line. */
            202: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    redeliverSince: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the subscription. */
                id: components["parameters"]["Id-3"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RedeliveryRequest"];
            };
        };
        responses: {
            /** @description They are in line. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Redelivery"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description How many records a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before; valid only with the same filters. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Only those with one of these statuses. */
                status?: components["schemas"]["WebhookDeliveryStatusCode"][];
                /** @description Only events of these types, without the prefix of the city. */
                type?: components["schemas"]["EventType"][];
                /** @description Only events about the record of this id. */
                subject?: string;
                /** @description Which come first. */
                order?: components["parameters"]["Order"];
            };
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the subscription. */
                id: components["parameters"]["Id-3"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    getWebhookDelivery: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the subscription. */
                id: components["parameters"]["Id-3"];
                /** @description Id of the message, which is that of its event. */
                delivery: components["parameters"]["Delivery"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    redeliverOne: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the subscription. */
                id: components["parameters"]["Id-3"];
                /** @description Id of the message, which is that of its event. */
                delivery: components["parameters"]["Delivery"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is in line. */
            202: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["Forgotten"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    searchRecords: {
        parameters: {
            query: {
                /** @description Words. Signs between them mean nothing. */
                q: string;
                /** @description Only records of these resources. */
                resource?: components["schemas"]["SearchedResource"][];
                /** @description Only records of these systems. */
                system?: string[];
                /** @description Only records with one of these statuses, of whatever resource. */
                status?: string[];
                /** @description Only records of these agencies, each given by its id or its code. */
                agency?: components["parameters"]["Agency"];
                /** @description Only records located in these districts, or concerning them. */
                district_code?: components["parameters"]["DistrictCode"];
                /** @description Only records whose `source.updated_at` is this time or later. In a URL the `+` of the zone is written `%2B`. */
                updated_since?: components["parameters"]["UpdatedSince"];
                /** @description How many records a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before; valid only with the same filters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchResults"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            501: components["responses"]["NotServed"];
            503: components["responses"]["Unavailable"];
        };
    };
    trackNumber: {
        parameters: {
            query?: {
                /** @description Language of `text`; without it the first of `Accept-Language`, else Indonesian. */
                lang?: "id" | "en";
            };
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description The number as it was typed. */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cases of this number. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackedNumber"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    listDisagreements: {
        parameters: {
            query?: {
                /** @description How many records a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before; valid only with the same filters. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Only those in one of these states. */
                state?: components["parameters"]["State"];
                /** @description Only those that were found by this rule. */
                rule?: components["parameters"]["Rule"];
                /** @description Only those that matter so much. */
                severity?: components["parameters"]["Severity"];
                /** @description Only those that this system takes part in. */
                system?: components["parameters"]["System"];
                /** @description Only those that a system of this agency takes part in. Its id or its code. */
                agency?: components["parameters"]["Agency-2"];
                /** @description Only those with a record in this district. */
                district?: components["parameters"]["District"];
                /** @description Only those that have changed at or after this time. In a URL the `+` of the zone is written `%2B`. */
                since?: components["parameters"]["Since"];
            };
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DisagreementList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    exportDisagreements: {
        parameters: {
            query?: {
                /** @description Only those in one of these states. */
                state?: components["parameters"]["State"];
                /** @description Only those that were found by this rule. */
                rule?: components["parameters"]["Rule"];
                /** @description Only those that matter so much. */
                severity?: components["parameters"]["Severity"];
                /** @description Only those that this system takes part in. */
                system?: components["parameters"]["System"];
                /** @description Only those that a system of this agency takes part in. Its id or its code. */
                agency?: components["parameters"]["Agency-2"];
                /** @description Only those with a record in this district. */
                district?: components["parameters"]["District"];
                /** @description Only those that have changed at or after this time. In a URL the `+` of the zone is written `%2B`. */
                since?: components["parameters"]["Since"];
            };
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The lines. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    getDisagreementIndex: {
        parameters: {
            query?: {
                /** @description Only those that a system of this agency takes part in. Its id or its code. */
                agency?: components["parameters"]["Agency-2"];
                /** @description Weeks, the running one included. */
                weeks?: number;
            };
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest week first, and in it the whole city first. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DisagreementIndex"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    getDisagreement: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the disagreement. */
                id: components["parameters"]["Id-4"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Disagreement"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    acceptDisagreement: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the disagreement. */
                id: components["parameters"]["Id-4"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisagreementAct"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Disagreement"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    ignoreDisagreement: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the disagreement. */
                id: components["parameters"]["Id-4"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisagreementAct"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Disagreement"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    reopenDisagreement: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the disagreement. */
                id: components["parameters"]["Id-4"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisagreementAct"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Disagreement"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    correctDisagreement: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the disagreement. */
                id: components["parameters"]["Id-4"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisagreementCorrection"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Disagreement"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    overviewResident: {
        parameters: {
            query?: {
                /** @description `all`: answer 503 rather than leave out the records of a system that failed. */
                require?: components["parameters"]["Require"];
            };
            header: {
                /** @description Why you ask for personal data. It must be one of the purposes of your agreement. */
                "X-Purpose": components["parameters"]["RequiredPurpose"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResidentLookup"];
            };
        };
        responses: {
            /** @description What is known. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResidentOverview"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    getResidentOverview: {
        parameters: {
            query?: {
                /** @description `all`: answer 503 rather than leave out the records of a system that failed. */
                require?: components["parameters"]["Require"];
            };
            header: {
                /** @description Why you ask for personal data. It must be one of the purposes of your agreement. */
                "X-Purpose": components["parameters"]["RequiredPurpose"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the record. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is known. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResidentOverview"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    getBusinessOverview: {
        parameters: {
            query?: {
                /** @description `all`: answer 503 rather than leave out the records of a system that failed. */
                require?: components["parameters"]["Require"];
            };
            header?: {
                /** @description Why you ask for personal data. It must be one of the purposes of your agreement. */
                "X-Purpose"?: components["parameters"]["Purpose"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description A NIB of 13 digits, or the id of a licence or an application. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is known. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BusinessOverview"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    getParcelOverview: {
        parameters: {
            query?: {
                /** @description `all`: answer 503 rather than leave out the records of a system that failed. */
                require?: components["parameters"]["Require"];
            };
            header?: {
                /** @description Why you ask for personal data. It must be one of the purposes of your agreement. */
                "X-Purpose"?: components["parameters"]["Purpose"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Number of the tax object (NOP), 18 digits. */
                nop: components["parameters"]["Nop"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is known. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParcelOverview"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    listOwnAccess: {
        parameters: {
            query?: {
                /** @description How many records a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before; valid only with the same filters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessLogList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSystems: {
        parameters: {
            query?: {
                /** @description How many records a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before; valid only with the same filters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description The `ETag` of what you have; answered with 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Age: components["headers"]["Age"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Cache-Status": components["headers"]["CacheStatus"];
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSystem: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what you have; answered with 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the system. */
                id: components["parameters"]["SystemId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Age: components["headers"]["Age"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Cache-Status": components["headers"]["CacheStatus"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["System"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSystemLoad: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what you have; answered with 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the system. */
                id: components["parameters"]["SystemId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The last 48 hours. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Age: components["headers"]["Age"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Cache-Status": components["headers"]["CacheStatus"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemLoad"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    purgeSystemCache: {
        parameters: {
            query?: {
                /** @description Only this resource. */
                resource?: components["schemas"]["ResourceName"];
                /** @description Only the record of this id, and the lists of its resource. With `resource`. */
                record?: components["schemas"]["Id"];
            };
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the system. */
                id: components["parameters"]["SystemId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is forgotten. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CachePurge"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSystemDeliveries: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the system. */
                id: components["parameters"]["SystemId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deliveries"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    switchSystemDeliveries: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the system. */
                id: components["parameters"]["SystemId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeliverySwitch"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deliveries"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    retrySystemDeliveries: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the system. */
                id: components["parameters"]["SystemId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ParkedRetryRequest"];
            };
        };
        responses: {
            /** @description It has begun. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedRetry"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    listAlerts: {
        parameters: {
            query?: {
                /** @description How many records a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before; valid only with the same filters. */
                cursor?: components["parameters"]["Cursor"];
                /** @description What goes on, or all. */
                state?: "firing" | "all";
            };
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    testReceivers: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertTest"];
            };
        };
        responses: {
            /** @description How it ended, by receiver. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertTestResults"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    acknowledgeAlert: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the alert. */
                id: components["schemas"]["AlertId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertActReason"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSilences: {
        parameters: {
            query?: {
                /** @description How many records a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before; valid only with the same filters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SilenceList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    createSilence: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSilence"];
            };
        };
        responses: {
            /** @description It holds. */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Silence"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    endSilence: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the silence. */
                id: components["schemas"]["SilenceId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertActReason"];
            };
        };
        responses: {
            /** @description As it was. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Silence"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    listOperatedSystems: {
        parameters: {
            query?: {
                /** @description How many records a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before; valid only with the same filters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatedSystemList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    getOperatedSystem: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the system. */
                id: components["parameters"]["SystemId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatedSystem"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    pauseSystem: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the system. */
                id: components["parameters"]["SystemId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActReason"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatedSystem"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    resumeSystem: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the system. */
                id: components["parameters"]["SystemId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActReason"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatedSystem"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    planMaintenance: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the system. */
                id: components["parameters"]["SystemId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MaintenancePlan"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatedSystem"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    endMaintenance: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the system. */
                id: components["parameters"]["SystemId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MaintenanceEnd"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatedSystem"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    probeSystem: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the system. */
                id: components["parameters"]["SystemId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActReason"];
            };
        };
        responses: {
            /** @description What came of it. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProbeResult"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    reloadSystem: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the system. */
                id: components["parameters"]["SystemId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActReason"];
            };
        };
        responses: {
            /** @description What came of it. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReloadResult"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    setSystemLogLevel: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the system. */
                id: components["parameters"]["SystemId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LogLevelChange"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogLevel"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    getCache: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CacheState"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    purgeCache: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CachePurgeOrder"];
            };
        };
        responses: {
            /** @description It is forgotten. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CachePurged"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    listConsumers: {
        parameters: {
            query?: {
                /** @description How many records a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before; valid only with the same filters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatedConsumerList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    getConsumer: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the consumer. */
                id: components["parameters"]["ConsumerId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatedConsumer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    suspendConsumer: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the consumer. */
                id: components["parameters"]["ConsumerId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActReason"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatedConsumer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    revokeConsumerKey: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the consumer. */
                id: components["parameters"]["ConsumerId"];
                /** @description What the key begins with: its prefix, never the key. */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActReason"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatedConsumer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    resumeConsumer: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the consumer. */
                id: components["parameters"]["ConsumerId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActReason"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatedConsumer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    getLogLevel: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogLevel"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    setLogLevel: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LogLevelChange"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogLevel"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    listMirrored: {
        parameters: {
            query?: {
                /** @description How many records a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before; valid only with the same filters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MirroredResourceList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    forgetMirrored: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the system. */
                id: components["parameters"]["SystemId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MirrorForgetting"];
            };
        };
        responses: {
            /** @description It is forgotten. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MirrorForgotten"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    listOperatorActions: {
        parameters: {
            query?: {
                /** @description How many records a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before; valid only with the same filters. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Only acts of this name, or of this kind: `system` stands for `system.pause` and all others of systems. */
                action?: components["schemas"]["ActionFilter"];
                /** @description Only those on this system. */
                system?: components["schemas"]["SystemId"];
                /** @description Only those on this, such as the id of a submission, a consumer or a subscription. */
                target?: string;
                /** @description Only those by this application. */
                consumer?: components["schemas"]["ConsumerId"];
                /** @description Only those with this result. */
                result?: components["schemas"]["ActionResult"];
                /** @description Only those at this time or later. In a URL the `+` of the zone is written `%2B`. */
                since?: string;
                /** @description Only those before this time. */
                until?: string;
            };
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorActionList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSuccessions: {
        parameters: {
            query?: {
                /** @description How many records a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before; valid only with the same filters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuccessionList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    reportSuccession: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the succession in the config. */
                id: components["parameters"]["Id-5"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuccessionReport"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSuccessionDifferences: {
        parameters: {
            query?: {
                /** @description Only those of this field. */
                field?: string;
                /** @description Only those of this kind. */
                kind?: components["schemas"]["DifferenceKind"];
                /** @description How many records a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before; valid only with the same filters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the succession in the config. */
                id: components["parameters"]["Id-5"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuccessionDifferenceList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    compareSuccession: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the succession in the config. */
                id: components["parameters"]["Id-5"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SuccessionComparison"];
            };
        };
        responses: {
            /** @description Whether it was begun. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuccessionComparisonBegun"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSystemDrift: {
        parameters: {
            query?: {
                /** @description Those that are open, or those that are over or were accepted as well. */
                state?: "open" | "all";
            };
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the system. */
                id: components["parameters"]["SystemId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemDriftReport"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    acceptSystemDrift: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own id for this request, logged and given back: up to 64 letters, digits, dots, dashes and underscores,
                 *     with no run of ten digits. Any other is replaced.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Id of the system. */
                id: components["parameters"]["SystemId"];
                /** @description Id of the change. */
                drift: components["schemas"]["DriftId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DriftAcceptance"];
            };
        };
        responses: {
            /** @description The change, accepted. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemDrift"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
}
