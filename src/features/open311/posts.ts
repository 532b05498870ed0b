import type { FastifyRequest } from 'fastify'
import { SatuError } from '../../errors.ts'
import type { Journal } from '../../gateway/writes/journal.ts'
import { printReceipt, readReceipt, receiptOf, submissionId } from '../../gateway/writes/receipts.ts'
import type { Submission } from '../../gateway/writes/submissions.ts'
import { viewSubmission } from '../../http/submission-view.ts'
import type { Form } from './form.ts'
import { wrong } from './params.ts'
import { toNewComplaint } from './report.ts'
import { type ComplaintService, listComplaintServices } from './services.ts'
import type { Answer } from './values.ts'
import type { Walks } from './walk.ts'
import type { StartWriting } from './writing.ts'

export interface Posts {
  post(request: FastifyRequest, form: Form): Promise<Answer>
  /** What has become of a request that was given a token. */
  token(request: FastifyRequest, token: string): Promise<Answer>
}

export function createPosts(
  { walks, startWriting, journal }: { walks: Walks; startWriting: StartWriting; journal: Pick<Journal, 'get'> }
): Posts {
  /**
   * The service that is complained about; undefined when the systems that know cannot be asked: a report is taken all
   * the same.
   */
  async function serviceOf(request: FastifyRequest, code: string): Promise<ComplaintService | undefined> {
    let services: ComplaintService[]
    try {
      services = await listComplaintServices(walks, request)
    } catch (error) {
      if (error instanceof SatuError && error.status >= 500 && error.code !== 'internal') return undefined
      throw error
    }
    const service = services.find(service => service.code === code)
    if (service === undefined)
      throw new SatuError('not_found', 'service_code is not one of this city; see services.xml.', { stage: 'open311' })
    return service
  }

  return {
    async post(request, form) {
      const { params } = form
      const code = params.one('service_code')?.trim()
      if (code === undefined) throw wrong('service_code', 'is missing')
      const service = await serviceOf(request, code)
      // FixMyStreet tries for days. After a change of category the same report is another request.
      const number = params.one('attribute[fixmystreet_id]')
      const ownName = number === undefined ? undefined : [number, code]
      const writing = await startWriting(request, 'requests', form, ownName)
      const body = toNewComplaint({ params, service, photos: writing.photos,
        phoneArea: request.serving.config.city.phone_area })
      const submission = await writing.send('createComplaint', undefined, body)
      const { record_id: id, advice } = viewSubmission(submission, request.serving)
      const isThere = submission.state === 'delivered' && id !== undefined
      return {
        status: isThere ? 201 : 202,
        root: 'service_requests',
        value: [{
          ...(isThere ? { service_request_id: id } : { token: tokenOf(submission) }),
          service_notice: isThere ? null : advice.id,
          account_id: null
        }]
      }
    },
    async token(request, token) {
      const receipt = readReceipt(token)
      const submission = receipt === undefined ? undefined : await journal.get(submissionId(receipt))
      if (submission === undefined || submission.resource !== 'complaints' || submission.action !== 'create') {
        throw new SatuError('not_found', 'token is not one of a request here.', { stage: 'open311' })
      }
      if (submission.state === 'rejected' || submission.state === 'abandoned') {
        throw new SatuError('write_refused', 'The request of this token was not taken: correct it and send it anew.', {
          stage: 'open311'
        })
      }
      const { record_id: id } = viewSubmission(submission, request.serving)
      return { root: 'service_requests',
        value: [{ ...(submission.state === 'delivered' && id !== undefined && { service_request_id: id }),
          token: tokenOf(submission) }] }
    }
  }
}

/** The receipt, as it is printed for people. */
export function tokenOf({ id }: Pick<Submission, 'id'>): string {
  return printReceipt(receiptOf(id))
}
