import { symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Test } from 'tap'
import type { Call } from '../../../../src/kit/call.ts'
import { createFiles, type FilesClient, type FilesOptions } from '../../../../src/kit/connectors/files/files.ts'
import { type FtpServer, type FtpServerOptions, startFtp } from '../../../suites/servers/ftp.ts'
import { type SftpServer, type SftpServerOptions, startSftp } from '../../../suites/servers/sftp.ts'

export const password = 'rahasia'

/** A folder `drop` with some files, and beside it one that no link may reach. The path of the folder above both. */
export function aDrop(t: Test): string {
  const root = t.testdir({
    drop: { 'SPPT_20261119.DBF': 'kemarin', 'sppt_20261120.dbf': 'x'.repeat(500_000), 'catatan.txt': 'catatan',
      'sub': { 'dalam.dbf': 'x' } },
    rahasia: { 'gaji.dbf': 'rahasia' }
  })
  const drop = join(root, 'drop')
  utimesSync(join(drop, 'SPPT_20261119.DBF'), date('2026-11-19T20:00:00Z'), date('2026-11-19T20:00:00Z'))
  utimesSync(join(drop, 'sppt_20261120.dbf'), date('2026-11-20T20:00:00Z'), date('2026-11-20T20:00:00Z'))
  symlinkSync('../rahasia/gaji.dbf', join(drop, 'luar.dbf'))
  symlinkSync('../rahasia', join(drop, 'luar'))
  symlinkSync('tiada', join(drop, 'putus.dbf'))
  return root
}

/** Another time than before, without waiting for one. */
export function touch(path: string, text: string): void {
  writeFileSync(path, text)
  utimesSync(path, date('2026-11-20T21:00:00Z'), date('2026-11-20T21:00:00Z'))
}

function date(text: string): Date {
  return new Date(text)
}

export async function anSftp(t: Test, options: SftpServerOptions): Promise<SftpServer> {
  const server = await startSftp(options)
  t.teardown(() => server.stop())
  return server
}

export async function anFtp(t: Test, options: FtpServerOptions): Promise<FtpServer> {
  const server = await startFtp(options)
  t.teardown(() => server.stop())
  return server
}

export function clientOf(t: Test, options: FilesOptions): FilesClient {
  const client = createFiles(options)
  t.teardown(() => client.close())
  return client
}

export function aCall(signal: AbortSignal = new AbortController().signal): Call {
  return { signal, requestId: 'req-1' }
}

export function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => new Error('it was not rejected'),
    (error: unknown) => error
  )
}

/** Resolves when the condition holds. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(resolve => setImmediate(resolve))
}
