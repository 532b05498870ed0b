import type { Config } from './schema.ts'

/**
 * Every certificate that the hub shows, by what it is for: `callers`, or the id of a system; with its end, ms since
 * 1970.
 */
export function certificatesOf(
  { tls, systems }: Pick<Config, 'tls' | 'systems'>
): { use: string; expiresAt: number }[] {
  return [
    ...(tls === undefined ? [] : [{ use: 'callers', expiresAt: tls.expiresAt }]),
    ...systems.flatMap((
      { id, tls: own }
    ) => (own?.client === undefined ? [] : [{ use: id, expiresAt: own.client.expiresAt }]))
  ]
}
