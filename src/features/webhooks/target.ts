import type { EnvironmentName } from '../../platform/config/environment.ts'
import type { HubConfig } from '../../platform/config/schema.ts'
import { createAddressJudge, isLoopback, type JudgeAddress } from './addresses.ts'

/** Why an address is not called, as its consumer is told. */
export class TargetFault extends Error {
  override readonly name = 'TargetFault'
  readonly code: TargetFaultCode
  constructor(code: TargetFaultCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** `address`: it leads where the hub may not go. */
export type TargetFaultCode = 'url' | 'https' | 'credentials' | 'port' | 'address' | 'unresolved' | 'unreachable'

/** Which addresses are called, as the configuration has it. */
export interface TargetRules {
  /**
   * Reads the address of a receiver. Where its name leads is not looked at.
   * @throws TargetFault
   */
  read(text: string): URL
  judge: JudgeAddress
}

const HTTPS_PORT = 443
const HTTP_PORT = 80

export function createTargetRules(
  { allow_http: allowHttp, ports, networks, loopback }: HubConfig['webhooks'],
  environment: EnvironmentName
): TargetRules {
  const isLocal = loopback.includes(environment)
  const judge = createAddressJudge({ networks, isLocal })
  return {
    judge,
    read(text) {
      const url = URL.parse(text)
      if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:'))
        throw new TargetFault('url', 'is no https address')
      if (url.username !== '' || url.password !== '')
        throw new TargetFault('credentials',
          'must not hold a user or a password: whoever receives checks the signature')
      if (url.hash !== '') throw new TargetFault('url', 'must not have a fragment')
      const host = hostOf(url)
      if (isLocal && (isLoopback(host) || host === 'localhost')) return url
      if (url.protocol === 'http:' && !allowHttp) throw new TargetFault('https', 'must begin with https://')
      const port = url.port === '' ? (url.protocol === 'https:' ? HTTPS_PORT : HTTP_PORT) : Number(url.port)
      // Who allows http means its port too.
      if (!ports.includes(port) && !(port === HTTP_PORT && allowHttp))
        throw new TargetFault('port',
          `must use ${ports.length === 1 ? 'the port' : 'one of the ports'} ${ports.join(', ')}`)
      return url
    }
  }
}

/**
 * Why an address would be refused wherever its name leads, which is not looked up; undefined when it may be called. The
 * address is not repeated.
 */
export function findTargetFault(text: string, rules: TargetRules): string | undefined {
  try {
    const host = hostOf(rules.read(text))
    const place = rules.judge(/^(?:.+\.)?localhost\.?$/.test(host) ? '127.0.0.1' : host)
    return place === undefined ? undefined : `leads to ${place}, where the hub does not go`
  } catch (error) {
    if (error instanceof TargetFault) return error.message
    throw error
  }
}

/** The name or address in a URL, as it is looked up: without the brackets of IPv6. */
export function hostOf({ hostname }: Pick<URL, 'hostname'>): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname
}
