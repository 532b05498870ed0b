import { addressesOf } from '../addresses.ts'
import { verdict } from '../verdict.ts'
import type { Group } from './bench.ts'

/**
 * Whether connections are made as the entry's `tls` says. A connector reads it when it is made or connects; who hands
 * on nothing works with every system but those whose certificate is the agency's own.
 */
export const tls: Group = ({ subject }) => (addressesOf(subject.standIn, 'http').length === 0 ? [] : [{
  name: 'what TLS needs is handed on to the connector',
  run: async () => {
    subject.connect()
    return verdict(
      subject.readsTls()
        ? []
        : [{ what: 'the `tls` of the entry is never read', where: 'connect',
          fix: 'Hand `tls` of the context to the connector: `connect: (settings, { url, tls }) => createHttp({ url, ' +
            'tls })`.' }]
    )
  }
}])
