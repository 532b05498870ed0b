import type { FastifyRequest } from 'fastify'
import type { Contract, Operation } from '../../contract/contract.ts'
import type { components } from '../../contract/types.ts'
import { SatuError } from '../../errors.ts'
import type { Journal } from '../../gateway/writes/journal.ts'
import type { Submission } from '../../gateway/writes/submissions.ts'
import { consumerOf } from '../../http/auth.ts'
import { problemOf } from '../../http/submission-view.ts'
import type { Submit } from '../../http/submit.ts'
import { addressOf } from './addresses.ts'
import type { Form } from './form.ts'
import { type Media, MOST_FILES } from './media.ts'
import { readRepeat } from './repeats.ts'
import { photosOf } from './report.ts'

type MediaList = NonNullable<components['schemas']['NewComplaint']['media']>

/** A write of this face on its way: what it is known by, and its photos, which are kept before anything is sent. */
export interface Writing {
  photos: MediaList
  /**
   * Sends it the way of every write.
   * @throws SatuError also when its system has refused it
   */
  send(
    operation: 'createComplaint' | 'addComplaintComment' | 'closeComplaint',
    id: string | undefined,
    body: unknown
  ): Promise<Submission>
}

export interface WritingOptions {
  contract: Contract
  journal: Journal
  submit: Submit
  media: Media
}

/** @param own see `readRepeat` */
export type StartWriting = (
  request: FastifyRequest,
  path: string,
  form: Form,
  own?: readonly string[]
) => Promise<Writing>

export function createWriting({ contract, journal, submit, media }: WritingOptions): StartWriting {
  const operations = new Map<string, Operation>(contract.operations.map(operation => [operation.id, operation]))

  return async (request, path, form, own) => {
    const repeat = await readRepeat(journal, request, path, form, own)
    const files = media.name(form.files, {
      of: `${consumerOf(request)} ${repeat.key}`,
      mostBytes: Math.floor(request.serving.config.hub.max_upload_bytes / 2)
    })
    const kept = files.map(({ name, mediaType }) => ({ url: `${addressOf(request)}/media/${name}`, mediaType }))
    return {
      photos: photosOf(form.params, kept, MOST_FILES),
      async send(id, record, body) {
        const operation = operations.get(id)
        if (operation === undefined) throw new Error(`the contract has no ${id}`)
        await media.keep(files)
        const submission = await submit.submit(request, operation, { id: record, key: repeat.key, body,
          sameness: repeat.sameness, whileRunning: 'tell' })
        if (submission.state === 'rejected')
          throw problemOf(submission) ?? new SatuError('write_refused', 'Its system refuses it.', { stage: 'delivery' })
        request.seen = { outcome: submission.state === 'delivered' ? 'ok' : 'accepted' }
        return submission
      }
    }
  }
}
