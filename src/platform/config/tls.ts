import { dirname, resolve } from 'node:path'
import { createSecureContext } from 'node:tls'
import type { SystemTls } from '../../kit/tls.ts'
import { bag, list } from './bag.ts'
import { CertificateFault, certificatesIn, faultOfTime, type KeyPair, readPem, readPrivateKey, remarkOfKey,
  remarkOfTime } from './certificates.ts'
import { type Document, pointerTo } from './document.ts'
import type { Problem } from './problems.ts'
import { markAt, problemAt } from './shape.ts'

/** How callers reach the hub over TLS. */
export interface ServerTls extends KeyPair {
  minVersion: 'TLSv1.2' | 'TLSv1.3'
  /** PEM of the authorities whose client certificates are believed. */
  clientCa: string | undefined
  clientCertificates: 'none' | 'optional' | 'required'
}

/** How the hub reaches one system over TLS, and until when what it shows of itself is worth something. */
export interface SystemTlsConfig extends SystemTls {
  client?: KeyPair
}

export interface TlsFiles {
  /** Undefined: callers come over plain HTTP. */
  server: ServerTls | undefined
  systems: ReadonlyMap<string, SystemTlsConfig>
  problems: Problem[]
  remarks: Problem[]
  /** Absolute. */
  files: string[]
}

export interface TlsOptions {
  document: Document
  file: string
  /** What is in use already: that it has expired meanwhile is no reason to refuse a change of something else. */
  inUse?: readonly KeyPair[]
  now?: number
}

/** Reads the certificates and keys that a config file names. Whatever has the wrong shape is passed over. */
export function readTls({ document, file, inUse = [], now = Date.now() }: TlsOptions): TlsFiles {
  const problems: Problem[] = []
  const remarks: Problem[] = []
  const files = new Set<string>()
  const content = bag(document.value)
  const server = readServer(bag(content['hub'])['tls'], '/hub/tls')
  const systems = new Map<string, SystemTlsConfig>()
  for (const [id, system] of Object.entries(bag(content['systems']))) {
    const tls = readSystem(bag(system)['tls'], `${pointerTo('/systems', id)}/tls`)
    if (tls !== undefined) systems.set(id, tls)
  }
  return { server, systems, problems, remarks, files: [...files] }

  function readServer(value: unknown, at: string): ServerTls | undefined {
    if (value === undefined) return undefined
    const { min_version: least, client_certificates: wanted } = bag(value)
    const pair = readPair(value, at)
    const clientCa = readCa(bag(value)['client_ca'], `${at}/client_ca`)
    if (pair === undefined) return undefined
    return { ...pair, clientCa, minVersion: least === '1.3' ? 'TLSv1.3' : 'TLSv1.2',
      clientCertificates: wanted === 'optional' || wanted === 'required' ? wanted : 'none' }
  }

  function readSystem(value: unknown, at: string): SystemTlsConfig | undefined {
    if (value === undefined) return undefined
    const { ca: caFile, certificate, key, server_name: serverName } = bag(value)
    const ca = readCa(caFile, `${at}/ca`)
    const client = certificate === undefined && key === undefined ? undefined : readPair(value, at)
    return { ...(ca !== undefined && { ca }), ...(client && { client }),
      ...(typeof serverName === 'string' && { serverName }) }
  }

  function readPair(value: unknown, at: string): KeyPair | undefined {
    const { certificate, key } = bag(value)
    const chain = attempt(`${at}/certificate`, certificate, path => certificatesIn(readPem(path)))
    const secret = attempt(`${at}/key`, key, path => {
      remark(`${at}/key`, remarkOfKey(path))
      const pem = readPem(path)
      return { pem, key: readPrivateKey(pem) }
    })
    const [leaf] = chain ?? []
    if (chain === undefined || leaf === undefined || secret === undefined) return undefined
    const pair: KeyPair = { certificate: chain.map(String).join(''), key: secret.pem,
      expiresAt: leaf.validToDate.getTime() }
    const fault = leaf.checkPrivateKey(secret.key)
      ? faultOfPair(pair)
      : 'does not belong to the certificate, which must stand first in its file'
    if (fault !== undefined) return report(`${at}/key`, fault)
    const late = faultOfTime(leaf, now)
    const isInUse = inUse.some(other => other.certificate === pair.certificate)
    if (late !== undefined && !isInUse) return report(`${at}/certificate`, late)
    remark(`${at}/certificate`, late ?? remarkOfTime(pair.expiresAt, now))
    return pair
  }

  function readCa(value: unknown, at: string): string | undefined {
    const authorities = attempt(at, value, path => certificatesIn(readPem(path)))
    if (authorities?.every(authority => faultOfTime(authority, now) !== undefined))
      remark(at, 'holds no certificate that is valid now')
    return authorities?.map(String).join('')
  }

  /** What a file gives; undefined when it is not named, or its fault was told. */
  function attempt<T>(at: string, path: unknown, read: (file: string) => T): T | undefined {
    if (typeof path !== 'string' || path === '' || markAt(document, at).unresolved) return undefined
    const absolute = resolve(dirname(file), path)
    files.add(absolute)
    try {
      return read(absolute)
    } catch (error) {
      if (!(error instanceof CertificateFault)) throw error
      return report(at, error.message)
    }
  }

  function report(at: string, message: string): undefined {
    problems.push(problemAt(document, file, at, message))
  }

  function remark(at: string, message: string | undefined): void {
    if (message !== undefined) remarks.push(problemAt(document, file, at, message))
  }
}

