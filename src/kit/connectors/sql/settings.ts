import { type Static, Type } from 'typebox'
import type { SystemTls } from '../../tls.ts'
import type { SqlOptions } from './sql.ts'

const whole = (minimum: number, maximum: number, fallback: number, description: string) =>
  Type.Integer({ minimum, maximum, default: fallback, description })

/** Where a system's database is, as an adapter's settings have it. */
export const SqlSettings = Type.Object(
  {
    url: Type.String({
      pattern: '^(mysql|mariadb|postgres|postgresql|sqlserver|oracle)://',
      description:
        'Address of the database with the user, without the password: `mysql://satu@host:3306/database`; also ' +
        'mariadb, postgres, sqlserver, oracle.',
      examples: ['mariadb://satu@10.20.0.7/musrenbang']
    }),
    password: Type.String({ minLength: 1, writeOnly: true,
      description: 'Password of the user, who should only be able to read.' }),
    connections: whole(1, 100, 4, 'Most connections at a time.'),
    connect_timeout_ms: whole(100, 60_000, 5_000, 'Until a connection is open and logged in.'),
    statement_timeout_ms: whole(100, 600_000, 15_000, 'Most time for one statement; the server keeps it too.'),
    tls: Type.Unsafe<'off' | 'unverified' | 'verified'>({
      type: 'string',
      enum: ['off', 'unverified', 'verified'],
      default: 'off',
      description: 'Whether the connection is encrypted, and the certificate of the server checked.'
    }),
    charset: Type.Optional(
      Type.String({ description: 'What columns declared as latin1 really hold, when it is something else: `utf-8`.',
        examples: ['utf-8'] })
    )
  },
  { additionalProperties: false, description: "Where the system's database is." }
)
export type SqlSettings = Static<typeof SqlSettings>

/**
 * The settings as `createSql` takes them.
 * @param tlsWith the `tls` of the adapter's context
 */
export function sqlOptions(
  { url, password, connections, connect_timeout_ms, statement_timeout_ms, tls, charset }: SqlSettings,
  tlsWith?: SystemTls
): SqlOptions {
  return {
    url,
    password,
    connections,
    connectTimeoutMs: connect_timeout_ms,
    statementTimeoutMs: statement_timeout_ms,
    tls,
    ...(tlsWith && { tlsWith }),
    ...(charset !== undefined && { charset })
  }
}
