import type { FastifyRequest } from 'fastify'
import { SatuError } from '../../errors.ts'
import { receiptOf } from '../../gateway/writes/receipts.ts'
import type { Submission } from '../../gateway/writes/submissions.ts'
import { parseId, toId } from '../../kit/ids.ts'
import { updateKey } from '../../kit/receipt.ts'
import type { Form } from './form.ts'
import { toUpdates, type Update } from './map.ts'
import { type Params, wrong } from './params.ts'
import { tokenOf } from './posts.ts'
import { readPage } from './requests.ts'
import { sentStatuses } from './statuses.ts'
import { isWithin, readTime, readWindow, timeText } from './times.ts'
import type { Answer } from './values.ts'
import type { Walks } from './walk.ts'
import type { StartWriting } from './writing.ts'

/** mySociety's extension: what happened to requests, both ways. */
export interface Updates {
  list(request: FastifyRequest, params: Params): Promise<Answer>
  post(request: FastifyRequest, form: Form): Promise<Answer>
}

const LONGEST_NOTE = 1_000
const LONGEST_TEXT = 4_000
const ENDED = new Set(['closed', 'fixed'])

export function createUpdates({ walks, startWriting }: { walks: Walks; startWriting: StartWriting }): Updates {
  /**
   * Who says that it is done closes what the agency has answered; before that no system lets it be closed, and it is a
   * comment.
   */
  async function canBeClosed(request: FastifyRequest, id: string): Promise<boolean> {
    try {
      const complaint = await walks.complaint(request, id)
      return complaint?.status.code === 'responded' || complaint?.status.code === 'resolved'
    } catch (error) {
      if (error instanceof SatuError && error.status >= 500) return false
      throw error
    }
  }

  return {
    async list(request, params) {
      const window = readWindow(params, Date.now())
      const { skip, most } = readPage(params)
      const found: Update[] = []
      // Whatever happened to a complaint has changed it then.
      for await (const complaint of walks.complaints(request, { updated_since: timeText(window.start) })) {
        found.push(...toUpdates(complaint).filter(({ at }) => isWithin(at, window)))
      }
      found.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
      return { root: 'service_request_updates', value: found.slice(skip, skip + most).map(({ row }) => row) }
    },
    async post(request, form) {
      const { params } = form
      const id = params.one('service_request_id')?.trim()
      if (id === undefined) throw wrong('service_request_id', 'is missing')
      const status = params.one('status')?.trim().toLowerCase()
      if (status !== undefined && !sentStatuses.includes(status))
        throw wrong('status', `is none of ${sentStatuses.join(', ').toUpperCase()}`)
      const time = params.one('updated_datetime')
      if (time !== undefined && readTime(time) === undefined)
        throw wrong('updated_datetime', 'is no time such as 2016-02-03T09:15:00+07:00')
      const text = (params.one('description') ?? '').trim().toWellFormed()
      if (text === '') throw wrong('description', 'is missing')
      if (text.length > LONGEST_TEXT) throw wrong('description', `may have ${LONGEST_TEXT} characters`)

      const update = params.one('update_id')?.trim()
      const writing = await startWriting(request, 'servicerequestupdates', form,
        update === undefined ? undefined : [id, update])
      const isEnd = status !== undefined && ENDED.has(status) && text.length <= LONGEST_NOTE &&
        writing.photos.length === 0 && (await canBeClosed(request, id))
      const submission = isEnd
        ? await writing.send('closeComplaint', id, { note: text })
        : await writing.send('addComplaintComment', id, { text,
          ...(writing.photos.length > 0 && { media: writing.photos }) })
      return {
        status: submission.state === 'delivered' ? 201 : 202,
        root: 'service_request_updates',
        value: [{ update_id: updateIdOf(id, submission) }],
        headers: { 'satu-receipt': tokenOf(submission) }
      }
    }
  }
}

/**
 * The id under which the update will be listed: FixMyStreet takes one that it does not know for somebody else's
 * comment.
 */
function updateIdOf(id: string, submission: Submission): string {
  const record = parseId(id)
  // What is written to has an id: without one it would have been refused.
  return record === undefined
    ? tokenOf(submission)
    : toId(record.prefix, updateKey(record.key, receiptOf(submission.id)))
}
