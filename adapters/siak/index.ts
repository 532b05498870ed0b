import { Type } from 'typebox'
import { createHttp, defineAdapter, reader } from '../../src/kit/index.ts'
import { createSiakClient, type Found, type SiakClient } from './client.ts'
import { mapResident } from './map.ts'

/** No person has it: provinces begin at 11. */
const NOBODY = '0000000000000000'

/** SIAK, the population register: one person by NIK. */
export const adapter = defineAdapter({
  product: 'siak',
  title: 'SIAK population register',
  version: 1,
  settings: Type.Object(
    {
      user: Type.String({ minLength: 1, description: 'User of the cooperation agreement.' }),
      password: Type.String({ minLength: 1, writeOnly: true, description: 'Its password.' }),
      consumer: Type.String({ pattern: '^[A-Za-z0-9_-]+$', description: "The hub's name in the path.",
        examples: ['satu'] }),
      region: Type.String({ pattern: '^\\d{2}-\\d{2}$', description: 'Province and regency of the register.',
        examples: ['32-73'] }),
      ip: Type.String({ format: 'ipv4', description: "The hub's address as the agreement names it." }),
      method: Type.Union([Type.Literal('call_nik'), Type.Literal('CALL_NIK_GET_KK')], {
        default: 'call_nik',
        description: 'The call that the agreement opens.'
      })
    },
    { additionalProperties: false }
  ),
  connect: (settings, { url, tls, today }): SiakClient => createSiakClient(createHttp({ url, tls }), settings, today),
  async probe(client, call) {
    await client.callNik(NOBODY, call)
  },
  close: client => client.close(),
  resources: {
    residents: reader('residents', {
      order: 'none',
      pageSize: 1,
      // A person is asked for anew each time: nothing personal is kept to save a call.
      freshness: { fresh: 0, revalidate: 0, on_error: 0 },
      get: (client: SiakClient, nik, call): Promise<Found | undefined> => client.callNik(nik, call),
      map: mapResident
    })
  }
})
