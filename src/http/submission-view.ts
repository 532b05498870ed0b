import type { ResourceName } from '../contract/resources.ts'
import type { components } from '../contract/types.ts'
import { type ErrorCode, errorKinds, SatuError } from '../errors.ts'
import type { Clocks } from '../gateway/reads/clocks.ts'
import type { Registry } from '../gateway/systems/registry.ts'
import type { Reason } from '../gateway/writes/deliver.ts'
import type { SubmissionHead, Transition } from '../gateway/writes/listing.ts'
import { printReceipt, receiptOf } from '../gateway/writes/receipts.ts'
import { HUB } from '../gateway/writes/submissions.ts'
import { toId } from '../kit/ids.ts'
import { toWib } from '../kit/indonesia/calendar.ts'
import type { SubmissionState } from '../platform/store/tables.ts'
import { toProblem } from './problems.ts'

type View = components['schemas']['Submission']

/** What whoever sent a write should know or do. */
const advice: Readonly<Record<SubmissionState, View['advice']>> = {
  accepted: {
    id: 'Sudah kami terima dengan aman dan akan diteruskan. Anda tidak perlu mengirim ulang; simpan nomor resi ini.',
    en: 'It is with us safely and will be passed on. There is no need to send it again; keep this receipt number.'
  },
  delivering: {
    id: 'Sedang diteruskan ke dinas yang berwenang. Anda tidak perlu mengirim ulang.',
    en: 'It is being passed on to the agency. There is no need to send it again.'
  },
  uncertain: {
    id: 'Sudah dikirim ke dinas, tetapi jawabannya belum kami terima; kami memeriksanya. Mohon jangan mengirim ulang.',
    en: 'It was sent to the agency, but its answer did not reach us; we are checking. Please do not send it again.'
  },
  delivered: {
    id: 'Sudah diterima oleh dinas. Gunakan nomor dari dinas untuk bertanya di sana.',
    en: 'The agency has it. Use the number of the agency when you ask there.'
  },
  rejected: {
    id: 'Dinas menolak isian ini. Perbaiki seperti yang dijelaskan, lalu kirim lagi.',
    en: 'The agency refused what was written. Correct what is named and send it anew.'
  },
  parked: {
    id: 'Tersimpan aman, tetapi perlu ditangani petugas. Anda tidak perlu mengirim ulang; sebutkan nomor resi bila ' +
      'bertanya.',
    en: 'It is kept safely, but somebody has to look at it. There is no need to send it again; name the receipt ' +
      'number when you ask.'
  },
  abandoned: {
    id: 'Tidak dapat diteruskan. Silakan hubungi dinas yang bersangkutan atau kirim lagi.',
    en: 'It could not be passed on. Please turn to the agency itself, or send it anew.'
  }
}

/** A submission as the contract shows it: nothing of what was written. */
export function viewSubmission(
  submission: SubmissionHead,
  { registry, clocks }: { registry: Registry; clocks: Pick<Clocks, 'first'> }
): View {
  const { id, state, resource, action, system, made_key: key, reference } = submission
  const prefix = registry.get(system)?.config.prefix
  const recordId = key === null || prefix === undefined ? undefined : toId(prefix, key)
  const waits = state === 'accepted' || state === 'uncertain'
  const problem = problemOf(submission)
  // Once its system has it, the record has its own; what came to nothing has none.
  const clock = action === 'create' && (waits || state === 'delivering' || state === 'parked')
    ? clocks.first(resource as ResourceName, at(submission.accepted_at))
    : undefined
  return {
    id,
    receipt: printReceipt(receiptOf(id)),
    status: { code: state, changed_at: at(submission.changed_at) },
    resource: resource as View['resource'],
    action: action as View['action'],
    system,
    consumer: submission.consumer,
    accepted_at: at(submission.accepted_at),
    attempts: submission.attempts,
    advice: advice[state],
    ...(waits && { next_attempt_at: at(Math.max(submission.due_at, submission.accepted_at)) }),
    ...(submission.delivered_at !== null && { delivered_at: at(submission.delivered_at) }),
    ...(reference !== null && { reference }),
    ...(recordId !== undefined && { record_id: recordId, location: `/v1/${resource}/${recordId}` }),
    ...(clock && { clock }),
    ...(problem && { problem: toProblem(problem, submission.request_id) })
  }
}

/** @param sender who reads it and is no operator: the names of those are kept from it */
export function viewStep(
  { at: time, from_state: from, to_state: to, cause, by }: Transition,
  sender: string | undefined
): components['schemas']['SubmissionStep'] {
  const isShown = sender === undefined || by === HUB || by === sender
  return { at: at(time), ...(from !== null && { from }), to, cause, by: isShown ? by : 'operator' }
}

/** Why it was refused or parked; undefined while nothing is wrong with it. */
export function problemOf({ problem, state }: Pick<SubmissionHead, 'problem' | 'state'>): SatuError | undefined {
  if (problem === null) return undefined
  const { code, detail, errors = [] } = JSON.parse(problem) as Reason
  const known: ErrorCode = state === 'rejected'
    ? 'write_refused'
    : Object.hasOwn(errorKinds, code)
    ? code as ErrorCode
    : 'system_failed'
  return new SatuError(known, detail, {
    stage: 'delivery',
    ...(errors.length > 0 && { errors: errors.map(error => ({ in: 'body' as const, code: 'refused', ...error })) })
  })
}

function at(ms: number): string {
  return toWib(new Date(ms))
}
