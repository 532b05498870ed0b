import { Type } from 'typebox'
import { createAgencyFinder, createHttp, defineAdapter, reader } from '../../src/kit/index.ts'
import { createPpidClient, PAGE_SIZE } from './client.ts'
import { mapRequest } from './map.ts'
import { registerNumber } from './numbers.ts'
import { type StatusCode, statusCodes } from './tables.ts'
import type { Permohonan } from './wire.ts'
import { type PpidWriting as Ppid, writes } from './writes.ts'

const statuses: readonly StatusCode[] = [...new Set(Object.values(statusCodes))]

/** The application of the information office (PPID): pages behind a login, read as a clerk would. */
export const adapter = defineAdapter({
  product: 'ppid',
  title: 'PPID information requests',
  version: 1,
  settings: Type.Object(
    {
      user: Type.String({ minLength: 1, description: 'Account that may see the register.' }),
      password: Type.String({ minLength: 1, writeOnly: true, description: 'Its password.' }),
      codes: Type.Object(
        {
          status: Type.Record(Type.String(), Type.Unsafe<StatusCode>({ type: 'string', enum: [...statuses] }), {
            default: {},
            description:
              'Words for where a request stands that differ from the usual ones, each with its canonical status.'
          }),
          agency: Type.Record(Type.String(), Type.String({ minLength: 1 }), {
            default: {},
            description: "Names of agencies that only this system uses, each with the code of the city's agency."
          })
        },
        { default: {}, additionalProperties: false }
      )
    },
    { additionalProperties: false }
  ),
  connect: ({ user, password, codes }, { url, tls, city }): Ppid => ({
    client: createPpidClient(createHttp({ url, tls, connections: 4 }), { user, password }),
    tables: { status: { ...statusCodes, ...codes.status }, findAgency: createAgencyFinder(city, codes.agency) },
    city
  }),
  probe: ({ client }: Ppid, call) => client.beranda(call),
  close: ({ client }: Ppid) => client.close(),
  writes,
  resources: {
    'information-requests': reader('information-requests', {
      order: 'updated',
      pageSize: PAGE_SIZE,
      carriesNik: true,
      numbers: [registerNumber],
      freshness: { fresh: 60, revalidate: 300, on_error: 86_400 },
      list: ({ client }: Ppid, { offset, limit }, call) => client.register({ offset, limit }, call),
      get: async ({ client }: Ppid, key, call) => (/^\d{1,9}$/.test(key) ? client.detail(key, call) : undefined),
      map: (row: Permohonan, tools, { tables }: Ppid) => mapRequest(row, tools, tables)
    })
  }
})
