import { type Static, Type } from 'typebox'
import type { SystemTls } from '../../tls.ts'
import type { FilesOptions } from './files.ts'

const secret = (description: string) => Type.Optional(Type.String({ minLength: 1, writeOnly: true, description }))

/** Where a system's files lie, as an adapter's settings have it. */
export const FilesSettings = Type.Object(
  {
    url: Type.String({
      pattern: '^(file:|sftp://|ftps?://)',
      description:
        'Folder of the files: `file:///srv/drop`, `sftp://user@host/path`, `ftp://user@host/path` or `ftps://`, ' +
        'without a password.',
      examples: ['sftp://satu@10.20.0.4/drop']
    }),
    user: Type.Optional(
      Type.String({ minLength: 1, description: 'Name of the login, where it does not stand in the url.' })
    ),
    password: secret('Password of the login.'),
    private_key: secret('SFTP: private key, PEM or OpenSSH text.'),
    passphrase: secret('SFTP: of the private key.'),
    host_key: Type.Optional(
      Type.String({ pattern: '^SHA256:',
        description: "SFTP: fingerprint of the server's key, as `ssh-keygen -lf` prints it." })
    )
  },
  { additionalProperties: false, description: "Where the system's files lie." }
)
export type FilesSettings = Static<typeof FilesSettings>

/**
 * The settings as `createFiles` takes them.
 * @param tls as the adapter's context has it
 */
export function filesOptions(
  { url, user, password, private_key, passphrase, host_key }: FilesSettings,
  tls?: SystemTls
): FilesOptions {
  return {
    url: user === undefined ? url : withUser(url, user),
    ...(password !== undefined && { password }),
    ...(private_key !== undefined && { privateKey: private_key }),
    ...(passphrase !== undefined && { passphrase }),
    ...(host_key !== undefined && { hostKey: host_key }),
    ...(tls && { tls })
  }
}

function withUser(url: string, user: string): string {
  // A folder of this machine has none.
  if (!/^(?:sftp|ftps?):/.test(url) || !URL.canParse(url)) return url
  const address = new URL(url)
  address.username = encodeURIComponent(user)
  return address.href
}
