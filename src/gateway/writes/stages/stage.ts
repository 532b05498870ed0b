import type { Operation } from '../../../contract/contract.ts'
import type { WritableResource, WriteAction } from '../../../kit/writer.ts'
import type { HubConfig } from '../../../platform/config/schema.ts'
import type { Citizen } from '../../../platform/privacy/owners.ts'
import type { Visibility } from '../../../platform/privacy/visibility.ts'
import type { Trace } from '../../../platform/telemetry/tracing/trace.ts'
import type { Clocks } from '../../reads/clocks.ts'
import type { Reads } from '../../reads/reads.ts'
import type { Asker } from '../../systems/asker.ts'
import type { JournalFile } from '../files.ts'
import type { Taken } from '../journal.ts'
import type { Destination, Routing } from '../routing.ts'

/** A write as a caller sends it, on whichever face. */
export interface Sent {
  /** Id of the record that is written to; undefined for a new one. */
  id: string | undefined
  /** The text of its idempotency key. */
  key: string
  body: unknown
  /** The file that comes with it, with a digest of its content. */
  file?: (Omit<JournalFile, 'mostWaiting'> & { digest: string }) | undefined
  /** What must be the same in a repeat under the key; unless told, all of the write. */
  sameness?: string
  /** What a repeat is told while the first is being answered: that it is (409), or what is known of it so far. */
  whileRunning: 'refuse' | 'tell'
  /** Called when it is in the journal. */
  onKept?: () => void
}

/** Who sends it. */
export interface Sender {
  requestId: string
  trace: Trace | undefined
  asker: Asker
  /** The person that an application calls for. */
  person: Citizen | undefined
  isCitizen: boolean
  /** What they may see of the record that they write to. */
  visibility: Visibility
  /** @throws SatuError forbidden when the record is not theirs to change */
  mayChange(operation: Operation, id: string): Promise<void>
}

/** The configuration that it is taken under. */
export interface WriteCore {
  routing: Pick<Routing, 'find' | 'settle'>
  reads: Pick<Reads, 'record'>
  clocks: Pick<Clocks, 'lastDay'>
  limits: Pick<HubConfig['writes'], 'wait_ms' | 'max_waiting_files'>
}

/** A write on its way to the journal: what its sender said, and what the stages have found out. */
export interface Write {
  operation: Operation
  resource: WritableResource
  action: WriteAction
  sent: Sent
  sender: Sender
  core: WriteCore
  /** Of `route`. */
  destination?: Destination
  /** Of `take`. */
  taken?: Taken
}

/** One step of a write, in the order of `../pipeline.ts`. It adds to the write, and refuses by throwing a SatuError. */
export type Stage = (write: Write) => void | Promise<void>

/** Where it goes, once that is known. */
export function destinationOf({ destination }: Write): Destination {
  if (destination === undefined) throw new Error('a write without a destination')
  return destination
}
