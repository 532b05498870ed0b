import { Type } from 'typebox'
import { type City, defineAdapter, reader } from '../../src/kit/index.ts'
import { mapAlert } from './map.ts'
import { receiveAlert } from './receive.ts'
import type { Alert } from './wire.ts'

interface PanicButton {
  key: string
  box: City['box']
  agencyId: string | undefined
}

/** Panic Button: residents press, and the application pushes each alert into the hub. Nothing is ever asked of it. */
export const adapter = defineAdapter({
  product: 'panic-button',
  title: 'Panic Button',
  version: 1,
  needsUrl: false,
  settings: Type.Object(
    { key: Type.String({ minLength: 8, writeOnly: true, description: 'Key that every alert comes with.' }) },
    { additionalProperties: false }
  ),
  connect: ({ key }, { city, system }): PanicButton => ({ key, box: city.box, agencyId: system.agencyId }),
  // It cannot be asked: when the last alert came is all there is to know.
  probe: async () => {},
  resources: {
    incidents: reader('incidents', {
      order: 'canonical',
      pageSize: 100,
      onlyOwnAgency: true,
      freshness: { fresh: 1, revalidate: 0, on_error: 0 },
      inbox: {
        receive: ({ key, box }: PanicButton, message) => receiveAlert(message, key, box),
        // Frightened people press again, and telephones send again: half a minute of one telephone is one alert.
        repeat: { of: (row: Alert) => row.device, seconds: 30 }
      },
      map: (row: Alert, tools, { agencyId }: PanicButton) => mapAlert(row, tools, agencyId)
    })
  }
})
