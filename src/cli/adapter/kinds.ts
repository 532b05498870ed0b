import { type ResourceName, resourceNames } from '../../contract/resources.ts'
import { type WritableResource, writeActions } from '../../kit/writer.ts'
import { suggestion } from '../../platform/config/problems.ts'
import { CommandError } from '../command.ts'

/** What a connector's templates are made of, and how a value of a row comes out of it. */
interface Connector {
  /** Folders of templates/adapter/connectors, later ones over earlier ones. */
  layers: readonly string[]
  /** Type of a value in wire.ts; its own type (text or number) where none is given. */
  value?: string
  /** Something can be sent by it, too. */
  writes?: true
}

const connectors = {
  'http': { layers: ['http'], writes: true },
  'soap': { layers: ['soap'], value: 'string | undefined', writes: true },
  'html': { layers: ['html'], value: 'string', writes: true },
  'feed': { layers: ['feed'], value: 'string | undefined' },
  'ckan': { layers: ['ckan'] },
  'sql': { layers: ['sql'] },
  'csv': { layers: ['csv'], value: 'string' },
  'dbf': { layers: ['csv', 'dbf'] },
  'fixed-width': { layers: ['csv', 'fixed-width'], value: 'string' },
  'xlsx': { layers: ['csv', 'xlsx'] },
  'xml': { layers: ['csv', 'xml'], value: 'string | undefined' },
  'push': { layers: ['push'] },
  'mqtt': { layers: ['mqtt'] }
} as const satisfies Record<string, Connector>

export type ConnectorName = keyof typeof connectors
export const connectorNames = Object.keys(connectors) as readonly ConnectorName[]

export function connectorOf(name: ConnectorName): Connector {
  return connectors[name]
}

/** @throws CommandError with the nearest name, when there is no such connector */
export function checkConnector(name: string): ConnectorName {
  if (name === 'files')
    throw new CommandError('files are of a format: name csv, dbf, fixed-width, xlsx or xml as the connector')
  if (!Object.hasOwn(connectors, name))
    throw new CommandError(`there is no connector "${name}"${suggestion(name, connectorNames)}`)
  return name as ConnectorName
}

/** @throws CommandError with the nearest name, when the contract has no such resource */
export function checkResource(name: string): ResourceName {
  const found = resourceNames.find(resource => resource === name)
  if (found === undefined)
    throw new CommandError(`the contract has no resource "${name}"${suggestion(name, resourceNames)}`)
  return found
}

/** @throws CommandError for a way by which a resource cannot come without harm */
export function checkPair(connector: ConnectorName, resource: ResourceName): void {
  if (resource === 'residents' && (connector === 'feed' || connector === 'ckan')) {
    throw new CommandError(
      `residents do not come by ${connector}: what anybody may read holds no register of persons, and no address ` +
        'holds a NIK'
    )
  }
}

/** @throws CommandError for a connector that only reads, or a resource that the contract does not write */
export function checkWrite(connector: ConnectorName, resource: ResourceName): WritableResource {
  const able = connectorNames.filter(name => connectorOf(name).writes)
  if (!able.includes(connector))
    throw new CommandError(`what is reached by ${connector} is only read: --write is for ${able.join(', ')}`)
  if (Object.hasOwn(writeActions, resource)) return resource as WritableResource
  throw new CommandError(`the contract writes no ${resource}: --write is for ${Object.keys(writeActions).join(', ')}`)
}
