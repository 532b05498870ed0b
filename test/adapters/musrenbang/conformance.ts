import { defineConformance } from '../../../src/conformance/index.ts'
import { addressOf } from '../../kit/connectors/sql/surroundings.ts'
import { mariadbService, startMariadb } from '../../services/mariadb.ts'
import { knownRows, makeDatabase } from './surroundings.ts'

export const conformance = defineConformance({
  async start() {
    if (mariadbService.locate() === undefined) return undefined
    const server = await startMariadb()
    await makeDatabase(server.url, 'MUSRENBANG', knownRows)
    return { url: '', settings: { database: addressOf(server.url) }, protectedTexts: ['ENTIN RAHAYU'], stop: server.stop }
  }
})
