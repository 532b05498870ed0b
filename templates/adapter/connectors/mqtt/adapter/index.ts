import { Type } from 'typebox'
import { createMqtt, defineAdapter, reader } from '../../../../../src/kit/index.ts'
import { codesSchema, type Codes } from '../../../resources/licences/adapter/codes.ts' // only: codes
import { mapLicence } from '../../../resources/licences/adapter/map.ts'
import { createContohClient, type ContohClient } from './client.ts'
import type { Izin } from '../../../resources/licences/adapter/wire.ts'

/** One system of this product, as its readers are given it. */
interface Deployment {
  client: ContohClient
  codes: Codes // only: codes
  agencyId: string | undefined // only: agency
}

/** Contoh: say in a line what it is, and whose. */
export const adapter = defineAdapter({
  product: 'contoh',
  title: 'Contoh licences',
  version: 1,
  needsUrl: false,
  settings: Type.Object(
    {
      codes: codesSchema, // only: codes
      broker: Type.String({ pattern: '^mqtts?://', description: 'Address of the broker: `mqtt://host:1883`, or `mqtts://host:8883` over TLS.' }),
      user: Type.String({ minLength: 1, description: 'Account of the hub at the broker.' }),
      password: Type.String({ minLength: 1, writeOnly: true, description: 'Its password.' }),
      topic: Type.String({ minLength: 1, default: 'izin/+', description: 'What to subscribe to.' })
    },
    { additionalProperties: false }
  ),
  // Nothing is sent here: a system that is down must not stop the hub.
  connect(settings, context): Deployment {
    const { broker, user, password, topic } = settings
    // Under its id the broker keeps what comes while the hub is away.
    const mqtt = createMqtt({ url: broker, username: user, password, clientId: `satu-${context.system.id}`, tls: context.tls })
    return {
      codes: settings.codes, // only: codes
      agencyId: context.system.agencyId, // only: agency
      client: createContohClient(mqtt, topic)
    }
  },
  probe: ({ client }: Deployment, call) => client.probe(call),
  close: ({ client }: Deployment) => client.close(),
  resources: {
    licences: reader('licences', {
      // The hub keeps what came, sorts it and answers from there.
      order: 'canonical',
      pageSize: 100,
      onlyOwnAgency: true, // only: agency
      freshness: { fresh: 1, revalidate: 0, on_error: 0 },
      inbox: {
        subscribe: ({ client }: Deployment, emit, signal) => client.dengarkan(emit, signal),
        // The broker may deliver a message twice.
        repeat: { of: ({ NO_IZIN, TGL_UBAH }: Izin) => `${NO_IZIN} ${TGL_UBAH}`, seconds: 60 }
      },
      map: mapLicence
    })
  }
})