/** What OpenSSL itself says against a pair: a key that is too short, an algorithm that is too old. */
function faultOfPair({ certificate, key }: Pick<KeyPair, 'certificate' | 'key'>): string | undefined {
  try {
    createSecureContext({ cert: certificate, key })
    return undefined
  } catch (error) {
    return `cannot be used with the certificate (${(error as NodeJS.ErrnoException).code ?? 'OpenSSL refuses it'})`
  }
}

/** What a schema cannot say of TLS. Whatever has the wrong shape is passed over. */
export function checkTls(file: unknown, report: (pointer: string, message: string) => void): void {
  const content = bag(file)
  const tls = bag(content['hub'])['tls']
  const { client_ca: ca, client_certificates: wanted = 'none' } = bag(tls)
  if (wanted === 'required' && ca === undefined)
    report('/hub/tls/client_certificates', 'needs a `client_ca` that tells whose certificates are believed')
  if (wanted === 'none' && ca !== undefined)
    report('/hub/tls/client_ca', 'has no use while `client_certificates` is none')
  const owners = new Map<string, string>()
  for (const [id, consumer] of Object.entries(bag(content['consumers']))) {
    const { certificates, needs_certificate: needs } = bag(consumer)
    const at = `/consumers/${id}`
    const named = list(certificates)
    if (needs === true && named.length === 0) report(`${at}/needs_certificate`, 'needs `certificates` that it may be')
    if (named.length > 0 && (tls === undefined || wanted === 'none'))
      report(`${at}/certificates`, 'needs `hub.tls.client_certificates`: the hub asks nobody for a certificate')
    for (const [i, certificate] of named.entries()) {
      const { sha256, subject } = bag(certificate)
      const place = `${at}/certificates/${i}`
      if (sha256 === undefined && subject === undefined) report(place, 'needs a `sha256` or a `subject`')
      // A subject is worth what whoever signed it vouches for.
      if (sha256 === undefined && subject !== undefined && ca === undefined && wanted !== 'none')
        report(`${place}/subject`, 'needs a `hub.tls.client_ca` that vouches for it')
      const name = JSON.stringify([typeof sha256 === 'string' ? fingerprintOf(sha256) : undefined,
        subject === undefined ? undefined : Object.entries(bag(subject)).map(pair => pair.join('=')).sort()])
      const owner = owners.get(name) ?? id
      owners.set(name, owner)
      if (owner !== id) report(place, `is already a certificate of consumers.${owner}`)
    }
  }
  for (const [id, system] of Object.entries(bag(content['systems']))) {
    const { tls: own, url } = bag(system)
    if (own === undefined) continue
    const { certificate, key } = bag(own)
    if ((certificate === undefined) !== (key === undefined))
      report(`${pointerTo('/systems', id)}/tls`, 'needs both, `certificate` and `key`')
    if (typeof url === 'string' && url.startsWith('http:'))
      report(`${pointerTo('/systems', id)}/tls`, 'has no use: the address of the system is not https')
  }
}

/** A fingerprint as OpenSSL prints it (`AB:CD:...`), or as everybody else does. */
export function fingerprintOf(text: string): string {
  return text.replaceAll(':', '').toLowerCase()
}
