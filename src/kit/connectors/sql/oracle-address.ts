import type { DriverOptions } from './driver.ts'

/**
 * Where the database is, as Oracle's own tools write it. One try, within the time: the hub knows when to ask again.
 * @throws TypeError for names that could change the meaning of what stands around them
 */
export function connectDescriptor(
  { address, tls, tlsWith, connectTimeoutMs }: Pick<DriverOptions, 'address' | 'tls' | 'tlsWith' | 'connectTimeoutMs'>
): string {
  if (tls === 'unverified' || tlsWith !== undefined) {
    throw new TypeError(
      'tls for Oracle is off or verified, against the authorities that Node knows and without a client certificate'
    )
  }
  const { host, port, database, sid } = address
  if (database === '' && sid === undefined)
    throw new TypeError('the url of an Oracle database must name a service (/service) or a system identifier (?sid=)')
  for (const name of [host, database, sid ?? '']) {
    if (!/^[\w.:$#-]*$/.test(name))
      throw new TypeError('the url of an Oracle database has a name with characters that no such name has')
  }
  const seconds = Math.ceil(connectTimeoutMs / 1_000)
  return [
    `(DESCRIPTION=(CONNECT_TIMEOUT=${seconds})(TRANSPORT_CONNECT_TIMEOUT=${seconds})(RETRY_COUNT=0)`,
    `(ADDRESS=(PROTOCOL=${tls === 'off' ? 'TCP' : 'TCPS'})(HOST=${host})(PORT=${port}))`,
    `(CONNECT_DATA=(${sid === undefined ? `SERVICE_NAME=${database}` : `SID=${sid}`})))`
  ].join('')
}
