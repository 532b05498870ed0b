import { execFileSync } from 'node:child_process'
import { createHash, X509Certificate } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KeyPair } from '../../src/platform/config/certificates.ts'
import { testFolder } from './folder.ts'

/** A certificate and its key: in PEM, and as files. */
export interface Issued extends KeyPair {
  certificateFile: string
  keyFile: string
  /** SHA-256 of the certificate, in hex. */
  sha256: string
  /** The same as a token has it that is bound to the certificate (RFC 8705). */
  thumbprint: string
}

export interface IssueOptions {
  /** Names of servers, or addresses. */
  hosts?: readonly string[]
  /** Days until it ends; -1 for one that has ended. */
  days?: number
  /** Signed by itself, not by the authority. */
  isSelfSigned?: boolean
}

/** An authority that signs certificates, as an agency runs one for its own machines. */
export interface Authority {
  /** PEM of its own certificate. */
  ca: string
  caFile: string
  /** @param subject as OpenSSL takes it: `/CN=kiosk/O=DPMPTSP` */
  issue(subject: string, options?: IssueOptions): Issued
}

/** Made with the `openssl` of the machine, which TLS tests need beside Node. */
export function createAuthority(name = 'Test authority'): Authority {
  const folder = testFolder()
  let made = 0
  const openssl = (...parameters: string[]): void => {
    execFileSync('openssl', parameters, { cwd: folder, stdio: 'pipe' })
  }
  openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30', '-subj',
    `/CN=${name}`, '-keyout', 'ca.key', '-out', 'ca.pem')
  const caFile = join(folder, 'ca.pem')

  return {
    ca: readFileSync(caFile, 'utf8'),
    caFile,
    issue(subject, { hosts = [], days = 30, isSelfSigned = false } = {}) {
      const id = `c${++made}`
      const names = hosts.map(host => `${/^[\d.:]+$/.test(host) ? 'IP' : 'DNS'}:${host}`)
      writeFileSync(join(folder, `${id}.ext`),
        names.length > 0 ? `subjectAltName=${names.join(',')}\n` : 'extendedKeyUsage=clientAuth\n')
      openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', subject, '-keyout',
        `${id}.key`, '-out', `${id}.csr`)
      const signer = isSelfSigned ? ['-signkey', `${id}.key`] : ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial']
      openssl('x509', '-req', '-days', String(days), '-in', `${id}.csr`, ...signer, '-extfile', `${id}.ext`, '-out',
        `${id}.pem`)
      const [certificateFile, keyFile] = [join(folder, `${id}.pem`), join(folder, `${id}.key`)]
      const certificate = readFileSync(certificateFile, 'utf8')
      const x509 = new X509Certificate(certificate)
      const digest = createHash('sha256').update(x509.raw).digest()
      return {
        certificate,
        key: readFileSync(keyFile, 'utf8'),
        certificateFile,
        keyFile,
        expiresAt: x509.validToDate.getTime(),
        sha256: digest.toString('hex'),
        thumbprint: digest.toString('base64url')
      }
    }
  }
}
